/** Errors of the server: number, SQLSTATE and message, as in MySQL's list of server errors. */
export class SqlError extends Error {
  override name = 'SqlError';
  readonly code: number;
  readonly state: string;

  constructor(code: number, state: string, message: string) {
    super(message);
    this.code = code;
    this.state = state;
  }
}

/** What a statement may ask for that this server cannot do. */
export function notSupported(what: string): SqlError {
  return new SqlError(1235, '42000', `This version of MySQL doesn't yet support '${what}'`);
}

export const unknownDatabase = (name: string): SqlError => new SqlError(1049, '42000', `Unknown database '${name}'`);
export const noDatabase = (): SqlError => new SqlError(1046, '3D000', 'No database selected');
export const noSuchTable = (database: string, table: string): SqlError =>
  new SqlError(1146, '42S02', `Table '${database}.${table}' doesn't exist`);
export const unknownColumn = (name: string, clause: string): SqlError =>
  new SqlError(1054, '42S22', `Unknown column '${name}' in '${clause}'`);
export const duplicateEntry = (value: string, key: string): SqlError =>
  new SqlError(1062, '23000', `Duplicate entry '${value}' for key '${key}'`);
