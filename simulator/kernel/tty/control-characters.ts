/** The characters a terminal treats specially, as `stty -a` shows them on Linux. */
export const INTR = 0x03;
export const QUIT = 0x1c;
export const SUSP = 0x1a;
export const EOF = 0x04;
export const ERASE = 0x7f;
export const KILL = 0x15;
export const WERASE = 0x17;
export const REPRINT = 0x12;
export const LNEXT = 0x16;
export const START = 0x11;
export const STOP = 0x13;

export const BELL = 0x07;
export const BACKSPACE = 0x08;
export const TAB = 0x09;
export const NEWLINE = 0x0a;
export const RETURN = 0x0d;
export const SPACE = 0x20;
export const CARET = 0x5e;

export function isControl(byte: number): boolean {
  return byte < SPACE || byte === ERASE;
}

/** Whether a byte belongs to a UTF-8 character that began before it. */
export function isContinuation(byte: number): boolean {
  return (byte & 0xc0) === 0x80;
}
