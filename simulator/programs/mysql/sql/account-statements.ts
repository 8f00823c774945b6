/** CREATE USER, DROP USER, GRANT, REVOKE, SET PASSWORD. */
import type { Account, AccountSpec, Statement } from './ast.ts';
import type { TokenStream } from './token-stream.ts';

/** `'name'@'host'`; the host is `%` when it is left out. */
export function parseAccount(s: TokenStream): Account {
  if (s.accept('CURRENT_USER')) {
    if (s.acceptOperator('(')) s.expectOperator(')');
    return { user: '', host: '\0current' };
  }
  const user = s.nameOrString();
  if (s.token.kind === 'variable' && !s.token.text.startsWith('@@')) {
    return {
      user,
      host: s
        .next()
        .text.slice(1)
        .replace(/^(['`])(.*)\1$/, '$2'),
    };
  }
  if (s.acceptOperator('@')) return { user, host: s.nameOrString() };
  return { user, host: '%' };
}

/** `CREATE ROLE name WITH LOGIN PASSWORD 'text'`. */
function parseRole(s: TokenStream): AccountSpec {
  const user = s.nameOrString();
  let password: string | undefined;
  while (!s.ended && !s.isOperator(';')) if (s.accept('PASSWORD')) password = s.string(); else s.next(); // prettier-ignore
  return { user, host: '%', password, plugin: undefined };
}

function parseSpec(s: TokenStream): AccountSpec {
  if (s.postgres) return parseRole(s);
  const account = parseAccount(s);
  let password: string | undefined;
  let plugin: string | undefined;
  if (s.accept('IDENTIFIED')) {
    if (s.accept('WITH') || s.accept('VIA')) {
      plugin = s.nameOrString().toLowerCase();
      if (s.accept('BY')) password = s.string();
      else if (s.acceptAny('AS', 'USING') !== undefined) s.string();
    } else {
      s.expect('BY');
      s.accept('PASSWORD');
      password = s.string();
    }
  }
  return { ...account, password, plugin };
}

function skipAccountOptions(s: TokenStream): void {
  while (!s.ended && !s.isOperator(';')) s.next();
}

export function parseCreateUser(s: TokenStream, alter: boolean, role = false): Statement {
  const ifNotExists = s.accept('IF', 'NOT', 'EXISTS') || s.accept('IF', 'EXISTS');
  const accounts = s.list(() => parseSpec(s));
  if (s.isAny('REQUIRE', 'WITH', 'PASSWORD', 'ACCOUNT', 'DEFAULT', 'COMMENT', 'ATTRIBUTE', 'FAILED_LOGIN_ATTEMPTS')) skipAccountOptions(s); // prettier-ignore
  return { kind: 'create-user', accounts, ifNotExists, alter, role };
}

export function parseDropUser(s: TokenStream): Statement {
  const ifExists = s.accept('IF', 'EXISTS');
  return { kind: 'drop-user', accounts: s.list(() => parseAccount(s)), ifExists };
}

function parsePrivileges(s: TokenStream): string[] {
  return s.list(() => {
    let privilege = s.next().text.toUpperCase();
    while (!s.isOperator(',') && !s.isAny('ON', 'TO', 'FROM') && !s.isOperator('(') && !s.ended)
      privilege += ` ${s.next().text.toUpperCase()}`;
    if (s.isOperator('(')) s.inParens(() => s.list(() => s.name()));
    return privilege === 'ALL PRIVILEGES' ? 'ALL' : privilege;
  });
}

export function parseGrant(s: TokenStream): Statement {
  const revoke = s.next().upper === 'REVOKE';
  const privileges = parsePrivileges(s);
  let database = '*';
  let table = '*';
  if (s.accept('ON')) {
    s.acceptAny('TABLE', 'FUNCTION', 'PROCEDURE');
    database = s.acceptOperator('*') ? '*' : s.name();
    if (s.acceptOperator('.')) table = s.acceptOperator('*') ? '*' : s.nameAfterDot();
    else if (database !== '*') [database, table] = ['', database];
  }
  if (!s.accept(revoke ? 'FROM' : 'TO')) s.fail();
  const accounts = s.list(() => parseSpec(s));
  const option = s.accept('WITH', 'GRANT', 'OPTION');
  return { kind: 'grant', privileges, database, table, accounts, option, revoke };
}

export function parseSetPassword(s: TokenStream): Statement {
  s.expect('SET', 'PASSWORD');
  const account = s.accept('FOR') ? parseAccount(s) : undefined;
  s.expectOperator('=');
  if (s.accept('PASSWORD')) return { kind: 'set-password', account, password: s.inParens(() => s.string()) };
  return { kind: 'set-password', account, password: s.string() };
}
