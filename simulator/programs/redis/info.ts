/** INFO: sections of `name:value` lines. */
import type { Server } from './server.ts';

export function showSize(bytes: number): string {
  if (bytes < 1024) return `${bytes}B`;
  const units = ['K', 'M', 'G', 'T'];
  let value = bytes / 1024;
  let unit = 0;
  for (; value >= 1024 && unit < 3; unit++) value /= 1024;
  return `${value.toFixed(2)}${units[unit] ?? ''}`;
}

/** Bytes in use, roughly: an empty server and what was put in. */
export function usedMemory(server: Server): number {
  let total = 670_512 + 20_512 * server.clients.size;
  for (const db of server.databases) {
    for (const [key, value] of db.values) {
      total += 56 + key.length;
      if (value.type === 'string') total += value.text.length;
      else if (value.type === 'list') total += value.items.reduce((sum, each) => sum + each.length + 11, 0);
      else if (value.type === 'set') for (const each of value.members) total += each.length + 24;
      else if (value.type === 'hash')
        for (const [field, each] of value.fields) total += field.length + each.length + 32;
      else for (const each of value.scores.keys()) total += each.length + 48;
    }
  }
  return total;
}

const SECTIONS: Readonly<Record<string, (server: Server) => Record<string, string | number>>> = {
  Server: (server) => {
    const up = Math.floor((server.p.now() - server.startedAt) / 1000);
    return {
      redis_version: server.version, redis_git_sha1: '00000000', redis_git_dirty: 0, redis_mode: 'standalone', os: `Linux ${server.p.machine().kernelRelease} ${server.p.machine().architecture}`,
      arch_bits: 64, monotonic_clock: 'POSIX clock_gettime', multiplexing_api: 'epoll', process_id: server.p.pid, run_id: server.runId, tcp_port: server.setting('port'),
      server_time_usec: Math.floor(server.p.now() * 1000), uptime_in_seconds: up, uptime_in_days: Math.floor(up / 86400), hz: 10, configured_hz: 10,
      executable: `${server.setting('dir')}/redis-server`, config_file: server.file, io_threads_active: 0,
    };
  },
  Clients: (server) => ({ connected_clients: server.clients.size, cluster_connections: 0, maxclients: server.setting('maxclients'), blocked_clients: 0, pubsub_clients: [...server.clients].filter((each) => each.channels.size + each.patterns.size > 0).length, watching_clients: 0 }),
  Memory: (server) => {
    const used = usedMemory(server);
    const total = server.p.machine().memory;
    const max = Number(server.setting('maxmemory'));
    return {
      used_memory: used, used_memory_human: showSize(used), used_memory_rss: 14_036_992, used_memory_rss_human: showSize(14_036_992), total_system_memory: total,
      total_system_memory_human: showSize(total), maxmemory: max, maxmemory_human: showSize(max), maxmemory_policy: server.setting('maxmemory-policy'), mem_allocator: 'jemalloc-5.3.0',
    };
  },
  Persistence: (server) => ({ loading: 0, rdb_changes_since_last_save: server.changes, rdb_bgsave_in_progress: 0, rdb_last_save_time: Math.floor(server.lastSave / 1000), rdb_last_bgsave_status: 'ok', rdb_saves: server.saves, aof_enabled: server.setting('appendonly') === 'yes' ? 1 : 0, aof_rewrite_in_progress: 0, aof_last_write_status: 'ok' }),
  Stats: (server) => ({ total_connections_received: server.connections, total_commands_processed: server.commands, rejected_connections: 0, keyspace_hits: server.hits, keyspace_misses: server.misses }),
  Replication: () => ({ role: 'master', connected_slaves: 0, master_failover_state: 'no-failover', master_repl_offset: 0, second_repl_offset: -1, repl_backlog_active: 0 }),
  CPU: () => ({ used_cpu_sys: '0.010000', used_cpu_user: '0.010000' }),
  Modules: () => ({}),
  Errorstats: () => ({}),
  Cluster: () => ({ cluster_enabled: 0 }),
  Keyspace: (server) => Object.fromEntries(server.databases.flatMap((db, number) => {
    const keys = db.keys().length;
    return keys === 0 ? [] : [[`db${number}`, `keys=${keys},expires=${db.expires.size},avg_ttl=0,subexpiry=0`]];
  })),
}; // prettier-ignore

export function info(server: Server, wanted: readonly string[]): string {
  const asked = new Set(wanted.map((each) => each.toLowerCase()));
  const all = asked.size === 0 || asked.has('all') || asked.has('default') || asked.has('everything');
  return Object.entries(SECTIONS)
    .filter(([name]) => all || asked.has(name.toLowerCase()))
    .map(([name, rows]) => `# ${name}\r\n${Object.entries(rows(server)).map(([key, value]) => `${key}:${value}\r\n`).join('')}`)
    .join('\r\n'); // prettier-ignore
}
