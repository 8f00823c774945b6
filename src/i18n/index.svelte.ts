import { en, type MessageKey, type Messages } from './en.ts';

export const LANGS = ['ko', 'en'] as const;
export type Lang = (typeof LANGS)[number];

let current = $state.raw<{ lang: Lang; messages: Messages }>({ lang: 'en', messages: en });

export function lang(): Lang {
  return current.lang;
}

/** The text for `key` in the chosen language, with `{name}` replaced by `values.name`. */
export function t(key: MessageKey, values: Readonly<Record<string, string | number>> = {}): string {
  return current.messages[key].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** Loads the texts of `next` if needed and shows them everywhere. English is always at hand. */
export async function setLang(next: Lang): Promise<void> {
  const messages = next === 'ko' ? (await import('./ko.ts')).ko : en;
  current = { lang: next, messages };
  document.documentElement.lang = next;
}

/** The language to begin with: the address's, the remembered one, the browser's. */
export function preferredLang(query: URLSearchParams, remembered: string | null, browser: readonly string[]): Lang {
  const wishes = [query.get('lang'), remembered, ...browser];
  for (const wish of wishes) {
    const known = LANGS.find((each) => wish?.toLowerCase().startsWith(each));
    if (known !== undefined) return known;
  }
  return 'en';
}
