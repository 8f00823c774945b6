/** dash 0.5.12, the sh of Debian and Ubuntu. */
import type { Errno } from '../../kernel/errno.ts';
import { ERRNO_TEXT } from '../../kernel/errno.ts';
import { dashArithmeticSentence } from '../arith/almquist-complaints.ts';
import { DASH_ARITHMETIC } from '../arith/rules.ts';
import { Failure } from '../run/failure.ts';
import type { Shell } from '../state/shell.ts';
import { dashSyntaxError } from '../syntax/almquist-complaints.ts';
import { DASH_SYNTAX } from '../syntax/rules.ts';
import { ANSI_C, DASH_ECHO, DASH_PRINTF } from '../text/escapes.ts';
import type { Dialect, Sentences } from './dialect.ts';

const sentences: Sentences = {
  commandNotFound: (name) => `${name}: not found`,
  cannotRun: (path, error) =>
    `${path}: ${error === 'ENOENT' || error === 'ENOTDIR' ? 'not found' : ERRNO_TEXT[error === 'EISDIR' ? 'EACCES' : error]}`,
  cannotOpen: (path, error) => `cannot open ${path}: ${error === 'ENOENT' ? 'No such file' : ERRNO_TEXT[error]}`,
  cannotCreate: (path, error) => `cannot create ${path}: ${creationReason(error)}`,
  badDescriptor: (text) => `${text}: Bad file descriptor`,
  readonly: (name) => `${name}: is read only`,
  unbound: (name) => `${name}: parameter not set`,
  badSubstitution: () => 'Bad substitution',
  parameterMissing: (colon) => (colon ? 'parameter not set or null' : 'parameter not set'),
  cannotAssign: (name) => `${name}: bad variable name`,
  invalidName: (name) => `${name}: bad variable name`,
};

function creationReason(error: Errno): string {
  return error === 'ENOENT' ? 'Directory nonexistent' : ERRNO_TEXT[error];
}

export const DASH: Dialect = {
  name: 'dash',
  syntax: DASH_SYNTAX,
  arithmetic: DASH_ARITHMETIC,
  features: {
    braceExpansion: false,
    tildeDirectories: false,
    arrays: false,
    substrings: false,
    bashExpansions: false,
    redirectionFields: false,
    specialBuiltinsExit: true,
    declarations: new Set(['export', 'readonly', 'local']),
    execsCommandString: false,
    execsThrough: new Set(['AndOr', 'BraceGroup', 'If', 'Case', 'Redirected', 'redirections']),
    bytesOnly: true,
  },
  sentences,
  echo: DASH_ECHO,
  printf: DASH_PRINTF,
  ansi: ANSI_C,
  optionNames: [
    'errexit', 'noglob', 'ignoreeof', 'interactive', 'monitor', 'noexec', 'stdin', 'xtrace', 'verbose', 'vi', 'emacs', 'noclobber',
    'allexport', 'notify', 'nounset', 'privileged', 'nolog', 'debug',
  ], // prettier-ignore
  letterOrder: 'pubaCEVvxsnmifeI',
  defaultPath: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  arithmeticSentence: dashArithmeticSentence,
  prefix: dashPrefix,
  fail: (_kind, message) => new Failure(message, 2, 'shell'),
  syntaxError: dashSyntaxError,
  syntaxStatus: () => 2,
};

/** `sh: 3: cd: `. */
function dashPrefix(shell: Shell): string {
  const builtin = shell.builtin === undefined ? '' : `${shell.builtin}: `;
  return `${shell.name}: ${shell.line}: ${builtin}`;
}
