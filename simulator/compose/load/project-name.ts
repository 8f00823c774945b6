/** Which name a project has. */
import { substitute } from './template.ts';
import type { LoadOptions } from './load.ts';
import { variablesOf, type Source } from './source.ts';
import { quote } from './value.ts';
import { duplicates } from './yaml/decode.ts';
import { parseYaml } from './yaml/parse.ts';
import { YamlError, type Node } from './yaml/tree.ts';

/** What is left of a name when the characters that may not stand in one are gone. */
export const normalizeName = (name: string): string =>
  name.toLowerCase().replace(/[^a-z0-9_-]/g, '').replace(/^[_-]+/, ''); // prettier-ignore

export const invalidName = (name: string): Error =>
  new Error(
    `invalid project name ${quote(name)}: must consist only of lowercase alphanumeric characters, hyphens, and underscores as well as start with a letter or number`,
  );

/** The name given, else the last `name` of the files, else the directory's. Throws YAML errors, too. */
export function projectNameFrom(source: Source, options: LoadOptions): string {
  if (options.nameIsFixed) {
    if (normalizeName(options.name) !== options.name) throw invalidName(options.name);
    return options.name;
  }
  let found = '';
  for (const path of options.files) found = nameIn(source.read(path)) ?? found;
  const name = normalizeName(substitute(found, variablesOf(options.env), source.warn));
  return name === '' ? options.name : name;
}

function nameIn(text: string): string | undefined {
  let name: string | undefined;
  try {
    for (const node of parseYaml(text)) name = documentName(node) ?? name;
  } catch (error) {
    if (error instanceof YamlError) throw new Error(`yaml: ${error.message}`);
    throw error;
  }
  return name;
}

function documentName(node: Node): string | undefined {
  if (node.kind !== 'mapping') {
    if (node.kind === 'scalar' && node.value === null) return undefined;
    const what = node.kind === 'sequence' ? '!!seq' : `${tagOf(node.value)} \`${node.text}\``;
    throw new YamlError(`unmarshal errors:\n  line ${String(node.line)}: cannot unmarshal ${what} into cli.named`);
  }
  const twice = duplicates(node);
  if (twice.length > 0) throw new YamlError(`unmarshal errors:\n  ${twice.join('\n  ')}`);
  const entry = node.entries.find(({ key }) => key.kind === 'scalar' && key.text === 'name');
  if (!entry) return undefined;
  const { value } = entry;
  if (value.kind === 'scalar') return value.value === null ? undefined : value.text;
  const type = value.kind === 'sequence' ? '!!seq' : '!!map';
  throw new YamlError(`unmarshal errors:\n  line ${String(value.line)}: cannot unmarshal ${type} into string`);
}

const tagOf = (value: unknown): string =>
  typeof value === 'string'
    ? '!!str'
    : typeof value === 'boolean'
      ? '!!bool'
      : Number.isInteger(value)
        ? '!!int'
        : '!!float';
