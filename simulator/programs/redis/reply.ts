/** Redis's wire protocol, version 2 (RESP): requests and replies. Strings hold one character per byte. */
import { bytesToLatin1 } from '../text/codec.ts';
import type { Readable } from '../../kernel/abi.ts';

export class Status {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** An error as it is sent: `ERR unknown command …`. Thrown by commands, held by clients. */
export class ReplyError extends Error {
  override name = 'ReplyError';
}

export type Reply = string | number | null | Status | ReplyError | NilArray | readonly Reply[];

/** `*-1`: an aborted EXEC, a BLPOP that waited in vain. */
export class NilArray {
  readonly nil = true;
}

export const OK = new Status('OK');

export function toBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

export function formatReply(reply: Reply): string {
  if (reply === null) return '$-1\r\n';
  if (typeof reply === 'string') return `$${reply.length}\r\n${reply}\r\n`;
  if (typeof reply === 'number') return `:${reply}\r\n`;
  if (reply instanceof Status) return `+${reply.text}\r\n`;
  if (reply instanceof ReplyError) return `-${reply.message}\r\n`;
  if (reply instanceof NilArray) return '*-1\r\n';
  return `*${reply.length}\r\n${reply.map(formatReply).join('')}`;
}

export function formatCommand(words: readonly string[]): string {
  return formatReply(words);
}

export class ProtocolError extends Error {
  override name = 'ProtocolError';
}

/** Splits a line of words as redis-cli and inline requests do: double quotes with escapes, single quotes. Undefined when unbalanced. */
export function splitWords(line: string): string[] | undefined {
  const words: string[] = [];
  for (let at = 0; ;) {
    while (/\s/.test(line[at] ?? '')) at++;
    if (at >= line.length) return words;
    let word = '';
    const quote = line[at] === '"' || line[at] === "'" ? line[at] : undefined;
    if (quote === undefined) {
      for (; at < line.length && !/\s/.test(line[at] ?? ''); at++) word += line[at] ?? '';
    } else {
      for (at++; ; at++) {
        const char = line[at];
        if (char === undefined) return undefined;
        if (char === quote) break;
        if (char === '\\' && quote === '"') {
          const next = line[++at] ?? '';
          const hex = /^x[0-9a-f]{2}/i.exec(line.slice(at, at + 3));
          if (hex !== null) {
            word += String.fromCharCode(Number.parseInt(hex[0].slice(1), 16));
            at += 2;
          } else word += { n: '\n', r: '\r', t: '\t', b: '\b', a: '\x07' }[next] ?? next;
        } else if (char === '\\' && line[at + 1] === "'") word += line[++at] ?? '';
        else word += char;
      }
      at++;
      if (at < line.length && !/\s/.test(line[at] ?? '')) return undefined;
    }
    words.push(word);
  }
}

/** Reads requests or replies from a connection. */
export class RespReader {
  private readonly source: Pick<Readable, 'read'>;
  private held = '';

  constructor(source: Pick<Readable, 'read'>) {
    this.source = source;
  }

  /** Whether something that came has not been read. */
  get pending(): boolean {
    return this.held !== '';
  }

  private async fill(): Promise<boolean> {
    const chunk = await this.source.read();
    this.held += bytesToLatin1(chunk);
    return chunk.length > 0;
  }

  private async line(): Promise<string | undefined> {
    for (;;) {
      const at = this.held.indexOf('\n');
      if (at >= 0) {
        const line = this.held.slice(0, at).replace(/\r$/, '');
        this.held = this.held.slice(at + 1);
        return line;
      }
      if (!(await this.fill())) return undefined;
    }
  }

  private async exactly(length: number): Promise<string | undefined> {
    while (this.held.length < length + 2) if (!(await this.fill())) return undefined;
    const text = this.held.slice(0, length);
    this.held = this.held.slice(length + 2);
    return text;
  }

  /** The words of the next request; undefined at the end of the stream. */
  async request(): Promise<string[] | undefined> {
    const line = await this.line();
    if (line === undefined) return undefined;
    if (!line.startsWith('*')) {
      const words = splitWords(line);
      if (words === undefined) throw new ProtocolError('unbalanced quotes in request');
      return words;
    }
    const words: string[] = [];
    for (let left = Number(line.slice(1)); left > 0; left--) {
      const size = await this.line();
      if (size === undefined) return undefined;
      if (!size.startsWith('$')) throw new ProtocolError(`expected '$', got '${size[0] ?? ' '}'`);
      const word = await this.exactly(Number(size.slice(1)));
      if (word === undefined) return undefined;
      words.push(word);
    }
    return words;
  }

  async reply(): Promise<Reply | undefined> {
    const line = await this.line();
    if (line === undefined) return undefined;
    const rest = line.slice(1);
    switch (line[0]) {
      case '+': return new Status(rest);
      case '-': return new ReplyError(rest);
      case ':': return Number(rest);
      case '$': return rest === '-1' ? null : ((await this.exactly(Number(rest))) ?? undefined);
      case '*': {
        if (rest === '-1') return new NilArray();
        const items: Reply[] = [];
        for (let left = Number(rest); left > 0; left--) {
          const item = await this.reply();
          if (item === undefined) return undefined;
          items.push(item);
        }
        return items;
      }
      default: throw new ProtocolError(`Got ${JSON.stringify(line[0] ?? '')} as reply type byte`);
    } // prettier-ignore
  }
}
