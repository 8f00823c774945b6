/** The inside of `[[ ... ]]`: bash notices its mistakes with messages of their own. */
import { SyntaxStop } from './problem.ts';
import type { Recognizer } from './recognizer.ts';
import { isOperator } from './token.ts';
import type { Token } from './token.ts';

const UNARY = /^-[abcdefghknoprstuvwxzGLNORS]$/;
const BINARY: ReadonlySet<string> = new Set([
  '=',
  '==',
  '!=',
  '=~',
  '-eq',
  '-ne',
  '-lt',
  '-le',
  '-gt',
  '-ge',
  '-nt',
  '-ot',
  '-ef',
]);

/** Reads up to and over `]]`. */
export function recognizeConditional(recognizer: Recognizer): void {
  const scanner = recognizer.scanner;
  const outer = scanner.extglob;
  scanner.extglob = true;
  or(recognizer);
  scanner.extglob = outer;
  const token = recognizer.take();
  if (!isWord(token, ']]'))
    complain(
      recognizer,
      token,
      token.kind === 'end'
        ? "unexpected token `EOF' in conditional command"
        : 'unexpected token in conditional command',
    );
}

function or(recognizer: Recognizer): void {
  for (and(recognizer); isOperator(skip(recognizer), '||'); and(recognizer)) recognizer.take();
}

function and(recognizer: Recognizer): void {
  for (term(recognizer); isOperator(skip(recognizer), '&&'); term(recognizer)) recognizer.take();
}

function skip(recognizer: Recognizer): Token {
  while (recognizer.peek().kind === 'newline') recognizer.take();
  return recognizer.peek();
}

function term(recognizer: Recognizer): void {
  while (isWord(skip(recognizer), '!')) recognizer.take();
  const first = recognizer.take();
  if (isOperator(first, '(')) {
    or(recognizer);
    const close = recognizer.take();
    if (!isOperator(close, ')'))
      complain(recognizer, close, `unexpected token \`${show(recognizer, close)}', expected \`)'`);
    return;
  }
  if (isWord(first, ']]')) complain(recognizer, first, undefined);
  if (first.kind !== 'word')
    complain(
      recognizer,
      first,
      first.kind === 'end'
        ? "unexpected token `EOF' in conditional command"
        : `unexpected token \`${show(recognizer, first)}' in conditional command`,
    );
  if (UNARY.test(text(first)) && !isBinary(recognizer.peek())) {
    const operand = recognizer.take();
    if (operand.kind === 'word' && operand.text !== ']]') return;
    complain(recognizer, operand, `unexpected argument \`${show(recognizer, operand)}' to conditional unary operator`);
  }
  afterWord(recognizer);
}

function afterWord(recognizer: Recognizer): void {
  const next = recognizer.peek();
  if (isWord(next, ']]') || isOperator(next, '&&') || isOperator(next, '||') || isOperator(next, ')')) return;
  if (!isBinary(next)) {
    const sentence =
      next.kind === 'word'
        ? 'conditional binary operator expected'
        : `unexpected token \`${show(recognizer, next)}', conditional binary operator expected`;
    complain(recognizer, next, sentence);
  }
  recognizer.take();
  const regex = next.kind === 'word' && next.text === '=~';
  const operand = recognizer.peek({ assignment: false, arrays: false, regex });
  recognizer.take();
  if (operand.kind === 'word' && operand.text !== ']]') return;
  complain(recognizer, operand, `unexpected argument \`${show(recognizer, operand)}' to conditional binary operator`);
}

function isBinary(token: Token): boolean {
  return (
    (token.kind === 'word' && BINARY.has(token.text)) ||
    (token.kind === 'redirection' && (token.text === '<' || token.text === '>'))
  );
}

function isWord(token: Token, text: string): boolean {
  return token.kind === 'word' && token.text === text;
}

function text(token: Token): string {
  return token.kind === 'word' ? token.text : '';
}

function show(recognizer: Recognizer, token: Token): string {
  if (token.kind === 'newline') return 'newline';
  return token.kind === 'end' ? 'newline' : recognizer.scanner.source.slice(token.pos, token.end);
}

function complain(recognizer: Recognizer, token: Token, sentence: string | undefined): never {
  const line = recognizer.scanner.lineAt(token.pos);
  if (token.kind === 'end') recognizer.unexpected(token);
  throw new SyntaxStop({
    kind: 'conditional',
    sentence: sentence ?? '',
    near: token.kind === 'word' ? token.text : undefined,
    line,
  });
}
