/** A shell that does not prompt: a command string, a script, or commands from standard input. */
import { isSysError } from '../../kernel/errno.ts';
import { ShellExit } from '../run/failure.ts';
import type { Shell } from '../state/shell.ts';
import { fromBytes } from '../text/raw.ts';
import type { Invocation } from './arguments.ts';
import { runLines } from './run-lines.ts';
import { StandardInput } from './standard-input.ts';

export async function runBatch(shell: Shell, { command, script }: Invocation): Promise<number> {
  if (command !== undefined) return runCommandString(shell, command);
  return script === undefined ? runStdin(shell) : runScript(shell, script);
}

async function runCommandString(shell: Shell, command: string): Promise<number> {
  const bash = shell.dialect.name === 'bash';
  const last = shell.dialect.features.execsCommandString && !(shell.dialect.name === 'ash' && /\n\s*$/.test(command));
  await shell.interpreter.source(shell, command, {
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
  await shell.interpreter.source(shell, text, { name: undefined, firstLine: 1, top: true, showInput: true });
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
  for (const directory of (shell.variable('PATH') ?? '').split(':')) {
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
