/** `read`. */
import { isSysError } from '../../kernel/errno.ts';
import { splitRules } from '../expand/fields.ts';
import { IndexedArray } from '../state/arrays.ts';
import { assign, refuseReadonly } from '../state/assign.ts';
import { ifsOf } from '../state/parameters.ts';
import type { Shell } from '../state/shell.ts';
import { isName } from '../state/variables.ts';
import { fromBytes } from '../text/raw.ts';
import { regular } from './builtin.ts';
import type { Builtin, BuiltinCall } from './builtin.ts';
import { parseOptions } from './options.ts';
import type { ParsedOptions } from './options.ts';
import { complain } from './output.ts';
import { ByteInput } from './read-line.ts';
import { splitFields } from './read-split.ts';
import { Interrupted } from '../run/failure.ts';
import { whenReadable } from '../run/readable.ts';

const USAGE =
  'read [-ers] [-a array] [-d delim] [-i text] [-n nchars] [-N nchars] [-p prompt] [-t timeout] [-u fd] [name ...]';
const LETTERS = { bash: 'ersa:d:i:n:N:p:t:u:', dash: 'p:r', ash: 'rsd:n:p:t:u:' };

export const read: Builtin = regular('read', async (call) => {
  const { shell } = call;
  const options = await parseOptions(call, LETTERS[shell.dialect.name], USAGE);
  if (typeof options === 'number') return options;
  const names = options.rest;
  const bad = names.find((name) => !isTarget(shell, name));
  if (bad !== undefined) return badName(call, bad);
  if (names.length === 0 && shell.dialect.name === 'dash') return complain(call, 'arg count', 2);
  const wanted = await limits(call, options);
  if (typeof wanted === 'number') return wanted;
  return readInto(call, options, wanted, names);
});

function isTarget(shell: Shell, name: string): boolean {
  return isName(name) || (shell.dialect.name === 'bash' && /^[A-Za-z_]\w*\[.+\]$/s.test(name));
}

async function badName(call: BuiltinCall, name: string): Promise<number> {
  switch (call.shell.dialect.name) {
    case 'bash':
      return complain(call, `\`${name}': not a valid identifier`);
    case 'dash':
      return complain(call, `${name}: bad variable name`, 2);
    case 'ash':
      call.shell.builtin = undefined;
      return complain(call, `read: '${name}': bad variable name`);
  }
}

interface Limits {
  fd: number;
  /** Characters to read at most; undefined reads to the delimiter. */
  count: number | undefined;
  /** -N: the delimiter is an ordinary character. */
  exact: boolean;
  delimiter: number;
  /** Milliseconds. */
  timeout: number | undefined;
  raw: boolean;
  silent: boolean;
}

async function limits(call: BuiltinCall, options: ParsedOptions): Promise<Limits | number> {
  const { values, letters } = options;
  const count = values.get('N') ?? values.get('n');
  if (count !== undefined && !/^\d+$/.test(count)) return complain(call, `${count}: invalid number`);
  const timeout = values.get('t');
  if (timeout !== undefined && !/^\d*\.?\d*$/.test(timeout))
    return complain(call, `${timeout}: invalid timeout specification`);
  const fdText = values.get('u') ?? '0';
  if (!/^\d+$/.test(fdText)) return complain(call, `${fdText}: invalid file descriptor specification`);
  if (values.has('u') && !isOpen(call.shell, Number(fdText)))
    return call.shell.dialect.name === 'bash'
      ? complain(call, `${fdText}: invalid file descriptor: Bad file descriptor`)
      : 1;
  const delimiter = values.get('d');
  return {
    fd: Number(fdText),
    count: count === undefined ? undefined : Number(count),
    exact: values.has('N'),
    delimiter: delimiter === undefined ? 10 : delimiter === '' ? 0 : (new TextEncoder().encode(delimiter)[0] ?? 0),
    timeout: timeout === undefined ? undefined : Number(timeout) * 1000,
    raw: letters.includes('r'),
    silent: letters.includes('s'),
  };
}

function isOpen(shell: Shell, fd: number): boolean {
  return shell.p.fds().includes(fd);
}

async function readInto(
  call: BuiltinCall,
  options: ParsedOptions,
  wanted: Limits,
  names: readonly string[],
): Promise<number> {
  const { shell } = call;
  const prompt = options.values.get('p');
  const terminal = isTerminal(shell, wanted.fd);
  if (prompt !== undefined && terminal) await shell.write(2, prompt);
  const restore = terminal ? terminalModes(shell, wanted) : undefined;
  let input: Input;
  try {
    input = await readInput(shell, wanted);
  } catch (error) {
    if (!isSysError(error)) throw error;
    return await complain(
      call,
      shell.dialect.name === 'bash' ? `read error: ${wanted.fd}: ${error.message}` : error.message,
    );
  } finally {
    restore?.();
  }
  store(shell, options, wanted, names, input);
  if (input.end === 'timeout') return shell.dialect.name === 'bash' ? 142 : 1;
  return input.end === 'eof' ? 1 : 0;
}

