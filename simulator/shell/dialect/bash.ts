/** GNU bash 5.2. */
import { bashArithmeticSentence } from '../arith/bash-complaints.ts';
import { BASH_ARITHMETIC } from '../arith/rules.ts';
import { Failure } from '../run/failure.ts';
import { setOptionNames } from '../state/options.ts';
import type { Shell } from '../state/shell.ts';
import { bashSyntaxError } from '../syntax/bash-complaints.ts';
import type { Problem } from '../syntax/problem.ts';
import { BASH_SYNTAX } from '../syntax/rules.ts';
import { ANSI_C, BASH_ECHO, BASH_PRINTF } from '../text/escapes.ts';
import type { Dialect, Sentences } from './dialect.ts';
import { ERRNO_TEXT } from '../../kernel/errno.ts';

const sentences: Sentences = {
  commandNotFound: (name) => `${name}: command not found`,
  cannotRun: (path, error) => `${path}: ${ERRNO_TEXT[error]}`,
  cannotOpen: (path, error) => `${path}: ${ERRNO_TEXT[error]}`,
  cannotCreate: (path, error) => `${path}: ${ERRNO_TEXT[error]}`,
  badDescriptor: (text) => `${text}: Bad file descriptor`,
  readonly: (name) => `${name}: readonly variable`,
  unbound: (name) => `${name}: unbound variable`,
  badSubstitution: (text) => `${text}: bad substitution`,
  parameterMissing: (colon) => (colon ? 'parameter null or not set' : 'parameter not set'),
  cannotAssign: (name) => `$${name}: cannot assign in this way`,
  invalidName: (name) => `\`${name}': not a valid identifier`,
};

export const BASH: Dialect = {
  name: 'bash',
  syntax: BASH_SYNTAX,
  arithmetic: BASH_ARITHMETIC,
  features: {
    braceExpansion: true,
    tildeDirectories: true,
    arrays: true,
    substrings: true,
    bashExpansions: true,
    redirectionFields: true,
    specialBuiltinsExit: false,
    declarations: new Set(['declare', 'typeset', 'local', 'export', 'readonly']),
    execsCommandString: true,
    execsThrough: new Set(['AndOr']),
    bytesOnly: false,
  },
  sentences,
  echo: BASH_ECHO,
  printf: BASH_PRINTF,
  ansi: ANSI_C,
  optionNames: setOptionNames()
    .filter((name) => name !== 'debug' && name !== 'interactive' && name !== 'stdin')
    .sort(),
  letterOrder: 'abefhikmnprtuvxBCEHPTcs',
  defaultPath: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  arithmeticSentence: bashArithmeticSentence,
  prefix,
  fail: (kind, message) => {
    if (kind === 'unbound' || kind === 'parameter error') return new Failure(message, 127, 'shell');
    return new Failure(message, 1, 'line');
  },
  syntaxError: bashSyntaxError,
  syntaxStatus,
};

/** Some mistakes leave the status of the last command, or other numbers than 2. */
function syntaxStatus(shell: Shell, problem: Problem): number {
  if (problem.kind === 'conditional') return shell.status;
  if (problem.kind === 'unterminated') return problem.opener === 'array' ? 1 : 2;
  return problem.kind === 'unexpected' && problem.inSubstitution === true && shell.origin === 'command' ? 127 : 2;
}

/** `bash: line 3: cd: `, `./x.sh: line 3: `, `bash: ` at the prompt. */
function prefix(shell: Shell): string {
  const builtin = shell.builtin === undefined ? '' : `${shell.builtin}: `;
  if (shell.interactive) return `${baseName(shell.name)}: ${builtin}`;
  return `${sourceName(shell)}: line ${shell.line}: ${builtin}`;
}

/** What messages call the running source: a sourced file, `environment` for a function of `-c`, or $0. */
export function sourceName(shell: Shell): string {
  return shell.frames.at(-1)?.source ?? shell.name;
}

function baseName(name: string): string {
  const login = name.startsWith('-') ? '-' : '';
  return login + (name.slice(login.length).split('/').at(-1) ?? name);
}
