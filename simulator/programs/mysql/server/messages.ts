/** What the server says in its log on the way up and down. */
import { isAtLeast, type Product } from '../engine/product.ts';
import type { Entry } from './log.ts';

export interface Place {
  /** Path of the program: `/usr/sbin/mysqld`. */
  program: string;
  pid: number;
  socket: string;
  /** 0 without a network. */
  port: number;
}

const system = (code: string, text: string): Entry => ({ level: 'System', code, text });
const innodb = (text: string): Entry => ({ level: 'Note', text: `InnoDB: ${text}` });
const note = (text: string): Entry => ({ level: 'Note', text });
const INNODB_STARTED: Entry[] = [
  { level: 'System', code: 'MY-013576', subsystem: 'InnoDB', thread: 1, text: 'InnoDB initialization has started.' },
  { level: 'System', code: 'MY-013577', subsystem: 'InnoDB', thread: 1, text: 'InnoDB initialization has ended.' },
];

const short = (program: string): string => program.slice(program.lastIndexOf('/') + 1);

export function initializing(product: Product, { program, pid }: Place): Entry[] {
  if (product.name === 'MariaDB') return [];
  const { number } = product;
  if (!isAtLeast(product, 8)) return [{ level: 'Warning', text: 'InnoDB: New log files created, LSN=45790' }, { level: 'Warning', text: 'InnoDB: Creating foreign key constraint system tables.' }]; // prettier-ignore
  const begun = isAtLeast(product, 8, 4) ? [system('MY-015017', 'MySQL Server Initialization - start.')] : [];
  return [...begun, system('MY-013169', `${program} (mysqld ${number}) initializing of server in progress as process ${pid}`), ...INNODB_STARTED]; // prettier-ignore
}

export function initialized(product: Product, password: string | undefined): Entry[] {
  if (product.name === 'MariaDB') return [];
  const thread = isAtLeast(product, 8) ? 6 : 1;
  const entry: Entry =
    password === undefined
      ? { level: 'Warning', code: 'MY-010453', thread, text: 'root@localhost is created with an empty password ! Please consider switching off the --initialize-insecure option.' }
      : { level: 'Note', code: 'MY-010454', thread, text: `A temporary password is generated for root@localhost: ${password}` }; // prettier-ignore
  const ended = isAtLeast(product, 8, 4) ? [system('MY-015018', 'MySQL Server Initialization - end.')] : [];
  return [entry, ...ended];
}

export function starting(product: Product, { program, pid }: Place): Entry[] {
  const { number, version } = product;
  if (product.name === 'MariaDB') return [
    note(`Starting MariaDB ${version} source revision  as process ${pid}`),
    innodb('Compressed tables use zlib 1.3.1'),
    innodb('Number of transaction pools: 1'),
    innodb('Using crc32 + pclmulqdq instructions'),
    note(`${short(program)}: O_TMPFILE is not supported on /tmp (disabling future attempts)`),
    innodb('Initializing buffer pool, total size = 128.000MiB, chunk size = 2.000MiB'),
    innodb('Completed initialization of buffer pool'),
  ]; // prettier-ignore
  if (!isAtLeast(product, 8)) return [
    note(`${program} (mysqld ${number}) starting as process ${pid} ...`),
    innodb('PUNCH HOLE support available'),
    innodb('Mutexes and rw_locks use GCC atomic builtins'),
    innodb('Uses event mutexes'),
    innodb('Compressed tables use zlib 1.2.13'),
    innodb('Number of pools: 1'),
    innodb('Using CPU crc32 instructions'),
    innodb('Initializing buffer pool, total size = 128M, instances = 1, chunk size = 128M'),
    innodb('Completed initialization of buffer pool'),
  ]; // prettier-ignore
  const begun = isAtLeast(product, 8, 4) ? [system('MY-015015', 'MySQL Server - start.')] : [];
  return [...begun, system('MY-010116', `${program} (mysqld ${number}) starting as process ${pid}`), ...INNODB_STARTED];
}

export function started(product: Product, { program, socket, port }: Place): Entry[] {
  const ready = `ready for connections.${product.name === 'MySQL' && isAtLeast(product, 8) ? ' ' : '\n'}Version: '${product.version}'  socket: '${socket}'  port: ${port}  ${product.comment}`; // prettier-ignore
  if (product.name === 'MariaDB') return [
    innodb('log sequence number 46846; transaction id 14'),
    note("Plugin 'FEEDBACK' is disabled."),
    note("Plugin 'wsrep-provider' is disabled."),
    innodb('Buffer pool(s) load completed'),
    ...(port === 0 ? [] : [note("Server socket created on IP: '0.0.0.0'."), note("Server socket created on IP: '::'.")]),
    note(`${short(program)}: Event Scheduler: Loaded 0 events`),
    note(`${program}: ${ready}`),
  ]; // prettier-ignore
  if (!isAtLeast(product, 8)) return [
    innodb('Buffer pool(s) load completed'),
    note("Plugin 'FEDERATED' is disabled."),
    ...(port === 0 ? [] : [note(`Server hostname (bind-address): '*'; port: ${port}`), note('IPv6 is available.'), note("  - '::' resolves to '::';"), note("Server socket created on IP: '::'.")]),
    note('Event Scheduler: Loaded 0 events'),
    note(`${short(program)}: ${ready}`),
  ]; // prettier-ignore
  return [
    { level: 'Warning', code: 'MY-011810', text: "Insecure configuration for --pid-file: Location '/var/run/mysqld' in the path is accessible to all OS users. Consider choosing a different directory." },
    system('MY-010931', `${program}: ${ready}.`),
  ]; // prettier-ignore
}

/** `by`: the account that asked for it, undefined when it was a signal. */
export function stopping(product: Product, { program }: Place, by: string | undefined): Entry[] {
  const { number } = product;
  if (product.name === 'MariaDB') return [
    note(`${short(program)} (initiated by: ${by ?? 'unknown'}): Normal shutdown`),
    innodb('FTS optimize thread exiting.'),
    innodb('Starting shutdown...'),
    innodb('Dumping buffer pool(s) to /var/lib/mysql/ib_buffer_pool'),
  ]; // prettier-ignore
  if (!isAtLeast(product, 8)) return [
    note('Giving 0 client threads a chance to die gracefully'),
    note('Shutting down slave threads'),
    note('Forcefully disconnecting 0 remaining clients'),
    note('Event Scheduler: Purging the queue. 0 events'),
    note("Binlog end"),
  ]; // prettier-ignore
  const entry = system('MY-013172', `Received SHUTDOWN from user ${by ?? '<via user signal>'}. Shutting down mysqld (Version: ${number}).`); // prettier-ignore
  return [by === undefined ? entry : { ...entry, thread: 10 }];
}

export function stopped(product: Product, { program }: Place): Entry[] {
  const { number, comment } = product;
  if (product.name === 'MariaDB') return [innodb('Removed temporary tablespace data file: "./ibtmp1"'), innodb('Shutdown completed; log sequence number 46846; transaction id 15'), note(`${program}: Shutdown complete`)]; // prettier-ignore
  if (!isAtLeast(product, 8)) return [innodb('Shutdown completed; log sequence number 12219292'), note(`${short(program)}: Shutdown complete`)]; // prettier-ignore
  const ended = isAtLeast(product, 8, 4) ? [system('MY-015016', 'MySQL Server - end.')] : [];
  return [system('MY-010910', `${program}: Shutdown complete (mysqld ${number})  ${comment}.`), ...ended];
}