function isTerminal(shell: Shell, fd: number): boolean {
  try {
    return shell.p.isatty(fd);
  } catch (error) {
    if (isSysError(error)) return false;
    throw error;
  }
}

/** -s hides what is typed; -n and -d take keys as they come. */
function terminalModes(shell: Shell, wanted: Limits): (() => void) | undefined {
  if (!wanted.silent && wanted.count === undefined && wanted.delimiter === 10) return undefined;
  const tty = shell.p.tty(wanted.fd);
  const before = tty.modes();
  tty.setModes({
    ...(wanted.silent ? { echo: false } : {}),
    ...(wanted.count !== undefined || wanted.delimiter !== 10 ? { icanon: false } : {}),
  });
  return () => tty.setModes(before);
}

interface Input {
  /** Characters, with whether a backslash protected them. */
  text: string;
  escaped: ReadonlySet<number>;
  end: 'delimiter' | 'count' | 'eof' | 'timeout';
}

async function readInput(shell: Shell, wanted: Limits): Promise<Input> {
  const input = new ByteInput(shell, wanted.fd);
  const deadline = wanted.timeout === undefined ? undefined : shell.p.now() + wanted.timeout;
  const collector = new Collector(wanted);
  for (;;) {
    if (collector.full) break;
    const waited = await whenReadable(
      shell,
      wanted.fd,
      deadline === undefined ? undefined : Math.max(0, deadline - shell.p.now()),
    );
    if (waited === 'interrupted') throw new Interrupted();
    if (waited === 'timeout') {
      collector.end = 'timeout';
      break;
    }
    const byte = await input.next();
    if (!collector.take(byte)) break;
  }
  input.finish();
  return collector.input();
}

/** Puts bytes together to characters, minding backslashes. */
class Collector {
  end: Input['end'] = 'count';
  private readonly wanted: Limits;
  private readonly bytes: number[] = [];
  private readonly escapedBytes = new Set<number>();
  private escaping = false;

  constructor(wanted: Limits) {
    this.wanted = wanted;
  }

  get full(): boolean {
    const { count } = this.wanted;
    return (
      count !== undefined &&
      Array.from(fromBytes(Uint8Array.from(this.bytes))).length >= count &&
      !this.insideCharacter()
    );
  }

  /** False when the input is complete. */
  take(byte: number | undefined): boolean {
    if (byte === undefined) {
      this.end = 'eof';
      return false;
    }
    if (this.escaping) {
      this.escaping = false;
      if (byte !== 10) {
        this.escapedBytes.add(this.bytes.length);
        this.bytes.push(byte);
      }
      return true;
    }
    if (byte === 0x5c && !this.wanted.raw && !this.wanted.exact) {
      this.escaping = true;
      return true;
    }
    if (byte === this.wanted.delimiter && !this.wanted.exact) {
      this.end = 'delimiter';
      return false;
    }
    if (byte !== 0) this.bytes.push(byte);
    return true;
  }

  input(): Input {
    const text = fromBytes(Uint8Array.from(this.bytes));
    return { text, escaped: this.escapedPositions(), end: this.end };
  }

  /** Escaped bytes as offsets into the text. */
  private escapedPositions(): Set<number> {
    const positions = new Set<number>();
    for (const at of this.escapedBytes) positions.add(fromBytes(Uint8Array.from(this.bytes.slice(0, at))).length);
    return positions;
  }

  private insideCharacter(): boolean {
    const last = this.bytes.at(-1) ?? 0;
    if (last < 0x80) return false;
    return /[\uDC80-\uDCFF]$/.test(fromBytes(Uint8Array.from(this.bytes))) && this.bytes.length % 4 !== 0;
  }
}

function store(shell: Shell, options: ParsedOptions, wanted: Limits, names: readonly string[], input: Input): void {
  const array = options.values.get('a');
  const rules = splitRules(ifsOf(shell));
  if (array !== undefined) {
    const variable = shell.variables.reach(array);
    refuseReadonly(shell, array, variable);
    variable.content = IndexedArray.from(splitFields(input.text, input.escaped, rules, undefined));
    return;
  }
  if (wanted.exact) {
    assignAll(shell, names.length === 0 ? ['REPLY'] : names, [input.text]);
    return;
  }
  if (names.length === 0) assign(shell, 'REPLY', input.text);
  else assignAll(shell, names, splitFields(input.text, input.escaped, rules, names.length));
}

function assignAll(shell: Shell, names: readonly string[], values: readonly string[]): void {
  names.forEach((name, i) => {
    const [, base, subscript] = /^([^[]+)(?:\[(.*)\])?$/s.exec(name) ?? [];
    assign(shell, base ?? name, values[i] ?? '', { subscript });
  });
}
