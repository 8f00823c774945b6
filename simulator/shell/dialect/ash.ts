/** The shell of busybox 1.35 (and so of Alpine). */
import { ERRNO_TEXT } from '../../kernel/errno.ts';
import type { Errno } from '../../kernel/errno.ts';
import { ashArithmeticSentence } from '../arith/almquist-complaints.ts';
import { ASH_ARITHMETIC } from '../arith/rules.ts';
import { Failure } from '../run/failure.ts';
import type { Shell } from '../state/shell.ts';
import { ashSyntaxError } from '../syntax/almquist-complaints.ts';
import { ASH_SYNTAX } from '../syntax/rules.ts';
import { ANSI_C, ASH_ECHO, ASH_PRINTF } from '../text/escapes.ts';
import type { Dialect, Sentences } from './dialect.ts';

const sentences: Sentences = {
  commandNotFound: (name) => `${name}: not found`,
  cannotRun: (path, error) =>
    `${path}: ${error === 'ENOENT' || error === 'ENOTDIR' ? 'not found' : ERRNO_TEXT[error === 'EISDIR' ? 'EACCES' : error]}`,
  cannotOpen: (path, error) => `can't open ${path}: ${error === 'ENOENT' ? 'no such file' : ERRNO_TEXT[error]}`,
  cannotCreate: (path, error) => `can't create ${path}: ${creationReason(error)}`,
  badDescriptor: (text) => `${text}: Bad file descriptor`,
  readonly: (name) => `${name}: is read only`,
  unbound: (name) => `${name}: parameter not set`,
  badSubstitution: () => 'syntax error: bad substitution',
  parameterMissing: (colon) => (colon ? 'parameter not set or null' : 'parameter not set'),
  cannotAssign: (name) => `${name}: bad variable name`,
  invalidName: (name) => `${name}: bad variable name`,
};

function creationReason(error: Errno): string {
  return error === 'ENOENT' ? 'nonexistent directory' : ERRNO_TEXT[error];
}

export const ASH: Dialect = {
  name: 'ash',
  syntax: ASH_SYNTAX,
  arithmetic: ASH_ARITHMETIC,
  features: {
    braceExpansion: false,
    tildeDirectories: false,
    arrays: false,
    substrings: true,
    bashExpansions: false,
    redirectionFields: false,
    specialBuiltinsExit: true,
    declarations: new Set(['export', 'readonly', 'local']),
    execsCommandString: true,
    execsThrough: new Set(['AndOr', 'BraceGroup', 'If', 'Case', 'Redirected', 'redirections', 'Subshell']),
    bytesOnly: false,
  },
  sentences,
  echo: ASH_ECHO,
  printf: ASH_PRINTF,
  ansi: { ...ANSI_C, unicode: false, escape: false },
  optionNames: [
    'errexit', 'noglob', 'ignoreeof', 'monitor', 'noexec', 'xtrace', 'verbose', 'noclobber', 'allexport', 'notify', 'nounset',
    'errtrace', 'vi', 'pipefail',
  ], // prettier-ignore
  letterOrder: 'VEubaCvxcsnmiIfe',
  defaultPath: '/sbin:/usr/sbin:/bin:/usr/bin',
  arithmeticSentence: ashArithmeticSentence,
  prefix: ashPrefix,
  fail: (_kind, message) => new Failure(message, 2, 'shell'),
  syntaxError: ashSyntaxError,
  syntaxStatus: () => 2,
};

/**
 * `ash: `, with the line only where the source has a name (a script, or a builtin while not at the prompt):
 * `x.sh: line 3: `, `ash: cd: line 0: `.
 */
function ashPrefix(shell: Shell): string {
  const named = shell.builtin ?? (shell.named ? shell.name : undefined);
  if (named === undefined) return `${shell.name}: `;
  const builtin = named === shell.name ? '' : `${named}: `;
  return `${shell.name}: ${builtin}${shell.interactive ? '' : `line ${shell.line}: `}`;
}
