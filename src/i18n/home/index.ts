import { moreTexts } from '../index.svelte.ts';
import { en } from './en.ts';

/** The home page's texts; loaded with it. */
export const { say: h, ready } = moreTexts(en, async () => (await import('./ko.ts')).ko);
