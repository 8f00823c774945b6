/**
 * Hangul from input methods, by the events that browsers send for it (recorded orders; xterm.js has open bugs for most).
 * Whatever the order, each syllable arrives once and whole.
 */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TextInput } from '../../../src/terminal/tools/text-input.ts';

/** The events of a key press, a composition, or an input, as a browser sends them. */
type Event_ =
  | ['keydown' | 'keypress' | 'keyup', key: string, code?: number, isComposing?: boolean]
  | ['compositionstart' | 'compositionupdate' | 'compositionend', data: string]
  | ['beforeinput' | 'input', inputType: string, data?: string, isComposing?: boolean];

let root: HTMLElement;
let field: HTMLTextAreaElement;
let input: TextInput;
let sent: string[];
let previews: string[];
let reachedXterm: string[];

beforeEach(() => {
  root = document.createElement('div');
  field = document.createElement('textarea');
  root.append(field);
  document.body.append(root);
  [sent, previews, reachedXterm] = [[], [], []];
  for (const type of ['keydown', 'keypress', 'compositionstart', 'compositionend', 'input'])
    field.addEventListener(type, (event) => reachedXterm.push(event instanceof KeyboardEvent ? event.key : type));
  input = new TextInput(root, field, {
    text: (data) => sent.push(data),
    preview: (text) => previews.push(text),
  });
});

afterEach(() => {
  input.stop();
  root.remove();
});

function send(...events: readonly Event_[]): void {
  for (const event of events) field.dispatchEvent(made(event));
}

function made([type, first, second, third]: Event_): Event {
  if (type.startsWith('key')) {
    const made = new KeyboardEvent(type, { key: first, bubbles: true, isComposing: third === true });
    Object.defineProperty(made, 'keyCode', { value: second ?? 0 });
    return made;
  }
  if (type.startsWith('composition')) return Object.assign(new Event(type, { bubbles: true }), { data: first });
  const data = typeof second === 'string' ? { data: second } : {};
  return new InputEvent(type, {
    inputType: first,
    ...data,
    bubbles: true,
    cancelable: true,
    isComposing: third === true,
  });
}

/** One more jamo while a syllable is composed (Chrome, Edge and Firefox on Windows, macOS and Linux). */
const composed = (key: string, text: string, begins = false): Event_[] => [
  ['keydown', key, 229, !begins],
  ...(begins ? ([['compositionstart', '']] as Event_[]) : []),
  ['compositionupdate', text],
  ['beforeinput', 'insertCompositionText', text, true],
  ['input', 'insertCompositionText', text, true],
  ['keyup', key, 229, true],
];

describe('Chrome and Firefox on Windows, macOS and Linux', () => {
  it('sends a syllable when its composition ends, and shows it until then', () => {
    send(...composed('ㅎ', 'ㅎ', true), ...composed('ㅏ', '하'), ...composed('ㄴ', '한'), ['compositionend', '한']);
    expect(sent).toEqual(['한']);
    expect(previews).toEqual(['', 'ㅎ', '하', '한', '']);
    expect(reachedXterm).toEqual([]);
  });

  it('a following syllable takes its own composition', () => {
    send(...composed('ㄱ', 'ㄱ', true), ...composed('ㅏ', '가'), ['compositionend', '가']);
    send(...composed('ㄴ', 'ㄴ', true), ...composed('ㅏ', '나'), ['compositionend', '나']);
    expect(sent).toEqual(['가', '나']);
  });

  it('Enter, given while a syllable is composed, comes after it and once', () => {
    send(...composed('ㄱ', 'ㄱ', true), ...composed('ㅏ', '가'));
    send(['keydown', 'Enter', 229, true], ['compositionend', '가'], ['beforeinput', 'insertLineBreak']);
    expect(sent).toEqual(['가', '\r']);
  });

  it('a space ends the composition and follows it', () => {
    send(...composed('ㄱ', 'ㄱ', true), ...composed('ㅏ', '가'));
    send(
      ['keydown', ' ', 229, true],
      ['compositionend', '가'],
      ['beforeinput', 'insertText', ' '],
      ['input', 'insertText', ' '],
    );
    expect(sent).toEqual(['가', ' ']);
  });

  it('a syllable that is deleted while it is composed sends nothing', () => {
    send(
      ...composed('ㄱ', 'ㄱ', true),
      ['keydown', 'Backspace', 229, true],
      ['compositionupdate', ''],
      ['compositionend', ''],
    );
    expect(sent).toEqual([]);
  });

  it('Firefox tells the text once more after the end', () => {
    send(
      ...composed('ㄱ', 'ㄱ', true),
      ...composed('ㅏ', '가'),
      ['compositionend', '가'],
      ['input', 'insertCompositionText', '가'],
    );
    expect(sent).toEqual(['가']);
  });
});

