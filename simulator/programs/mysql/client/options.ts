/** Options that all clients share: where to connect, and as whom; and the reading of their command lines. */
import type { Process } from '../../../kernel/abi.ts';
import { readLine } from '../../command/ask.ts';
import { readUsers } from '../../users/accounts.ts';
import { readOptionFiles } from '../option-files.ts';
import type { Target } from './connection.ts';

/** `name` of an option, and its letter; what follows `:` says whether it takes a value: `:` yes, `?` it may. */
export type OptionTable = readonly string[];

const CONNECTING: OptionTable = ['user:u:', 'password:p?', 'host:h:', 'port:P:', 'socket:S:', 'protocol::', 'ssl-mode::', 'ssl:', 'skip-ssl:', 'ssl-ca::', 'ssl-verify-server-cert:', 'default-auth::', 'get-server-public-key:', 'connect-timeout::', 'default-character-set::', 'compress:C', 'plugin-dir::', 'login-path::', 'column-statistics:?', 'bind-address::', 'help:?', 'version:V', 'verbose:v', 'silent:s', 'force:f', 'character-sets-dir::', 'server-public-key-path::', 'enable-cleartext-plugin:', 'tls-version::', 'set-gtid-purged::']; // prettier-ignore

/** A mistake; `message` is printed and the exit status is `status`. */
export class UsageError extends Error {
  override name = 'UsageError';
}

export interface Given {
  /** Every option as it came; later ones win. */
  options: { name: string; value: string | undefined }[];
  operands: string[];
  /** A password stood on the command line. */
  passwordShown: boolean;
}

interface Known {
  name: string;
  letter: string;
  takes: 'value' | 'maybe' | 'nothing';
}

function known(table: OptionTable): Known[] {
  return table.map((text) => {
    const [, name = '', letter = '', mark = ''] = /^([^:]+):([^:?]?)([:?]?)$/.exec(text) ?? [];
    return { name, letter, takes: mark === ':' ? 'value' : mark === '?' ? 'maybe' : 'nothing' };
  });
}

