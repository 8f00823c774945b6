/** What a builtin command is. */
import type { ExpandedAssignment } from '../run/assignments.ts';
import type { RunFlags } from '../run/interpreter.ts';
import type { DialectName } from '../dialect/dialect.ts';
import type { Shell } from '../state/shell.ts';

/** Arguments of the form `name=(...)`, by their place in argv. */
export type ArrayArguments = ReadonlyMap<number, ExpandedAssignment>;

export interface BuiltinCall {
  readonly shell: Shell;
  /** The word it was called by. */
  readonly name: string;
  /** Arguments without the name. */
  readonly args: readonly string[];
  readonly arrays: ArrayArguments;
  readonly flags: RunFlags;
}

export interface Builtin {
  readonly name: string;
  /** A failure ends dash and busybox as that of a special builtin does (local). */
  readonly fatal?: boolean;
  /** POSIX's special builtins: found before functions, and in dash and busybox their failure ends the shell. */
  readonly special: boolean;
  readonly dialects: readonly DialectName[];
  /** Returns the exit status. */
  run(call: BuiltinCall): number | Promise<number>;
}

const EVERYWHERE: readonly DialectName[] = ['bash', 'dash', 'ash'];

export function special(name: string, run: Builtin['run'], dialects = EVERYWHERE): Builtin {
  return { name, special: true, dialects, run };
}

export function regular(name: string, run: Builtin['run'], dialects = EVERYWHERE): Builtin {
  return { name, special: false, dialects, run };
}
