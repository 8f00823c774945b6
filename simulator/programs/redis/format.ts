/** Replies as redis-cli shows them: annotated on a terminal, bare otherwise. */
import { NilArray, ReplyError, Status, type Reply } from './reply.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '"': '\\"',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\x07': '\\a',
  '\b': '\\b',
};

/** In double quotes, with what cannot be printed as `\xNN`. */
export function quoted(text: string): string {
  return `"${text.replace(/[\\"\n\r\t\x07\b]|[^ -~]/g, (char) => ESCAPES[char] ?? `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`)}"`;
}

export function annotated(reply: Reply, indent = ''): string {
  if (reply === null) return '(nil)\n';
  if (typeof reply === 'string') return `${quoted(reply)}\n`;
  if (typeof reply === 'number') return `(integer) ${reply}\n`;
  if (reply instanceof Status) return `${reply.text}\n`;
  if (reply instanceof ReplyError) return `(error) ${reply.message}\n`;
  if (reply instanceof NilArray) return '(nil)\n';
  if (reply.length === 0) return '(empty array)\n';
  const width = String(reply.length).length;
  return reply
    .map((item, i) => {
      const number = `${String(i + 1).padStart(width)}) `;
      return `${i === 0 ? '' : indent}${number}${annotated(item, indent + ' '.repeat(number.length))}`;
    })
    .join('');
}

export function bare(reply: Reply): string {
  if (reply === null || reply instanceof NilArray) return '\n';
  if (typeof reply === 'string') return `${reply}\n`;
  if (typeof reply === 'number') return `${reply}\n`;
  if (reply instanceof Status) return `${reply.text}\n`;
  if (reply instanceof ReplyError) return `${reply.message}\n\n`;
  return reply.length === 0 ? '\n' : reply.map(bare).join('');
}
