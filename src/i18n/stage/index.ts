import { moreTexts } from '../index.svelte.ts';
import { en } from './en.ts';

export type { StageKey } from './en.ts';

/** The stage's texts; loaded with the stage. */
export const { say: s, ready } = moreTexts(en, async () => (await import('./ko.ts')).ko);
