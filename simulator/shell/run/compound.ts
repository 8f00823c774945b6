/** Compound commands: conditionals, loops, groups, subshells, arithmetic. */
import type {
  ArithmeticCommand,
  ArithmeticFor,
  Case,
  CommandNode,
  CompoundList,
  For,
  If,
  Redirected,
  Select,
  Subshell,
  While,
  Word,
} from 'unbash';
import { isZero } from '../arith/int64.ts';
import { settle } from '../expand/expanding.ts';
import { arithmeticText, expandPattern, expandText, expandWords } from '../expand/word.ts';
import { compilePattern } from '../pattern/match.ts';
import { arithmetic, assign } from '../state/assign.ts';
import type { Shell } from '../state/shell.ts';
import { lineOf } from '../state/source.ts';
import { isName } from '../state/variables.ts';
import { printNode } from '../syntax/print.ts';
import { forkShell } from './child.ts';
import { runConditional } from './conditional.ts';
import { Failure } from './failure.ts';
import { defineFunction } from './function.ts';
import type { RunFlags } from './interpreter.ts';
import { checkFailure, setStatus } from './errexit.ts';
import { runList } from './list.ts';
import { arithmeticForParts } from './arithmetic-for.ts';
import { runCoprocess } from './coprocess.ts';
import { runSelect } from './select.ts';
import { runSimple } from './simple.ts';
import { withRedirections } from './with-redirections.ts';
import { startJob } from './start-job.ts';
import { quoteWord, traceLine } from './trace.ts';
import { hasPendingSignals } from './traps.ts';
import { waitForJob } from './wait.ts';

const NOT_LAST: RunFlags = {};

export function runCommand(shell: Shell, node: CommandNode, flags: RunFlags): Promise<number> {
  if (node.type === 'Command') return runSimple(shell, node, flags);
  const passed = flags.last === true && shell.dialect.features.execsThrough.has(node.type) ? flags : NOT_LAST;
  switch (node.type) {
    case 'If':
      return runIf(shell, node, passed);
    case 'While':
      return runWhile(shell, node);
    case 'For':
      return runFor(shell, node);
    case 'BraceGroup':
      return runList(shell, node.body, passed);
    case 'Case':
      return runCase(shell, node, passed);
    case 'Subshell':
      return runSubshell(shell, node, flags);
    case 'Redirected':
      return runRedirected(shell, node, passed);
    case 'Function':
      return defineFunction(shell, node);
    case 'TestCommand':
      return concluded(shell, node.pos, () => runConditional(shell, node));
    case 'ArithmeticCommand':
      return concluded(shell, node.pos, () => runArithmetic(shell, node));
    case 'ArithmeticFor':
      return runArithmeticFor(shell, node);
    case 'Select':
      return runSelectLoop(shell, node);
    case 'Coproc':
      return runCoprocess(shell, node);
  }
}

/** A command whose failure counts under `set -e`. */
async function concluded(shell: Shell, pos: number, run: () => Promise<number>): Promise<number> {
  if (shell.unit !== undefined) shell.line = lineOf(shell.unit, pos);
  await shell.p.step();
  const status = setStatus(shell, await run());
  await checkFailure(shell, status);
  return status;
}

async function runRedirected(shell: Shell, node: Redirected, flags: RunFlags): Promise<number> {
  if (shell.unit !== undefined) shell.line = lineOf(shell.unit, node.pos);
  let ran = false;
  const status = await withRedirections(shell, node.redirects, async () => {
    ran = true;
    return runCommand(shell, node.command, flags);
  });
  if (ran) return status;
  setStatus(shell, status);
  await checkFailure(shell, status);
  return status;
}

/** A list whose failure is looked at. */
async function condition(shell: Shell, list: CompoundList): Promise<number> {
  shell.guarded += 1;
  try {
    return await runList(shell, list, NOT_LAST);
  } finally {
    shell.guarded -= 1;
  }
}

async function runIf(shell: Shell, node: If, flags: RunFlags): Promise<number> {
  for (const branch of [node, ...node.elif]) {
    const status = await condition(shell, branch.clause);
    if (shell.unwinding !== undefined) return status;
    if (status === 0) return runList(shell, branch.then, flags);
  }
  return node.else === undefined ? setStatus(shell, 0) : runList(shell, node.else, flags);
}

async function runWhile(shell: Shell, node: While): Promise<number> {
  const wanted = node.kind === 'while';
  return loop(shell, async (body) => {
    let status = 0;
    for (;;) {
      const test = await condition(shell, node.clause);
      if (leavesLoop(shell)) break;
      if ((test === 0) !== wanted) return setStatus(shell, status);
      status = await body(node.body);
      if (leavesLoop(shell)) break;
      const pause = shell.p.step();
      if (pause !== undefined) await pause;
    }
    return status;
  });
}

/** Runs a loop one level deeper; `body` runs the loop's commands. */
async function loop(
  shell: Shell,
  run: (body: (list: CompoundList) => Promise<number>) => Promise<number>,
): Promise<number> {
  shell.loopDepth += 1;
  try {
    const status = await run((list) => runList(shell, list, NOT_LAST));
    const { unwinding } = shell;
    if (unwinding?.kind === 'break')
      shell.unwinding = unwinding.levels > 1 ? { ...unwinding, levels: unwinding.levels - 1 } : undefined;
    else if (unwinding?.kind === 'continue' && unwinding.levels > 1)
      shell.unwinding = { ...unwinding, levels: unwinding.levels - 1 };
    return status;
  } finally {
    shell.loopDepth -= 1;
  }
}

