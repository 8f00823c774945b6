/** Syntax errors in the words of dash and of busybox's ash (compared with dash 0.5.12 and busybox 1.35). */
import type { Shell } from '../state/shell.ts';
import type { Opener, Problem, UnexpectedToken } from './problem.ts';

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
