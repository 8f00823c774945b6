/** Kinds of files by their content, in the words of file(1) 5.44. */
import type { Stat } from '../../kernel/abi.ts';
import { decodeText } from '../text/codec.ts';

export interface FileKind {
  text: string;
  mime: string;
  charset: string;
}

const binary = (text: string, mime: string): FileKind => ({ text, mime, charset: 'binary' });

/** What is no regular file. */
export function typeKind(stat: Stat): FileKind {
  const marks = (stat.mode & 0o1000) !== 0 ? 'sticky, ' : '';
  const device = `(${stat.rdev.major}/${stat.rdev.minor})`;
  switch (stat.type) {
    case 'directory':
      return binary(`${marks}directory`, 'inode/directory');
    case 'char':
      return binary(`character special ${device}`, 'inode/chardevice');
    case 'block':
      return binary(`block special ${device}`, 'inode/blockdevice');
    case 'fifo':
      return binary('fifo (named pipe)', 'inode/fifo');
    default:
      return binary('socket', 'inode/socket');
  }
}

const ELF =
  'ELF 64-bit LSB pie executable, x86-64, version 1 (SYSV), dynamically linked, interpreter /lib64/ld-linux-x86-64.so.2, for GNU/Linux 3.2.0, stripped';

function startsWith(bytes: Uint8Array, magic: string, at = 0): boolean {
  for (let n = 0; n < magic.length; n++) if (bytes[at + n] !== magic.charCodeAt(n)) return false;
  return true;
}

function number(bytes: Uint8Array, at: number, size: number, bigEndian: boolean): number {
  let value = 0;
  for (let n = 0; n < size; n++) value = value * 256 + (bytes[bigEndian ? at + n : at + size - 1 - n] ?? 0);
  return value;
}

const PNG_COLOURS: Readonly<Record<number, string>> = { 0: 'grayscale', 2: 'color RGB', 3: 'colormap', 4: 'gray+alpha', 6: 'color RGBA' }; // prettier-ignore

