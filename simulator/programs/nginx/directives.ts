/** Which directives exist and whether they carry a block: what is not listed is an `unknown directive`. */

const BLOCKS = new Set(['http', 'server', 'location', 'events', 'upstream', 'types', 'if', 'map', 'geo', 'split_clients', 'limit_except']); // prettier-ignore

const PLAIN = new Set(
  `absolute_redirect accept_mutex access_log add_header aio alias allow auth_basic auth_basic_user_file auth_request autoindex
  autoindex_exact_size autoindex_format autoindex_localtime break charset charset_types chunked_transfer_encoding
  client_body_buffer_size client_body_temp_path client_body_timeout client_header_buffer_size client_header_timeout
  client_max_body_size connection_pool_size daemon default_type deny directio disable_symlinks env error_log error_page etag
  expires fastcgi_buffers fastcgi_buffer_size fastcgi_index fastcgi_intercept_errors fastcgi_param fastcgi_pass
  fastcgi_read_timeout fastcgi_connect_timeout fastcgi_send_timeout fastcgi_split_path_info fastcgi_temp_path gunzip gzip gzip_buffers gzip_comp_level gzip_disable
  gzip_http_version gzip_min_length gzip_proxied gzip_static gzip_types gzip_vary hash http2 if_modified_since ignore_invalid_headers
  include index internal ip_hash keepalive keepalive_disable keepalive_requests keepalive_timeout large_client_header_buffers
  least_conn limit_conn limit_conn_zone limit_rate limit_rate_after limit_req limit_req_status limit_req_zone lingering_close
  lingering_timeout listen load_module log_format log_not_found log_subrequest master_process max_ranges merge_slashes
  multi_accept open_file_cache open_file_cache_errors open_file_cache_min_uses open_file_cache_valid pcre_jit pid port_in_redirect
  proxy_buffer_size proxy_buffering proxy_buffers proxy_busy_buffers_size proxy_cache proxy_cache_bypass proxy_cache_key
  proxy_cache_path proxy_cache_use_stale proxy_cache_valid proxy_connect_timeout proxy_cookie_path proxy_headers_hash_max_size
  proxy_hide_header proxy_http_version proxy_intercept_errors proxy_max_temp_file_size proxy_next_upstream proxy_no_cache
  proxy_pass proxy_pass_header proxy_pass_request_headers proxy_read_timeout proxy_redirect proxy_request_buffering
  proxy_send_timeout proxy_set_header proxy_ssl_server_name proxy_ssl_verify proxy_temp_path random real_ip_header recursive_error_pages
  reset_timedout_connection resolver resolver_timeout return rewrite rewrite_log root scgi_temp_path send_timeout sendfile
  sendfile_max_chunk server_name server_name_in_redirect server_names_hash_bucket_size server_names_hash_max_size server_tokens
  set set_real_ip_from ssl_certificate ssl_certificate_key ssl_ciphers ssl_dhparam ssl_ecdh_curve ssl_prefer_server_ciphers
  ssl_protocols ssl_session_cache ssl_session_tickets ssl_session_timeout ssl_stapling ssl_stapling_verify stub_status sub_filter
  sub_filter_once tcp_nodelay tcp_nopush thread_pool timer_resolution try_files types_hash_bucket_size types_hash_max_size
  underscores_in_headers use user uwsgi_pass uwsgi_param uwsgi_temp_path valid_referers variables_hash_bucket_size map_hash_bucket_size
  variables_hash_max_size worker_connections worker_cpu_affinity worker_priority worker_processes worker_rlimit_nofile
  worker_shutdown_timeout zone`.split(/\s+/),
);

/** What this nginx understands but cannot do, with the reason it gives at start. */
export const NOT_SIMULATED: Readonly<Record<string, string>> = {
  ssl_certificate: 'TLS', fastcgi_pass: 'FastCGI', uwsgi_pass: 'uWSGI', auth_request: 'auth_request', split_clients: 'split_clients', geo: 'geo',
}; // prettier-ignore

export type Form = 'plain' | 'block' | 'unknown';

/** `server` is both: a block in http, a plain line in upstream. */
export function formOf(name: string, context: string): Form {
  if (name === 'server' && context === 'upstream') return 'plain';
  return BLOCKS.has(name) ? 'block' : PLAIN.has(name) ? 'plain' : 'unknown';
}

const TOP = new Set(['user', 'worker_processes', 'error_log', 'pid', 'events', 'http', 'include', 'daemon', 'master_process', 'env', 'load_module', 'pcre_jit', 'worker_rlimit_nofile', 'worker_priority', 'worker_cpu_affinity', 'worker_shutdown_timeout', 'timer_resolution', 'thread_pool']); // prettier-ignore
const SERVER_ONLY = new Set(['listen', 'server_name']);
const NOT_IN_HTTP = new Set(['location', 'proxy_pass', 'return', 'rewrite', 'try_files', 'if', 'alias', 'internal', 'fastcgi_pass', 'set', 'break', 'stub_status']); // prettier-ignore
const NOT_IN_SERVER = new Set(['proxy_pass', 'alias', 'internal', 'fastcgi_pass', 'upstream', 'server', 'log_format', 'map', 'limit_except']); // prettier-ignore

/** Whether `name` may stand in a block of that kind, as far as courses get it wrong. */
export function allowedIn(name: string, context: string): boolean {
  if (name === 'include') return true;
  switch (context) {
    case 'main': return TOP.has(name);
    case 'http': return !SERVER_ONLY.has(name) && !NOT_IN_HTTP.has(name) && (!TOP.has(name) || name === 'error_log');
    case 'server': return !NOT_IN_SERVER.has(name) && (!TOP.has(name) || name === 'error_log');
    case 'location': return !SERVER_ONLY.has(name) && name !== 'server' && name !== 'upstream' && (!TOP.has(name) || name === 'error_log');
    default: return true;
  } // prettier-ignore
}
