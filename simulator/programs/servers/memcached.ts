/** memcached: keys and values in memory, over the text protocol. The binary and the meta protocol are not there. */
import type { Connection, Process } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';
import { decodeBytes, encodeText } from '../text/codec.ts';

interface Item {
  flags: string;
  data: string;
  /** Milliseconds since the epoch; 0 never. */
  expires: number;
  cas: number;
}

const VERSION = '1.6.39';
/** The longest value, in bytes. */
const ITEM_LIMIT = 1024 * 1024;
/** A lifetime in seconds above this is a point in time. */
const MONTH = 60 * 60 * 24 * 30;

class Cache {
  private readonly p: Process;
  private readonly items = new Map<string, Item>();
  private readonly started: number;
  private readonly memory: number;
  private serial = 0;
  private counts = { get: 0, set: 0, hits: 0, misses: 0, total: 0, connections: 0, everConnected: 0 };

  constructor(p: Process, memory: number) {
    this.p = p;
    this.started = p.now();
    this.memory = memory;
  }

  private live(key: string): Item | undefined {
    const item = this.items.get(key);
    if (item !== undefined && item.expires !== 0 && item.expires <= this.p.now()) {
      this.items.delete(key);
      return undefined;
    }
    return item;
  }

  private deadline(text: string): number {
    const seconds = Number(text);
    if (seconds === 0) return 0;
    if (seconds < 0) return 1;
    return seconds > MONTH ? seconds * 1000 : this.p.now() + seconds * 1000;
  }

  private put(key: string, flags: string, data: string, expires: number): void {
    this.items.set(key, { flags, data, expires, cas: ++this.serial });
    this.counts.total++;
  }

  store(verb: string, key: string, flags: string, lifetime: string, data: string, cas: string | undefined): string {
    this.counts.set++;
    const old = this.live(key);
    if (verb === 'add' && old !== undefined) return 'NOT_STORED';
    if ((verb === 'replace' || verb === 'append' || verb === 'prepend') && old === undefined) return 'NOT_STORED';
    if (verb === 'cas' && old === undefined) return 'NOT_FOUND';
    if (verb === 'cas' && old?.cas !== Number(cas)) return 'EXISTS';
    if (old !== undefined && verb === 'append') this.put(key, old.flags, old.data + data, old.expires);
    else if (old !== undefined && verb === 'prepend') this.put(key, old.flags, data + old.data, old.expires);
    else this.put(key, flags, data, this.deadline(lifetime));
    return 'STORED';
  }

  get(keys: readonly string[], withCas: boolean): string {
    let text = '';
    for (const key of keys) {
      this.counts.get++;
      const item = this.live(key);
      if (item === undefined) {
        this.counts.misses++;
        continue;
      }
      this.counts.hits++;
      text += `VALUE ${key} ${item.flags} ${item.data.length}${withCas ? ` ${item.cas}` : ''}\r\n${item.data}\r\n`;
    }
    return `${text}END`;
  }

  count(key: string, by: bigint): string {
    const item = this.live(key);
    if (item === undefined) return 'NOT_FOUND';
    if (!/^\d+$/.test(item.data)) return 'CLIENT_ERROR cannot increment or decrement non-numeric value';
    const sum = BigInt(item.data) + by;
    this.put(key, item.flags, (sum < 0n ? 0n : BigInt.asUintN(64, sum)).toString(), item.expires);
    return this.items.get(key)?.data ?? '';
  }

  touch(key: string, lifetime: string): string {
    const item = this.live(key);
    if (item === undefined) return 'NOT_FOUND';
    item.expires = this.deadline(lifetime);
    return 'TOUCHED';
  }

  delete(key: string): string {
    return this.live(key) !== undefined && this.items.delete(key) ? 'DELETED' : 'NOT_FOUND';
  }

  flush(): string {
    this.items.clear();
    return 'OK';
  }

  opened(): void {
    this.counts.connections++;
    this.counts.everConnected++;
  }

  closed(): void {
    this.counts.connections--;
  }

  stats(): string {
    const bytes = [...this.items].reduce((sum, [key, { data }]) => sum + key.length + data.length + 50, 0);
    const seconds = (ms: number): number => Math.floor(ms / 1000);
    const rows: (readonly [string, string | number])[] = [
      ['pid', this.p.pid], ['uptime', seconds(this.p.now() - this.started)], ['time', seconds(this.p.now())], ['version', VERSION], ['pointer_size', 64],
      ['max_connections', 1024], ['curr_connections', this.counts.connections], ['total_connections', this.counts.everConnected], ['cmd_get', this.counts.get],
      ['cmd_set', this.counts.set], ['get_hits', this.counts.hits], ['get_misses', this.counts.misses], ['limit_maxbytes', this.memory], ['threads', 4], ['bytes', bytes],
      ['curr_items', this.items.size], ['total_items', this.counts.total], ['evictions', 0],
    ]; // prettier-ignore
    return `${rows.map(([name, value]) => `STAT ${name} ${value}\r\n`).join('')}END`;
  }
}

const STORES = new Set(['set', 'add', 'replace', 'append', 'prepend', 'cas']);

