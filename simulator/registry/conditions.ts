/**
 * The weather between the machine and the registries: how fast, and whether at all. A lesson or a test changes it while
 * the machine runs.
 */
export interface Conditions {
  /** Bytes per second that all transfers together get; Infinity or 0 for no limit. */
  bandwidth: number;
  /** Milliseconds that a request waits for its answer. */
  latency: number;
  /** Compressed bytes per second that unpacking a layer takes in. */
  unpacking: number;
  /** No way to the internet: names of hosts cannot be looked up. */
  offline: boolean;
  /** Hub refuses pulls of those who are not logged in: too many requests. */
  rateLimited: boolean;
  /** Hub's accounts: names and passwords. Who logs in with one may push below that name. */
  accounts: Readonly<Record<string, string>>;
  /** Where the machine asks for names, as errors print it: `10.0.2.3:53`. */
  nameServer: string;
}

export const PERFECT: Conditions = {
  bandwidth: Infinity,
  latency: 0,
  unpacking: Infinity,
  offline: false,
  rateLimited: false,
  accounts: { learner: 'drydock' },
  nameServer: '10.0.2.3:53',
};

/** A good line at home: pulls take seconds, and their progress can be watched. */
export const BROADBAND: Conditions = { ...PERFECT, bandwidth: 20_000_000, latency: 60, unpacking: 90_000_000 };

/** Conditions to start with; a line without limits where nothing is said. */
export function createConditions(initial: Partial<Conditions> = {}): Conditions {
  return { ...PERFECT, ...initial };
}
