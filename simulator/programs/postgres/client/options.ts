/** Command lines of Postgres's clients: options of connecting, and each program's own. */
import type { Process } from '../../../kernel/abi.ts';
import { readLine } from '../../command/ask.ts';
import { readUsers } from '../../users/accounts.ts';
import { ClientConnection, ConnectionFailed, type Target } from './connection.ts';

/** Long name, and after `:` its letter; `=` at the end: it takes a value. */
const COMMON = ['host:h=', 'port:p=', 'username:U=', 'no-password:w', 'password:W', 'help:?', 'version:V'];

export class UsageError extends Error {
  override name = 'UsageError';
}

export interface Given {
  options: { name: string; value: string }[];
  operands: string[];
}

export const nameOf = (p: Process): string => (p.args[0] ?? '').replace(/^.*\//, '');

export function readOptions(p: Process, own: readonly string[]): Given {
  const table = [...own, ...COMMON].map((text) => {
    const [, name = '', letter = '', takes] = /^([^:=]+):?([^=]?)(=?)$/.exec(text) ?? [];
    return { name, letter, takes: takes === '=' };
  });
  const given: Given = { options: [], operands: [] };
  const args = p.args.slice(1);
  const hint = `Try "${nameOf(p)} --help" for more information.`;
  const missing = (option: string): never => {
    throw new UsageError(`${nameOf(p)}: option requires an argument -- '${option}'\n${nameOf(p)}: hint: ${hint}`);
  };
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? '';
    if (arg === '--') {
      given.operands.push(...args.slice(i + 1));
      break;
    }
    const [, long, written] = /^--([\w-]+)(?:=(.*))?$/s.exec(arg) ?? [];
    if (long !== undefined) {
      const found = table.filter(({ name }) => name === long || name.startsWith(long)).sort((a, b) => a.name.length - b.name.length)[0]; // prettier-ignore
      if (found === undefined) throw new UsageError(`${nameOf(p)}: unrecognized option '${arg}'\n${nameOf(p)}: hint: ${hint}`); // prettier-ignore
      given.options.push({ name: found.name, value: found.takes ? (written ?? args[++i] ?? missing(long)) : (written ?? '') }); // prettier-ignore
      continue;
    }
    if (!arg.startsWith('-') || arg === '-') {
      given.operands.push(arg);
      continue;
    }
    for (let at = 1; at < arg.length; at++) {
      const letter = arg[at] ?? '';
      const found = table.find((each) => each.letter === letter);
      if (found === undefined) throw new UsageError(`${nameOf(p)}: invalid option -- '${letter}'\n${nameOf(p)}: hint: ${hint}`); // prettier-ignore
      if (!found.takes) given.options.push({ name: found.name, value: '' });
      else {
        given.options.push({ name: found.name, value: arg.slice(at + 1) || (args[++i] ?? missing(letter)) });
        break;
      }
    }
  }
  return given;
}

export function valueOf({ options }: Given, name: string): string | undefined {
  return options.filter((option) => option.name === name).at(-1)?.value;
}

export const has = (given: Given, name: string): boolean => valueOf(given, name) !== undefined;

/** Where to connect; `postgresql://user:password@host:port/database` may stand in place of the database. */
export function targetOf(p: Process, given: Given, database: string | undefined, user: string | undefined): Target {
  const uri = /^postgres(?:ql)?:\/\/(?:([^:@/]*)(?::([^@/]*))?@)?([^:/?]*)(?::(\d+))?(?:\/([^?]*))?/.exec(
    database ?? '',
  );
  const [, uriUser, uriPassword, uriHost, uriPort, uriDatabase] = uri ?? [];
  const own = readUsers(p.fs).find(({ uid }) => uid === p.credentials.uid)?.name ?? 'postgres';
  const name = uriUser ?? valueOf(given, 'username') ?? user ?? p.env.get('PGUSER') ?? own;
  return {
    user: name,
    database: uri === null ? (database ?? p.env.get('PGDATABASE') ?? name) : (uriDatabase ?? name),
    host:
      (uriHost === '' ? undefined : uriHost) ?? valueOf(given, 'host') ?? p.env.get('PGHOST') ?? '/var/run/postgresql',
    port: Number(uriPort ?? valueOf(given, 'port') ?? p.env.get('PGPORT') ?? 5432),
    password: uriPassword ?? p.env.get('PGPASSWORD'),
  };
}

async function askPassword(p: Process, user: string): Promise<string> {
  const question = `Password for user ${user}: `;
  if (!p.isatty(0)) {
    await p.stderr.write(question);
    return (await readLine(p)) ?? '';
  }
  const tty = p.tty(0);
  const before = tty.modes();
  await p.stdout.write(question);
  tty.setModes({ echo: false });
  try {
    return (await readLine(p)) ?? '';
  } finally {
    tty.setModes(before);
    await p.stdout.write('\n');
  }
}

/** Connects, asking for a password where one is needed and may be asked for. Throws ConnectionFailed. */
export async function connect(p: Process, given: Given, target: Target): Promise<ClientConnection> {
  if (has(given, 'password')) target.password = await askPassword(p, target.user);
  try {
    return await ClientConnection.connect(p, target);
  } catch (error) {
    if (!(error instanceof ConnectionFailed) || !error.passwordNeeded || has(given, 'no-password')) throw error;
    target.password = await askPassword(p, target.user);
    return ClientConnection.connect(p, target);
  }
}
