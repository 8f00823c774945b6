/** Files of `KEY=value` lines: --env-file and --label-file. */
import type { Client } from '../client.ts';
import { withPathError } from '../go/path-error.ts';

/** One line; `lookup` finds values for keys that stand alone. */
function parseLine(line: string, lookup: ((name: string) => string | undefined) | undefined): string | undefined {
  const text = line.replace(/^\s+/u, '');
  if (text === '' || text.startsWith('#')) return undefined;
  const at = text.indexOf('=');
  const key = at < 0 ? text : text.slice(0, at);
  if (key === '') throw new Error(`no variable name on line '${text}'`);
  if (/[ \t]/.test(key)) throw new Error(`variable '${key}' contains whitespaces`);
  if (at >= 0) return text;
  const value = lookup?.(text);
  return value === undefined ? undefined : `${key}=${value}`;
}

function parseLines(content: string, lookup: ((name: string) => string | undefined) | undefined): string[] {
  const lines = content
    .replace(/^\uFEFF/, '')
    .split('\n')
    .map((line) => line.replace(/\r$/, ''));
  return lines.flatMap((line) => parseLine(line, lookup) ?? []);
}

/** The lines of all files, then `given`, which so takes precedence. With `environment` lone keys take the client's value. */
export function readKeyValues(
  client: Client,
  files: readonly string[],
  given: readonly string[],
  environment: boolean,
): string[] {
  const { process } = client;
  const lookup = environment ? (name: string): string | undefined => process.env.get(name) : undefined;
  const fromFiles = files.flatMap((file) => {
    if (process.fs.exists(file) && process.fs.stat(file).type === 'directory') {
      throw new Error(`invalid env file (${file}): read ${file}: is a directory`);
    }
    const content = withPathError('open', file, () => process.fs.readText(file));
    try {
      return parseLines(content, lookup);
    } catch (error) {
      throw new Error(`invalid env file (${file}): ${error instanceof Error ? error.message : String(error)}`);
    }
  });
  return [...fromFiles, ...given];
}

/** `KEY=value` texts as an object; later ones win, a key alone has an empty value. */
export function toRecord(pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair): [string, string] => {
      const at = pair.indexOf('=');
      return at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}
