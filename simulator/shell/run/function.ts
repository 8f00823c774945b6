/** Calling functions. */
import type { Function as FunctionNode } from 'unbash';
import type { Shell, ShellFunction } from '../state/shell.ts';
import type { SourceUnit } from '../state/source.ts';
import { setStatus } from './errexit.ts';
import { Failure } from './failure.ts';
import { runEventTrap } from './traps.ts';

/** Calls nest this deep at most; a real shell would run out of stack somewhat later. */
const DEEPEST = 1000;

/** Runs a function with argv as its `$0`-less parameters, in a scope of its own. */
export async function callFunction(shell: Shell, definition: ShellFunction, argv: readonly string[]): Promise<number> {
  if (shell.frames.length >= DEEPEST) throw tooDeep(shell, definition);
  const { positional, unit, loopDepth, line, optionOffset } = shell;
  shell.frames.push({ name: definition.name, source: definition.source, callLine: line, kind: 'function' });
  shell.variables.push('function');
  shell.positional = argv.slice(1);
  shell.unit = definition.unit;
  shell.loopDepth = 0;
  try {
    const status = await runBody(shell, definition);
    shell.line = line;
    return status;
  } finally {
    shell.variables.pop();
    shell.frames.pop();
    shell.positional = positional;
    shell.unit = unit;
    shell.loopDepth = loopDepth;
    shell.optionOffset = optionOffset;
  }
}

function tooDeep(shell: Shell, definition: ShellFunction): Failure {
  return new Failure(
    `${definition.name}: maximum function nesting level exceeded (${DEEPEST})`,
    1,
    shell.dialect.name === 'bash' ? 'line' : 'shell',
  );
}

async function runBody(shell: Shell, definition: ShellFunction): Promise<number> {
  const { traps } = shell;
  const hidden = hideTraps(shell, definition);
  let status = await runFunctionBody(shell, definition.node);
  if (shell.unwinding?.kind === 'return') {
    shell.unwinding = undefined;
    status = shell.status;
  }
  await runEventTrap(shell, 'RETURN');
  if (shell.traps === traps) for (const [event, command] of hidden) if (!traps.has(event)) traps.set(event, command);
  return status;
}

/** DEBUG, RETURN and ERR traps are not inherited by functions unless `set -T`, `set -E`. */
function hideTraps(shell: Shell, definition: ShellFunction): ['DEBUG' | 'ERR' | 'RETURN', string][] {
  const hidden: ['DEBUG' | 'ERR' | 'RETURN', string][] = [];
  if (shell.dialect.name === 'dash') return hidden;
  for (const event of ['DEBUG', 'ERR', 'RETURN'] as const) {
    const inherits =
      event !== 'ERR' ? shell.options.has('functrace') || definition.trace : shell.options.has('errtrace');
    const command = shell.traps.get(event);
    if (command === undefined || inherits) continue;
    hidden.push([event, command]);
    shell.traps.delete(event);
  }
  return hidden;
}

async function runFunctionBody(shell: Shell, node: FunctionNode): Promise<number> {
  const { body } = node;
  return body.type === 'CompoundList'
    ? shell.interpreter.list(shell, body, {})
    : shell.interpreter.command(shell, body, {});
}

/** `name() ...`. */
export async function defineFunction(shell: Shell, node: FunctionNode): Promise<number> {
  const name = node.name.value;
  const known = shell.functions.get(name);
  if (known?.readonly === true) {
    await shell.complain(`${name}: readonly function`);
    return setStatus(shell, 1);
  }
  if (shell.unit !== undefined) shell.functions.set(name, createFunction(name, node, shell.unit, sourceOf(shell)));
  return 0;
}

export function createFunction(name: string, node: FunctionNode, unit: SourceUnit, source: string): ShellFunction {
  return { name, node, unit, source, exported: false, trace: false, readonly: false };
}

/** What BASH_SOURCE says of a function: its file, or `environment` when it was typed or came with -c. */
function sourceOf(shell: Shell): string {
  const frame = shell.frames.at(-1);
  if (frame !== undefined) return frame.source;
  if (shell.origin === 'file') return shell.name;
  return shell.interactive ? 'main' : 'environment';
}
