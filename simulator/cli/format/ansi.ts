/** Colours and notes as docker's newer output has them: codes around each piece, none where output is no terminal. */
import type { Client } from '../client.ts';
import { textWidth } from './width.ts';

const RESET = '\x1b[0m';
const code =
  (...codes: readonly string[]) =>
  (text: string): string =>
    codes.map((each) => `\x1b[${each}m`).join('') + text + RESET;

export const BOLD = code('1');
export const ITALIC = code('3');
export const UNDERLINE = code('4');
/** Titles of columns; written even where output is no terminal. */
export const TITLE = code('39', '1');
export const NAME = code('34', '1');
export const FAINT = code('39', '2');
export const WARNING = code('93');

/** What a note begins with, on a terminal and elsewhere. */
export interface NoteHeader {
  readonly plain: string;
  readonly fancy: string;
}
const header = (letter: string, word: string, back: string, fore: string): NoteHeader => ({
  plain: ` ${word} -> `,
  fancy: BOLD(`${code(back)(code('30')(letter))} ${code(fore)(`${word} → `)}`),
});
const INFO = header('i', 'Info', '106', '96');
const WARN = header('w', 'Warn', '103', '93');

export const infoHeader = (isTerminal: boolean): string => (isTerminal ? INFO.fancy : INFO.plain);

/** Columns that a text with codes takes. */
export const visibleWidth = (text: string): number => textWidth(text.replace(/\x1b\[[0-9;]*m/g, ''));

/** A note on stderr: `Info → ` before it, its lines indented below each other. */
export const printNote = (client: Client, text: string): Promise<void> => note(client, text, INFO);

/** The same with `Warn → `. */
export const printWarning = (client: Client, text: string): Promise<void> => note(client, text, WARN);

async function note(client: Client, text: string, { plain, fancy }: NoteHeader): Promise<void> {
  const isTerminal = client.isTerminal('stderr');
  const head = isTerminal ? fancy : plain;
  const lines = text.split('\n').map((line) => `${isTerminal ? ITALIC(line) : line}\n`);
  await client.process.stderr.write(`\n${head}${lines.join(' '.repeat(visibleWidth(head)))}`);
}