/** Answers one connection's commands until it ends. */
async function converse(cache: Cache, connection: Connection): Promise<void> {
  let waiting = '';
  let ended = false;
  const more = async (): Promise<void> => {
    const chunk = await connection.read();
    if (chunk.length === 0) ended = true;
    else waiting += decodeBytes(chunk);
  };
  const say = (text: string): Promise<void> => connection.write(encodeText(`${text}\r\n`));
  for (;;) {
    while (!waiting.includes('\n') && !ended) await more();
    if (ended) return;
    const end = waiting.indexOf('\n');
    const [verb = '', ...words] = waiting.slice(0, end).trim().split(/ +/);
    waiting = waiting.slice(end + 1);
    const quiet = words.at(-1) === 'noreply';
    if (STORES.has(verb)) {
      const [key = '', flags = '', lifetime = '', size = '', cas] = words;
      const length = Number(size);
      if (!/^-?\d+$/.test(lifetime) || !/^\d+$/.test(size) || key.length > 250) {
        await say(key === '' || size === '' ? 'ERROR' : 'CLIENT_ERROR bad command line format');
        continue;
      }
      while (waiting.length < length + 2 && !ended && !(waiting.length > length && !/^\r?$/.test(waiting.slice(length)))) await more(); // prettier-ignore
      const data = waiting.slice(0, length);
      const tail = /^\r?\n/.exec(waiting.slice(length))?.[0];
      const next = waiting.indexOf('\n', length);
      waiting = tail === undefined ? waiting.slice(next + 1) : waiting.slice(length + tail.length);
      const answer =
        tail === undefined
          ? 'CLIENT_ERROR bad data chunk'
          : length > ITEM_LIMIT
            ? 'SERVER_ERROR object too large for cache'
            : cache.store(verb, key, flags, lifetime, data, cas);
      if (!quiet) await say(answer);
      continue;
    }
    if (verb === 'quit') return;
    const answer = answerTo(cache, verb, words);
    if (!quiet) await say(answer);
  }
}

function answerTo(cache: Cache, verb: string, words: readonly string[]): string {
  const [key, value] = words;
  switch (verb) {
    case 'get':
    case 'gets':
      return key === undefined ? 'ERROR' : cache.get(words, verb === 'gets');
    case 'delete':
      return key === undefined ? 'ERROR' : cache.delete(key);
    case 'incr':
    case 'decr':
      if (key === undefined || value === undefined) return 'ERROR';
      if (!/^\d+$/.test(value)) return 'CLIENT_ERROR invalid numeric delta argument';
      return cache.count(key, verb === 'incr' ? BigInt(value) : -BigInt(value));
    case 'touch':
      return key === undefined || value === undefined ? 'ERROR' : cache.touch(key, value);
    case 'flush_all':
      return cache.flush();
    case 'version':
      return `VERSION ${VERSION}`;
    case 'verbosity':
      return 'OK';
    case 'stats':
      return key === undefined ? cache.stats() : key === 'reset' ? 'RESET' : 'END';
    default:
      return 'ERROR';
  }
}

export default async function memcached(p: Process): Promise<number> {
  const args = p.args.slice(1);
  const option = (letter: string, long: string): string | undefined => {
    const at = args.findIndex((word) => word.startsWith(`-${letter}`) || word.startsWith(`--${long}`));
    const word = args[at];
    if (word === undefined) return undefined;
    if (word.startsWith('--')) return word.split('=')[1] ?? args[at + 1];
    return word.length > 2 ? word.slice(2).replace(/^=/, '') : args[at + 1];
  };
  if (args.some((word) => /^(-V|--version)$/.test(word))) {
    await p.stdout.write(`memcached ${VERSION}\n`);
    return 0;
  }
  if (args.some((word) => /^(-h|--help)$/.test(word))) {
    await p.stdout.write(`memcached ${VERSION}\n-p, --port=<num>   TCP port to listen on (default: 11211)\n-m, --memory-limit=<num>   megabytes of items (default: 64)\n-l, --listen=<addr>   interface to listen on\n-u, --user=<user>   identity to assume\n`); // prettier-ignore
    return 0;
  }
  if (p.credentials.uid === 0 && option('u', 'user') === undefined) {
    await p.stderr.write("can't run as root without the -u switch\n");
    return 64;
  }
  const port = Number(option('p', 'port') ?? 11211);
  const cache = new Cache(p, Number(option('m', 'memory-limit') ?? 64) * 1024 * 1024);
  // It says which signal it was and ends well.
  p.onSignal('TERM', () => p.exit(0));
  p.onSignal('INT', () => p.exit(0));
  let listener;
  try {
    listener = p.net.listen({ host: option('l', 'listen') ?? '::', port });
  } catch (error) {
    if (!isSysError(error)) throw error;
    await p.stderr.write(`failed to listen on TCP port ${port}: ${error.message}\n`);
    return 71;
  }
  for (;;) {
    const connection = await listener.accept();
    cache.opened();
    p.background(async () => {
      try {
        await converse(cache, connection);
      } catch (error) {
        if (!isSysError(error)) throw error;
      } finally {
        cache.closed();
        connection.close();
      }
    });
  }
}
