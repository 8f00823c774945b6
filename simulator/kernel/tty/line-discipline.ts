/**
 * The line discipline: what happens between a key and the program that reads it (termios(3), and what Linux's n_tty
 * does where the manual is silent; test/simulator/kernel/tty holds results recorded from a real pseudo terminal).
 *
 * Two things differ from Linux on purpose: erasing a character two columns wide clears both of them (Linux clears one
 * and leaves half a character on the screen), and ^S, ^Q and ^V mean themselves whenever canonical mode is off.
 */
import type { TtyModes } from '../abi.ts';
import { charWidth } from './char-width.ts';
import * as key from './control-characters.ts';
import { isContinuation, isControl } from './control-characters.ts';
import { InputBuffer, INPUT_CAPACITY } from './input-buffer.ts';
import type { TerminalOutput } from './terminal-output.ts';

const ERASE_COLUMN = Uint8Array.of(key.BACKSPACE, key.SPACE, key.BACKSPACE);
const LEFT = Uint8Array.of(key.BACKSPACE);

export const DEFAULT_MODES: TtyModes = { icanon: true, echo: true, isig: true, onlcr: true, icrnl: true };

export interface Listener {
  interrupted(signal: 'INT' | 'QUIT' | 'TSTP'): void;
}

export class LineDiscipline {
  readonly input = new InputBuffer();
  readonly #output: TerminalOutput;
  readonly #listener: Listener;
  #modes: TtyModes = DEFAULT_MODES;
  #literalNext = false;
  /** The column before the keys that came together with the one being looked at. */
  #columnBefore = 0;
  /** The column in which the line under way began. */
  #lineColumn = 0;

  constructor(output: TerminalOutput, listener: Listener) {
    this.#output = output;
    this.#listener = listener;
  }

  get modes(): TtyModes {
    return this.#modes;
  }

  setModes(modes: TtyModes): void {
    const before = this.#modes;
    this.#modes = { ...modes };
    this.#output.translateNewlines = modes.onlcr;
    if (before.icanon === modes.icanon) return;
    this.input.regroup(modes.icanon);
    this.#literalNext = false;
    if (!modes.icanon) this.#output.resume();
  }

  get readReady(): boolean {
    return this.#modes.icanon ? this.input.hasCompleteLine : this.input.length > 0;
  }

  read(max: number): Uint8Array | undefined {
    return this.#modes.icanon ? this.input.readLine(max) : this.input.readBytes(max);
  }

