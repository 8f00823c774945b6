/** `help`: what the builtins are called and how they are used. Descriptions are this project's own words. */
import { regular } from './builtin.ts';
import type { Builtin } from './builtin.ts';
import { builtinNames } from './names.ts';
import { complain, out } from './output.ts';

const SYNOPSES: Readonly<Record<string, readonly [usage: string, does: string]>> = {
  '.': ['. filename [arguments]', 'Runs the commands of a file in this shell.'],
  ':': [':', 'Does nothing, successfully.'],
  '[': ['[ arg... ]', 'Evaluates a condition; like test, but needs a closing ].'],
  alias: ['alias [-p] [name[=value] ... ]', 'Defines or shows aliases.'],
  bg: ['bg [job_spec ...]', 'Lets stopped jobs go on in the background.'],
  bind: ['bind [-v] [inputrc line]', 'Shows or changes settings of line editing.'],
  break: ['break [n]', 'Leaves a for, while or until loop.'],
  builtin: ['builtin [shell-builtin [arg ...]]', 'Runs a builtin even when a function has its name.'],
  caller: ['caller [expr]', 'Tells where the running function was called from.'],
  cd: ['cd [-L|[-P [-e]] [-@]] [dir]', 'Changes the working directory.'],
  command: ['command [-pVv] command [arg ...]', 'Runs a command while ignoring functions, or tells what it is.'],
  compgen: ['compgen [option] [word]', 'Prints possible completions.'],
  complete: ['complete [-pr] [-F function] [-W wordlist] [name ...]', 'Says how arguments of a command are completed.'],
  continue: ['continue [n]', 'Goes on with the next round of a loop.'],
  declare: ['declare [-aAfFgiIlnrtux] [name[=value] ...]', 'Sets values and attributes of variables.'],
  dirs: ['dirs [-clpv] [+N] [-N]', 'Shows the directory stack.'],
  disown: ['disown [-h] [-ar] [jobspec ... | pid ...]', 'Takes jobs out of the job table.'],
  echo: ['echo [-neE] [arg ...]', 'Prints its arguments.'],
  enable: ['enable [-anps] [name ...]', 'Turns builtins on and off.'],
  eval: ['eval [arg ...]', 'Runs its arguments as a command line.'],
  exec: [
    'exec [-cl] [-a name] [command [argument ...]]',
    'Replaces the shell by a command, or redirects the shell itself.',
  ],
  exit: ['exit [n]', 'Ends the shell.'],
  export: ['export [-fn] [name[=value] ...]', 'Hands variables on to commands.'],
  false: ['false', 'Does nothing, unsuccessfully.'],
  fc: ['fc [-lnr] [first] [last] or fc -s [pat=rep] [command]', 'Lists earlier lines or runs one again.'],
  fg: ['fg [job_spec]', 'Brings a job to the foreground.'],
  getopts: ['getopts optstring name [arg ...]', 'Reads the next option of a script.'],
  hash: ['hash [-lr] [-p pathname] [-dt] [name ...]', 'Remembers or shows where commands are.'],
  help: ['help [pattern ...]', 'Shows this list or the use of a builtin.'],
  history: ['history [-c] [-d offset] [n]', 'Shows or edits the list of entered lines.'],
  jobs: ['jobs [-lnprs] [jobspec ...]', 'Lists jobs.'],
  kill: ['kill [-s sigspec | -n signum | -sigspec] pid | jobspec ...', 'Sends a signal.'],
  let: ['let arg [arg ...]', 'Evaluates arithmetic.'],
  local: ['local [option] name[=value] ...', 'Makes variables local to a function.'],
  logout: ['logout [n]', 'Ends a login shell.'],
  mapfile: ['mapfile [-d delim] [-n count] [-O origin] [-s count] [-t] [-u fd] [array]', 'Reads lines into an array.'],
  popd: ['popd [-n] [+N | -N]', 'Goes back to an earlier directory of the stack.'],
  printf: ['printf [-v var] format [arguments]', 'Prints its arguments by a format.'],
  pushd: ['pushd [-n] [+N | -N | dir]', 'Changes directory and remembers the old one.'],
  pwd: ['pwd [-LP]', 'Prints the working directory.'],
  read: [
    'read [-ers] [-a array] [-d delim] [-n nchars] [-N nchars] [-p prompt] [-t timeout] [-u fd] [name ...]',
    'Reads a line into variables.',
  ],
  readonly: ['readonly [-aAf] [name[=value] ...]', 'Protects variables from change.'],
  return: ['return [n]', 'Leaves a function or a sourced file.'],
  set: ['set [-abefhkmnptuvxBCEHPT] [-o option-name] [--] [-] [arg ...]', 'Sets options and positional parameters.'],
  shift: ['shift [n]', 'Drops positional parameters from the front.'],
  shopt: ['shopt [-pqsu] [-o] [optname ...]', 'Sets further options.'],
  source: ['source filename [arguments]', 'Runs the commands of a file in this shell.'],
  suspend: ['suspend [-f]', 'Stops the shell until it is told to go on.'],
  test: ['test [expr]', 'Evaluates a condition.'],
  times: ['times', 'Shows processor time used.'],
  trap: ['trap [-lp] [[arg] signal_spec ...]', 'Says what is to be done when a signal arrives.'],
  true: ['true', 'Does nothing, successfully.'],
  type: ['type [-afptP] name [name ...]', 'Tells what a command name means.'],
  typeset: ['typeset [-aAfFgiIlnrtux] name[=value] ...', 'The same as declare.'],
  ulimit: ['ulimit [-SHabcdefiklmnpqrstuvxPRT] [limit]', 'Shows or sets limits of processes.'],
  umask: ['umask [-p] [-S] [mode]', 'Shows or sets which permissions new files do not get.'],
  unalias: ['unalias [-a] name [name ...]', 'Removes aliases.'],
  unset: ['unset [-f] [-v] [-n] [name ...]', 'Removes variables and functions.'],
  wait: ['wait [-fn] [-p var] [id ...]', 'Waits for jobs to end.'],
};

export const help: Builtin = regular(
  'help',
  async (call) => {
    const { shell, args } = call;
    if (shell.dialect.name === 'ash') {
      await out(call, ashListing(builtinNames(shell)));
      return 0;
    }
    const names = args.filter((arg) => !/^-[dms]+$/.test(arg));
    if (names.length === 0) {
      const lines = Object.values(SYNOPSES).map(([line]) => ` ${line}\n`);
      await out(call, `Builtin commands of this shell. 'help NAME' tells more about one.\n\n${lines.join('')}`);
      return 0;
    }
    let status = 1;
    for (const name of names) {
      const synopsis = SYNOPSES[name];
      if (synopsis === undefined) continue;
      await out(call, `${name}: ${synopsis[0]}\n    ${synopsis[1]}\n`);
      status = 0;
    }
    return status === 0
      ? 0
      : complain(
          call,
          `no help topics match \`${names.at(-1) ?? ''}'.  Try \`help help' or \`man -k ${names.at(-1) ?? ''}' or \`info ${names.at(-1) ?? ''}'.`,
        );
  },
  ['bash', 'ash'],
);

/** busybox: names in lines of at most 70 columns behind a tab. */
function ashListing(names: readonly string[]): string {
  let text = 'Built-in commands:\n------------------\n';
  let column = 0;
  for (const name of names) {
    text += column === 0 ? `\t${name}` : ` ${name}`;
    column += name.length + 1;
    if (column > 60) {
      text += '\n';
      column = 0;
    }
  }
  return `${text}${column === 0 ? '' : '\n'}`;
}
