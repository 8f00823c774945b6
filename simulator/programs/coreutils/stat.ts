/** stat(1). The time of birth is that of the last status change, since the machine keeps no other. */
import type { FsUsage, Stat } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';
import { applet, gnu, UsageError, type Tool } from '../command/tool.ts';
import { expandEscapes } from '../text/escapes.ts';
import { modeString, octalMode } from '../text/mode.ts';
import { zoneOf } from '../text/zone.ts';
import { Accounts } from '../users/accounts.ts';
import { isoTime, statField, type StatContext } from './stat/format.ts';
import { typeName } from './stat/names.ts';

const help = {
  usage: '[OPTION]... FILE...',
  about: 'Display file or file system status.',
  options: [
    ['-L, --dereference', 'follow links'],
    ['-f, --file-system', 'display file system status instead of file status'],
    ['--cached=MODE', ''],
    [
      '-c, --format=FORMAT',
      'use the specified FORMAT instead of the default;\noutput a newline after each use of FORMAT',
    ],
    [
      '--printf=FORMAT',
      'like --format, but interpret backslash escapes,\nand do not output a mandatory trailing newline',
    ],
    ['-t, --terse', 'print the information in terse form'],
  ],
  after:
    'Some conversions: %a mode in octal, %A mode as ls shows it, %F type, %h links, %i inode, %n name, %N name and\ntarget, %s size, %u %U owner, %g %G group, %x %y %z times, %X %Y %Z times in seconds.',
} as const;
const busyboxHelp = {
  usage: '[-ltf] [-c FMT] FILE...',
  about: 'Display file (default) or filesystem status',
  options: [
    ['-c FMT', 'Use the specified format'],
    ['-f', 'Display filesystem status'],
    ['-L', 'Follow links'],
    ['-t', 'Terse display'],
    ['-l', ''],
  ],
} as const;

function normal(t: Tool, path: string, target: string | undefined, stat: Stat, context: StatContext): string {
  const { accounts, zone } = context;
  const user = (accounts.user(stat.uid)?.name ?? 'UNKNOWN').padStart(8);
  const group = (accounts.group(stat.gid)?.name ?? 'UNKNOWN').padStart(8);
  const name = t.busybox
    ? target === undefined
      ? path
      : `'${path}' -> '${target}'`
    : target === undefined
      ? t.file(path)
      : `${t.file(path)} -> ${t.file(target)}`;
  const major = Math.floor(stat.dev / 256);
  const device = t.busybox ? `${stat.dev.toString(16)}h/${stat.dev}d` : `${major},${stat.dev % 256}`;
  const isDevice = stat.type === 'char' || stat.type === 'block';
  const rdev = t.busybox
    ? `${stat.rdev.major.toString(16)},${stat.rdev.minor.toString(16)}`
    : `${stat.rdev.major},${stat.rdev.minor}`;
  const links = isDevice ? `${String(stat.nlink).padEnd(5)} Device type: ${rdev}` : String(stat.nlink);
  return (
    `  File: ${name}\n` +
    `  Size: ${String(stat.size).padEnd(10)}\tBlocks: ${String(stat.blocks).padEnd(10)} IO Block: ${String(4096).padEnd(6)} ${typeName(stat)}\n` +
    `Device: ${device}\tInode: ${String(stat.ino).padEnd(10)}  Links: ${links}\n` +
    `Access: (${octalMode(stat.mode)}/${modeString(stat)})  Uid: (${String(stat.uid).padStart(5)}/${user})   Gid: (${String(stat.gid).padStart(5)}/${group})\n` +
    `Access: ${isoTime(stat.atime, zone)}\nModify: ${isoTime(stat.mtime, zone)}\nChange: ${isoTime(stat.ctime, zone)}\n` +
    (t.busybox ? '' : ` Birth: ${isoTime(stat.ctime, zone)}\n`)
  );
}

function terse(path: string, stat: Stat, context: StatContext): string {
  return (
    [...'nsbfugDihtTXYZW'].map((letter) => statField(letter, path, undefined, stat, context) ?? '').join(' ') +
    ' 4096\n'
  );
}

