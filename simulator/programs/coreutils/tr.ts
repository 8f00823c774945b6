/** tr(1): works on bytes, as GNU tr and busybox tr do. */
import { applet, Failure, gnu, UsageError, type Tool } from '../command/tool.ts';
import { encodeText } from '../text/codec.ts';

const help = {
  usage: '[OPTION]... STRING1 [STRING2]',
  about: 'Translate, squeeze, and/or delete characters from standard input, writing to standard output.',
  options: [
    ['-c, -C, --complement', 'use the complement of STRING1'],
    ['-d, --delete', 'delete characters in STRING1, do not translate'],
    [
      '-s, --squeeze-repeats',
      'replace each sequence of a repeated character that is listed\nin the last specified STRING, with a single occurrence',
    ],
    ['-t, --truncate-set1', 'first truncate STRING1 to length of STRING2'],
  ],
  after:
    'STRINGs are characters, ranges such as a-z, escapes such as \\n and \\012, classes such as [:upper:], and\nrepetitions such as [x*5].',
} as const;
const busyboxHelp = {
  usage: '[-cds] STRING1 [STRING2]',
  about: 'Translate, squeeze, or delete characters from stdin, writing to stdout',
  options: [
    ['-c, -C', 'Take complement of STRING1'],
    ['-d', 'Delete input characters coded STRING1'],
    ['-s', 'Squeeze multiple output characters of STRING2 into one character'],
  ],
} as const;

const range = (first: number, last: number): number[] => Array.from({ length: last - first + 1 }, (_, i) => first + i);

const CLASSES: Readonly<Record<string, readonly number[]>> = {
  upper: range(65, 90), lower: range(97, 122), digit: range(48, 57), alpha: [...range(65, 90), ...range(97, 122)],
  alnum: [...range(48, 57), ...range(65, 90), ...range(97, 122)], space: [9, 10, 11, 12, 13, 32], blank: [9, 32],
  punct: [...range(33, 47), ...range(58, 64), ...range(91, 96), ...range(123, 126)], cntrl: [...range(0, 31), 127],
  print: range(32, 126), graph: range(33, 126), xdigit: [...range(48, 57), ...range(65, 70), ...range(97, 102)],
}; // prettier-ignore

const ESCAPES: Readonly<Record<string, number>> = { a: 7, b: 8, f: 12, n: 10, r: 13, t: 9, v: 11, '\\': 92 };

interface Unit {
  byte: number;
  escaped: boolean;
}

function units(text: string): Unit[] {
  const bytes = encodeText(text);
  const result: Unit[] = [];
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte !== 92 || at + 1 >= bytes.length) {
      result.push({ byte, escaped: false });
      continue;
    }
    const rest = String.fromCharCode(...bytes.subarray(at + 1, at + 4));
    const octal = /^[0-7]{1,3}/.exec(rest)?.[0];
    if (octal !== undefined) {
      result.push({ byte: Number.parseInt(octal, 8) & 255, escaped: true });
      at += octal.length;
    } else {
      result.push({ byte: ESCAPES[rest[0] ?? ''] ?? rest.charCodeAt(0), escaped: true });
      at++;
    }
  }
  return result;
}

interface CharacterSet {
  bytes: number[];
  /** Where `[x*]` fills up to the length of the other set. */
  fill: { at: number; byte: number } | undefined;
  classes: string[];
}

