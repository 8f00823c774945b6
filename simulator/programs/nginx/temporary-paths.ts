/** The directories that nginx makes for bodies and answers too large for memory, before it listens (ngx_create_paths). */
import type { Process } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';
import { ConfigError } from './config-parser.ts';
import { find, type Configuration } from './configuration.ts';
import { systemReason } from './request-error.ts';

const KINDS = [
  ['client_body_temp_path', 'client_temp', 'body'],
  ['proxy_temp_path', 'proxy_temp', 'proxy'],
  ['fastcgi_temp_path', 'fastcgi_temp', 'fastcgi'],
  ['uwsgi_temp_path', 'uwsgi_temp', 'uwsgi'],
  ['scgi_temp_path', 'scgi_temp', 'scgi'],
] as const;

/** Where the builders of nginx.org put them, and where the distributions do. */
const UPSTREAM = '/var/cache/nginx';
const DISTRIBUTION = '/var/lib/nginx';

/** Throws ConfigError. They belong to `owner`, whom the workers run as, when root makes them. */
export function makeTemporaryPaths(p: Process, configuration: Configuration, owner: number | undefined): void {
  const http = find(configuration.main, 'http')?.block;
  if (http === undefined) return;
  for (const [directive, upstream, distribution] of KINDS) {
    const given = http.find(({ name }) => name === directive)?.args[0];
    const usual = p.fs.exists(UPSTREAM) ? `${UPSTREAM}/${upstream}` : `${DISTRIBUTION}/${distribution}`;
    makePath(p, given ?? usual, owner);
  }
}

function makePath(p: Process, path: string, owner: number | undefined): void {
  attempt(`mkdir() "${path}"`, () => {
    if (!p.fs.exists(path)) p.fs.mkdir(path, 0o700);
  });
  if (owner === undefined || p.credentials.uid !== 0 || p.fs.stat(path).uid === owner) return;
  attempt(`chown("${path}", ${owner})`, () => {
    p.fs.chown(path, owner, -1);
  });
}

function attempt(what: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!isSysError(error)) throw error;
    throw new ConfigError(`${what} failed ${systemReason(error.code, error.message)}`);
  }
}
