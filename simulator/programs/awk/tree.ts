/** The syntax tree of an awk program (POSIX awk with the extensions that mawk and gawk share). */

export type Expr =
  | { kind: 'number'; value: number }
  | { kind: 'string'; value: string }
  | { kind: 'regex'; source: string }
  | { kind: 'name'; name: string; line: number }
  | { kind: 'field'; index: Expr }
  | { kind: 'index'; name: string; subscripts: Expr[]; line: number }
  | { kind: 'assign'; operator: string; target: LValue; value: Expr }
  | { kind: 'conditional'; test: Expr; yes: Expr; no: Expr }
  | { kind: 'or' | 'and'; left: Expr; right: Expr }
  | { kind: 'in'; subscripts: Expr[]; array: string }
  | { kind: 'match'; negated: boolean; text: Expr; pattern: Expr }
  | { kind: 'binary'; operator: string; left: Expr; right: Expr }
  | { kind: 'unary'; operator: '!' | '-' | '+'; operand: Expr }
  | { kind: 'increment'; operator: '++' | '--'; prefix: boolean; target: LValue }
  | { kind: 'call'; name: string; args: Expr[]; line: number }
  | { kind: 'builtin'; name: string; args: Expr[]; line: number }
  | { kind: 'getline'; from: 'input' | 'file' | 'command'; source: Expr | undefined; target: LValue | undefined }
  | { kind: 'group'; inner: Expr }
  /** A list in parentheses: the left side of `in`, or the arguments of print. */
  | { kind: 'list'; items: Expr[] };

export type LValue = Extract<Expr, { kind: 'name' | 'field' | 'index' }>;

export interface Redirection {
  to: 'file' | 'append' | 'pipe';
  target: Expr;
}

export type Statement =
  | { kind: 'print'; args: Expr[]; redirection: Redirection | undefined }
  | { kind: 'printf'; args: Expr[]; redirection: Redirection | undefined }
  | { kind: 'expression'; expression: Expr }
  | { kind: 'if'; test: Expr; yes: Statement; no: Statement | undefined }
  | { kind: 'while'; test: Expr; body: Statement }
  | { kind: 'do'; body: Statement; test: Expr }
  | { kind: 'for'; start: Statement | undefined; test: Expr | undefined; step: Statement | undefined; body: Statement }
  | { kind: 'for-in'; variable: string; array: string; body: Statement }
  | { kind: 'block'; statements: Statement[] }
  | { kind: 'next' | 'nextfile' | 'break' | 'continue'; line: number }
  | { kind: 'exit' | 'return'; value: Expr | undefined }
  | { kind: 'delete'; array: string; subscripts: Expr[] | undefined };

export type Pattern =
  { kind: 'begin' | 'end' | 'always' } | { kind: 'expression'; test: Expr } | { kind: 'range'; from: Expr; to: Expr };

export interface Rule {
  pattern: Pattern;
  /** Undefined: print the record. */
  action: Statement | undefined;
}

export interface FunctionDefinition {
  name: string;
  parameters: string[];
  body: Statement;
}

export interface AwkProgram {
  rules: Rule[];
  functions: Map<string, FunctionDefinition>;
}
