/** Lists of completions: files, commands, variables, users, jobs and what `complete` was told. */
import { isSysError } from '../../kernel/errno.ts';
import { builtinNames } from '../builtins/names.ts';
import { keywordsOf } from '../builtins/keywords.ts';
import { expandTilde, accounts } from '../expand/tilde.ts';
import { searchPath } from '../run/lookup.ts';
import { IndexedArray } from '../state/arrays.ts';
import type { Shell } from '../state/shell.ts';
import { createVariable } from '../state/variables.ts';
import { compareBytes } from '../text/raw.ts';

/** What `complete` says about a command. */
export interface CompletionSpec {
  words: string | undefined;
  functionName: string | undefined;
  /** Letters of compgen's actions. */
  actions: string;
  prefix: string;
  suffix: string;
  options: readonly string[];
}

/** What a completion function is told. */
export interface CompletionLine {
  words: readonly string[];
  index: number;
  line: string;
  point: number;
}

/** Candidates of a spec for `word`, sorted, each once. */
export async function listCandidates(
  shell: Shell,
  spec: CompletionSpec,
  word: string,
  line?: CompletionLine,
): Promise<string[]> {
  const found: string[] = [];
  for (const action of spec.actions) found.push(...actionCandidates(shell, action, word));
  if (spec.words !== undefined)
    found.push(...spec.words.split(/\s+/).filter((candidate) => candidate !== '' && candidate.startsWith(word)));
  if (spec.functionName !== undefined && line !== undefined)
    found.push(...(await functionCandidates(shell, spec.functionName, line, word)));
  return [...new Set(found)].map((candidate) => spec.prefix + candidate + spec.suffix);
}

function actionCandidates(shell: Shell, action: string, word: string): string[] {
  const starts = (names: Iterable<string>): string[] =>
    [...names].filter((name) => name.startsWith(word)).sort(compareBytes);
  switch (action) {
    case 'a':
      return starts(shell.aliases.keys());
    case 'b':
      return starts(builtinNames(shell));
    case 'c':
      return commandCandidates(shell, word);
    case 'd':
      return fileCandidates(shell, word)
        .filter((file) => file.directory)
        .map((file) => file.name);
    case 'e':
      return starts(shell.variables.exported().map(([name]) => name));
    case 'f':
      return fileCandidates(shell, word).map((file) => file.name);
    case 'j':
      return starts(shell.jobs.all().map((job) => job.text));
    case 'k':
      return starts(keywordsOf(shell));
    case 'u':
      return starts(accounts(shell).map((fields) => fields[0] ?? ''));
    case 'v':
      return starts(variableNames(shell));
    case 'F':
      return starts(shell.functions.keys());
    default:
      return [];
  }
}

/** Runs a bash function that fills COMPREPLY. */
async function functionCandidates(shell: Shell, name: string, line: CompletionLine, word: string): Promise<string[]> {
  const globals = shell.variables.globals().variables;
  globals.set('COMP_WORDS', createVariable(IndexedArray.from(line.words)));
  globals.set('COMP_CWORD', createVariable(String(line.index)));
  globals.set('COMP_LINE', createVariable(line.line));
  globals.set('COMP_POINT', createVariable(String(line.point)));
  globals.set('COMPREPLY', createVariable(new IndexedArray()));
  await shell.interpreter.invoke(shell, [name, line.words[0] ?? '', word, line.words[line.index - 1] ?? ''], {
    functions: true,
    builtins: false,
    externals: false,
  });
  const reply = shell.variables.find('COMPREPLY')?.content;
  return reply instanceof IndexedArray ? reply.values() : [];
}

export function variableNames(shell: Shell): string[] {
  return shell.variables.names().filter((name) => shell.variables.find(name)?.content !== undefined);
}

/** Everything that can be a command: keywords, aliases, functions, builtins and executables on PATH. */
export function commandCandidates(shell: Shell, word: string): string[] {
  const names = new Set<string>([
    ...keywordsOf(shell),
    ...shell.aliases.keys(),
    ...shell.functions.keys(),
    ...builtinNames(shell),
  ]);
  for (const directory of searchPath(shell).split(':'))
    for (const name of executablesIn(shell, directory === '' ? '.' : directory)) names.add(name);
  return [...names].filter((name) => name.startsWith(word)).sort(compareBytes);
}

function executablesIn(shell: Shell, directory: string): string[] {
  try {
    return shell.p.fs
      .readdir(directory)
      .filter((entry) => entry.type !== 'directory' && shell.p.fs.access(`${directory}/${entry.name}`, 'x'))
      .map((entry) => entry.name);
  } catch (error) {
    if (isSysError(error)) return [];
    throw error;
  }
}

export interface FileCandidate {
  /** As it is to stand in the line, unquoted. */
  name: string;
  directory: boolean;
}

/** Files whose path begins with `word`. */
export function fileCandidates(shell: Shell, word: string): FileCandidate[] {
  const slash = word.lastIndexOf('/');
  const shown = word.slice(0, slash + 1);
  const start = word.slice(slash + 1);
  const directory = directoryOf(shell, shown);
  try {
    return shell.p.fs
      .readdir(directory === '' ? '.' : directory)
      .filter((entry) => entry.name.startsWith(start) && (start.startsWith('.') || !entry.name.startsWith('.')))
      .map((entry) => ({ name: shown + entry.name, directory: isDirectory(shell, directory + entry.name) }))
      .sort((a, b) => compareBytes(a.name, b.name));
  } catch (error) {
    if (isSysError(error)) return [];
    throw error;
  }
}

function directoryOf(shell: Shell, shown: string): string {
  if (!shown.startsWith('~')) return shown;
  const tilde = expandTilde(shell, shown, false);
  return tilde === undefined ? shown : tilde.value + shown.slice(tilde.length);
}

function isDirectory(shell: Shell, path: string): boolean {
  try {
    return shell.p.fs.stat(path).type === 'directory';
  } catch (error) {
    if (isSysError(error)) return false;
    throw error;
  }
}
