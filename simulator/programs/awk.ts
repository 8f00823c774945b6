/**
 * awk(1): mawk 1.3.4 as Debian has it, and busybox's. Ours rather than a library's: `logs -f | awk` must print line by
 * line, getline, system and pipes must start real processes of the machine, and the two families differ in messages,
 * in the order of arrays and in how they print numbers.
 */
import type { Process } from '../kernel/abi.ts';
import { AwkSyntaxError, unescape } from './awk/lexer.ts';
import { parseAwk } from './awk/parser.ts';
import { arrayOf, Runtime } from './awk/runtime.ts';
import { compile, Leave, type Compiled, type RecordRule, type Signal } from './awk/statements.ts';
import { Input } from './awk/values.ts';
import { applet, Failure, gnu, UsageError, type Tool } from './command/tool.ts';
import { openSource, readAll } from './input/source.ts';
import { asLocaleText, decodeBytes } from './text/codec.ts';

const busyboxHelp = {
  usage: '[OPTIONS] [AWK_PROGRAM] [FILE]...',
  options: [
    ['-v VAR=VAL', 'Set variable'],
    ['-F SEP', 'Use SEP as field separator'],
    ['-f FILE', 'Read program from FILE'],
    ['-e AWK_PROGRAM', ''],
  ],
} as const;

const MAWK_USAGE = `Usage: mawk [Options] [Program] [file ...]

Program:
    A program file named with -f is read instead of a program among the
    arguments. Without -f, the first argument after the options (or after
    "--") is the program.

Options:
    -f program-file  Reads the program from a file; may be given again.
    -F value         Sets FS, the field separator.
    -v var=value     Sets a variable before anything runs.
    --               Ends the options.
`;

interface Settings {
  separator: string | undefined;
  assignments: string[];
  programs: { name: string | undefined; text: string }[];
  operands: string[];
}

async function programFile(t: Tool, path: string): Promise<{ name: string; text: string }> {
  try {
    const source = await openSource(t.p, path);
    const text = decodeBytes(await readAll(source));
    source.close();
    return { name: path, text };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw t.busybox
      ? new Failure(`can't open '${path}': ${error.message}`)
      : new Failure(`cannot open ${path} (${error.message})`, 2);
  }
}

/** mawk's own way with options: one per argument, its value attached or next. */
async function mawkOptions(t: Tool): Promise<Settings | undefined> {
  const settings: Settings = { separator: undefined, assignments: [], programs: [], operands: [...t.args] };
  const { operands } = settings;
  while (operands[0]?.startsWith('-') === true && operands[0] !== '-') {
    const option = operands.shift() ?? '';
    if (option === '--') break;
    const letter = option.slice(0, 2);
    if (!['-F', '-f', '-v', '-W'].includes(letter)) throw new Failure(`not an option: ${option}`, 2);
    const value = option.length > 2 ? option.slice(2) : operands.shift();
    if (value === undefined) throw new Failure(`option ${letter} lacks argument`, 2);
    if (letter === '-F') settings.separator = value;
    else if (letter === '-v') settings.assignments.push(value);
    else if (letter === '-f') settings.programs.push(await programFile(t, value));
    else if (value.startsWith('v')) {
      await t.print('mawk 1.3.4 20200120\n');
      return undefined;
    }
  }
  return settings;
}

async function busyboxOptions(t: Tool): Promise<Settings> {
  const { options, operands } = t.parse();
  const settings: Settings = { separator: undefined, assignments: [], programs: [], operands: [...operands] };
  for (const { key, value = '' } of options) {
    if (key === 'F') settings.separator = value;
    else if (key === 'v') settings.assignments.push(value);
    else
      settings.programs.push(
        key === 'f' ? await programFile(t, value) : { name: undefined, text: asLocaleText(value, false) },
      );
  }
  return settings;
}

