import { en, type MessageKey, type Messages } from './en.ts';

export const LANGS = ['ko', 'en'] as const;
export type Lang = (typeof LANGS)[number];

let current = $state.raw<{ lang: Lang; messages: Messages }>({ lang: 'en', messages: en });

export function lang(): Lang {
  return current.lang;
}

function filled(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** The text for `key` in the chosen language, with `{name}` replaced by `values.name`. */
export function t(key: MessageKey, values: Readonly<Record<string, string | number>> = {}): string {
  return filled(current.messages[key], values);
}

const loaders: (() => Promise<void>)[] = [];

/** Texts that come with a part of the screen that is loaded later. */
export interface Texts<K extends string> {
  /** As `t`, of these texts. */
  readonly say: (key: K, values?: Readonly<Record<string, string | number>>) => string;
  /** Resolves when they are there in the language chosen. */
  readonly ready: Promise<void>;
}

export function moreTexts<K extends string>(
  english: Readonly<Record<K, string>>,
  korean: () => Promise<Readonly<Record<K, string>>>,
): Texts<K> {
  let translated = $state.raw<Readonly<Record<K, string>> | undefined>(undefined);
  const load = async (): Promise<void> => {
    translated ??= await korean();
  };
  loaders.push(load);
  return {
    say: (key, values = {}) => filled((current.lang === 'ko' ? (translated ?? english) : english)[key], values),
    ready: current.lang === 'ko' ? load() : Promise.resolve(),
  };
}

/** Loads the texts of `next` if needed and shows them everywhere. English is always at hand. */
export async function setLang(next: Lang): Promise<void> {
  const messages = next === 'ko' ? (await import('./ko.ts')).ko : en;
  if (next === 'ko') await Promise.all(loaders.map((load) => load()));
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
