/** What the word before the cursor could become. */
import type { Shell } from '../state/shell.ts';
import { accounts } from '../expand/tilde.ts';
import { commandCandidates, fileCandidates, listCandidates, variableNames } from './candidates.ts';
import type { CompletedWord } from './completion-word.ts';
import { dynamicNames } from '../state/dynamic.ts';

export interface Match {
  /** The whole word, unquoted. */
  readonly value: string;
  /** As listings show it: file names without their directory. */
  readonly shown: string;
  readonly directory: boolean;
  /** Nothing follows it even when it is the only one. */
  readonly open: boolean;
}

/** Candidates, sorted, each once. */
export async function findMatches(shell: Shell, word: CompletedWord): Promise<Match[]> {
  if (word.kind === 'variable') return variableMatches(shell, word);
  if (word.text.startsWith('~') && !word.text.includes('/')) return userMatches(shell, word.text);
  if (word.kind === 'command') return commandMatches(shell, word.text);
  const programmed = await programmedMatches(shell, word);
  return programmed ?? argumentMatches(shell, word);
}

function variableMatches(shell: Shell, word: CompletedWord): Match[] {
  const { sigil } = word;
  const closing = sigil === '${' ? '}' : '';
  const name = word.text.slice(sigil.length);
  const names = [...new Set([...variableNames(shell), ...dynamicNames(shell)])]
    .filter((candidate) => candidate.startsWith(name))
    .sort();
  return names.map((candidate) => plain(sigil + candidate + closing));
}

function userMatches(shell: Shell, text: string): Match[] {
  const names = accounts(shell)
    .map((fields) => fields[0] ?? '')
    .filter((name) => name !== '' && name.startsWith(text.slice(1)));
  return names.sort().map((name) => ({ ...plain(`~${name}`), directory: true }));
}

function plain(value: string): Match {
  return { value, shown: value, directory: false, open: false };
}

/** With a slash: executables and directories by path; else names of commands. */
function commandMatches(shell: Shell, text: string): Match[] {
  if (!text.includes('/')) return commandCandidates(shell, text).map(plain);
  return fileMatches(shell, text).filter((match) => match.directory || isExecutable(shell, match.value));
}

function isExecutable(shell: Shell, path: string): boolean {
  return shell.p.fs.access(path.replace(/^~/, shell.variable('HOME') ?? '~'), 'x');
}

function fileMatches(shell: Shell, text: string): Match[] {
  return fileCandidates(shell, text).map(({ name, directory }) => ({
    value: name,
    shown: name.slice(name.lastIndexOf('/') + 1),
    directory,
    open: false,
  }));
}

/** What the registry or `complete` says about the command; undefined when they say nothing. */
async function programmedMatches(shell: Shell, word: CompletedWord): Promise<Match[] | undefined> {
  const [command = ''] = word.words;
  const completer = shell.completers.find(command);
  if (completer !== undefined) {
    const request = { words: word.words, index: word.words.length - 1, prefix: word.text, process: shell.p };
    const candidates = await completer(request);
    if (candidates === undefined) return undefined;
    const unique = new Map(candidates.filter((one) => one.value.startsWith(word.text)).map((one) => [one.value, one]));
    return [...unique.values()].map(({ value, open }) => ({
      value,
      shown: value,
      directory: false,
      open: open === true,
    }));
  }
  const spec = shell.completions.get(command);
  if (spec === undefined) return undefined;
  const line = { words: word.words, index: word.words.length - 1, line: word.line, point: word.line.length };
  const found = await listCandidates(shell, spec, word.text, line);
  if (found.length === 0 && spec.options.some((option) => option === 'default' || option === 'bashdefault'))
    return undefined;
  return found.sort().map((value) => ({ ...plain(value), open: spec.options.includes('nospace') }));
}

/** cd and its kin want directories; others any file. */
function argumentMatches(shell: Shell, word: CompletedWord): Match[] {
  const found = fileMatches(shell, word.text);
  const [command = ''] = word.words;
  return /^(cd|pushd|rmdir)$/.test(command) && shell.completions.size > 0
    ? found.filter((match) => match.directory)
    : found;
}