function expand(t: Tool, text: string): CharacterSet {
  const source = units(text);
  const set: CharacterSet = { bytes: [], fill: undefined, classes: [] };
  const plain = source.map((unit) => (unit.escaped ? '\0' : String.fromCharCode(unit.byte))).join('');
  for (let at = 0; at < source.length;) {
    const rest = plain.slice(at);
    const name = /^\[:([a-z]*):\]/.exec(rest);
    const repeat = /^\[(?=.\*)/s.exec(rest) === null ? null : /^\[.\*(\d*)\]/s.exec(rest);
    const unit = source[at] ?? { byte: 0, escaped: false };
    if (name !== null) {
      const members = CLASSES[name[1] ?? ''];
      if (members === undefined) throw new Failure(`invalid character class ${t.quoteMessage(name[1] ?? '')}`);
      set.bytes.push(...members);
      set.classes.push(name[1] ?? '');
      at += name[0].length;
    } else if (repeat !== null) {
      const byte = source[at + 1]?.byte ?? 0;
      const count = Number.parseInt(repeat[1] ?? '', (repeat[1] ?? '').startsWith('0') ? 8 : 10);
      if (Number.isNaN(count) || count === 0) set.fill = { at: set.bytes.length, byte };
      else set.bytes.push(...Array.from({ length: count }, () => byte));
      at += repeat[0].length;
    } else if (/^\[=.=\]/s.test(rest)) {
      set.bytes.push(source[at + 2]?.byte ?? 0);
      at += 5;
    } else if (source[at + 1]?.escaped === false && source[at + 1]?.byte === 45 && at + 2 < source.length) {
      const last = source[at + 2]?.byte ?? 0;
      if (last < unit.byte) {
        const shown = `${String.fromCharCode(unit.byte)}-${String.fromCharCode(last)}`;
        throw new Failure(`range-endpoints of ${t.quoteMessage(shown)} are in reverse collating sequence order`);
      }
      set.bytes.push(...range(unit.byte, last));
      at += 3;
    } else {
      set.bytes.push(unit.byte);
      at++;
    }
  }
  return set;
}

function padded(second: CharacterSet, length: number): number[] {
  const bytes = [...second.bytes];
  if (second.fill !== undefined) {
    const missing = Math.max(0, length - bytes.length);
    bytes.splice(second.fill.at, 0, ...Array.from({ length: missing }, () => second.fill?.byte ?? 0));
  }
  const last = bytes.at(-1) ?? 0;
  while (bytes.length < length) bytes.push(last);
  return bytes;
}

interface Plan {
  map: Int16Array;
  deleted: Uint8Array;
  squeezed: Uint8Array;
}

function makePlan(t: Tool, flags: Flags, first: string, second: string | undefined): Plan {
  const plan: Plan = {
    map: Int16Array.from(range(0, 255)),
    deleted: new Uint8Array(256),
    squeezed: new Uint8Array(256),
  };
  const one = expand(t, first);
  const members = flags.complement ? range(0, 255).filter((byte) => !one.bytes.includes(byte)) : one.bytes;
  const two = second === undefined ? undefined : expand(t, second);
  if (flags.delete) for (const byte of members) plan.deleted[byte] = 1;
  const translates = two !== undefined && !flags.delete;
  if (translates) {
    if (two.bytes.length === 0 && two.fill === undefined && !t.busybox)
      throw new Failure('when not truncating set1, string2 must be non-empty');
    const from = flags.truncate ? members.slice(0, two.bytes.length) : members;
    const to = padded(two, from.length);
    from.forEach((byte, index) => (plan.map[byte] = to[index] ?? byte));
  }
  if (flags.squeeze) for (const byte of two?.bytes ?? members) plan.squeezed[byte] = 1;
  return plan;
}

interface Flags {
  complement: boolean;
  delete: boolean;
  squeeze: boolean;
  truncate: boolean;
}

function checkOperands(t: Tool, flags: Flags, operands: readonly string[]): void {
  const [first, second, third] = operands;
  if (first === undefined) throw new UsageError(t.busybox ? '' : 'missing operand');
  if (t.busybox) return;
  const needsTwo = !flags.delete && !flags.squeeze;
  const most = flags.delete && !flags.squeeze ? 1 : 2;
  if (second === undefined && (needsTwo || (flags.delete && flags.squeeze))) {
    const why = needsTwo
      ? 'Two strings must be given when translating.'
      : 'Two strings must be given when both deleting and squeezing repeats.';
    throw new UsageError(`missing operand after ${t.quoteMessage(first)}\n${why}`);
  }
  if (most === 1 && second !== undefined) {
    throw new UsageError(
      `extra operand ${t.quoteMessage(second)}\nOnly one string may be given when deleting without squeezing repeats.`,
    );
  }
  if (third !== undefined) throw new UsageError(`extra operand ${t.quoteMessage(third)}`);
}

async function main(t: Tool): Promise<number> {
  const { options, operands } = t.parse();
  const has = (key: string): boolean => options.some((option) => option.key === key);
  const flags: Flags = { complement: has('c'), delete: has('d'), squeeze: has('s'), truncate: has('t') };
  checkOperands(t, flags, operands);
  const plan = makePlan(t, flags, operands[0] ?? '', operands[1]);
  let last = -1;
  for (;;) {
    const chunk = await t.p.read(0);
    if (chunk.length === 0) return 0;
    const output = new Uint8Array(chunk.length);
    let length = 0;
    for (const byte of chunk) {
      if (plan.deleted[byte] === 1) continue;
      const mapped = plan.map[byte] ?? byte;
      if (mapped === last && plan.squeezed[mapped] === 1) continue;
      last = mapped;
      output[length++] = mapped;
    }
    await t.out.bytes(output.subarray(0, length));
  }
}

export default gnu(main, { help });
export const busybox = applet(main, { help: busyboxHelp });
