/** What expressions may ask of the session that evaluates them. */
import type { Value } from './value.ts';

export interface Context {
  /** The start of the statement, milliseconds since the epoch. */
  now: number;
  database: string | undefined;
  /** `root@localhost`: who logged in, and the account that matched. */
  user: string;
  account: string;
  connectionId: number;
  version: string;
  lastInsertId: bigint;
  foundRows: bigint;
  rowCount: bigint;
  userVariables: Map<string, Value>;
  /** Milliseconds that SLEEP asked for in this statement so far; whoever runs the statement waits them out. */
  sleeping: number;
  random(): number;
  bytes(count: number): Uint8Array;
  /** Throws SqlError 1193 when there is none. */
  variable(name: string, global: boolean): Value;
  /** Counts work; throws when a statement does more than can be interrupted in time. */
  tick(): void;
  fullGroupBy: boolean;
  /** The values that stand for `?`. */
  parameters: readonly Value[];
}