export const isMariadb = (p: Process): boolean => p.executable.includes('mariadb');
export const nameOf = (p: Process): string => (p.args[0] ?? '').replace(/^.*\//, '');

class Reader {
  private readonly p: Process;
  private readonly known: Known[];
  readonly given: Given = { options: [], operands: [], passwordShown: false };

  constructor(p: Process, table: OptionTable) {
    this.p = p;
    this.known = known([...CONNECTING, ...table]);
  }

  private fail(text: string): never {
    const { p } = this;
    throw new UsageError(isMariadb(p) ? `${nameOf(p)}: ${text}` : `${nameOf(p)}: [ERROR] ${text}.`);
  }

  find(name: string): Known | undefined {
    const exact = this.known.find((each) => each.name === name);
    if (exact !== undefined) return exact;
    const begun = this.known.filter((each) => each.name.startsWith(name));
    return begun.length === 1 ? begun[0] : undefined;
  }

  add(name: string, value: string | undefined): void {
    this.given.options.push({ name, value });
  }

  private long(arg: string, next: () => string | undefined): void {
    const [, written = '', value] = /^--([^=]+)(?:=(.*))?$/s.exec(arg) ?? [];
    const name = written.replaceAll('_', '-').replace(/^loose-/, '');
    const found = this.find(name);
    if (found === undefined) {
      const [, prefix, rest = ''] = /^(skip|disable|enable)-(.*)$/.exec(name) ?? [];
      const turned = prefix === undefined ? undefined : this.find(rest);
      if (turned === undefined) this.fail(`unknown ${value === undefined ? 'option' : 'variable'} '${arg}'`);
      this.add(turned.name, prefix === 'enable' ? '1' : '0');
      return;
    }
    if (found.takes === 'value')
      this.add(found.name, value ?? next() ?? this.fail(`option '--${written}' requires an argument`)); // prettier-ignore
    else this.add(found.name, value);
    if (found.name === 'password' && value !== undefined && value !== '') this.given.passwordShown = true;
  }

  private letters(arg: string, next: () => string | undefined): void {
    for (let at = 1; at < arg.length; at++) {
      const letter = arg[at] ?? '';
      const found = letter === '?' || letter === 'I' ? this.find('help') : this.known.find((each) => each.letter === letter); // prettier-ignore
      if (found === undefined) this.fail(`unknown option '-${letter}'`);
      const rest = arg.slice(at + 1);
      if (found.takes === 'nothing' || found.name === 'help') {
        this.add(found.name, undefined);
        continue;
      }
      if (found.takes === 'value')
        this.add(found.name, rest === '' ? (next() ?? this.fail(`option '-${letter}' requires an argument`)) : rest); // prettier-ignore
      else this.add(found.name, rest === '' ? undefined : rest);
      if (found.name === 'password' && rest !== '') this.given.passwordShown = true;
      return;
    }
  }

  read(args: readonly string[]): Given {
    for (let i = 0; i < args.length; i++) {
      const arg = args[i] ?? '';
      const next = (): string | undefined => args[++i];
      if (arg === '--') {
        this.given.operands.push(...args.slice(i + 1));
        break;
      }
      if (arg.startsWith('--')) this.long(arg, next);
      else if (arg.startsWith('-') && arg !== '-') this.letters(arg, next);
      else this.given.operands.push(arg);
    }
    return this.given;
  }
}

/** Options from the files (groups `[client]` and of the program), then those of the command line. Throws UsageError. */
export function readOptions(p: Process, table: OptionTable, groups: readonly string[]): Given {
  const mariadb = isMariadb(p) ? ['client-server', 'client-mariadb'] : [];
  const { given, rest } = readOptionFiles(p, p.args.slice(1), ['client', ...mariadb, ...groups]);
  const reader = new Reader(p, table);
  for (const { name, value } of given) {
    const found = reader.find(name.replace(/^(loose|skip)-/, ''));
    if (found !== undefined) reader.add(found.name, name.startsWith('skip-') ? '0' : value);
  }
  return reader.read(rest);
}

export function lastValue({ options }: Given, name: string): string | undefined {
  return options.filter((option) => option.name === name).at(-1)?.value;
}

export function has({ options }: Given, name: string): boolean {
  const last = options.filter((option) => option.name === name).at(-1);
  return last !== undefined && !/^(0|off|false)$/i.test(last.value ?? '1');
}

/** Asks for the password on the terminal, without showing it; without a terminal a line of standard input is taken. */
async function askPassword(p: Process): Promise<string> {
  const fd = p.isatty(0) ? 0 : await openTerminal(p);
  if (fd === undefined) {
    await p.stderr.write('Enter password: ');
    return (await readLine(p)) ?? '';
  }
  const tty = p.tty(fd);
  const before = tty.modes();
  await p.write(fd, 'Enter password: ');
  tty.setModes({ echo: false });
  try {
    return (await readLine(p, fd)) ?? '';
  } finally {
    tty.setModes(before);
    await p.write(fd, '\n');
  }
}

async function openTerminal(p: Process): Promise<number | undefined> {
  if (p.controllingTty() === undefined) return undefined;
  return await p.open('/dev/tty', { read: true, write: true });
}

/** Where to connect; asks for the password when `-p` stood alone. */
export async function targetOf(p: Process, given: Given, database: string | undefined): Promise<Target> {
  const user = lastValue(given, 'user') ?? readUsers(p.fs).find(({ uid }) => uid === p.credentials.uid)?.name ?? 'root';
  const host = lastValue(given, 'host') ?? p.env.get('MYSQL_HOST') ?? 'localhost';
  const protocol = lastValue(given, 'protocol')?.toLowerCase();
  const bySocket = protocol === 'socket' || (protocol !== 'tcp' && host === 'localhost');
  const asked = given.options.filter(({ name }) => name === 'password').at(-1);
  const password = asked === undefined ? (p.env.get('MYSQL_PWD') ?? '') : asked.value === undefined ? await askPassword(p) : asked.value === '0' && !given.passwordShown ? '' : asked.value; // prettier-ignore
  const mariadb = isMariadb(p);
  return {
    user,
    password,
    host: bySocket ? undefined : host,
    port: Number(lastValue(given, 'port') ?? p.env.get('MYSQL_TCP_PORT') ?? 3306),
    socket: lastValue(given, 'socket') ?? (mariadb ? '/run/mysqld/mysqld.sock' : '/var/run/mysqld/mysqld.sock'),
    database,
    mariadb,
    recent: !mariadb && !/^5\./.test(p.env.get('MYSQL_VERSION') ?? ''),
  };
}

/**
 * MySQL's clients warn of passwords on the command line. Here they do so where somebody sits at the terminal; scripts,
 * whose standard error is read by others, are not bothered.
 */
export async function warnOfPassword(p: Process, given: Given): Promise<void> {
  if (!given.passwordShown || isMariadb(p) || !p.isatty(2)) return;
  await p.stderr.write(`${nameOf(p)}: [Warning] Using a password on the command line interface can be insecure.\n`);
}
