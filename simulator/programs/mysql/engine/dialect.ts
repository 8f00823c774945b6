/**
 * The engine serves MySQL and Postgres. Where their rules differ deep inside (is 'a' equal to 'A', what is 7 / 2), the
 * code asks whose rules hold; who drives a server's work says so around each piece of it, which never waits.
 */
export type Dialect = 'mysql' | 'postgres';

let current: Dialect = 'mysql';

export const isPostgres = (): boolean => current === 'postgres';

/** Runs synchronous work by the rules of a dialect. */
export function inDialect<T>(dialect: Dialect, work: () => T): T {
  const before = current;
  current = dialect;
  try {
    return work();
  } finally {
    current = before;
  }
}
