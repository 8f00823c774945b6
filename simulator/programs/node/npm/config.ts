/** `npm config`: the settings in ~/.npmrc. */
import type { Process } from '../../../kernel/abi.ts';
import { NpmError, type Npm } from './tool.ts';

/** What the settings are that courses ask for, where nobody has set them. */
const USUAL: Readonly<Record<string, string>> = {
  registry: 'https://registry.npmjs.org/',
  prefix: '/usr/local',
  loglevel: 'notice',
};

export async function configure({ p }: Npm, words: readonly string[]): Promise<number> {
  const [verb, ...rest] = words;
  const settings = read(p);
  switch (verb) {
    case 'set': {
      const pairs = rest.length === 2 && !rest[0]?.includes('=') ? [rest.join('=')] : rest;
      for (const pair of pairs) {
        const cut = pair.indexOf('=');
        settings.set(cut < 0 ? pair : pair.slice(0, cut), cut < 0 ? '' : pair.slice(cut + 1));
      }
      write(p, settings);
      return 0;
    }
    case 'delete':
      for (const name of rest) settings.delete(name);
      write(p, settings);
      return 0;
    case 'get': {
      const [name = ''] = rest;
      const value = settings.get(name) ?? USUAL[name];
      if (value === undefined) throw new NpmError([`npm config get ${name} is not simulated by Drydock`]);
      await p.stdout.write(`${value}\n`);
      return 0;
    }
    default:
      throw new NpmError([`npm config ${verb ?? ''} is not simulated by Drydock`]);
  }
}

const fileOf = (p: Process): string => `${p.env.get('HOME') ?? '/root'}/.npmrc`;

function read(p: Process): Map<string, string> {
  const path = fileOf(p);
  const lines = p.fs.exists(path) ? p.fs.readText(path).split('\n') : [];
  return new Map(
    lines
      .filter((line) => line.includes('='))
      .map((line): [string, string] => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
}

function write(p: Process, settings: ReadonlyMap<string, string>): void {
  p.fs.writeFile(fileOf(p), [...settings].map(([name, value]) => `${name}=${value}\n`).join(''), 0o600);
}
