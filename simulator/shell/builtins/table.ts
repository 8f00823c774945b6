/** All builtins by name. */
import type { Shell } from '../state/shell.ts';
import * as alias from './alias.ts';
import type { Builtin } from './builtin.ts';
import * as commands from './commands.ts';
import * as completion from './completion.ts';
import * as declare from './declare.ts';
import * as directories from './directories.ts';
import * as echo from './echo.ts';
import * as flow from './flow.ts';
import * as getopts from './getopts.ts';
import * as help from './help.ts';
import * as history from './history.ts';
import * as jobs from './jobs.ts';
import * as kill from './kill.ts';
import * as misc from './misc.ts';
import { isBuiltinName } from './names.ts';
import * as printf from './printf.ts';
import * as read from './read.ts';
import * as set from './set.ts';
import * as test from './test.ts';
import * as trap from './trap.ts';

const ALL: readonly Builtin[] = [
  alias.alias, alias.unalias, commands.builtin, commands.command, commands.dot, commands.evalCommand, commands.exec, commands.hash,
  commands.sourceCommand, commands.type, completion.bind, completion.compgen, completion.complete, completion.compopt, declare.declare, declare.exportCommand, declare.local,
  declare.readonly, declare.typeset, directories.cd, directories.chdir, directories.dirs, directories.popd, directories.pushd,
  directories.pwd, echo.echo, flow.breakCommand, flow.colon, flow.continueCommand, flow.exit, flow.falseCommand, flow.logout,
  flow.returnCommand, flow.shift, flow.trueCommand, getopts.getopts, help.help, history.fc, history.history, jobs.bg, jobs.disown, jobs.fg,
  jobs.jobs, jobs.suspend, jobs.wait, kill.kill, misc.caller, misc.enable, misc.letCommand, misc.mapfile, misc.readarray, misc.times,
  misc.ulimit, misc.umask, printf.printf, read.read, set.set, set.shopt, set.unset, test.bracket, test.doubleBracket, test.test, trap.trap,
]; // prettier-ignore

const byName = new Map(ALL.map((builtin) => [builtin.name, builtin]));

/** The builtin `name` of the shell's dialect, unless it is disabled. */
export function findBuiltin(shell: Shell, name: string): Builtin | undefined {
  const builtin = byName.get(name);
  return builtin !== undefined && builtin.dialects.includes(shell.dialect.name) && isBuiltinName(shell, name)
    ? builtin
    : undefined;
}
