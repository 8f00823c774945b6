import { moreTexts } from '../index.svelte.ts';
import { en } from './en.ts';

export type { TerminalKey } from './en.ts';

/** Texts of what stands around the terminal; they come after the prompt. */
export const { say: tt, ready } = moreTexts(en, async () => (await import('./ko.ts')).ko);
