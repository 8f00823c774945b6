/**
 * Cuts what a terminal receives into text and control functions (ECMA-48, and the few of xterm's that programs of a
 * Docker host send). What is cut off at the end waits for the next piece.
 */

export type Item =
  | { kind: 'text'; text: string }
  /** A C0 control, or an escape sequence of one letter, as itself: `\r`, `\x1bM`. */
  | { kind: 'control'; name: string }
  /** `ESC [` … : `name` is the final letter, with a private marker before it (`?h`). Absent numbers are 0. */
  | { kind: 'function'; name: string; numbers: readonly number[] };

const TEXT = /[^\x00-\x1f\x7f]+/y;
const FUNCTION = /\x1b\[([?<=>]?)([\d;:]*)([ -/]*)([@-~])/y;
/** Operating system commands (titles, links) and other strings: nothing of them is seen on the screen. */
const STRING = /\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)/y;
/** Character set choices and the like: two or more characters after the escape. */
const DESIGNATION = /\x1b[ -/]+[0-~]/y;
const ESCAPE = /\x1b(?![[\]PX^_])[0-~]/y;
/** The beginning of any of these. */
const UNFINISHED = /^\x1b(?:\[[?<=>]?[\d;:]*[ -/]*|[\]PX^_][^\x07\x1b]*\x1b?|[ -/]*)$/;

export class SequenceReader {
  #rest = '';

  read(input: string): Item[] {
    const text = this.#rest + input;
    const items: Item[] = [];
    let at = 0;
    const take = (pattern: RegExp): RegExpExecArray | null => {
      pattern.lastIndex = at;
      const found = pattern.exec(text);
      if (found !== null) at = pattern.lastIndex;
      return found;
    };
    while (at < text.length) {
      const words = take(TEXT);
      if (words !== null) {
        items.push({ kind: 'text', text: words[0] });
      } else if (text[at] !== '\x1b') {
        items.push({ kind: 'control', name: text.charAt(at++) });
      } else {
        const item = readEscape(take);
        if (item === undefined && UNFINISHED.test(text.slice(at))) break;
        if (item === undefined) at += 1;
        else if (item !== 'unseen') items.push(item);
      }
    }
    this.#rest = text.slice(at);
    return items;
  }
}

function readEscape(take: (pattern: RegExp) => RegExpExecArray | null): Item | 'unseen' | undefined {
  const sequence = take(FUNCTION);
  if (sequence !== null) {
    const [, marker = '', numbers = '', between = '', final = ''] = sequence;
    return { kind: 'function', name: marker + between + final, numbers: numbers.split(/[;:]/).map(Number) };
  }
  if (take(STRING) !== null || take(DESIGNATION) !== null) return 'unseen';
  const found = take(ESCAPE);
  return found === null ? undefined : { kind: 'control', name: found[0] };
}
