/** Statements of MySQL's SQL as trees. */
export type BinaryOperator =
  | '+' | '-' | '*' | '/' | 'DIV' | '%' | '=' | '<=>' | '<>' | '<' | '<=' | '>' | '>=' | 'AND' | 'OR' | 'XOR'
  | '&' | '|' | '^' | '<<' | '>>'; // prettier-ignore

const INTERVAL_UNITS = ['MICROSECOND', 'SECOND', 'MINUTE', 'HOUR', 'DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR'] as const;
export type IntervalUnit = (typeof INTERVAL_UNITS)[number];

export function isIntervalUnit(text: string): text is IntervalUnit {
  return INTERVAL_UNITS.some((unit) => unit === text);
}

export interface OrderItem {
  expr: Expr;
  descending: boolean;
}

export interface WindowSpec {
  partition: Expr[];
  order: OrderItem[];
}

/** `text` is the expression as written: what an unnamed column of a result is called. */
export type Expr = { text: string } & (
  | { kind: 'literal'; value: null | bigint | string; as: 'null' | 'integer' | 'decimal' | 'double' | 'string' | 'hex' | 'boolean' }
  | { kind: 'column'; database: string | undefined; table: string | undefined; name: string }
  | { kind: 'star'; table: string | undefined }
  | { kind: 'parameter'; index: number }
  | { kind: 'variable'; name: string }
  | { kind: 'assign'; name: string; value: Expr }
  | { kind: 'unary'; op: '-' | '+' | '!' | '~'; operand: Expr }
  | { kind: 'binary'; op: BinaryOperator; left: Expr; right: Expr }
  | { kind: 'is'; operand: Expr; what: 'NULL' | 'TRUE' | 'FALSE' | 'UNKNOWN'; not: boolean }
  | { kind: 'in'; operand: Expr; list: Expr[] | Select; not: boolean }
  | { kind: 'between'; operand: Expr; low: Expr; high: Expr; not: boolean }
  | { kind: 'like'; operand: Expr; pattern: Expr; escape: string; not: boolean }
  | { kind: 'regexp'; operand: Expr; pattern: Expr; not: boolean }
  | { kind: 'case'; operand: Expr | undefined; whens: { when: Expr; then: Expr }[]; otherwise: Expr | undefined }
  | { kind: 'call'; name: string; args: Expr[]; distinct: boolean; star: boolean; order: OrderItem[]; separator: string | undefined; window: WindowSpec | undefined }
  | { kind: 'cast'; operand: Expr; type: TypeName }
  | { kind: 'interval'; amount: Expr; unit: IntervalUnit }
  | { kind: 'subquery'; select: Select }
  | { kind: 'exists'; select: Select }
  | { kind: 'quantified'; op: BinaryOperator; operand: Expr; every: boolean; select: Select }
  | { kind: 'row'; items: Expr[] }
  | { kind: 'default'; column: string | undefined }
  | { kind: 'match'; columns: Expr[]; against: Expr }
  | { kind: 'values'; column: string }
); // prettier-ignore

export interface TypeName {
  /** As the server names it: `int`, `varchar`, `decimal`, `datetime`, `enum`. */
  name: string;
  length: number | undefined;
  decimals: number | undefined;
  unsigned: boolean;
  zerofill: boolean;
  /** Members of enum and set. */
  members: string[];
  charset: string | undefined;
  collation: string | undefined;
}

export interface TableName {
  database: string | undefined;
  name: string;
}

export type TableRef =
  | { kind: 'table'; name: TableName; alias: string | undefined }
  | { kind: 'derived'; select: Select; alias: string; columns: string[] }
  | { kind: 'join'; how: 'inner' | 'left' | 'right'; left: TableRef; right: TableRef; on: Expr | undefined; using: string[]; natural: boolean }; // prettier-ignore

export interface SelectItem {
  expr: Expr;
  alias: string | undefined;
}

export interface SelectCore {
  kind: 'core';
  distinct: boolean;
  items: SelectItem[];
  from: TableRef | undefined;
  where: Expr | undefined;
  group: Expr[];
  rollup: boolean;
  having: Expr | undefined;
  /** VALUES ROW(...): rows in place of a query. */
  rows?: Expr[][];
}

export interface SetOperation {
  kind: 'set';
  op: 'UNION' | 'EXCEPT' | 'INTERSECT';
  all: boolean;
  left: Select;
  right: Select;
}

export interface CommonTable {
  name: string;
  columns: string[];
  select: Select;
}

export interface Select {
  with: CommonTable[];
  recursive: boolean;
  body: SelectCore | SetOperation;
  order: OrderItem[];
  limit: Expr | undefined;
  offset: Expr | undefined;
  /** FOR UPDATE and the like. */
  locking: boolean;
  into: string[];
}

export interface ColumnDefinition {
  name: string;
  type: TypeName;
  nullable: boolean | undefined;
  default: Expr | undefined;
  onUpdate: boolean;
  autoIncrement: boolean;
  comment: string;
  generated: { expr: Expr; stored: boolean } | undefined;
  primary: boolean;
  unique: boolean;
  check: Expr | undefined;
  references: ReferenceDefinition | undefined;
}

export interface ReferenceDefinition {
  table: TableName;
  columns: string[];
  onDelete: ReferenceAction;
  onUpdate: ReferenceAction;
}

export type ReferenceAction = 'RESTRICT' | 'NO ACTION' | 'CASCADE' | 'SET NULL';