describe('Safari on macOS', () => {
  it('ends the composition before the key that ended it is told', () => {
    send(...composed('ㄱ', 'ㄱ', true), ...composed('ㅏ', '가'));
    send(
      ['input', 'deleteCompositionText', '', true],
      ['input', 'insertFromComposition', '가', true],
      ['compositionend', '가'],
      ['keydown', 'Enter', 229],
      ['beforeinput', 'insertLineBreak'],
    );
    expect(sent).toEqual(['가', '\r']);
    expect(reachedXterm).toEqual([]);
  });

  it('repeats the composed text as plain text', () => {
    send(...composed('ㄱ', 'ㄱ', true), ['compositionend', 'ㄱ'], ['input', 'insertText', 'ㄱ']);
    expect(sent).toEqual(['ㄱ']);
  });
});

describe('iPad: no composition events, syllables are replaced as they grow', () => {
  it('takes back what was sent and sends what it has become', () => {
    send(
      ['keydown', 'ㅎ', 0], ['keypress', 'ㅎ', 12622], ['input', 'insertText', 'ㅎ'], ['keyup', 'ㅎ', 0],
      ['keydown', 'ㅏ', 0], ['input', 'deleteContentBackward'], ['input', 'insertText', '하'], ['keyup', 'ㅏ', 0],
      ['keydown', 'ㄴ', 0], ['input', 'deleteContentBackward'], ['input', 'insertText', '한'], ['keyup', 'ㄴ', 0],
    ); // prettier-ignore
    expect(sent.join('')).toBe('ㅎ\x7f하\x7f한');
    expect(reachedXterm).toEqual([]);
  });
});

describe('Android: every key is 229', () => {
  it('words are composed, and deleted without a composition', () => {
    send(['keydown', 'Unidentified', 229], ['compositionstart', ''], ['compositionupdate', 'l']);
    send(['keydown', 'Unidentified', 229, true], ['compositionupdate', 'ls'], ['compositionend', 'ls']);
    send(['keydown', 'Unidentified', 229], ['input', 'deleteContentBackward']);
    send(['keydown', 'Unidentified', 229], ['input', 'insertText', ' ']);
    expect(sent).toEqual(['ls', '\x7f', ' ']);
  });
});

describe('keys', () => {
  it('are left to xterm, and the input events that follow them are not told again', () => {
    send(['keydown', ' ', 32], ['keypress', ' ', 32], ['input', 'insertText', ' '], ['keyup', ' ', 32]);
    send(['keydown', 'Backspace', 8], ['input', 'deleteContentBackward'], ['keyup', 'Backspace', 8]);
    send(['keydown', 'Enter', 13], ['beforeinput', 'insertLineBreak'], ['keyup', 'Enter', 13]);
    expect(sent).toEqual([]);
    expect(reachedXterm).toEqual([' ', ' ', 'Backspace', 'Enter']);
  });

  it('text without a key (emoji picker, dictation) is sent', () => {
    send(['input', 'insertText', '🐳'], ['input', 'insertReplacementText', '도커']);
    expect(sent).toEqual(['🐳', '도커']);
  });
});
