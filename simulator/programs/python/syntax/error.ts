/** A mistake in the source text, before it is an exception of Python. */
export type SyntaxKind = 'SyntaxError' | 'IndentationError' | 'TabError';

export class SyntaxFault extends Error {
  readonly kind: SyntaxKind;
  readonly line: number;
  /** From 1. */
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** Nothing is wrong but that the text has not ended: a prompt asks for more. */
  readonly incomplete: boolean;
  constructor(
    message: string,
    at: { line: number; col: number; endLine: number; endCol: number },
    options: { kind?: SyntaxKind; incomplete?: boolean } = {},
  ) {
    super(message);
    this.kind = options.kind ?? 'SyntaxError';
    this.line = at.line;
    this.column = at.col + 1;
    this.endLine = at.endLine;
    this.endColumn = at.endCol + 1;
    this.incomplete = options.incomplete ?? false;
  }
}