export type TableElement =
  | { kind: 'column'; column: ColumnDefinition }
  | { kind: 'key'; type: 'primary' | 'unique' | 'index' | 'fulltext' | 'spatial'; name: string | undefined; columns: string[] }
  | { kind: 'foreign'; name: string | undefined; columns: string[]; references: ReferenceDefinition }
  | { kind: 'check'; name: string | undefined; expr: Expr }; // prettier-ignore

export interface TableOptions {
  engine?: string;
  charset?: string;
  collation?: string;
  autoIncrement?: number;
  comment?: string;
}

export type AlterAction =
  | { kind: 'add'; element: TableElement; position: Position }
  | { kind: 'drop-column'; name: string; ifExists: boolean }
  | { kind: 'drop-key'; what: 'primary' | 'index' | 'foreign' | 'check'; name: string }
  | { kind: 'change'; old: string; column: ColumnDefinition; position: Position }
  | { kind: 'default'; column: string; value: Expr | undefined }
  | { kind: 'rename'; to: TableName }
  | { kind: 'rename-column'; from: string; to: string }
  | { kind: 'rename-index'; from: string; to: string }
  | { kind: 'options'; options: TableOptions }
  | { kind: 'nothing' };

export type Position = { kind: 'last' } | { kind: 'first' } | { kind: 'after'; column: string };

export interface Account {
  user: string;
  host: string;
}

export interface AccountSpec extends Account {
  /** Undefined leaves the password as it is (or none). */
  password: string | undefined;
  plugin: string | undefined;
}

export type Assignment = { column: string; table: string | undefined; value: Expr };

export type Statement =
  | { kind: 'select'; select: Select }
  | { kind: 'insert'; replace: boolean; ignore: boolean; table: TableName; columns: string[] | undefined; rows: Expr[][] | undefined; select: Select | undefined; onDuplicate: Assignment[]; rowAlias: string | undefined }
  | { kind: 'update'; tables: TableRef; assignments: Assignment[]; where: Expr | undefined; order: OrderItem[]; limit: Expr | undefined; ignore: boolean }
  | { kind: 'delete'; targets: string[] | undefined; tables: TableRef; where: Expr | undefined; order: OrderItem[]; limit: Expr | undefined; with: CommonTable[] }
  | { kind: 'create-database'; name: string; ifNotExists: boolean; charset: string | undefined; collation: string | undefined; alter: boolean }
  | { kind: 'drop-database'; name: string; ifExists: boolean }
  | { kind: 'create-table'; name: TableName; ifNotExists: boolean; temporary: boolean; elements: TableElement[]; options: TableOptions; like: TableName | undefined; select: Select | undefined }
  | { kind: 'drop-table'; names: TableName[]; ifExists: boolean; view: boolean }
  | { kind: 'alter-table'; name: TableName; actions: AlterAction[] }
  | { kind: 'rename-table'; pairs: { from: TableName; to: TableName }[] }
  | { kind: 'truncate'; name: TableName }
  | { kind: 'create-index'; name: string; unique: boolean; table: TableName; columns: string[] }
  | { kind: 'drop-index'; name: string; table: TableName }
  | { kind: 'create-view'; name: TableName; columns: string[]; select: Select; orReplace: boolean; text: string }
  | { kind: 'use'; database: string }
  | { kind: 'set'; assignments: { scope: 'session' | 'global' | 'user'; name: string; value: Expr | undefined }[] }
  | { kind: 'set-names'; charset: string }
  | { kind: 'set-password'; account: Account | undefined; password: string }
  | { kind: 'set-transaction' }
  | { kind: 'begin' }
  | { kind: 'commit' }
  | { kind: 'rollback'; to: string | undefined }
  | { kind: 'savepoint'; name: string }
  | { kind: 'release'; name: string }
  | { kind: 'lock'; unlock: boolean }
  | { kind: 'create-user'; accounts: AccountSpec[]; ifNotExists: boolean; alter: boolean; role: boolean }
  | { kind: 'drop-user'; accounts: Account[]; ifExists: boolean }
  | { kind: 'rename-user'; from: Account; to: Account }
  | { kind: 'grant'; privileges: string[]; database: string; table: string; accounts: AccountSpec[]; option: boolean; revoke: boolean }
  | { kind: 'flush'; what: string }
  | { kind: 'kill'; id: Expr; query: boolean }
  | { kind: 'shutdown' }
  | { kind: 'describe'; table: TableName; column: string | undefined }
  | { kind: 'explain'; statement: Statement }
  | { kind: 'show'; what: ShowWhat; like: string | undefined; where: Expr | undefined; database: string | undefined; table: TableName | undefined; full: boolean; global: boolean; account: Account | undefined }
  | { kind: 'prepare'; name: string; from: Expr }
  | { kind: 'execute'; name: string; using: string[] }
  | { kind: 'deallocate'; name: string }
  | { kind: 'do'; exprs: Expr[] }
  | { kind: 'check-tables'; verb: string; names: TableName[] }
  | { kind: 'empty' }; // prettier-ignore

export type ShowWhat =
  | 'databases' | 'tables' | 'columns' | 'index' | 'create-table' | 'create-database' | 'create-view' | 'create-user' | 'variables' | 'status' | 'grants'
  | 'processlist' | 'engines' | 'warnings' | 'errors' | 'charset' | 'collation' | 'table-status' | 'plugins' | 'privileges'
  | 'triggers' | 'procedure' | 'function' | 'events' | 'master-status' | 'binary-logs' | 'count-warnings' | 'open-tables'; // prettier-ignore