function format(text: string, escapes: boolean, field: (letter: string) => string | undefined): string {
  const source = escapes ? expandEscapes(text, { octal: 'bare', quote: true }).text : text;
  return source.replace(
    /%([-+ #0']*)(\d*)(?:\.(\d*))?([HL]?)([a-zA-Z%])/g,
    (whole, flags: string, width: string, _precision, _part, letter: string) => {
      const value = field(letter);
      if (value === undefined) return whole.endsWith('%') ? '%' : '?';
      const shown = flags.includes('#') && letter === 'a' ? `0${value}` : value;
      if (flags.includes('-')) return shown.padEnd(Number(width));
      return shown.padStart(Number(width), flags.includes('0') ? '0' : ' ');
    },
  );
}

function fsField(letter: string, path: string, usage: FsUsage): string | undefined {
  const values: Readonly<Record<string, string>> = {
    n: path, b: String(Math.floor(usage.size / 4096)), f: String(Math.floor((usage.size - usage.used) / 4096)),
    a: String(Math.floor(usage.available / 4096)), s: '4096', S: '4096', T: usage.type, t: '0', i: '0', l: '255', c: String(usage.files), d: '0',
  }; // prettier-ignore
  return values[letter];
}

function fsNormal(t: Tool, path: string, usage: FsUsage): string {
  const blocks = (bytes: number): string => String(Math.floor(bytes / 4096)).padEnd(10);
  return (
    `  File: ${t.quote(path).replaceAll("'", '"')}\n    ID: 0        Namelen: 255     Type: ${usage.type === 'overlay' ? 'overlayfs' : usage.type}\n` +
    `Block size: 4096       Fundamental block size: 4096\n` +
    `Blocks: Total: ${blocks(usage.size)} Free: ${blocks(usage.size - usage.used)} Available: ${blocks(usage.available).trimEnd()}\n` +
    `Inodes: Total: ${String(usage.files).padEnd(10)} Free: ${usage.files}\n`
  );
}

async function main(t: Tool): Promise<number> {
  const { options, operands } = t.parse();
  const has = (key: string): boolean => options.some((option) => option.key === key);
  const formatOption = options.findLast(({ key }) => key === 'c' || key === 'printf');
  const escapes = formatOption?.key === 'printf';
  if (operands.length === 0) throw new UsageError(t.busybox ? '' : 'missing operand');
  const context: StatContext = {
    accounts: new Accounts(t.p),
    zone: zoneOf(t.p),
    quote: (text) => t.quote(text),
    mountPoint: (path) => t.p.fs.statfs(path).mountPoint,
  };
  const { fs } = t.p;
  for (const path of operands) {
    try {
      if (has('f')) {
        const usage = fs.statfs(path);
        const text = formatOption?.value;
        await t.print(
          text === undefined
            ? fsNormal(t, path, usage)
            : format(text, escapes, (letter) => fsField(letter, path, usage)) + (escapes ? '' : '\n'),
        );
        continue;
      }
      const stat = path === '-' ? t.p.fstat(0) : has('L') ? fs.stat(path) : fs.lstat(path);
      const target = stat.type === 'symlink' ? fs.readlink(path) : undefined;
      if (formatOption !== undefined) {
        const text = format(formatOption.value ?? '', escapes, (letter) =>
          statField(letter, path, target, stat, context),
        );
        await t.print(text + (escapes ? '' : '\n'));
      } else await t.print(has('t') ? terse(path, stat, context) : normal(t, path, target, stat, context));
    } catch (error) {
      if (!isSysError(error)) throw error;
      const what = has('f') ? 'cannot read file system information for' : 'cannot statx';
      await t.fail(t.busybox ? `can't stat '${path}': ${error.message}` : `${what} ${t.quote(path)}: ${error.message}`);
    }
  }
  return t.status;
}

export default gnu(main, { help });
export const busybox = applet(main, { help: busyboxHelp });
