/** The environment of a container's processes. */

export const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

export interface EnvironmentParts {
  readonly hostname: string;
  readonly tty: boolean;
  /** Of linked containers. */
  readonly linked: readonly string[];
  /** The container's own: `NAME=value` sets, `NAME` alone takes away. */
  readonly own: readonly string[];
}

/** PATH, HOSTNAME, TERM and what links bring come first; the container's own replace them in place or follow. */
export function containerEnvironment({ hostname, tty, linked, own }: EnvironmentParts): string[] {
  const base = [`PATH=${DEFAULT_PATH}`, `HOSTNAME=${hostname}`, ...(tty ? ['TERM=xterm'] : []), ...linked];
  return overrideEnvironment(base, own);
}

export function overrideEnvironment(base: readonly string[], own: readonly string[]): string[] {
  const result: (string | undefined)[] = [...base];
  const known = new Map(base.map((pair, at) => [nameOf(pair), at]));
  for (const pair of own) {
    const at = known.get(nameOf(pair));
    if (!pair.includes('=')) {
      if (at !== undefined) result[at] = undefined;
    } else if (at === undefined) {
      result.push(pair);
    } else {
      result[at] = pair;
    }
  }
  return result.filter((pair) => pair !== undefined);
}

/** As the process gets it: the last of equal names wins, and HOME is there. */
export function processEnvironment(pairs: readonly string[], home: string): Map<string, string> {
  const environment = new Map<string, string>();
  for (const pair of pairs) environment.set(nameOf(pair), pair.slice(nameOf(pair).length + 1));
  if (!environment.has('HOME') || environment.get('HOME') === '') environment.set('HOME', home);
  return environment;
}

function nameOf(pair: string): string {
  const at = pair.indexOf('=');
  return at < 0 ? pair : pair.slice(0, at);
}
