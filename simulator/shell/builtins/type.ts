/** What a command name means: alias, keyword, function, builtin or file. */
import { isExecutable, lookup, search, searchAll, searchPath } from '../run/lookup.ts';
import type { Shell } from '../state/shell.ts';
import { singleQuote } from '../text/quote.ts';
import { functionText } from './declare-list.ts';
import { keywordsOf } from './keywords.ts';
import { isBuiltinName, isSpecialName } from './names.ts';

export interface DescribeOptions {
  /** `short` as command -v, `verbose` as type, `word` as type -t, `path` as type -p. */
  style: 'short' | 'verbose' | 'word' | 'path';
  all: boolean;
  path: string | undefined;
  filesOnly?: boolean;
  noFunctions?: boolean;
}

/** The lines that describe `name`; none when it is nothing. */
export function describeCommand(shell: Shell, name: string, options: DescribeOptions): string[] {
  const found =
    options.filesOnly === true
      ? files(shell, name, options)
      : [...words(shell, name, options), ...files(shell, name, options)];
  return options.all ? found : found.slice(0, 1);
}

/** The meanings that are not files. */
function words(shell: Shell, name: string, options: DescribeOptions): string[] {
  const found: string[] = [];
  const add = (word: string, short: string, verbose: string): void => {
    if (options.style === 'word') found.push(word);
    else if (options.style === 'short') found.push(short);
    else if (options.style === 'verbose') found.push(verbose);
  };
  const alias = shell.aliases.get(name);
  if (alias !== undefined && (shell.dialect.name !== 'bash' || shell.options.shopt('expand_aliases'))) {
    if (shell.dialect.name === 'bash')
      add('alias', `alias ${name}=${singleQuote(alias)}`, `${name} is aliased to \`${alias}'`);
    else add('alias', `alias ${name}=${singleQuote(alias)}`, `${name} is an alias for ${alias}`);
  }
  if (keywordsOf(shell).includes(name)) add('keyword', name, `${name} is a shell keyword`);
  const definition = options.noFunctions === true ? undefined : shell.functions.get(name);
  if (definition !== undefined) {
    const body = shell.dialect.name === 'bash' ? `\n${functionText(definition)}` : '';
    add(
      'function',
      name,
      shell.dialect.name === 'dash' ? `${name} is a shell function` : `${name} is a function${body}`,
    );
  }
  if (isBuiltinName(shell, name)) {
    const special = isSpecialName(shell, name) && shell.dialect.name !== 'bash';
    add('builtin', name, `${name} is a ${special ? 'special ' : ''}shell builtin`);
  }
  return found;
}

function files(shell: Shell, name: string, options: DescribeOptions): string[] {
  const line = (path: string): string =>
    options.style === 'word' ? 'file' : options.style === 'verbose' ? `${name} is ${path}` : path;
  if (name.includes('/')) return isExecutable(shell, name) ? [line(name)] : [];
  if (options.all) return searchAll(shell, name, options.path ?? searchPath(shell)).map(line);
  const hashed = shell.hashed.get(name);
  if (hashed !== undefined && options.style === 'verbose' && shell.dialect.name === 'dash')
    return [`${name} is a tracked alias for ${hashed.path}`];
  if (
    hashed !== undefined &&
    options.path === undefined &&
    options.style === 'verbose' &&
    shell.dialect.name === 'bash'
  )
    return [`${name} is hashed (${hashed.path})`];
  const found =
    options.path === undefined &&
    (hashed !== undefined || (shell.dialect.name === 'dash' && options.style === 'verbose'))
      ? lookup(shell, name)
      : search(shell, name, options.path ?? searchPath(shell));
  return found.kind === 'found' ? [line(found.path)] : [];
}
