/** Regular expressions of jq (Oniguruma's Perl syntax) by those of JavaScript, which agree in what everyone uses. */
import { writeJson } from './json.ts';
import { described, JqError, type Json, type JsonObject } from './value.ts';

/** All matches as jq describes them; with `testing` only whether there is one. Throws JqError. */
export function matches(value: Json, pattern: Json, flags: Json, testing: boolean): Json {
  if (typeof value !== 'string') throw new JqError(`${described(value, writeJson)} cannot be matched, as it is not a string`); // prettier-ignore
  if (typeof pattern !== 'string') throw new JqError(`${described(pattern, writeJson)} cannot be matched, as it is not a string`); // prettier-ignore
  const letters = flags === null ? '' : flags;
  if (typeof letters !== 'string') throw new JqError(`${described(flags, writeJson)} is not a string`);
  const unknown = letters.replace(/[gimnpslx]/g, '');
  if (unknown !== '') throw new JqError(`${letters} is not a valid modifier string`);
  const regex = compile(pattern, letters);
  if (testing) return regex.test(value);
  const found: Json[] = [];
  const global = letters.includes('g');
  for (const match of value.matchAll(regex)) {
    if (letters.includes('n') && match[0] === '') continue;
    found.push(describe(value, match, namesIn(pattern)));
    if (!global) break;
  }
  return found;
}

function compile(pattern: string, letters: string): RegExp {
  const source = letters.includes('x') ? pattern.replace(/\\.|\[(?:\\.|[^\]])*\]|\s+|#[^\n]*/g, (part) => (/^[\s#]/.test(part) ? '' : part)) : pattern; // prettier-ignore
  const js = source.replace(/\\h/g, '[0-9a-fA-F]').replace(/\\A/g, '^').replace(/\\[zZ]/g, '$').replace(/\(\?<(\w+)>/g, '(?<$1>').replace(/\[\[:(\w+):\]\]/g, (_, name: string) => CLASSES[name] ?? '[]'); // prettier-ignore
  const flags = `gd${letters.includes('i') ? 'i' : ''}${/[sp]/.test(letters) ? 's' : ''}m`;
  try {
    return new RegExp(js, `${flags}u`);
  } catch {
    try {
      return new RegExp(js, flags);
    } catch {
      throw new JqError(`${pattern} (at offset 0) is not a valid regex`);
    }
  }
}

const CLASSES: Readonly<Record<string, string>> = {
  alpha: '[A-Za-z]', digit: '[0-9]', alnum: '[A-Za-z0-9]', space: '\\s', upper: '[A-Z]', lower: '[a-z]', punct: '[!-/:-@[-`{-~]', xdigit: '[0-9A-Fa-f]',
}; // prettier-ignore

/** Names of the groups in order; null for those without. */
function namesIn(pattern: string): (string | null)[] {
  return Array.from(pattern.matchAll(/\\.|\[(?:\\.|[^\]])*\]|\((?:\?<([A-Za-z_]\w*)>|(?!\?))/g))
    .filter(([whole]) => whole.startsWith('('))
    .map(([, name]) => name ?? null);
}

function points(text: string, units: number): number {
  return Array.from(text.slice(0, units)).length;
}

function describe(text: string, match: RegExpExecArray, names: readonly (string | null)[]): JsonObject {
  const captures = match.slice(1).map((part: string | undefined, at): JsonObject => {
    const start = match.indices?.[at + 1]?.[0];
    return new Map<string, Json>([
      ['offset', start === undefined ? -1 : points(text, start)],
      ['length', part === undefined ? 0 : Array.from(part).length],
      ['string', part ?? null],
      ['name', names[at] ?? null],
    ]);
  });
  return new Map<string, Json>([
    ['offset', points(text, match.index)],
    ['length', Array.from(match[0]).length],
    ['string', match[0]],
    ['captures', captures],
  ]);
}
