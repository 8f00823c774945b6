/** Syntax errors in each shell's words (compared with bash 5.2, dash 0.5.12 and busybox 1.35). */
import type { SyntaxErrorSource } from '../dialect/dialect.ts';
import type { Shell } from '../state/shell.ts';
import type { Opener, Problem, UnexpectedToken } from './problem.ts';

export function bashSyntaxError(shell: Shell, problem: Problem, source: SyntaxErrorSource): string {
  const place = bashPlace(shell, source, bashLine(problem));
  switch (problem.kind) {
    case 'unterminated':
      return `${place}unexpected EOF while looking for matching \`${closer(problem.opener)}'\n`;
    case 'conditional':
      return bashConditional(place, problem);
    case 'arithmetic for':
      return `${place}syntax error: arithmetic expression required\n${place}syntax error: \`${problem.text}'\n`;
    case 'unexpected':
      if (problem.token.kind === 'end of file') return `${place}syntax error: unexpected end of file\n`;
      return `${place}syntax error near unexpected token \`${bashToken(problem.token)}'\n${place}\`${source.lineText(problem.line)}'\n`;
    default:
      return `${place}syntax error\n`;
  }
}

function bashConditional(place: string, problem: Extract<Problem, { kind: 'conditional' }>): string {
  return problem.sentence === ''
    ? `${place}syntax error near \`${problem.near ?? ''}'\n`
    : `${place}${problem.sentence}\n`;
}

/** Missing parentheses of `$(` are noticed at the end of input, quotes where they were opened. */
function bashLine(problem: Problem): number {
  return problem.kind === 'unterminated' && problem.opener === '$(' ? problem.lastLine : problem.line;
}

/** `bash: -c: line 1: `. At the prompt there is no line number. */
function bashPlace(shell: Shell, source: SyntaxErrorSource, line: number): string {
  const name = shell.interactive
    ? (shell.name.split('/').at(-1) ?? shell.name)
    : (shell.frames.at(-1)?.source ?? shell.name);
  if (shell.interactive && source.name === undefined) return `${name}: `;
  return source.name === undefined || source.name === name
    ? `${name}: line ${line}: `
    : `${name}: ${source.name}: line ${line}: `;
}

function bashToken(token: UnexpectedToken): string {
  return token.kind === 'newline' || token.kind === 'end of file' ? 'newline' : token.text;
}

function closer(opener: Opener): string {
  switch (opener) {
    case '${':
      return '}';
    case '$(':
    case '((':
    case 'array':
    case 'extglob':
      return ')';
    default:
      return opener;
  }
}

export function dashSyntaxError(shell: Shell, problem: Problem): string {
  const line = problem.kind === 'unterminated' ? problem.lastLine : problem.line;
  shell.line = line;
  return `${shell.dialect.prefix(shell)}Syntax error: ${almquist(problem, dashUnexpected, DASH_WORDS)}\n`;
}

export function ashSyntaxError(shell: Shell, problem: Problem): string {
  shell.line = problem.kind === 'unterminated' ? problem.lastLine : problem.line;
  return `${shell.dialect.prefix(shell)}syntax error: ${almquist(problem, ashUnexpected, ASH_WORDS)}\n`;
}

/** Sentences that dash and busybox share but for their first letter. */
interface AlmquistWords {
  quote: string;
  missing: string;
  loop: string;
  function: string;
  descriptor: string;
}

const DASH_WORDS: AlmquistWords = {
  quote: 'Unterminated quoted string',
  missing: 'Missing',
  loop: 'Bad for loop variable',
  function: 'Bad function name',
  descriptor: 'Bad fd number',
};

const ASH_WORDS: AlmquistWords = {
  quote: 'unterminated quoted string',
  missing: 'missing',
  loop: 'bad for loop variable',
  function: 'bad function name',
  descriptor: 'bad fd number',
};

function almquist(
  problem: Problem,
  unexpected: (token: string, expecting: string | undefined) => string,
  words: AlmquistWords,
): string {
  switch (problem.kind) {
    case 'unterminated':
      return unterminated(problem.opener, words, unexpected);
    case 'bad loop variable':
      return words.loop;
    case 'bad function name':
      return words.function;
    case 'bad descriptor':
      return words.descriptor;
    case 'unexpected':
      return unexpected(almquistToken(problem.token), problem.expecting);
    default:
      return unexpected('word', undefined);
  }
}

function unterminated(
  opener: Opener,
  words: AlmquistWords,
  unexpected: (token: string, expecting: string | undefined) => string,
): string {
  switch (opener) {
    case '`':
      return 'EOF in backquote substitution';
    case '${':
      return `${words.missing} '}'`;
    case '((':
      return `${words.missing} '))'`;
    case '$(':
      return unexpected('end of file', '")"');
    default:
      return words.quote;
  }
}

function almquistToken(token: UnexpectedToken): string {
  return token.kind === 'keyword' || token.kind === 'operator' ? `"${token.text}"` : token.kind;
}

function dashUnexpected(token: string, expecting: string | undefined): string {
  return `${token} unexpected${expecting === undefined ? '' : ` (expecting ${expecting})`}`;
}

function ashUnexpected(token: string, expecting: string | undefined): string {
  return `unexpected ${token}${expecting === undefined ? '' : ` (expecting ${expecting})`}`;
}