/** Whether `break`, `continue 2` or `return` ends this loop. A `continue` of this loop is taken here. */
function leavesLoop(shell: Shell): boolean {
  const { unwinding } = shell;
  if (unwinding?.kind === 'continue' && unwinding.levels === 1) {
    shell.unwinding = undefined;
    return false;
  }
  return unwinding !== undefined;
}

async function runFor(shell: Shell, node: For): Promise<number> {
  if (shell.unit !== undefined) shell.line = lineOf(shell.unit, node.pos);
  const name = node.name.text;
  if (!isName(name)) return badLoopName(shell, name);
  const values = node.wordlist === undefined ? [...shell.positional] : await expand(shell, node.wordlist);
  const line = shell.options.has('xtrace')
    ? `for ${name} in ${(node.wordlist ?? []).length === 0 && node.wordlist === undefined ? '"$@"' : (node.wordlist ?? []).map((word) => word.text).join(' ')}`
    : undefined;
  return loop(shell, async (body) => {
    let status = setStatus(shell, 0);
    for (const value of values) {
      const pause = shell.p.step();
      if (pause !== undefined) await pause;
      if (hasPendingSignals(shell)) await shell.interpreter.runTraps(shell);
      if (line !== undefined && shell.dialect.name === 'bash') await traceLine(shell, line);
      assign(shell, name, value);
      status = await body(node.body);
      if (leavesLoop(shell)) break;
    }
    return status;
  });
}

async function badLoopName(shell: Shell, name: string): Promise<number> {
  await shell.complain(shell.dialect.sentences.invalidName(name));
  return setStatus(shell, 1);
}

async function expand(shell: Shell, words: readonly Word[]): Promise<string[]> {
  return settle(expandWords(shell, words), (request) => shell.interpreter.substitute(shell, request));
}

async function runSelectLoop(shell: Shell, node: Select): Promise<number> {
  const values = node.wordlist === undefined ? [...shell.positional] : await expand(shell, node.wordlist);
  if (values.length === 0) return setStatus(shell, 0);
  return loop(shell, async (body) =>
    setStatus(
      shell,
      await runSelect(
        shell,
        node.name.text,
        values,
        () => body(node.body),
        () => leavesLoop(shell),
      ),
    ),
  );
}

async function runCase(shell: Shell, node: Case, flags: RunFlags): Promise<number> {
  if (shell.unit !== undefined) shell.line = lineOf(shell.unit, node.pos);
  const answer = (request: Parameters<typeof shell.interpreter.substitute>[1]): Promise<string> =>
    shell.interpreter.substitute(shell, request);
  const subject = await settle(expandText(shell, node.word, 'start'), answer);
  if (shell.options.has('xtrace') && shell.dialect.name === 'bash')
    await traceLine(shell, `case ${quoteWord(shell, subject)} in`);
  let status = setStatus(shell, 0);
  let falls = false;
  for (const item of node.items) {
    if (!falls && !(await matchesAny(shell, subject, item.pattern))) continue;
    const last = item.terminator !== ';&' && item.terminator !== ';;&';
    status = await runList(shell, item.body, last ? flags : {});
    if (last || shell.unwinding !== undefined) break;
    falls = item.terminator === ';&';
  }
  return status;
}

async function matchesAny(shell: Shell, subject: string, patterns: readonly Word[]): Promise<boolean> {
  const rules = { extglob: shell.options.shopt('extglob'), ignoreCase: shell.options.shopt('nocasematch') };
  for (const word of patterns) {
    const pattern = await settle(expandPattern(shell, word), (request) => shell.interpreter.substitute(shell, request));
    if (compilePattern(pattern, rules).matches(subject)) return true;
  }
  return false;
}

async function runSubshell(shell: Shell, node: Subshell, flags: RunFlags): Promise<number> {
  if (shell.unit !== undefined) shell.line = lineOf(shell.unit, node.pos);
  if (flags.last === true && shell.inSubshell && shell.traps.size === 0) return runList(shell, node.body, flags);
  const pid = forkShell(shell, (child) => runList(child, node.body, { last: true }), {
    pgid: shell.controlsJobs ? 0 : undefined,
  });
  const text = printNode(node);
  const job = await startJob(shell, { pids: [pid], texts: [text], text, background: false });
  const [status = 0] = await waitForJob(shell, job);
  setStatus(shell, status);
  await checkFailure(shell, status);
  return status;
}

async function runArithmetic(shell: Shell, node: ArithmeticCommand): Promise<number> {
  return (await evaluates(shell, node.body)) ? 0 : 1;
}

/** Whether an expression is not zero; its errors are reported and make it fail. */
async function evaluates(shell: Shell, source: string): Promise<boolean> {
  const text = await settle(arithmeticText(shell, source), (request) => shell.interpreter.substitute(shell, request));
  if (shell.options.has('xtrace')) await traceLine(shell, `(( ${text} ))`);
  const outer = shell.builtin;
  shell.builtin = '((';
  try {
    return !isZero(arithmetic(shell, text));
  } catch (error) {
    if (!(error instanceof Failure) || error.extent === 'shell') throw error;
    await shell.complain(error.message);
    return false;
  } finally {
    shell.builtin = outer;
  }
}

async function runArithmeticFor(shell: Shell, node: ArithmeticFor): Promise<number> {
  const { initialize, test, update } = arithmeticForParts(shell, node);
  const value = async (text: string): Promise<boolean> => text.trim() === '' || (await evaluates(shell, text));
  await value(initialize);
  return loop(shell, async (body) => {
    let status = setStatus(shell, 0);
    while (await value(test)) {
      status = await body(node.body);
      if (leavesLoop(shell)) break;
      await value(update);
      const pause = shell.p.step();
      if (pause !== undefined) await pause;
      if (hasPendingSignals(shell)) await shell.interpreter.runTraps(shell);
    }
    return status;
  });
}
