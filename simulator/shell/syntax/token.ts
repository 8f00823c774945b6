/** Tokens of shell source as the reader sees them. Positions are offsets into the source. */
export type Token =
  /** `bare`: nothing in it is quoted or expanded, so it can be a keyword, an alias or a name. */
  | { kind: 'word'; pos: number; end: number; text: string; bare: boolean }
  | { kind: 'operator'; pos: number; end: number; text: string }
  | { kind: 'redirection'; pos: number; end: number; text: string }
  | { kind: 'newline'; pos: number; end: number }
  | { kind: 'end'; pos: number; end: number };

/** Longest first. */
export const CONTROL_OPERATORS = [';;&', ';;', ';&', '&&', '||', '|&', ';', '&', '|', '(', ')'] as const;
export const REDIRECTIONS = ['<<<', '<<-', '&>>', '<<', '>>', '<&', '>&', '<>', '>|', '&>', '<', '>'] as const;

export function isOperator(token: Token, text: string): boolean {
  return token.kind === 'operator' && token.text === text;
}
