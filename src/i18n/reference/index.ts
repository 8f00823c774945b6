import { moreTexts } from '../index.svelte.ts';
import { en } from './en.ts';

/** Texts of lessons that are looked up; loaded with them. */
export const { say: r, ready } = moreTexts(en, async () => (await import('./ko.ts')).ko);
