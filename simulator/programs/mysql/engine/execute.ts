/** Runs statements: what each of them does to the session and the server, and what it answers. */
import { notSupported, SqlError } from '../errors.ts';
import type { Account, AccountSpec, Expr, Statement } from '../sql/ast.ts';
import { parseStatement } from '../sql/statements.ts';
import { ALL_GLOBAL, secretOf, type Plugin, type User } from './accounts.ts';
import { insert, remove, update } from './changes.ts';
import { alterTable, createDatabase, createIndex, createTable, createView, dropDatabase, dropIndex, dropTables, renameTables, truncate } from './definitions.ts'; // prettier-ignore
import { done, listing, type Result } from './result.ts';
import { Scope } from './scope.ts';
import type { Session } from './session.ts';
import { describe, show } from './show.ts';
import { RowLocked } from './transaction.ts';
import { BOOLEANS } from './variables.ts';
import { textOf, truth, type Value } from './value.ts';

/** What is yielded: time to let others run, or a transaction whose end to wait for. */
export type Pause = undefined | RowLocked;
export type Work = Generator<Pause, Result>;

/** Statements that end an open transaction before they begin. */
const COMMITS_FIRST = new Set<Statement['kind']>(['create-database', 'drop-database', 'create-table', 'drop-table', 'alter-table', 'rename-table', 'truncate', 'create-index', 'drop-index', 'create-view', 'create-user', 'drop-user', 'rename-user', 'grant', 'set-password', 'begin', 'lock']); // prettier-ignore

/** Runs one statement given as text. Throws SqlError; what it had changed is undone then. */
export function* execute(session: Session, sql: string, parameters: readonly Value[] = []): Work {
  const { statement } = parseStatement(sql, session.instance.product.name);
  return yield* run(session, statement, parameters);
}

export function* run(session: Session, statement: Statement, parameters: readonly Value[]): Work {
  session.parameters = parameters;
  session.now = session.instance.p.now();
  session.sleeping = 0;
  if (statement.kind !== 'show') session.warnings = [];
  if (COMMITS_FIRST.has(statement.kind) && !(statement.kind === 'create-table' && statement.temporary))
    session.commit();
  for (;;) {
    const mark = session.transaction?.mark() ?? 0;
    try {
      const result = yield* perform(session, statement);
      if (session.autocommit && !session.explicit) session.commit();
      session.rowCount = result.kind === 'ok' ? BigInt(result.affected) : -1n;
      return result;
    } catch (error) {
      session.transaction?.undo(mark);
      if (error instanceof RowLocked) {
        yield error;
        continue;
      }
      if (session.autocommit && !session.explicit) session.rollback();
      if (error instanceof SqlError) session.warn('Error', error.code, error.message);
      throw error;
    }
  }
}

function* perform(session: Session, statement: Statement): Work {
  switch (statement.kind) {
    case 'select': return yield* select(session, statement);
    case 'insert': return yield* insert(session, statement);
    case 'update': return yield* update(session, statement);
    case 'delete': return yield* remove(session, statement);
    case 'create-table': return yield* createTable(session, statement);
    case 'execute': return yield* executePrepared(session, statement);
    case 'create-database': return createDatabase(session, statement);
    case 'drop-database': return dropDatabase(session, statement);
    case 'drop-table': return dropTables(session, statement);
    case 'alter-table': return alterTable(session, statement);
    case 'rename-table': return renameTables(session, statement);
    case 'truncate': return truncate(session, statement.name);
    case 'create-index': return createIndex(session, statement);
    case 'drop-index': return dropIndex(session, statement);
    case 'create-view': return createView(session, statement);
    case 'use': return use(session, statement.database);
    case 'set': return setVariables(session, statement);
    case 'set-names': for (const name of ['character_set_client', 'character_set_connection', 'character_set_results']) session.variables.set(name, statement.charset); return done();
    case 'set-transaction': case 'lock': return done();
    case 'begin': session.explicit = true; session.write(); return done();
    case 'commit': session.commit(); return done();
    case 'rollback': return rollback(session, statement.to);
    case 'savepoint': session.write().savepoint(statement.name); return done();
    case 'release': if (session.transaction?.release(statement.name) !== true) throw new SqlError(1305, '42000', `SAVEPOINT ${statement.name} does not exist`); return done();
    case 'create-user': return createUsers(session, statement);
    case 'drop-user': return dropUsers(session, statement);
    case 'rename-user': return renameUser(session, statement);
    case 'grant': return grant(session, statement);
    case 'set-password': return setPassword(session, statement.account, statement.password);
    case 'flush': session.mayGlobal('RELOAD'); return done();
    case 'kill': return kill(session, statement);
    case 'shutdown': session.mayGlobal('SHUTDOWN'); session.instance.shutdown(session.login.user); return done();
    case 'describe': return describe(session, statement.table, statement.column);
    case 'show': return show(session, statement);
    case 'explain': return explain(session, statement.statement);
    case 'prepare': return prepare(session, statement);
    case 'deallocate': if (!session.prepared.delete(statement.name.toLowerCase())) throw new SqlError(1243, 'HY000', `Unknown prepared statement handler (${statement.name}) given to DEALLOCATE PREPARE`); return done();
    case 'do': for (const expr of statement.exprs) evaluate(session, expr); return done();
    case 'check-tables': return checkTables(session, statement);
    case 'empty': throw new SqlError(1065, '42000', 'Query was empty');
  } // prettier-ignore
}

