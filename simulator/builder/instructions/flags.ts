import { DockerfileError, type InstructionNode } from '../parser/node.ts';
import { suggest } from '../suggest.ts';

export type FlagKind = 'text' | 'flag' | 'texts';

/** Values of an instruction's flags by name; a boolean flag is 'true' or 'false'. */
export interface FlagValues {
  text(name: string): string | undefined;
  flag(name: string): boolean;
  texts(name: string): readonly string[];
}

/** Reads `--name=value` words. Throws for unknown flags, missing and doubled values, with BuildKit's sentences. */
export function readFlags(node: InstructionNode, known: Readonly<Record<string, FlagKind>>): FlagValues {
  const values = new Map<string, string[]>();
  const fail = (message: string): never => {
    throw new DockerfileError(message, node.range);
  };
  for (const word of node.flags) {
    const at = word.indexOf('=');
    const name = word.slice(2, at === -1 ? undefined : at);
    const value = at === -1 ? undefined : word.slice(at + 1);
    const kind = known[name];
    if (kind === undefined)
      fail(
        `unknown flag: --${name}${suggest(
          `--${name}`,
          Object.keys(known).map((each) => `--${each}`),
        )}`,
      );
    if (kind !== 'texts' && values.has(name)) fail(`duplicate flag specified: ${name}`);
    values.set(name, [...(values.get(name) ?? []), readValue(kind, name, value, fail)]);
  }
  return {
    text: (name) => values.get(name)?.[0],
    flag: (name) => values.get(name)?.[0] === 'true',
    texts: (name) => values.get(name) ?? [],
  };
}

function readValue(
  kind: FlagKind | undefined,
  name: string,
  value: string | undefined,
  fail: (message: string) => never,
): string {
  if (kind !== 'flag') return value ?? fail(`missing a value on flag: ${name}`);
  if (value === undefined) return 'true';
  const lower = value.toLowerCase();
  if (lower === 'true' || lower === 'false') return lower;
  return fail(`expecting boolean value for flag ${name}, not: ${value}`);
}
