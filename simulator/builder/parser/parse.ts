/** Reads a Dockerfile's text into instruction nodes, as BuildKit's frontend/dockerfile/parser does. */
import { processWords } from '../shell/lex.ts';
import { readDirectives } from './directives.ts';
import { type Dockerfile, DockerfileError, type Heredoc, type InstructionNode, type ParseWarning } from './node.ts';

/** Throws DockerfileError for what BuildKit refuses at this stage. */
export function parseDockerfile(text: string): Dockerfile {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .map((line) => line.replace(/\r$/, ''));
  if (lines.at(-1) === '') lines.pop();
  const directives = readDirectives(lines);
  const escape = directives.find((each) => each.name === 'escape')?.value === '`' ? '`' : '\\';
  const reader = new LineReader(lines, escape);
  const instructions: InstructionNode[] = [];
  const warnings: ParseWarning[] = [];
  for (let logical = reader.next(); logical !== undefined; logical = reader.next()) {
    const { name, flags, rest } = splitInstruction(logical.text, escape);
    const heredocs = HEREDOC_INSTRUCTIONS.has(name.toLowerCase()) ? reader.heredocs(logical.text, logical.start) : [];
    const range = { start: logical.start, end: reader.line };
    if (logical.emptyContinuation) {
      warnings.push({ message: 'Empty continuation line found in: ' + logical.text, range });
    }
    instructions.push({ name, flags, rest, original: logical.text.trim(), heredocs, range });
  }
  if (text.trim() === '') throw new DockerfileError('the Dockerfile cannot be empty', undefined);
  if (instructions.length === 0) throw new DockerfileError('file with no instructions', undefined);
  return { instructions, directives, escape, warnings };
}

const HEREDOC_INSTRUCTIONS = new Set(['add', 'copy', 'run']);

interface LogicalLine {
  text: string;
  start: number;
  emptyContinuation: boolean;
}

class LineReader {
  /** Lines taken so far; the 1-based number of the last one. */
  line = 0;
  readonly #lines: readonly string[];
  readonly #escape: '\\' | '`';
  readonly #continuation: RegExp;

  constructor(lines: readonly string[], escape: '\\' | '`') {
    this.#lines = lines;
    this.#escape = escape;
    this.#continuation = escape === '`' ? /([^`])`[ \t]*$|^`[ \t]*$/ : /([^\\])\\[ \t]*$|^\\[ \t]*$/;
  }

  /** The next instruction with its continuation lines joined; comments and blank lines are passed over. */
  next(): LogicalLine | undefined {
    for (;;) {
      const raw = this.#take();
      if (raw === undefined) return undefined;
      const start = this.line;
      const first = isComment(raw) ? '' : raw.replace(/^\s+/, '');
      let { text, ends } = this.#trimContinuation(first);
      if (ends && text === '') continue;
      let emptyContinuation = false;
      while (!ends) {
        const more = this.#take();
        if (more === undefined) break;
        if (isComment(more)) continue;
        if (more.trim() === '') {
          emptyContinuation = true;
          continue;
        }
        const part = this.#trimContinuation(more);
        text += part.text;
        ends = part.ends;
      }
      if (text.trim() !== '') return { text, start, emptyContinuation };
    }
  }

  heredocs(line: string, start: number): Heredoc[] {
    if (!line.includes('<<')) return [];
    const words = rawWords(line, this.#escape);
    const found = words.map((word) => /^(\d*)<<(-?)([^<]+)$/.exec(word)).filter((match) => match !== null);
    return found.map((match) => this.#heredoc(match, start));
  }

  #heredoc(match: RegExpExecArray, start: number): Heredoc {
    const quoted = match[3] ?? '';
    const name = quoted.replace(/['"]/g, '');
    const chomp = match[2] === '-';
    const content: string[] = [];
    for (;;) {
      const raw = this.#take();
      if (raw === undefined) throw new DockerfileError('unterminated heredoc', { start, end: this.line }, 'bare');
      const line = chomp ? raw.replace(/^\t+/, '') : raw;
      if (line === name) break;
      content.push(`${line}\n`);
    }
    return {
      name,
      descriptor: Number(match[1] === '' ? 0 : match[1]),
      content: content.join(''),
      chomp,
      expand: quoted === name,
    };
  }

  #take(): string | undefined {
    const line = this.#lines[this.line];
    if (line !== undefined) this.line++;
    return line;
  }

  #trimContinuation(line: string): { text: string; ends: boolean } {
    if (!this.#continuation.test(line)) return { text: line, ends: true };
    return { text: line.replace(this.#continuation, (_, before: string | undefined) => before ?? ''), ends: false };
  }
}

function rawWords(line: string, escape: '\\' | '`'): string[] {
  try {
    return processWords(line, () => undefined, { escape, raw: true, skipUnset: true });
  } catch {
    // A line with unbalanced quotes holds no heredoc that could be recognised; the instruction reports the quotes.
    return [];
  }
}

function isComment(line: string): boolean {
  return /^\s*#/.test(line);
}

/** `COPY --chown=a:b src dst` into name, flags and rest. */
export function splitInstruction(line: string, escape: '\\' | '`'): { name: string; flags: string[]; rest: string } {
  const trimmed = line.trim();
  const name = /^\S+/.exec(trimmed)?.[0] ?? '';
  let rest = trimmed.slice(name.length).trimStart();
  const flags: string[] = [];
  for (;;) {
    if (!rest.startsWith('--')) break;
    const word = flagWord(rest, escape);
    if (word.flag === '--') {
      rest = rest.slice(word.length).trimStart();
      break;
    }
    flags.push(word.flag);
    rest = rest.slice(word.length).trimStart();
  }
  return { name, flags, rest };
}

/** One flag: up to a blank outside quotes; quotes are removed. */
function flagWord(text: string, escape: string): { flag: string; length: number } {
  let flag = '';
  let quote: string | undefined;
  let at = 0;
  for (; at < text.length; at++) {
    const character = text[at] ?? '';
    if (quote === undefined && /\s/.test(character)) break;
    if (quote === undefined && (character === '"' || character === "'")) quote = character;
    else if (character === quote) quote = undefined;
    else if (character === escape && text[at + 1] !== undefined && quote !== "'") flag += text[++at] ?? '';
    else flag += character;
  }
  return { flag, length: at };
}
