/** redis.conf and the options of the command line, which are the same thing in another spelling. */
import type { Process } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';
import { splitWords } from './reply.ts';

export const DEFAULTS: Readonly<Record<string, string>> = {
  appendonly: 'no', appenddirname: 'appendonlydir', appendfilename: 'appendonly.aof', appendfsync: 'everysec', bind: '* -::*', databases: '16', daemonize: 'no',
  dbfilename: 'dump.rdb', dir: '', hz: '10', logfile: '', loglevel: 'notice', maxclients: '10000', maxmemory: '0', 'maxmemory-clients': '0', 'maxmemory-eviction-tenacity': '10',
  'maxmemory-policy': 'noeviction', 'maxmemory-samples': '5', port: '6379', 'protected-mode': 'no', requirepass: '', save: '3600 1 300 100 60 10000',
  tcp_backlog: '511', timeout: '0', 'tcp-keepalive': '300', 'slowlog-max-len': '128', 'notify-keyspace-events': '', 'always-show-logo': 'no', 'stop-writes-on-bgsave-error': 'yes',
  rdbcompression: 'yes', rdbchecksum: 'yes', 'auto-aof-rewrite-percentage': '100', 'auto-aof-rewrite-min-size': '67108864', unixsocket: '', 'cluster-enabled': 'no', replicaof: '',
}; // prettier-ignore

/** A setting that cannot be: the text is what is printed before the server gives up. */
export class SettingError extends Error {
  override name = 'SettingError';
}

const NOT_SIMULATED = new Set(['replicaof', 'slaveof', 'cluster-enabled', 'unixsocket', 'tls-port', 'sentinel']);

function apply(settings: Map<string, string>, words: readonly string[], where: string): void {
  const [name = '', ...values] = words;
  const key = name.toLowerCase();
  if (NOT_SIMULATED.has(key) && values[0] !== 'no' && values[0] !== '')
    throw new SettingError(`${where}\nDrydock's redis does not simulate '${key}'`);
  if (!Object.hasOwn(DEFAULTS, key) && !TAKEN.has(key))
    throw new SettingError(
      `${where}\n>>> '${words.map((word) => (/\s/.test(word) ? `"${word}"` : word)).join(' ')}'\nBad directive or wrong number of arguments`,
    );
  if (values.length === 0) throw new SettingError(`${where}\n>>> '${name}'\nwrong number of arguments`);
  if (key === 'save') {
    const before = settings.get('\0saves') === undefined ? '' : (settings.get('save') ?? '');
    settings.set('\0saves', '1');
    settings.set('save', values.join(' ') === '' ? '' : `${before} ${values.join(' ')}`.trim());
  } else
    settings.set(
      key,
      key.startsWith('maxmemory') && values.length === 1 ? String(memory(values[0] ?? '')) : values.join(' '),
    );
}

/** Directives that are taken without an effect. */
const TAKEN = new Set(['tcp-backlog', 'supervised', 'pidfile', 'lua-time-limit', 'slowlog-log-slower-than', 'activerehashing', 'aof-use-rdb-preamble', 'aof-load-truncated', 'no-appendfsync-on-rewrite', 'rdb-del-sync-files', 'replica-read-only', 'replica-serve-stale-data', 'repl-diskless-sync', 'repl-diskless-sync-delay', 'repl-disable-tcp-nodelay', 'replica-priority', 'acllog-max-len', 'lazyfree-lazy-eviction', 'lazyfree-lazy-expire', 'lazyfree-lazy-server-del', 'replica-lazy-flush', 'lazyfree-lazy-user-del', 'lazyfree-lazy-user-flush', 'oom-score-adj', 'oom-score-adj-values', 'disable-thp', 'hash-max-listpack-entries', 'hash-max-listpack-value', 'list-max-listpack-size', 'list-compress-depth', 'set-max-intset-entries', 'zset-max-listpack-entries', 'zset-max-listpack-value', 'hll-sparse-max-bytes', 'stream-node-max-bytes', 'stream-node-max-entries', 'client-output-buffer-limit', 'dynamic-hz', 'aof-rewrite-incremental-fsync', 'rdb-save-incremental-fsync', 'jemalloc-bg-thread', 'latency-monitor-threshold', 'set-proc-title', 'proc-title-template', 'io-threads', 'loadmodule', 'rename-command', 'user', 'aclfile', 'masterauth', 'locale-collate']); // prettier-ignore

function memory(text: string): number | string {
  const [, number, unit = ''] = /^(\d+)(k|kb|m|mb|g|gb|b)?$/i.exec(text) ?? [];
  if (number === undefined) return text;
  const factor: Readonly<Record<string, number>> = {
    '': 1,
    b: 1,
    k: 1000,
    kb: 1024,
    m: 1e6,
    mb: 1024 ** 2,
    g: 1e9,
    gb: 1024 ** 3,
  };
  return Number(number) * (factor[unit.toLowerCase()] ?? 1);
}

/** Reads file and options. `given` tells whether there was either. Throws SettingError. */
export function readSettings(
  p: Process,
  args: readonly string[],
): { settings: Map<string, string>; given: boolean; file: string } {
  const settings = new Map(Object.entries(DEFAULTS));
  settings.set('dir', p.cwd());
  const file = args[0]?.startsWith('-') === false ? args[0] : undefined;
  if (file !== undefined) {
    let text: string;
    try {
      text = p.fs.readText(file);
    } catch (error) {
      if (!isSysError(error)) throw error;
      throw new SettingError(
        `# Fatal error, can't open config file '${file.startsWith('/') ? file : `${p.cwd()}/${file}`}': ${error.message}`,
      );
    }
    text.split('\n').forEach((line, index) => {
      const words = line.trim().startsWith('#') ? [] : (splitWords(line.trim()) ?? []);
      if (words.length > 0) apply(settings, words, fileError(index + 1));
    });
  }
  const rest = args.slice(file === undefined ? 0 : 1);
  for (let i = 0; i < rest.length;) {
    const name = rest[i] ?? '';
    if (!name.startsWith('--'))
      throw new SettingError(`${fileError(1)}\n>>> '${name}'\nBad directive or wrong number of arguments`);
    let end = i + 1;
    while (end < rest.length && rest[end]?.startsWith('--') === false) end++;
    apply(settings, [name.slice(2), ...rest.slice(i + 1, end)], fileError(1));
    i = end;
  }
  return {
    settings,
    given: args.length > 0,
    file: file === undefined ? '' : file.startsWith('/') ? file : `${p.cwd()}/${file}`,
  };
}

function fileError(line: number): string {
  return `\n*** FATAL CONFIG FILE ERROR (Redis) ***\nReading the configuration file, at line ${line}`;
}
