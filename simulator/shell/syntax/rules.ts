/** What each shell's grammar has beyond POSIX. The reader accepts and rewrites by it; the tree comes from one parser. */
export interface SyntaxRules {
  /** `[[ ]]` is grammar (bash), a command with its own `&&` (busybox), or unknown (dash). */
  readonly doubleBracket: 'grammar' | 'command' | 'none';
  /** `(( ))`, `for (( ))`, `select`, `time`, `coproc`, `|&`, `;&`, `<<<`, `{fd}>`, arrays, `! !`: bash alone. */
  readonly bash: boolean;
  /** The `function` keyword. */
  readonly functionKeyword: boolean;
  /** `&>file`. */
  readonly ampersandRedirect: boolean;
  /** `$'...'`. */
  readonly ansiQuotes: boolean;
  /** `<(...)`. */
  readonly processSubstitution: boolean;
  /** Descriptors before redirections may have several digits, and `>&word` may be a file. */
  readonly longDescriptors: boolean;
  /** Function names must be names. */
  readonly strictNames: boolean;
  /** A missing newline at the end of input is supplied before the end is reported. */
  readonly newlineAtEnd: boolean;
}

export const BASH_SYNTAX: SyntaxRules = {
  doubleBracket: 'grammar',
  bash: true,
  functionKeyword: true,
  ampersandRedirect: true,
  ansiQuotes: true,
  processSubstitution: true,
  longDescriptors: true,
  strictNames: false,
  newlineAtEnd: true,
};

export const DASH_SYNTAX: SyntaxRules = {
  doubleBracket: 'none',
  bash: false,
  functionKeyword: false,
  ampersandRedirect: false,
  ansiQuotes: false,
  processSubstitution: false,
  longDescriptors: false,
  strictNames: true,
  newlineAtEnd: false,
};

export const ASH_SYNTAX: SyntaxRules = {
  ...DASH_SYNTAX,
  doubleBracket: 'command',
  functionKeyword: true,
  ampersandRedirect: true,
  ansiQuotes: true,
  processSubstitution: true,
  longDescriptors: true,
};
