/** The syntax tree, after the grammar of Python 3.13. Every node knows where it stands. */
import type { Value } from '../objects/core.ts';

/** Lines count from 1, columns from 0 in code units of the line. */
export interface Span {
  line: number;
  col: number;
  endLine: number;
  endCol: number;
}

export type BinaryOperator = '+' | '-' | '*' | '/' | '//' | '%' | '**' | '@' | '<<' | '>>' | '&' | '|' | '^';
export type Comparison = '<' | '>' | '==' | '>=' | '<=' | '!=' | 'in' | 'not in' | 'is' | 'is not';

export interface Keyword {
  /** undefined for `**mapping`. */
  name: string | undefined;
  value: Expr;
  at: Span;
}

export interface Comprehension {
  target: Expr;
  iterable: Expr;
  conditions: Expr[];
  isAsync: boolean;
}

export interface Parameter {
  name: string;
  annotation: Expr | undefined;
  at: Span;
}

export interface Parameters {
  positionalOnly: Parameter[];
  regular: Parameter[];
  varargs: Parameter | undefined;
  keywordOnly: Parameter[];
  kwargs: Parameter | undefined;
  /** Of the last positional parameters. */
  defaults: Expr[];
  keywordDefaults: (Expr | undefined)[];
}

type Node<K extends string, T> = { kind: K; at: Span } & T;

export type Expr =
  | Node<'Constant', { value: Value }>
  | Node<'Name', { id: string }>
  | Node<'BinOp', { op: BinaryOperator; left: Expr; right: Expr }>
  | Node<'UnaryOp', { op: '-' | '+' | '~' | 'not'; operand: Expr }>
  | Node<'BoolOp', { op: 'and' | 'or'; values: Expr[] }>
  | Node<'Compare', { left: Expr; ops: Comparison[]; comparators: Expr[] }>
  | Node<'Call', { func: Expr; args: Expr[]; keywords: Keyword[] }>
  | Node<'Attribute', { value: Expr; attr: string }>
  | Node<'Subscript', { value: Expr; index: Expr }>
  | Node<'Slice', { lower: Expr | undefined; upper: Expr | undefined; step: Expr | undefined }>
  | Node<'Starred', { value: Expr }>
  | Node<'List', { items: Expr[] }>
  | Node<'Tuple', { items: Expr[]; parenthesised: boolean }>
  | Node<'Set', { items: Expr[] }>
  | Node<'Dict', { keys: (Expr | undefined)[]; values: Expr[] }>
  | Node<'IfExp', { test: Expr; body: Expr; orelse: Expr }>
  | Node<'Lambda', { params: Parameters; body: Expr }>
  | Node<'ListComp', { element: Expr; generators: Comprehension[] }>
  | Node<'SetComp', { element: Expr; generators: Comprehension[] }>
  | Node<'GeneratorExp', { element: Expr; generators: Comprehension[] }>
  | Node<'DictComp', { key: Expr; value: Expr; generators: Comprehension[] }>
  | Node<'JoinedStr', { parts: Expr[] }>
  | Node<'FormattedValue', { value: Expr; conversion: '' | 'r' | 's' | 'a'; spec: Expr | undefined }>
  | Node<'NamedExpr', { target: Expr; value: Expr }>
  | Node<'Await', { value: Expr }>
  | Node<'Yield', { value: Expr | undefined }>
  | Node<'YieldFrom', { value: Expr }>;

export interface WithItem {
  context: Expr;
  target: Expr | undefined;
}

export interface ExceptHandler {
  type: Expr | undefined;
  name: string | undefined;
  body: Stmt[];
  at: Span;
}

export interface Alias {
  name: string;
  asname: string | undefined;
  at: Span;
}

export interface TypeParameter {
  kind: 'TypeVar' | 'TypeVarTuple' | 'ParamSpec';
  name: string;
  bound: Expr | undefined;
  fallback: Expr | undefined;
  at: Span;
}

export interface MatchCase {
  pattern: Pattern;
  guard: Expr | undefined;
  body: Stmt[];
}

export type Pattern =
  | Node<'MatchValue', { value: Expr }>
  | Node<'MatchSingleton', { value: null | boolean }>
  | Node<'MatchSequence', { patterns: Pattern[] }>
  | Node<'MatchMapping', { keys: Expr[]; patterns: Pattern[]; rest: string | undefined }>
  | Node<'MatchClass', { cls: Expr; patterns: Pattern[]; keywords: string[]; keywordPatterns: Pattern[] }>
  | Node<'MatchStar', { name: string | undefined }>
  | Node<'MatchAs', { pattern: Pattern | undefined; name: string | undefined }>
  | Node<'MatchOr', { patterns: Pattern[] }>;

export type FunctionNode = Node<
  'FunctionDef',
  {
    name: string;
    params: Parameters;
    body: Stmt[];
    decorators: Expr[];
    returns: Expr | undefined;
    isAsync: boolean;
    typeParams: TypeParameter[];
  }
>;

export type ClassNode = Node<
  'ClassDef',
  {
    name: string;
    bases: Expr[];
    keywords: Keyword[];
    body: Stmt[];
    decorators: Expr[];
    typeParams: TypeParameter[];
  }
>;

export type Stmt =
  | FunctionNode
  | ClassNode
  | Node<'Return', { value: Expr | undefined }>
  | Node<'Delete', { targets: Expr[] }>
  | Node<'Assign', { targets: Expr[]; value: Expr }>
  | Node<'AugAssign', { target: Expr; op: BinaryOperator; value: Expr }>
  | Node<'AnnAssign', { target: Expr; annotation: Expr; value: Expr | undefined; simple: boolean }>
  | Node<'TypeAlias', { name: string; typeParams: TypeParameter[]; value: Expr }>
  | Node<'For', { target: Expr; iterable: Expr; body: Stmt[]; orelse: Stmt[]; isAsync: boolean }>
  | Node<'While', { test: Expr; body: Stmt[]; orelse: Stmt[] }>
  | Node<'If', { test: Expr; body: Stmt[]; orelse: Stmt[] }>
  | Node<'With', { items: WithItem[]; body: Stmt[]; isAsync: boolean }>
  | Node<'Match', { subject: Expr; cases: MatchCase[] }>
  | Node<'Raise', { exception: Expr | undefined; cause: Expr | undefined }>
  | Node<'Try', { body: Stmt[]; handlers: ExceptHandler[]; orelse: Stmt[]; finalbody: Stmt[]; star: boolean }>
  | Node<'Assert', { test: Expr; message: Expr | undefined }>
  | Node<'Import', { names: Alias[] }>
  | Node<'ImportFrom', { module: string | undefined; names: Alias[]; level: number }>
  | Node<'Global', { names: string[] }>
  | Node<'Nonlocal', { names: string[] }>
  | Node<'Expr', { value: Expr }>
  | Node<'Pass', unknown>
  | Node<'Break', unknown>
  | Node<'Continue', unknown>;

export interface Module {
  body: Stmt[];
}