function evaluate(session: Session, expr: Expr): Value {
  return session.planner().compiler.expr(expr, new Scope(undefined)).run({ row: [], aggregates: [], windows: [], parent: undefined }); // prettier-ignore
}

function* select(session: Session, { select: query }: Extract<Statement, { kind: 'select' }>): Work {
  const plan = session.planner().plan(query);
  const rows = yield* plan.run(undefined, Infinity);
  if (query.into.length === 0) {
    const columns = plan.columns.map(({ name, type, column }) => ({ name, type, table: column?.table ?? '', origin: column?.origin })); // prettier-ignore
    return { kind: 'rows', columns, rows };
  }
  const [row, ...more] = rows;
  if (more.length > 0) throw new SqlError(1172, '42000', 'Result consisted of more than one row');
  if (row !== undefined) query.into.forEach((name, i) => session.userVariables.set(name.slice(1).toLowerCase(), row[i] ?? null)); // prettier-ignore
  return done(row === undefined ? 0 : 1);
}

function use(session: Session, name: string): Result {
  if (!session.instance.exists(name)) throw new SqlError(1049, '42000', `Unknown database '${name}'`);
  session.mayDatabase('USAGE', name);
  session.database = session.instance.databases.has(name) ? name : name.toLowerCase();
  return done();
}

function setVariables(session: Session, { assignments }: Extract<Statement, { kind: 'set' }>): Result {
  for (const { scope, name, value } of assignments) {
    const result = value === undefined ? null : evaluate(session, value);
    if (scope === 'user') {
      session.userVariables.set(name, result);
      continue;
    }
    if (scope === 'global') session.mayGlobal('SUPER');
    const fallback = session.instance.variables.get(name) ?? '';
    let text = value === undefined ? fallback : result === null ? '' : textOf(result);
    if (BOOLEANS.has(name))
      text = /^(on|true)$/i.test(text) || (result !== null && truth(result) === true) ? 'ON' : 'OFF';
    session.setVariable(name, text, scope === 'global');
    if (name === 'autocommit' && text === 'ON') session.commit();
  }
  return done();
}

function rollback(session: Session, to: string | undefined): Result {
  if (to === undefined) session.rollback();
  else if (session.transaction?.rollbackTo(to) !== true) throw new SqlError(1305, '42000', `SAVEPOINT ${to} does not exist`); // prettier-ignore
  return done();
}

function pluginOf(session: Session, name: string | undefined): Plugin {
  if (name === undefined) return session.instance.defaultPlugin;
  if (name === 'mysql_native_password' || name === 'caching_sha2_password' || name === 'unix_socket') {
    if (name === 'mysql_native_password' && session.instance.product.name === 'MySQL' && Number(session.instance.product.number.split('.')[0]) >= 9) throw new SqlError(1524, 'HY000', `Plugin '${name}' is not loaded`); // prettier-ignore
    return name;
  }
  throw new SqlError(1524, 'HY000', `Plugin '${name}' is not loaded`);
}

const shownAccount = ({ user, host }: Account): string => `'${user}'@'${host}'`;

