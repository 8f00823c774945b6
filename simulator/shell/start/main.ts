/** A shell from its first moment to its exit status. */
import type { Process, Program } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';
import type { Dialect } from '../dialect/dialect.ts';
import { runToEnd } from '../run/child.ts';
import type { InterpreterSource } from '../run/interpreter.ts';
import { Shell } from '../state/shell.ts';
import type { CompletionRegistry } from '../readline/registry.ts';
import { parseInvocation } from './arguments.ts';
import type { Invocation } from './arguments.ts';
import { runInteractive } from './interactive.ts';
import type { LineSource } from './run-lines.ts';
import { runStartupFiles } from './startup-files.ts';
import { BASH_RELEASE, initializeVariables } from './variables.ts';

export interface ShellParts {
  readonly dialect: Dialect;
  readonly completers: CompletionRegistry;
  readonly interpreter: InterpreterSource;
  /** Lines edited at a terminal; without, the terminal itself edits them. */
  readonly prompt?: (shell: Shell) => LineSource;
}

export function createShellProgram(parts: ShellParts): Program {
  return (p) => start(p, parts);
}

async function start(p: Process, parts: ShellParts): Promise<number> {
  const { dialect, completers } = parts;
  const invocation = parseInvocation(dialect, p.args);
  const shell = new Shell(p, dialect, parts.interpreter);
  // Completion of commands' arguments is switched on by the startup files.
  if (!('norc' in invocation && invocation.norc)) shell.completers = completers;
  shell.name = p.args[0] ?? dialect.name;
  initializeVariables(shell);
  if ('error' in invocation) return refuse(shell, invocation.error, invocation.status);
  if (invocation.show !== undefined) return show(shell, invocation.show);
  configure(shell, invocation);
  return runToEnd(shell, (running) => run(running, invocation, parts.prompt));
}

async function refuse(shell: Shell, error: string, status: number): Promise<number> {
  if (shell.dialect.name === 'bash') {
    await shell.write(2, `${shell.name}: ${error}\n`);
    if (error.endsWith(': invalid option')) await shell.write(2, usage(shell));
  } else
    await shell.write(2, shell.dialect.name === 'dash' ? `${shell.name}: 0: ${error}\n` : `${shell.name}: ${error}\n`);
  return status;
}

function usage(shell: Shell): string {
  const long = [
    'debug',
    'debugger',
    'dump-po-strings',
    'dump-strings',
    'help',
    'init-file',
    'login',
    'noediting',
    'noprofile',
    'norc',
    'posix',
    'pretty-print',
    'rcfile',
    'restricted',
    'verbose',
    'version',
  ];
  return `Usage:\t${shell.name} [GNU long option] [option] ...\n\t${shell.name} [GNU long option] [option] script-file ...\nGNU long options:\n${long.map((name) => `\t--${name}\n`).join('')}Shell options:\n\t-ilrsD or -c command or -O shopt_option\t\t(invocation only)\n\t-abefhkmnptuvxBCEHPT or -o option\n`;
}

async function show(shell: Shell, what: 'version' | 'help'): Promise<number> {
  const version = `GNU bash, version ${BASH_RELEASE} (x86_64-pc-linux-gnu)\n`;
  await shell.write(
    1,
    what === 'version' ? version : `GNU bash, version ${BASH_RELEASE}-(x86_64-pc-linux-gnu)\n${usage(shell)}`,
  );
  return 0;
}

function configure(shell: Shell, invocation: Invocation): void {
  const { p, options } = shell;
  noteIgnored(shell);
  if (shell.dialect.name === 'bash')
    for (const name of ['braceexpand', 'hashall', 'interactive-comments'] as const) options.turn(name, true);
  shell.origin = invocation.command !== undefined ? 'command' : invocation.script !== undefined ? 'file' : 'stdin';
  shell.interactive = invocation.interactive || (shell.origin === 'stdin' && isTerminal(p, 0) && isTerminal(p, 2));
  shell.loginShell = invocation.login;
  shell.positional = invocation.positional;
  shell.named = shell.origin === 'file' || invocation.name !== undefined;
  if (invocation.name !== undefined) shell.name = invocation.name;
  else if (invocation.script !== undefined) shell.name = invocation.script;
  if (invocation.posix) options.turn('posix', true);
  if (shell.loginShell) options.turnShopt('login_shell', true);
  for (const { name, on } of invocation.options) options.turn(name, on);
  for (const { name, on } of invocation.shopts) options.turnShopt(name, on);
  // bash leaves ^\ to its commands.
  if (shell.dialect.name === 'bash') {
    shell.ownIgnored.add('QUIT');
    p.onSignal('QUIT', 'ignore');
  }
}

/** Signals that were ignored from the beginning stay so and cannot be trapped. */
function noteIgnored(shell: Shell): void {
  for (const name of ['HUP', 'INT', 'QUIT', 'TERM', 'PIPE'] as const) {
    if (shell.p.signalAction(name) === 'ignore') shell.ignoredAtStart.add(name);
  }
}

function isTerminal(p: Process, fd: number): boolean {
  try {
    return p.isatty(fd);
  } catch (error) {
    if (isSysError(error)) return false;
    throw error;
  }
}

async function run(shell: Shell, invocation: Invocation, prompt: ShellParts['prompt']): Promise<number> {
  if (shell.importedFunctions.size > 0) await importFunctions(shell);
  const { command, script } = invocation;
  if (command === undefined && script === undefined && shell.interactive)
    return runInteractive(shell, invocation, prompt);
  await runStartupFiles(shell, invocation);
  return (await shell.whole()).batch(shell, invocation);
}

async function importFunctions(shell: Shell): Promise<void> {
  const interpreter = await shell.whole();
  for (const source of shell.importedFunctions.values())
    await interpreter.source(shell, source, { name: 'environment', firstLine: 1 });
}
