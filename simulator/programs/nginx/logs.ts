/** Access and error logs: files opened at start, lines in nginx's form. */
import type { Process } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';
import { breakDown, strftime } from '../text/strftime.ts';
import { ConfigError } from './config-parser.ts';
import { find, findAll, type Configuration, type Scope } from './configuration.ts';
import { systemReason } from './request-error.ts';
import { substitute, type Exchange } from './variables.ts';

const LEVELS = ['debug', 'info', 'notice', 'warn', 'error', 'crit', 'alert', 'emerg'];
export const DEFAULT_ERROR_LOG = '/var/log/nginx/error.log';

/** Open log files by path; workers inherit the descriptors. */
export class Logs {
  private readonly files = new Map<string, number>();
  private level = 'error';
  private errorPath = DEFAULT_ERROR_LOG;

  /** Opens every log that the configuration names. Throws ConfigError. */
  async open(p: Process, configuration: Configuration | undefined): Promise<void> {
    const scopes: Scope[] =
      configuration === undefined
        ? []
        : [
            configuration.main,
            ...configuration.servers,
            ...configuration.servers.flatMap((server) => server.locations),
          ];
    const http = configuration?.servers[0]?.outer;
    if (http !== undefined) scopes.push(http);
    const setting = configuration === undefined ? undefined : find(configuration.main, 'error_log');
    this.errorPath = setting?.args[0] ?? DEFAULT_ERROR_LOG;
    this.level = setting?.args[1] ?? 'error';
    const paths = new Set([this.errorPath]);
    for (const scope of scopes) {
      for (const each of scope.directives) {
        const path = each.args[0] ?? '';
        if (each.name === 'access_log' && path !== 'off' && !path.includes('$')) paths.add(path);
        if (each.name === 'error_log') paths.add(path);
      }
    }
    for (const path of paths) if (path.startsWith('/') && !this.files.has(path)) await this.openFile(p, path);
  }

  private async openFile(p: Process, path: string): Promise<void> {
    try {
      this.files.set(path, await p.open(path, { write: true, append: true, create: true }, 0o644));
    } catch (error) {
      if (!isSysError(error)) throw error;
      throw new ConfigError(`open() "${path}" failed ${systemReason(error.code, error.message)}`);
    }
  }

  /** USR1: the files by these names again, after they have been moved away. */
  async reopen(p: Process): Promise<void> {
    const paths = [...this.files.keys()];
    for (const fd of this.files.values()) p.close(fd);
    this.files.clear();
    for (const path of paths) await this.openFile(p, path);
  }

  private async write(p: Process, path: string, text: string): Promise<void> {
    const fd = path === 'stderr' ? 2 : this.files.get(path);
    if (fd === undefined) return;
    try {
      await p.write(fd, text);
    } catch (error) {
      if (!isSysError(error)) throw error;
    }
  }

  async say(p: Process, level: string, text: string, path = this.errorPath): Promise<void> {
    if (LEVELS.indexOf(level) < LEVELS.indexOf(this.level)) return;
    const stamp = strftime('%Y/%m/%d %H:%M:%S', breakDown(p.now()));
    await this.write(p, path, `${stamp} [${level}] ${p.pid}#${p.pid}: ${text}\n`);
  }

  /** About a request: what happened, whose it was. */
  async request(x: Exchange, text: string): Promise<void> {
    const [what = '', upstream] = text.split(', UPSTREAM: ');
    const { request, server } = x;
    const host = request.headers.get('host');
    const tail = `${what}, client: ${request.remote.host.replace(/^::ffff:/, '')}, server: ${server.names[0] ?? ''}, request: "${request.method} ${request.target} ${request.version}"`;
    const whole = `*${x.connection} ${tail}${upstream === undefined ? '' : `, upstream: ${upstream}`}${host === undefined ? '' : `, host: "${host}"`}${referrer(x)}`;
    await this.say(x.p, 'error', whole, find(x.location ?? server, 'error_log')?.args[0] ?? this.errorPath);
  }

  async access(x: Exchange, configuration: Configuration): Promise<void> {
    const settings = findAll(x.location ?? x.server, 'access_log');
    const rows = settings.length === 0 ? [{ args: ['/var/log/nginx/access.log'] }] : settings;
    for (const { args: [path = '', format = 'combined'] } of rows) {
      if (path === 'off') continue;
      const line = substitute(x, configuration.formats.get(format) ?? configuration.formats.get('combined') ?? '', '-');
      await this.write(x.p, path, `${line}\n`);
    } // prettier-ignore
  }
}

function referrer(x: Exchange): string {
  const from = x.request.headers.get('referer');
  return from === undefined ? '' : `, referrer: "${from}"`;
}
