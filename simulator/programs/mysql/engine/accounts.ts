/** Users of the server: who may log in from where, and who may do what. */
import { sha1 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { encode } from '../../../kernel/bytes.ts';
import { SqlError } from '../errors.ts';
import type { Account } from '../sql/ast.ts';

export type Plugin = 'caching_sha2_password' | 'mysql_native_password' | 'unix_socket';

export interface User {
  user: string;
  host: string;
  plugin: Plugin;
  /** Hash of the hash of the password, in hex; empty without a password. */
  secret: string;
  role: boolean;
  global: string[];
  /** `GRANT OPTION` of the global grant. */
  option: boolean;
  databases: Record<string, { privileges: string[]; option: boolean }>;
  tables: Record<string, { privileges: string[]; option: boolean }>;
}

export const hex = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

export function secretOf(plugin: Plugin, password: string): string {
  if (password === '') return '';
  const once = encode(password);
  return hex(plugin === 'mysql_native_password' ? sha1(sha1(once)) : sha256(sha256(once)));
}

/** `%` and `_` in a host stand for anything and for one character. */
function hostMatches(pattern: string, host: string): boolean {
  if (pattern === '%') return true;
  const source = pattern
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('%', '.*')
    .replaceAll('_', '.');
  return new RegExp(`^${source}$`, 'i').test(host);
}

const ALL_DATABASE = ['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'CREATE', 'DROP', 'REFERENCES', 'INDEX', 'ALTER', 'CREATE TEMPORARY TABLES', 'LOCK TABLES', 'EXECUTE', 'CREATE VIEW', 'SHOW VIEW', 'CREATE ROUTINE', 'ALTER ROUTINE', 'EVENT', 'TRIGGER']; // prettier-ignore
export const ALL_GLOBAL = ['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'CREATE', 'DROP', 'RELOAD', 'SHUTDOWN', 'PROCESS', 'FILE', 'REFERENCES', 'INDEX', 'ALTER', 'SHOW DATABASES', 'SUPER', 'CREATE TEMPORARY TABLES', 'LOCK TABLES', 'EXECUTE', 'REPLICATION SLAVE', 'REPLICATION CLIENT', 'CREATE VIEW', 'SHOW VIEW', 'CREATE ROUTINE', 'ALTER ROUTINE', 'CREATE USER', 'EVENT', 'TRIGGER', 'CREATE TABLESPACE', 'CREATE ROLE', 'DROP ROLE']; // prettier-ignore

export class Accounts {
  users: User[] = [];

  create(account: Account, plugin: Plugin, password: string, role = false): User {
    const user: User = { ...account, plugin, secret: secretOf(plugin, password), role, global: [], option: false, databases: {}, tables: {} }; // prettier-ignore
    this.users.push(user);
    return user;
  }

  find({ user, host }: Account): User | undefined {
    return this.users.find((each) => each.user === user && each.host.toLowerCase() === host.toLowerCase());
  }

  /** The account that a login as `user` from `host` is: the most specific host first, anonymous ones last. */
  match(user: string, host: string): User | undefined {
    const weight = ({ host: pattern }: User): number => (pattern === '%' ? 0 : pattern.includes('%') ? 1 : 2);
    return this.users.filter((each) => !each.role && each.user === user && hostMatches(each.host, host)).sort((a, b) => weight(b) - weight(a))[0]; // prettier-ignore
  }

  grant(user: User, privileges: readonly string[], database: string, table: string, option: boolean): void {
    const wanted = privileges.includes('ALL') ? (database === '*' ? ALL_GLOBAL : ALL_DATABASE) : privileges.filter((each) => each !== 'USAGE'); // prettier-ignore
    if (database === '*') {
      user.global = [...new Set([...user.global, ...wanted])];
      user.option ||= option;
      return;
    }
    const [at, key] = table === '*' ? [user.databases, database] : [user.tables, `${database}.${table}`];
    const had = at[key];
    at[key] = { privileges: [...new Set([...(had?.privileges ?? []), ...wanted])], option: option || had?.option === true }; // prettier-ignore
  }

  revoke(user: User, privileges: readonly string[], database: string, table: string): void {
    const all = privileges.includes('ALL');
    const without = (list: readonly string[]): string[] =>
      all ? [] : list.filter((each) => !privileges.includes(each));
    if (database === '*') {
      user.global = without(user.global);
      if (all || privileges.includes('GRANT OPTION')) user.option = false;
      if (all && table === '*') [user.databases, user.tables] = [{}, {}];
      return;
    }
    const [at, key] = table === '*' ? [user.databases, database] : [user.tables, `${database}.${table}`];
    const had = at[key];
    if (had === undefined)
      throw new SqlError(1141, '42000', `There is no such grant defined for user '${user.user}' on host '${user.host}'`); // prettier-ignore
    had.privileges = without(had.privileges);
    if (had.privileges.length === 0) Reflect.deleteProperty(at, key);
  }

  allowed(user: User, privilege: string, database: string, table?: string): boolean {
    if (user.global.includes(privilege)) return true;
    for (const [pattern, { privileges }] of Object.entries(user.databases)) {
      if (!databaseMatches(pattern, database)) continue;
      if (privileges.includes(privilege) || privilege === 'USAGE') return true;
    }
    return Object.entries(user.tables).some(([name, { privileges }]) => (table === undefined ? name.startsWith(`${database}.`) : name === `${database}.${table}`) && (privileges.includes(privilege) || privilege === 'USAGE')); // prettier-ignore
  }

  /** Whether anything in the database may be used at all. */
  sees(user: User, database: string): boolean {
    if (database === 'information_schema' || database === 'performance_schema') return true;
    if (user.global.length > 0) return true;
    return this.allowed(user, 'USAGE', database);
  }
}

export function databaseMatches(pattern: string, database: string): boolean {
  const source = pattern.replace(/\\([_%])|[.*+?^${}()|[\]\\]|%|_/g, (all, escaped: string | undefined) => (escaped !== undefined ? escaped : all === '%' ? '.*' : all === '_' ? '.' : `\\${all}`)); // prettier-ignore
  return new RegExp(`^${source}$`).test(database);
}

const everything = (privileges: readonly string[], all: readonly string[]): boolean => all.every((each) => privileges.includes(each)); // prettier-ignore

/** Lines of SHOW GRANTS. `spelled`: ALL is written out, as MySQL 8 does for global privileges. */
export function grantLines(user: User, spelled: boolean, quote: "'" | '`'): string[] {
  const who = `${quote}${user.user}${quote}@${quote}${user.host}${quote}`;
  const with_ = (option: boolean): string => (option ? ' WITH GRANT OPTION' : '');
  const globals = user.global.length === 0 ? 'USAGE' : everything(user.global, ALL_GLOBAL) && !spelled ? 'ALL PRIVILEGES' : user.global.join(', '); // prettier-ignore
  const lines = [`GRANT ${globals} ON *.* TO ${who}${with_(user.option)}`];
  for (const [database, { privileges, option }] of Object.entries(user.databases))
    lines.push(`GRANT ${everything(privileges, ALL_DATABASE) ? 'ALL PRIVILEGES' : privileges.join(', ')} ON \`${database}\`.* TO ${who}${with_(option)}`); // prettier-ignore
  for (const [name, { privileges, option }] of Object.entries(user.tables)) {
    const [database = '', table = ''] = name.split('.');
    lines.push(`GRANT ${privileges.join(', ')} ON \`${database}\`.\`${table}\` TO ${who}${with_(option)}`);
  }
  return lines;
}
