/** A shell from its first moment to its exit status. */
import type { Process, Program } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';
import type { Dialect } from '../dialect/dialect.ts';
import { interpreter } from '../interpreter.ts';
import { runToEnd } from '../run/child.ts';
import { ShellExit } from '../run/failure.ts';
import { Shell } from '../state/shell.ts';
import { fromBytes } from '../text/raw.ts';
import type { CompletionRegistry } from '../readline/registry.ts';
import { parseInvocation } from './arguments.ts';
import type { Invocation } from './arguments.ts';
import { runInteractive } from './interactive.ts';
import { runStartupFiles } from './startup-files.ts';
import { StandardInput } from './standard-input.ts';
import { runLines } from './run-lines.ts';
import { BASH_RELEASE, initializeVariables } from './variables.ts';

export function createShellProgram(dialect: Dialect, completers: CompletionRegistry): Program {
  return (p) => start(p, dialect, completers);
}

async function start(p: Process, dialect: Dialect, completers: CompletionRegistry): Promise<number> {
  const invocation = parseInvocation(dialect, p.args);
  const shell = new Shell(p, dialect, interpreter);
  shell.completers = completers;
  shell.name = p.args[0] ?? dialect.name;
  initializeVariables(shell);
  if ('error' in invocation) return refuse(shell, invocation.error, invocation.status);
  if (invocation.show !== undefined) return show(shell, invocation.show);
  configure(shell, invocation);
  return runToEnd(shell, (running) => run(running, invocation));
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

async function run(shell: Shell, invocation: Invocation): Promise<number> {
  for (const source of shell.importedFunctions.values())
    await interpreter.source(shell, source, { name: 'environment', firstLine: 1 });
  const { command, script } = invocation;
  if (command === undefined && script === undefined && shell.interactive) return runInteractive(shell, invocation);
  await runStartupFiles(shell, invocation);
  if (command !== undefined) return runCommandString(shell, command);
  return script === undefined ? runStdin(shell) : runScript(shell, script);
}

async function runCommandString(shell: Shell, command: string): Promise<number> {
  const bash = shell.dialect.name === 'bash';
  const last = shell.dialect.features.execsCommandString && !(shell.dialect.name === 'ash' && /\n\s*$/.test(command));
  await interpreter.source(shell, command, {
    name: bash ? '-c' : undefined,
    firstLine: shell.dialect.name === 'ash' ? 0 : 1,
    last,
    top: true,
    showInput: bash,
  });
  return shell.status;
}

async function runStdin(shell: Shell): Promise<number> {
  await runLines(shell, new StandardInput(shell));
  return shell.status;
}

async function runScript(shell: Shell, script: string): Promise<number> {
  const text = await readScript(shell, script);
  await interpreter.source(shell, text, { name: undefined, firstLine: 1, top: true, showInput: true });
  return shell.status;
}

async function readScript(shell: Shell, script: string): Promise<string> {
  const path = findScript(shell, script);
  try {
    const fd = await shell.p.open(path, { read: true });
    const bytes = await shell.p.reader(fd).readAll();
    shell.p.close(fd);
    if (looksBinary(bytes)) return await cannotRead(shell, `${script}: cannot execute binary file`, 126);
    return fromBytes(bytes);
  } catch (error) {
    if (!isSysError(error)) throw error;
    return cannotRead(shell, scriptSentence(shell, script, error.message), error.code === 'ENOENT' ? 127 : 126);
  }
}

/** bash looks a script without a slash up on PATH when it is not here. */
function findScript(shell: Shell, script: string): string {
  if (script.includes('/') || shell.p.fs.exists(script) || shell.dialect.name !== 'bash') return script;
  for (const directory of (interpreter.variable(shell, 'PATH') ?? '').split(':')) {
    if (shell.p.fs.exists(`${directory}/${script}`)) return `${directory}/${script}`;
  }
  return script;
}

function scriptSentence(shell: Shell, script: string, reason: string): string {
  switch (shell.dialect.name) {
    case 'bash':
      return `${script}: ${reason}`;
    case 'dash':
      return `0: cannot open ${script}: ${reason === 'No such file or directory' ? 'No such file' : reason}`;
    case 'ash':
      return `can't open '${script}': ${reason}`;
  }
}

async function cannotRead(shell: Shell, sentence: string, status: number): Promise<never> {
  await shell.write(2, `${shell.p.args[0] ?? shell.dialect.name}: ${sentence}\n`);
  throw new ShellExit(shell.dialect.name === 'bash' ? status : 2);
}

/** bash refuses files whose first line holds a NUL. */
function looksBinary(bytes: Uint8Array): boolean {
  const end = bytes.indexOf(10);
  return bytes.subarray(0, Math.min(end < 0 ? bytes.length : end, 80)).includes(0);
}
