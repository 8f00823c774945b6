/** Syntax errors in bash's words (compared with bash 5.2). */
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
