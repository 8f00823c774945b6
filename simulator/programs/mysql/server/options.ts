/** The server's options, from its files and its command line. */
import type { Process } from '../../../kernel/abi.ts';
import type { Product } from '../engine/product.ts';
import { defaultVariables, READ_ONLY } from '../engine/variables.ts';
import { readOptionFiles, type GivenOption } from '../option-files.ts';

export interface ServerOptions {
  /** What is to be done: serve, make a data directory (then end), tell the version or the options. */
  task: 'serve' | 'initialize' | 'initialize-insecure' | 'version' | 'help' | 'bootstrap';
  datadir: string;
  socket: string;
  pidFile: string;
  port: number;
  /** Addresses to listen at. */
  bind: string[];
  networking: boolean;
  daemonize: boolean;
  /** The account to become when started by root. */
  user: string | undefined;
  initFile: string | undefined;
  /** System variables that were given a value; an empty one means ON. */
  given: Map<string, string>;
}

/** `message` is what the log says before `Aborting`. */
export class BadOption extends Error {
  override name = 'BadOption';
}

/** Options that are accepted and change nothing that could be seen here. */
const IGNORED = new Set(
  `skip-host-cache skip-name-resolve secure-file-priv default-time-zone explicit-defaults-for-timestamp host-cache-size symbolic-links
  innodb-flush-method innodb-flush-log-at-trx-commit innodb-log-file-size innodb-log-buffer-size innodb-file-per-table innodb-use-native-aio innodb-redo-log-capacity innodb-buffer-pool-instances innodb-rollback-on-timeout innodb-read-io-threads innodb-write-io-threads innodb-io-capacity innodb-large-prefix innodb-file-format
  max-connect-errors key-buffer-size table-definition-cache open-files-limit tmp-table-size max-heap-table-size sort-buffer-size join-buffer-size read-buffer-size read-rnd-buffer-size thread-cache-size thread-stack query-cache-limit back-log
  log-bin log-error log-bin-index binlog-format binlog-expire-logs-seconds expire-logs-days sync-binlog max-binlog-size binlog-do-db gtid-mode enforce-gtid-consistency relay-log log-slave-updates log-replica-updates server-id
  mysqlx mysql-native-password skip-mysqlx mysqlx-port mysqlx-socket performance-schema skip-log-bin disable-log-bin skip-character-set-client-handshake character-set-client-handshake default-authentication-plugin authentication-policy
  ssl skip-ssl ssl-ca ssl-cert ssl-key require-secure-transport early-plugin-load plugin-load-add upgrade lc-messages lc-messages-dir lc-time-names console log-warnings log-error-verbosity slow-query-log-file long-query-time general-log-file log-output transaction-isolation tls-version bulk-insert-buffer-size myisam-sort-buffer-size optimizer-switch regexp-time-limit skip-external-locking temptable-max-ram event-scheduler group-concat-max-len local-infile skip-symbolic-links net-read-timeout net-write-timeout collation-connection init-connect federated ft-min-word-len innodb-ft-min-token-size old-passwords wsrep-on`.split(/\s+/),
); // prettier-ignore

function split(arg: string): GivenOption | undefined {
  const [, name, value] = /^--([^=]+)(?:=(.*))?$/s.exec(arg) ?? [];
  return name === undefined ? undefined : { name: name.replaceAll('_', '-'), value };
}

/** Letters of the command line, and what they are short for. */
const LETTERS: Readonly<Record<string, string>> = { u: 'user', P: 'port', h: 'datadir', b: 'basedir', D: 'daemonize', '?': 'help', V: 'version', v: 'verbose', C: 'character-set-server', T: 'exit-info' }; // prettier-ignore

function readArguments(args: readonly string[]): GivenOption[] {
  const found: GivenOption[] = [];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? '';
    const long = split(arg);
    if (long !== undefined) {
      found.push(long);
      continue;
    }
    const name = LETTERS[arg.slice(1, 2)];
    if (!arg.startsWith('-')) throw new BadOption(`Too many arguments (first extra is '${arg}').`);
    if (name === undefined) throw new BadOption(`unknown option '${arg}'`);
    if ('uPhbC'.includes(arg.slice(1, 2))) found.push({ name, value: arg.slice(2) || args[++i] });
    else found.push({ name, value: undefined });
  }
  return found;
}

const off = (value: string | undefined): boolean => /^(0|off|false)$/i.test(value ?? 'on');

export function readServerOptions(p: Process, product: Product): ServerOptions {
  const number = product.number.split('.').slice(0, 2).join('.');
  const groups = product.name === 'MariaDB' ? ['mysqld', 'server', 'mariadb', 'mariadbd', `mysqld-${number}`, 'client-server'] : ['mysqld', 'server', `mysqld-${number}`]; // prettier-ignore
  const { given, rest } = readOptionFiles(p, p.args.slice(1), groups);
  const o: ServerOptions = { task: 'serve', datadir: '/var/lib/mysql', socket: product.name === 'MariaDB' ? '/run/mysqld/mysqld.sock' : '/var/run/mysqld/mysqld.sock', pidFile: '', port: 3306, bind: ['*'], networking: true, daemonize: false, user: undefined, initFile: undefined, given: new Map() }; // prettier-ignore
  const known = defaultVariables(product, { ...o, given: new Map() });
  for (const option of [...given, ...readArguments(rest)]) apply(o, option, known);
  return o;
}

function apply(o: ServerOptions, { name: written, value }: GivenOption, known: ReadonlyMap<string, string>): void {
  const loose = written.startsWith('loose-');
  const name = loose ? written.slice(6) : written;
  switch (name) {
    case 'datadir': o.datadir = (value ?? '').replace(/(.)\/$/, '$1'); return;
    case 'socket': o.socket = value ?? ''; return;
    case 'pid-file': o.pidFile = value ?? ''; return;
    case 'port': o.port = Number(value); return;
    case 'bind-address': o.bind = (value ?? '*').split(','); return;
    case 'skip-networking': o.networking = off(value); return;
    case 'daemonize': o.daemonize = true; return;
    case 'user': o.user = value; return;
    case 'init-file': o.initFile = value; return;
    case 'initialize': case 'initialize-insecure': case 'version': case 'help': case 'bootstrap': o.task = name; return;
    case 'verbose': case 'basedir': case 'exit-info': case 'skip-grant-tables': return;
    default:
  } // prettier-ignore
  const variable = name.replace(/^(skip|disable|enable)-/, '').replaceAll('-', '_');
  if (known.has(variable) && (!READ_ONLY.has(variable) || variable === 'lower_case_table_names')) {
    o.given.set(variable, /^(skip|disable)-/.test(name) ? 'OFF' : (value ?? ''));
    return;
  }
  if (loose || known.has(variable) || IGNORED.has(name)) {
    if (name === 'default-authentication-plugin' && value !== undefined) o.given.set('default_authentication_plugin', value);
    return;
  } // prettier-ignore
  throw new BadOption(value === undefined ? `unknown option '--${name}'` : `unknown variable '${name}=${value}'`);
}
