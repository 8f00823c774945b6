/**
 * Errors that learners meet most, by what they look like. The first that fits is told, so the particular stand before the
 * general. What they mean is said in en.ts and ko.ts; it is ours, not Docker's.
 */
export const PATTERNS = [
  { id: 'image-not-found', pattern: /pull access denied for ([^,\s]+)/m },
  {
    id: 'tag-not-found',
    pattern: /manifest (?:for (\S+) not found|unknown)|failed to resolve reference .*: not found/m,
  },
  { id: 'no-such-container', pattern: /No such container: (\S+)/m },
  { id: 'no-such-image', pattern: /No such image: (\S+)|unable to find image '([^']+)' locally$/m },
  { id: 'no-such-volume', pattern: /(?:No such volume|no such volume)/m },
  { id: 'no-such-network', pattern: /network (\S+) not found|No such network/m },
  { id: 'no-such-object', pattern: /[Nn]o such object: (\S+)/m },
  { id: 'name-in-use', pattern: /Conflict\. The container name "\/?([^"]+)" is already in use/m },
  { id: 'port-taken', pattern: /Bind for \S*?:(\d+) failed: port is already allocated|address already in use/m },
  { id: 'remove-running', pattern: /cannot remove container .*container is running/m },
  {
    id: 'image-in-use',
    pattern: /unable to (?:remove repository reference|delete) .*(?:is using|is being used)|conflict: unable to/m,
  },
  { id: 'volume-in-use', pattern: /remove \S+: volume is in use/m },
  { id: 'network-in-use', pattern: /has active endpoints/m },
  { id: 'not-running', pattern: /[Cc]ontainer \S+ is not running/m },
  { id: 'paused', pattern: /is paused, unpause/m },
  { id: 'exec-not-found', pattern: /exec: "([^"]+)": executable file not found in \$PATH/m },
  { id: 'exec-permission', pattern: /exec: "([^"]+)": permission denied/m },
  { id: 'exec-format', pattern: /exec format error/m },
  { id: 'unknown-flag', pattern: /unknown (?:shorthand )?flag: (.+)/m },
  { id: 'unknown-command', pattern: /docker: unknown command: docker (\S+)|'(\S+)' is not a docker command/m },
  { id: 'needs-arguments', pattern: /requires (?:at least|exactly|at most)? ?\d+ arguments?|accepts no arguments/m },
  { id: 'bad-reference', pattern: /invalid reference format(?!: repository name .*lowercase)/m },
  { id: 'uppercase-name', pattern: /repository name .*must be lowercase/m },
  { id: 'bad-container-name', pattern: /Invalid container name/m },
  { id: 'bad-port', pattern: /[Ii]nvalid (?:containerPort|hostPort|port)|invalid publish/m },
  {
    id: 'bad-volume',
    pattern: /invalid volume specification|invalid mode: |includes invalid characters for a local volume name/m,
  },
  { id: 'mount-missing', pattern: /bind source path does not exist: (\S+)/m },
  { id: 'mount-kind', pattern: /not a directory: unknown: Are you trying to mount a directory onto a file/m },
  { id: 'no-tty', pattern: /the input device is not a TTY/m },
  { id: 'daemon-unreachable', pattern: /Cannot connect to the Docker daemon/m },
  { id: 'socket-permission', pattern: /permission denied while trying to connect to the Docker daemon socket/m },
  { id: 'no-dockerfile', pattern: /failed to read dockerfile: open (\S+): no such file/m },
  { id: 'no-context', pattern: /"docker (?:buildx )?build" requires (?:exactly )?1 argument/m },
  { id: 'context-path', pattern: /unable to prepare context: path .* not found/m },
  { id: 'copy-missing', pattern: /failed to compute cache key: .*?"?\/?([^":\s]+)"?: not found|COPY failed/m },
  { id: 'unknown-instruction', pattern: /unknown instruction: (\S+)/m },
  { id: 'run-failed', pattern: /process "\/bin\/sh -c (.+?)" did not complete successfully: exit code: (\d+)/m },
  { id: 'dockerfile-parse', pattern: /dockerfile parse error/m },
  { id: 'no-from', pattern: /no build stage in current context|file with no instructions/m },
  { id: 'compose-missing', pattern: /no configuration file provided: not found/m },
  { id: 'yaml-error', pattern: /yaml: |mapping values are not allowed|found character that cannot start any token/m },
  {
    id: 'compose-extra',
    pattern: /additional propert(?:y|ies) .* not allowed|Additional property (\S+) is not allowed/m,
  },
  { id: 'no-such-service', pattern: /no such service: (\S+)/m },
  { id: 'undefined-volume', pattern: /service "[^"]+" refers to undefined (volume|network|secret|config) (\S+?):/m },
  { id: 'env-missing', pattern: /The "(\w+)" variable is not set/m },
  { id: 'unhealthy', pattern: /dependency failed to start: container (\S+) (?:is unhealthy|exited)/m },
  { id: 'curl-refused', pattern: /curl: \(7\) Failed to connect/m },
  {
    id: 'curl-resolve',
    pattern:
      /Could not resolve host: (\S+)|bad address '([^']+)'|Temporary failure in name resolution|Name or service not known/m,
  },
  { id: 'curl-empty', pattern: /curl: \(52\) Empty reply|curl: \(56\) Recv failure/m },
  { id: 'oom', pattern: /OOMKilled|Cannot allocate memory|Killed$/m },
  { id: 'read-only', pattern: /Read-only file system/m },
  { id: 'is-directory', pattern: /Is a directory/m },
  { id: 'directory-not-empty', pattern: /Directory not empty/m },
  { id: 'apt-locate', pattern: /Unable to locate package (\S+)/m },
  { id: 'rate-limit', pattern: /toomanyrequests|pull rate limit/m },
  { id: 'login-failed', pattern: /incorrect username or password|unauthorized: /m },
  { id: 'push-denied', pattern: /requested access to the resource is denied|push access denied/m },
  { id: 'no-local-tag', pattern: /An image does not exist locally with the tag: (\S+)/m },
  { id: 'bad-value', pattern: /invalid argument "([^"]*)" for "([^"]+)" flag|flag needs an argument/m },
  { id: 'conflicting-options', pattern: /conflicting options/m },
  { id: 'template', pattern: /template parsing error|failed to (?:parse|execute) template/m },
  { id: 'not-absolute', pattern: /not an absolute path|must be absolute|needs to be an absolute path/m },
  { id: 'bad-filter', pattern: /invalid filter '([^']+)'/m },
  { id: 'swarm', pattern: /not a swarm manager/m },
  { id: 'permission-denied', pattern: /[Pp]ermission denied/m },
  { id: 'command-not-found', pattern: /(\S+): command not found|sh: \d*:? ?(\S+): not found/m },
  { id: 'no-such-file', pattern: /[Nn]o such file or directory/m },
  {
    id: 'syntax-error',
    pattern: /syntax error near unexpected token|unexpected EOF while looking for|Unterminated quoted string/m,
  },
] as const satisfies readonly { id: string; pattern: RegExp }[];

export type MistakeId = (typeof PATTERNS)[number]['id'];

/** `{1}` in a text is what the pattern's first group has found. */
export interface Explanation {
  readonly means: string;
  readonly todo: string;
}
