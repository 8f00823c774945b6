/** `include`: other projects' files, read with their own directory and .env, whose resources are added to this one. */
import { parseDotenv } from './dotenv.ts';
import { mergeValue } from './merge.ts';
import { absolute, directoryOf, variablesOf, type Source } from './source.ts';
import { child, isMapping, isSequence, print, type Mapping, type Value } from './value.ts';

export interface FilesScope {
  /** Absolute paths; later ones change earlier ones. */
  readonly files: readonly string[];
  readonly workingDirectory: string;
  readonly env: ReadonlyMap<string, string>;
  readonly interpolate?: boolean;
  readonly resolvePaths?: boolean;
  /** Files that include these. */
  readonly included: readonly string[];
}

type Load = (source: Source, scope: FilesScope) => Mapping;

/** Replaces `include` in `file` by what it names. `scope.included` ends with this file. */
export function applyIncludes(file: Mapping, source: Source, scope: FilesScope, load: Load): void {
  const include = file.get('include') ?? null;
  if (include === null) return;
  if (!isSequence(include)) throw new Error(`\`include\` must be a list, got ${print(include)}`);
  for (const entry of include)
    importFile(file, source, scope, load, isMapping(entry) ? entry : new Map([['path', entry]]));
  file.delete('include');
}

function importFile(file: Mapping, source: Source, scope: FilesScope, load: Load, entry: Mapping): void {
  const paths = textsOf(entry.get('path')).map((path) => absolute(path, scope.workingDirectory));
  const [main] = paths;
  if (main === undefined) return;
  const given = entry.get('project_directory');
  const directory = typeof given === 'string' ? absolute(given, scope.workingDirectory) : directoryOf(main);
  if (scope.included.includes(main)) {
    const chain = [...scope.included.slice(1), main];
    throw new Error(`include cycle detected:\n${scope.included[0] ?? ''}\n include ${chain.join('\n include ')}`);
  }
  const env = environmentOf(entry, source, scope, directory);
  const imported = load(source, { ...scope, files: paths, workingDirectory: directory, env });
  for (const key of ['services', 'volumes', 'networks', 'secrets', 'configs', 'models']) importKey(file, imported, key);
}

const textsOf = (value: Value | undefined): string[] =>
  isSequence(value) ? value.map(print) : value === undefined || value === null ? [] : [print(value)];

/** The shell's variables come before those of the included project's .env. */
function environmentOf(entry: Mapping, source: Source, scope: FilesScope, directory: string): Map<string, string> {
  const named = textsOf(entry.get('env_file')).filter((path) => path !== '/dev/null');
  const usual = `${directory}/.env`;
  const files = named.length > 0 ? named.map((path) => absolute(path, scope.workingDirectory))
    : source.kind(usual) === 'file' ? [usual] : []; // prettier-ignore
  const variables = new Map<string, string>();
  for (const path of files) parseDotenv(source.read(path), variablesOf(scope.env), source.warn, variables);
  return new Map([...variables, ...scope.env]);
}

function importKey(file: Mapping, imported: Mapping, key: string): void {
  const from = child(imported, key);
  if (!from) return;
  const to: Mapping = child(file, key) ?? new Map<string, Value>();
  for (const [name, value] of from) {
    const own = to.get(name);
    to.set(name, own === undefined ? value : mergeValue(value, own, [key, name]));
  }
  file.set(key, to);
}