  /** Takes keys while there is room for them, and answers how many it took. */
  receive(bytes: Uint8Array): number {
    let taken = 0;
    this.#columnBefore = this.#output.column;
    for (const byte of bytes) {
      if (!this.#makeRoom()) break;
      this.#receiveByte(byte);
      taken += 1;
    }
    return taken;
  }

  /** A line that is too long loses its last character to the next, so that it can still be ended. */
  #makeRoom(): boolean {
    if (this.input.length < INPUT_CAPACITY - 1) return true;
    if (!this.#modes.icanon || this.input.hasCompleteLine) return false;
    if (this.input.length >= INPUT_CAPACITY) this.input.erase(1);
    return true;
  }

  #receiveByte(byte: number): void {
    if (this.#literalNext) {
      this.#literalNext = false;
      this.#insert(byte);
      return;
    }
    const typed = byte === key.RETURN && this.#modes.icrnl ? key.NEWLINE : byte;
    if (this.#modes.icanon && this.#controlsFlow(typed)) return;
    if (this.#modes.isig && this.#signals(typed)) return;
    if (!this.#modes.icanon || !this.#edits(typed)) this.#insert(typed, typed !== byte);
  }

  #controlsFlow(byte: number): boolean {
    if (byte === key.STOP) this.#output.suspend();
    else if (byte === key.START) this.#output.resume();
    else return false;
    return true;
  }

  #signals(byte: number): boolean {
    const signal = byte === key.INTR ? 'INT' : byte === key.QUIT ? 'QUIT' : byte === key.SUSP ? 'TSTP' : undefined;
    if (signal === undefined) return false;
    this.input.clear();
    this.#output.flush();
    // The echo of keys that came together with this one has been thrown away before it moved the cursor.
    this.#output.column = this.#columnBefore;
    this.#output.resume();
    if (this.#modes.echo) this.#echo(byte);
    // Last, so that what a handler writes at once is not thrown away with what was there before.
    this.#listener.interrupted(signal);
    return true;
  }

  /** Keys with a meaning in canonical mode. */
  #edits(byte: number): boolean {
    switch (byte) {
      case key.ERASE:
      case key.KILL:
      case key.WERASE:
        this.#erase(byte);
        return true;
      case key.LNEXT:
        this.#literalNext = true;
        if (this.#modes.echo) this.#output.put(Uint8Array.of(key.CARET, key.BACKSPACE));
        return true;
      case key.REPRINT:
        if (!this.#modes.echo) return false;
        this.#reprint(byte);
        return true;
      case key.NEWLINE:
        this.input.add(byte);
        if (this.#modes.echo) this.#output.put(Uint8Array.of(byte));
        this.input.endLine(false);
        return true;
      case key.EOF:
        this.input.endLine(true);
        return true;
      default:
        return false;
    }
  }

  /** `isReturn`: a carriage return that has become a newline moves the cursor; a typed newline is shown as ^J. */
  #insert(byte: number, isReturn = false): void {
    if (this.#modes.echo) {
      if (this.input.lineLength === 0) this.#lineColumn = this.#output.column;
      if (isReturn) this.#output.put(Uint8Array.of(byte));
      else this.#echo(byte);
    }
    this.input.add(byte);
  }

  /** Control characters are shown as ^X, except those that move the cursor as they should. */
  #echo(byte: number): void {
    if (isControl(byte) && byte !== key.TAB) this.#output.put(Uint8Array.of(key.CARET, byte ^ 0x40));
    else this.#output.put(Uint8Array.of(byte));
  }

  #reprint(byte: number): void {
    this.#echo(byte);
    this.#output.put(Uint8Array.of(key.NEWLINE));
    for (const typed of this.input.line) this.#echo(typed);
  }

  #erase(by: number): void {
    let seenWord = false;
    while (this.input.lineLength > 0) {
      const character = lastCharacter(this.input.line);
      if (character === undefined) return;
      const [first = 0] = character;
      if (by === key.WERASE) {
        if (isWordByte(first)) seenWord = true;
        else if (seenWord) return;
      }
      this.input.erase(character.length);
      if (this.#modes.echo) this.#echoErased(character, first);
      if (by === key.ERASE) return;
    }
  }

  #echoErased(character: readonly number[], first: number): void {
    const columns = first === key.TAB ? this.#tabWidth() : isControl(first) ? 2 : widthOf(character);
    const each = first === key.TAB ? LEFT : ERASE_COLUMN;
    for (let column = 0; column < columns; column++) this.#output.put(each);
  }

  /** How far a tab at the end of the line (it is no longer in the buffer) had moved the cursor. */
  #tabWidth(): number {
    const { line } = this.input;
    const tab = line.lastIndexOf(key.TAB);
    let columns = tab === -1 ? this.#lineColumn : 0;
    for (let at = tab + 1; at < line.length; at++) {
      const byte = line[at] ?? 0;
      if (isControl(byte)) columns += 2;
      else if (!isContinuation(byte)) columns += widthOf(characterAt(line, at));
    }
    return 8 - (columns & 7);
  }
}

/** Undefined when the line begins in the middle of one: that is not erased in part. */
function lastCharacter(line: readonly number[]): readonly number[] | undefined {
  let start = line.length - 1;
  while (start > 0 && isContinuation(line[start] ?? 0)) start -= 1;
  return isContinuation(line[start] ?? 0) ? undefined : line.slice(start);
}

function characterAt(line: readonly number[], start: number): readonly number[] {
  let end = start + 1;
  while (end < line.length && isContinuation(line[end] ?? 0)) end += 1;
  return line.slice(start, end);
}

function widthOf(character: readonly number[]): number {
  if (character.length === 1) return 1;
  const [first = 0, ...rest] = character;
  const head = first & (0xff >> (character.length + 1));
  return charWidth(rest.reduce((codePoint, byte) => (codePoint << 6) | (byte & 0x3f), head));
}

/** Letters, digits and underscores; the kernel's table is Latin-1, in which the first bytes of UTF-8 are letters. */
function isWordByte(byte: number): boolean {
  if (byte >= 0xc0) return byte !== 0xd7 && byte !== 0xf7;
  return /\w/.test(String.fromCharCode(byte));
}