function png(bytes: Uint8Array): FileKind {
  const [width, height] = [number(bytes, 16, 4, true), number(bytes, 20, 4, true)];
  const depth = `${bytes[24] ?? 0}-bit${bytes[25] === 6 || bytes[25] === 2 ? '/' : ' '}${PNG_COLOURS[bytes[25] ?? 0] ?? ''}`;
  return binary(`PNG image data, ${width} x ${height}, ${depth}, ${bytes[28] === 1 ? 'interlaced' : 'non-interlaced'}`, 'image/png'); // prettier-ignore
}

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function ctime(seconds: number): string {
  const at = new Date(seconds * 1000);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${DAYS[at.getUTCDay()] ?? ''} ${MONTHS[at.getUTCMonth()] ?? ''} ${String(at.getUTCDate()).padStart(2)} ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())} ${at.getUTCFullYear()}`;
}

function gzip(bytes: Uint8Array): FileKind {
  let text = 'gzip compressed data';
  if (((bytes[3] ?? 0) & 8) !== 0) {
    const end = bytes.indexOf(0, 10);
    text += `, was "${decodeText(bytes.subarray(10, end))}"`;
  }
  const time = number(bytes, 4, 4, false);
  if (time !== 0) text += `, last modified: ${ctime(time)}`;
  if (bytes[8] === 2) text += ', max compression';
  if (bytes[8] === 4) text += ', max speed';
  if (bytes[9] === 3) text += ', from Unix';
  return binary(`${text}, original size modulo 2^32 ${number(bytes, bytes.length - 4, 4, false)}`, 'application/gzip');
}

function zip(bytes: Uint8Array): FileKind {
  const version = number(bytes, 4, 2, false);
  const method = { 0: 'store', 8: 'deflate' }[number(bytes, 8, 2, false)] ?? 'unknown';
  return binary(
    `Zip archive data, at least v${Math.floor(version / 10)}.${version % 10} to extract, compression method=${method}`,
    'application/zip',
  );
}

function byMagic(bytes: Uint8Array): FileKind | undefined {
  if (startsWith(bytes, '\x7fELF')) return binary(ELF, 'application/x-pie-executable');
  if (startsWith(bytes, '\x1f\x8b')) return gzip(bytes);
  if (startsWith(bytes, 'PK\x03\x04')) return zip(bytes);
  if (startsWith(bytes, '\x89PNG\r\n\x1a\n')) return png(bytes);
  if (startsWith(bytes, '\xff\xd8\xff')) return binary('JPEG image data', 'image/jpeg');
  if (startsWith(bytes, 'GIF8'))
    return binary(
      `GIF image data, version ${decodeText(bytes.subarray(3, 6))}, ${number(bytes, 6, 2, false)} x ${number(bytes, 8, 2, false)}`,
      'image/gif',
    );
  if (startsWith(bytes, '%PDF-')) return binary(`PDF document, version ${decodeText(bytes.subarray(5, 8))}`, 'application/pdf'); // prettier-ignore
  if (startsWith(bytes, 'ustar  \0', 257)) return binary('POSIX tar archive (GNU)', 'application/x-tar');
  if (startsWith(bytes, 'ustar\0', 257)) return binary('POSIX tar archive', 'application/x-tar');
  if (startsWith(bytes, '\xca\xfe\xba\xbe'))
    return binary(`compiled Java class data, version ${number(bytes, 6, 2, true)}.${number(bytes, 4, 2, true)}`, 'application/x-java-applet'); // prettier-ignore
  if (startsWith(bytes, 'SQLite format 3\0')) return binary('SQLite 3.x database', 'application/vnd.sqlite3');
  return undefined;
}

/** The interpreter of a script: how it is called, and its MIME type. */
const SCRIPTS: readonly (readonly [RegExp, string, string])[] = [
  [/^#! ?\S*\/(?:env +)?bash\b/, 'Bourne-Again shell script', 'text/x-shellscript'],
  [/^#! ?\S*\/(?:env +)?python[\d.]*\b/, 'Python script', 'text/x-script.python'],
  [/^#! ?\S*\/(?:env +)?node(?:js)?\b/, 'Node.js script executable', 'application/javascript'],
  [/^#! ?\S*\/(?:env +)?perl\b/, 'Perl script text executable', 'text/x-perl'],
  [/^#! ?\S*\/(?:env +)?ruby\b/, 'Ruby script', 'text/x-ruby'],
  [/^#! ?\/(?:usr\/)?bin\/(?:da|a)?sh\b/, 'POSIX shell script', 'text/x-shellscript'],
];

function language(text: string): readonly [string, string] | undefined {
  for (const [form, name, mime] of SCRIPTS) if (form.test(text)) return [name, mime];
  const interpreter = /^#! ?(\S+)/.exec(text)?.[1];
  if (interpreter !== undefined) return [`a ${interpreter} script`, 'text/plain'];
  if (/^<\?xml version="([\d.]+)"/.test(text))
    return [`XML ${/"([\d.]+)"/.exec(text)?.[1] ?? ''} document`, 'text/xml'];
  if (/^\s*<(?:!doctype html|html|head|title|body)\b/i.test(text)) return ['HTML document', 'text/html'];
  if (/^\s*#\s*include\b/m.test(text)) return ['C source', 'text/x-c'];
  if (/^-----BEGIN CERTIFICATE-----/.test(text)) return ['PEM certificate', 'text/plain'];
  if (/^-----BEGIN (?:RSA )?PRIVATE KEY-----/.test(text)) return ['OpenSSH private key (no password)', 'text/plain'];
  return undefined;
}

function isJson(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function lineEnds(text: string): string {
  const crlf = /\r\n/.test(text);
  const lf = /(?<!\r)\n/.test(text);
  if (crlf && lf) return ', with CRLF, LF line terminators';
  if (crlf) return ', with CRLF line terminators';
  return lf ? '' : ', with no line terminators';
}

function ofText(bytes: Uint8Array, text: string): FileKind {
  const ascii = bytes.every((byte) => byte < 0x80);
  const bom = startsWith(bytes, '\xef\xbb\xbf');
  const charset = ascii ? 'us-ascii' : 'utf-8';
  const encoding = ascii ? 'ASCII text' : `Unicode text, UTF-8${bom ? ' (with BOM)' : ''} text`;
  const escapes = text.includes('\x1b') ? ', with escape sequences' : '';
  const long = text.split('\n').reduce((most, line) => Math.max(most, line.length), 0);
  const veryLong = long > 300 ? `, with very long lines (${long})` : '';
  if (isJson(text)) return { text: 'JSON text data', mime: 'application/json', charset };
  const found = language(text);
  const ends = `${veryLong}${lineEnds(text)}${escapes}`;
  if (found === undefined) return { text: `${encoding}${ends}`, mime: 'text/plain', charset };
  const [name, mime] = found;
  const executable = text.startsWith('#!') && !name.endsWith('executable') ? ' executable' : '';
  return { text: `${name}, ${encoding}${executable}${ends}`, mime, charset };
}

/** The kind of a regular file's content; undefined stands for an executable of the machine. */
export function kindOf(bytes: Uint8Array | undefined): FileKind {
  if (bytes === undefined) return binary(ELF, 'application/x-pie-executable');
  if (bytes.length === 0) return binary('empty', 'inode/x-empty');
  if (bytes.length === 1) return binary('very short file (no magic)', 'application/octet-stream');
  const magic = byMagic(bytes);
  if (magic !== undefined) return magic;
  const text = decodeText(bytes);
  const isText = !/[\udc80-\udcff]/.test(text.replaceAll(/[\ud800-\udbff][\udc00-\udfff]/g, '')) && !/[\0-\x06\x0e-\x1a\x1c-\x1f\x7f]/.test(text); // prettier-ignore
  return isText ? ofText(bytes, text) : binary('data', 'application/octet-stream');
}
