/** Descriptions of commands and flags in the language of the environment, loaded when help is asked for. */
import type { Client } from '../client.ts';

export interface Texts {
  /** What a command does, in a line. `path` is `docker container run` or `docker run`. */
  short(path: string): string;
  /** The same as its own help page says it, where that says more. */
  long(path: string): string;
  flag(path: string, name: string): string;
}

/** Verbs that have a shorter name of their own. */
const SHORT_NAMES: Readonly<Record<string, string>> = { ps: 'container ls', images: 'image ls', rmi: 'image rm' };
/** Commands whose flags are nearly those of another. */
const SAME_FLAGS: Readonly<Record<string, string>> = {
  'container run': 'container create',
  'container update': 'container create',
  'service create': 'container create',
};
/** Where a verb that stands alone is described. */
const NOUNS = ['container', 'image', 'system'];

/** The language in which the environment asks for messages. */
export function localeOf({ process }: Client): 'en' | 'ko' {
  const { env } = process;
  const locale = env.get('LC_ALL') || env.get('LC_MESSAGES') || env.get('LANG') || '';
  return /^ko(_|\.|$)/.test(locale) ? 'ko' : 'en';
}

export async function loadTexts(client: Client): Promise<Texts> {
  const source =
    localeOf(client) === 'ko'
      ? (await client.load(() => import('./ko.ts'))).TEXTS
      : (await client.load(() => import('./en.ts'))).TEXTS;
  return readTexts(source);
}

/**
 * A locale's file is a text: `container ls: what it does` begins a command, `  --name: what it is` under it a flag.
 * Flags under `*` are those that are the same for several commands. Further lines of a description stand under it
 * behind `|`; of a command they are only shown on its own page.
 */
export function readTexts(source: string): Texts {
  const commands = new Map<string, string>();
  const flags = new Map<string, string>();
  let command = '';
  let add: (line: string) => void = () => undefined;
  for (const line of source.split('\n')) {
    const [, isFlag, key = '', text = ''] = /^(\s+--)?([^:|]+): (.*)$/.exec(line) ?? [];
    const more = /^\s*\|(.*)$/.exec(line)?.[1];
    if (more !== undefined) {
      add(more);
      continue;
    }
    if (key === '') continue;
    if (isFlag === undefined) command = key;
    const [into, name] = isFlag === undefined ? [commands, key] : [flags, `${command} ${key}`];
    into.set(name, text);
    add = (next) => into.set(name, `${into.get(name) ?? ''}\n${next}`);
  }
  const described = (path: string): string => {
    const name = path.replace(/^docker ?/, '').replace(/^buildx build$/, 'image build');
    const candidates = [
      name === '' ? 'docker' : name,
      SHORT_NAMES[name] ?? '',
      ...NOUNS.map((noun) => `${noun} ${name}`),
    ];
    return candidates.find((candidate) => commands.has(candidate)) ?? name;
  };
  const long = (path: string): string => commands.get(described(path)) ?? '';
  const flag = (path: string, name: string): string => {
    const own = described(path);
    const others = own === 'service update' ? ['service create', 'container create'] : [SAME_FLAGS[own] ?? '*'];
    const found = [own, ...others, '*'].find((each) => flags.has(`${each} ${name}`)) ?? '';
    return flags.get(`${found} ${name}`) ?? '';
  };
  return { long, flag, short: (path) => long(path).split('\n', 1)[0] ?? '' };
}