function syntaxFailure(t: Tool, error: AwkSyntaxError, file: string | undefined): Failure {
  const line = String(error.line === -1 ? 2 : error.line);
  if (t.busybox)
    return new Failure(
      `${file ?? 'cmd. line'}:${line}: ${error.message.startsWith('runaway string') ? 'Unexpected end of string' : 'Unexpected token'}`,
    );
  const place = file === undefined ? '' : `${file}: `;
  if (error.message.startsWith('unexpected character')) return new Failure(`${place}${line}: ${error.message}`, 2);
  if (error.message.startsWith('missing }'))
    return new Failure(`${place}line ${String(error.line + 1)}: ${error.message}`, 2);
  if (error.message.startsWith('extra')) {
    return new Failure(
      `${place}line ${line}: ${error.message}\n${t.name}: ${place}line ${line}: syntax error at or near end of line`,
      2,
    );
  }
  const near = error.near === 'newline' || error.near === 'end of file' ? 'end of line' : error.near;
  const tail =
    error.message === 'syntax error'
      ? ` at or near ${near}`
      : error.message.startsWith('runaway')
        ? ` ${error.near} ...`
        : '';
  return new Failure(`${place}line ${line}: ${error.message}${tail}`, 2);
}

/** Runs rules over what there is; `next` is the caller's affair. */
async function runRules(rules: readonly RecordRule[]): Promise<Signal> {
  try {
    for (const rule of rules) {
      const result = rule();
      const signal = result instanceof Promise ? await result : result;
      if (signal === 'next' || signal === 'nextfile' || signal === 'exit') return signal;
    }
    return undefined;
  } catch (error) {
    if (error instanceof Leave) return error.signal;
    throw error;
  }
}

async function mainLoop(runtime: Runtime, rules: readonly RecordRule[]): Promise<Signal> {
  const { streams } = runtime;
  for (;;) {
    const record = runtime.readyRecord() ?? (await runtime.nextRecord());
    if (record === undefined) return undefined;
    runtime.setRecord(record);
    const signal = await runRules(rules);
    if (signal === 'exit') return signal;
    if (signal === 'nextfile') runtime.skipFile();
    const pause = streams.breathe();
    if (pause !== undefined) await pause;
  }
}

async function run(runtime: Runtime, { begin, rules, end }: Compiled): Promise<number> {
  let signal = await runRules(begin);
  if (signal !== 'exit' && (rules.length > 0 || end.length > 0)) signal = await mainLoop(runtime, rules);
  // `exit` in BEGIN or a rule still runs END; in END it ends there.
  await runRules(end);
  await runtime.streams.closeAll();
  return runtime.exitStatus;
}

function prepare(t: Tool, settings: Settings): Runtime {
  const runtime = new Runtime(t);
  for (const assignment of settings.assignments) {
    const [, name, value] = /^([A-Za-z_]\w*)=(.*)$/s.exec(assignment) ?? [];
    if (name === undefined || value === undefined) {
      throw t.busybox ? new UsageError('') : new Failure(`improper assignment: -v ${assignment}`, 2);
    }
    runtime.assign(name, value);
  }
  if (settings.separator !== undefined) runtime.global('FS').value = unescape(asLocaleText(settings.separator, false));
  const list = arrayOf(runtime.global('ARGV'));
  [t.name, ...settings.operands].forEach((word, index) =>
    list.set(String(index), new Input(asLocaleText(word, false))),
  );
  runtime.global('ARGC').value = settings.operands.length + 1;
  return runtime;
}

async function main(t: Tool): Promise<number> {
  const settings = t.busybox ? await busyboxOptions(t) : await mawkOptions(t);
  if (settings === undefined) return 0;
  if (settings.programs.length === 0) {
    const text = settings.operands.shift();
    if (text === undefined) {
      if (t.busybox) throw new UsageError('');
      await t.p.stderr.write(MAWK_USAGE);
      return 2;
    }
    settings.programs.push({ name: undefined, text: asLocaleText(text, false) });
  }
  const file = settings.programs.at(-1)?.name;
  let compiled: Compiled;
  const runtime = prepare(t, settings);
  try {
    compiled = compile(parseAwk(settings.programs.map(({ text }) => text).join('\n'), t.busybox), runtime);
  } catch (error) {
    if (error instanceof AwkSyntaxError) throw syntaxFailure(t, error, file);
    throw error;
  }
  try {
    return await run(runtime, compiled);
  } catch (error) {
    if (error instanceof Failure) await runtime.streams.flushStandard();
    throw error;
  }
}

/** mawk's messages begin with the name it was started by, as the others' do. */
export default gnu(main, { help: { usage: '[Options] [Program] [file ...]', options: [] }, raw: true, usageStatus: 2 });
export const busybox: (p: Process, name: string, args: readonly string[]) => Promise<number> | number = applet(main, {
  help: busyboxHelp,
  stopAtOperand: true,
});