function createUsers(
  session: Session,
  { accounts, ifNotExists, alter, role }: Extract<Statement, { kind: 'create-user' }>,
): Result {
  // prettier-ignore
  const { accounts: all } = session.instance;
  const itself = alter && accounts.every((each) => all.find(each) === session.login || each.host === '\0current');
  if (!itself) session.mayGlobal('CREATE USER');
  const failed = accounts.filter((each) => (all.find(each) !== undefined) !== (alter && each.host !== '\0current'));
  if (failed.length > 0) {
    const message = `Operation ${alter ? 'ALTER USER' : role ? 'CREATE ROLE' : 'CREATE USER'} failed for ${failed.map(shownAccount).join(',')}`; // prettier-ignore
    if (!ifNotExists) throw new SqlError(1396, 'HY000', message);
    session.warn('Note', 3163, `Authorization ID ${failed.map(shownAccount).join(',')} already exists.`);
  }
  for (const account of accounts.filter((each) => !failed.includes(each))) {
    if (alter) changePassword(session, account.host === '\0current' ? session.login : all.find(account), account);
    else all.create({ user: account.user, host: account.host }, pluginOf(session, account.plugin), account.password ?? '', role); // prettier-ignore
  }
  session.instance.saveAccounts();
  return done();
}

function changePassword(
  session: Session,
  user: User | undefined,
  { password, plugin }: Pick<AccountSpec, 'password' | 'plugin'>,
): void {
  // prettier-ignore
  if (user === undefined) return;
  if (plugin !== undefined) user.plugin = pluginOf(session, plugin);
  if (user.plugin === 'unix_socket') user.plugin = 'mysql_native_password';
  if (password !== undefined) user.secret = secretOf(user.plugin, password);
}

function dropUsers(session: Session, { accounts, ifExists }: Extract<Statement, { kind: 'drop-user' }>): Result {
  session.mayGlobal('CREATE USER');
  const { accounts: all } = session.instance;
  const missing = accounts.filter((each) => all.find(each) === undefined);
  if (missing.length > 0 && !ifExists) throw new SqlError(1396, 'HY000', `Operation DROP USER failed for ${missing.map(shownAccount).join(',')}`); // prettier-ignore
  for (const each of missing) session.warn('Note', 3162, `Authorization ID ${shownAccount(each)} does not exist.`);
  const gone = accounts.map((each) => all.find(each));
  all.users = all.users.filter((each) => !gone.includes(each));
  session.instance.saveAccounts();
  return done();
}

function renameUser(session: Session, { from, to }: Extract<Statement, { kind: 'rename-user' }>): Result {
  session.mayGlobal('CREATE USER');
  const user = session.instance.accounts.find(from);
  if (user === undefined) throw new SqlError(1396, 'HY000', `Operation RENAME USER failed for ${shownAccount(from)}`);
  [user.user, user.host] = [to.user, to.host];
  session.instance.saveAccounts();
  return done();
}

function grant(session: Session, statement: Extract<Statement, { kind: 'grant' }>): Result {
  const { privileges, accounts, option, revoke } = statement;
  const database = statement.database === '' ? session.databaseOf({ database: undefined }) : statement.database;
  if (!session.login.option) throw accessDenied(session);
  for (const privilege of privileges) if (!KNOWN.has(privilege)) throw new SqlError(1149, '42000', 'You have an error in your SQL syntax; check the manual that corresponds to your MySQL server version for the right syntax to use'); // prettier-ignore
  const { accounts: all } = session.instance;
  for (const account of accounts) {
    let user = all.find(account);
    if (user === undefined) {
      if (revoke) throw new SqlError(1141, '42000', `There is no such grant defined for user '${account.user}' on host '${account.host}'`); // prettier-ignore
      // Before MySQL 8, GRANT makes accounts.
      if (account.password === undefined || !session.instance.product.widths) throw new SqlError(1410, '42000', 'You are not allowed to create a user with GRANT'); // prettier-ignore
      user = all.create(
        { user: account.user, host: account.host },
        pluginOf(session, account.plugin),
        account.password,
      );
    } else if (account.password !== undefined) changePassword(session, user, account);
    if (revoke) all.revoke(user, privileges, database, statement.table);
    else all.grant(user, privileges, database, statement.table, option);
  }
  session.instance.saveAccounts();
  return done();
}

