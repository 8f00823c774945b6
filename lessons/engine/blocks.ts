/** Cuts a lesson's Markdown into prose and fences, keeping the line each stands on. */

export interface Prose {
  kind: 'prose';
  text: string;
  line: number;
}

export interface Fence {
  kind: 'fence';
  /** First word after the backticks. */
  name: string;
  /** Further words: bare ones map to 'true', `key=value` ones to the value (quotes removed). */
  info: ReadonlyMap<string, string>;
  text: string;
  /** Line of the opening backticks; the text begins on the next. */
  line: number;
}

export interface Heading {
  kind: 'heading';
  title: string;
  /** From `{#id}` at the end of the heading. */
  id: string | undefined;
  /** Hash of the source block a translation was made from, from `{#id src=…}`. */
  source: string | undefined;
  line: number;
}

export type Part = Prose | Fence | Heading;

const FENCE = /^(`{3,}|~{3,})\s*(.*)$/;
const HEADING = /^## (.*?)(?:\s*\{#([\w-]+)(?:\s+src=(\w*))?\})?\s*$/;

/** `lines` is the file after its front matter; `first` the 1-based number of its first line. */
export function cut(lines: readonly string[], first: number): Part[] {
  const parts: Part[] = [];
  let prose: string[] = [];
  let proseLine = first;
  const flush = (next: number) => {
    const text = prose.join('\n').trim();
    if (text !== '') parts.push({ kind: 'prose', text, line: proseLine });
    prose = [];
    proseLine = next;
  };
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const fence = FENCE.exec(line);
    const heading = HEADING.exec(line);
    if (fence !== null) {
      flush(first + at);
      const mark = fence[1] ?? '```';
      const end = lines.findIndex((each, n) => n > at && each.startsWith(mark) && each.slice(mark.length).trim() === '');
      const stop = end === -1 ? lines.length : end;
      const words = (fence[2] ?? '').match(/[^\s"=]+="[^"]*"|\S+/g) ?? [];
      parts.push({
        kind: 'fence',
        name: words[0] ?? '',
        info: new Map(words.slice(1).map(infoWord)),
        text: lines.slice(at + 1, stop).join('\n'),
        line: first + at,
      });
      at = stop;
      proseLine = first + at + 1;
    } else if (heading !== null) {
      flush(first + at);
      parts.push({ kind: 'heading', title: heading[1] ?? '', id: heading[2], source: heading[3], line: first + at });
      proseLine = first + at + 1;
    } else {
      prose.push(line);
    }
  }
  flush(first + lines.length);
  return parts;
}

function infoWord(word: string): [string, string] {
  const at = word.indexOf('=');
  if (at === -1) return [word, 'true'];
  return [word.slice(0, at), word.slice(at + 1).replace(/^"|"$/g, '')];
}
