/** System variables: those that programs and people ask for. */
import type { Product } from './product.ts';

export function defaultVariables(
  product: Product,
  settings: { datadir: string; socket: string; port: number; given: ReadonlyMap<string, string> },
): Map<string, string> {
  // prettier-ignore
  const { charset, collation } = product;
  const mode = product.name === 'MariaDB' ? 'STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_AUTO_CREATE_USER,NO_ENGINE_SUBSTITUTION' : `${product.fullGroupBy ? 'ONLY_FULL_GROUP_BY,' : ''}STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION`; // prettier-ignore
  const eight = product.name === 'MySQL' && !product.widths;
  const defaults: Record<string, string> = {
    autocommit: 'ON', auto_increment_increment: '1', auto_increment_offset: '1', basedir: '/usr/', bind_address: '*', character_set_client: charset, character_set_connection: charset, character_set_database: charset,
    character_set_filesystem: 'binary', character_set_results: charset, character_set_server: charset, character_set_system: eight ? 'utf8mb3' : 'utf8', character_sets_dir: '/usr/share/mysql/charsets/',
    collation_connection: collation, collation_database: collation, collation_server: collation, cte_max_recursion_depth: '1000', datadir: `${settings.datadir}/`, default_storage_engine: 'InnoDB', event_scheduler: eight ? 'ON' : 'OFF',
    default_authentication_plugin: eight ? 'caching_sha2_password' : 'mysql_native_password', foreign_key_checks: 'ON', general_log: 'OFF', group_concat_max_len: '1024', have_ssl: 'DISABLED', hostname: '', init_connect: '', innodb_buffer_pool_size: '134217728', innodb_lock_wait_timeout: '50',
    innodb_version: product.number, interactive_timeout: '28800', license: 'GPL', local_infile: 'OFF', log_bin: eight ? 'ON' : 'OFF', log_error: 'stderr', lower_case_file_system: 'OFF', lower_case_table_names: '0',
    max_allowed_packet: product.name === 'MariaDB' ? '16777216' : '67108864', max_connections: '151', net_buffer_length: '16384', net_read_timeout: '30', net_write_timeout: '60', performance_schema: product.name === 'MariaDB' ? 'OFF' : 'ON', pid_file: '/var/run/mysqld/mysqld.pid', port: String(settings.port),
    protocol_version: '10', query_cache_size: '0', query_cache_type: 'OFF', read_only: 'OFF', secure_file_priv: product.name === 'MariaDB' ? '' : '/var/lib/mysql-files/', server_id: '1', skip_name_resolve: 'ON', skip_networking: 'OFF', slow_query_log: 'OFF', socket: settings.socket, sql_auto_is_null: 'OFF', sql_log_bin: 'ON', sql_mode: mode,
    sql_notes: 'ON', sql_quote_show_create: 'ON', sql_safe_updates: 'OFF', sql_select_limit: '18446744073709551615', sql_warnings: 'OFF', system_time_zone: 'UTC', table_open_cache: '4000', time_zone: 'SYSTEM', timestamp: '0', tls_version: 'TLSv1.2,TLSv1.3', tmpdir: '/tmp', transaction_isolation: 'REPEATABLE-READ', transaction_read_only: 'OFF',
    tx_isolation: 'REPEATABLE-READ', tx_read_only: 'OFF', unique_checks: 'ON', version: product.version, version_comment: product.comment, version_compile_machine: 'x86_64', version_compile_os: product.name === 'MariaDB' ? 'debian-linux-gnu' : 'Linux', wait_timeout: '28800',
  }; // prettier-ignore
  const variables = new Map(Object.entries(defaults));
  for (const [name, value] of settings.given) if (variables.has(name)) variables.set(name, value === '' ? 'ON' : value);
  if (variables.get('character_set_server') !== charset) {
    const chosen = variables.get('character_set_server') ?? charset;
    for (const name of ['character_set_database']) variables.set(name, chosen);
    if (!settings.given.has('collation_server')) variables.set('collation_server', chosen === 'utf8mb4' ? (product.name === 'MySQL' ? (eight ? 'utf8mb4_0900_ai_ci' : 'utf8mb4_general_ci') : 'utf8mb4_general_ci') : `${chosen}_general_ci`); // prettier-ignore
    variables.set('collation_database', variables.get('collation_server') ?? collation);
  }
  return variables;
}

/** Those that show what the server is, and cannot be set. */
export const READ_ONLY = new Set(['version', 'version_comment', 'version_compile_os', 'version_compile_machine', 'datadir', 'basedir', 'hostname', 'port', 'socket', 'license', 'protocol_version', 'system_time_zone', 'lower_case_table_names', 'innodb_version', 'have_ssl', 'log_bin', 'performance_schema', 'pid_file', 'skip_networking', 'secure_file_priv']); // prettier-ignore

export const BOOLEANS = new Set(['autocommit', 'foreign_key_checks', 'unique_checks', 'general_log', 'sql_log_bin', 'sql_notes', 'sql_safe_updates', 'sql_warnings', 'read_only', 'local_infile', 'slow_query_log', 'event_scheduler', 'sql_auto_is_null', 'sql_quote_show_create', 'transaction_read_only']); // prettier-ignore