const KNOWN = new Set([...ALL_GLOBAL, 'ALL', 'USAGE', 'GRANT OPTION', 'PROXY']);

function accessDenied(session: Session): SqlError {
  return new SqlError(1045, '28000', `Access denied for user '${session.login.user}'@'${session.login.host}' (using password: YES)`); // prettier-ignore
}

function setPassword(session: Session, account: Account | undefined, password: string): Result {
  const user = account === undefined ? session.login : session.instance.accounts.find(account);
  if (user !== session.login) session.mayGlobal('CREATE USER');
  if (user === undefined) throw new SqlError(1133, '42000', "Can't find any matching row in the user table");
  changePassword(session, user, {
    password: /^\*[0-9A-F]{40}$/.test(password) ? undefined : password,
    plugin: undefined,
  });
  session.instance.saveAccounts();
  return done();
}

function kill(session: Session, { id, query }: Extract<Statement, { kind: 'kill' }>): Result {
  const value = evaluate(session, id);
  const target = value === null ? undefined : session.instance.sessions.get(Number(value));
  if (target === undefined)
    throw new SqlError(1094, 'HY000', `Unknown thread id: ${value === null ? 0 : textOf(value)}`);
  target.kill(query);
  return done();
}

/** How a query would be run: which tables, by which keys. */
function explain(session: Session, statement: Statement): Result {
  if (statement.kind !== 'select' || statement.select.body.kind !== 'core')
    throw notSupported('EXPLAIN of this statement');
  session.planner().plan(statement.select);
  const { from, where } = statement.select.body;
  const tables: { label: string; rows: number; key: string | null }[] = [];
  const visit = (ref: NonNullable<typeof from>): void => {
    if (ref.kind === 'join') [ref.left, ref.right].forEach(visit);
    else if (ref.kind === 'derived') tables.push({ label: `<derived${tables.length + 2}>`, rows: 2, key: null });
    else {
      const { relation } = session.relation(ref.name);
      tables.push({ label: ref.alias ?? ref.name.name, rows: relation.kind === 'table' ? Math.max(1, relation.table.rows.length) : 1, key: null }); // prettier-ignore
    }
  };
  if (from !== undefined) visit(from);
  const names = ['id', 'select_type', 'table', 'partitions', 'type', 'possible_keys', 'key', 'key_len', 'ref', 'rows', 'filtered', 'Extra']; // prettier-ignore
  if (tables.length === 0) return listing(names, [[1, 'SIMPLE', null, null, null, null, null, null, null, null, null, 'No tables used']]); // prettier-ignore
  return listing(names, tables.map(({ label, rows }) => [1, 'SIMPLE', label, null, 'ALL', null, null, null, null, rows, '100.00', where === undefined ? null : 'Using where'])); // prettier-ignore
}

function prepare(session: Session, { name, from }: Extract<Statement, { kind: 'prepare' }>): Result {
  const text = evaluate(session, from);
  const sql = text === null ? '' : textOf(text);
  parseStatement(sql, session.instance.product.name);
  session.prepared.set(name.toLowerCase(), sql);
  return done();
}

function* executePrepared(session: Session, { name, using }: Extract<Statement, { kind: 'execute' }>): Work {
  const sql = session.prepared.get(name.toLowerCase());
  if (sql === undefined) throw new SqlError(1243, 'HY000', `Unknown prepared statement handler (${name}) given to EXECUTE`); // prettier-ignore
  const { statement, parameters } = parseStatement(sql, session.instance.product.name);
  if (parameters !== using.length) throw new SqlError(1210, 'HY000', 'Incorrect arguments to EXECUTE');
  session.parameters = using.map((each) => session.userVariables.get(each.slice(1).toLowerCase()) ?? null);
  return yield* perform(session, statement);
}

function checkTables(session: Session, { verb, names }: Extract<Statement, { kind: 'check-tables' }>): Result {
  const rows = names.map((name) => {
    const table = session.table(name, 'SELECT');
    return [`${table.database}.${table.definition.name}`, verb, 'status', 'OK'];
  });
  return listing(['Table', 'Op', 'Msg_type', 'Msg_text'], rows);
}
