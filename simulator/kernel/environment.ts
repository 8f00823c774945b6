/**
 * What a simulated machine is given by the page, the worker or Node. The simulator has no clock, no chance and no
 * timers of its own (DESIGN.md, "Time and chance are parameters"), so two machines given equal environments and
 * equal input behave equally, byte for byte.
 */
export interface Environment {
  /** Milliseconds since the Unix epoch on the host's clock, with fractions. Only the real and scaled clocks ask. */
  now(): number;
  /** Runs `fire` once after at least `ms` milliseconds of host time; the result cancels it. */
  setTimer(ms: number, fire: () => void): () => void;
  /** Runs `task` in a later turn of the host's event loop (a macrotask), so that input and painting get a turn. */
  defer(task: () => void): void;
  /**
   * Told of work that waits for the world outside of the machine (a module that is loaded). A host whose own time can
   * stand still lets it stand until the work is done; others need not know.
   */
  outside?<T>(work: () => Promise<T>): Promise<T>;
  /** Bytes of a file shipped with the app (an image's rootfs, a WebAssembly runtime), by its name below `assets/`. */
  asset(name: string): Promise<Uint8Array>;
}

/**
 * How simulated time passes: `real` follows the host; `scaled` runs `factor` times as fast; `virtual` stands still
 * while any process can run and then jumps to the next timer, so a ten-second `docker stop` costs no real time.
 */
export type TimeMode = { kind: 'real' } | { kind: 'scaled'; factor: number } | { kind: 'virtual'; startAt: number };
