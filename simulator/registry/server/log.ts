/** The log of the program registry: lines of key=value pairs, as logrus writes them without a terminal, and accesses. */
import { rfc3339NanoFixed } from '../../api/time.ts';
import type { Connection, Process } from '../../kernel/abi.ts';
import { hex } from '../digest.ts';
import type { HttpRequest } from '../http/message.ts';
import type { Answer } from './handler.ts';

/** Of the image it runs in: the newer one has its configuration elsewhere. */
export function versionOf(p: Process): string {
  return p.fs.exists('/etc/distribution/config.yml') ? '3.0.0' : '2.8.3';
}

export interface Log {
  say(level: string, message: string, fields?: Readonly<Record<string, string>>): Promise<void>;
  /** A request that has been answered. */
  access(request: HttpRequest, answer: Answer, remote: Connection['remote']): Promise<void>;
}

export const NO_LOG: Log = { say: () => Promise.resolve(), access: () => Promise.resolve() };

export function createLog(p: Process): Log {
  const instance = newUuid(p);
  const version = versionOf(p);
  const say: Log['say'] = async (level, message, fields = {}) => {
    const all: Record<string, string> = {
      'go.version': version.startsWith('3') ? 'go1.23.7' : 'go1.20.8',
      'instance.id': instance,
      service: 'registry',
      version,
      ...fields,
    };
    const pairs = Object.keys(all)
      .sort()
      .map((name) => `${name}=${quoted(all[name] ?? '')}`);
    const time = rfc3339NanoFixed(Math.floor(p.now() * 1000));
    await p.stderr.write(`time="${time}" level=${level} msg=${quoted(message)} ${pairs.join(' ')}\n`);
  };
  return {
    say,
    async access(request, { status, body, error }, remote) {
      const agent = request.headers.get('user-agent') ?? '';
      const written = request.method === 'HEAD' ? 0 : body.length;
      await p.stdout.write(
        `${remote.host} - - [${logDate(p.now())}] "${request.method} ${request.target} HTTP/1.1" ${status} ${written} "" "${agent}"\n`,
      );
      const fields: Record<string, string> = {
        'http.request.host': request.headers.get('host') ?? '',
        'http.request.id': newUuid(p),
        'http.request.method': request.method,
        'http.request.remoteaddr': `${remote.host}:${remote.port}`,
        'http.request.uri': request.target,
        'http.request.useragent': agent,
        'http.response.status': String(status),
        'http.response.written': String(written),
      };
      if (error === undefined) return say('info', 'response completed', fields);
      return say('error', 'response completed with error', {
        'err.code': error.code.toLowerCase().replaceAll('_', ' '),
        'err.message': error.message,
        ...fields,
      });
    },
  };
}

function quoted(text: string): string {
  return /^[a-zA-Z0-9\-._/@^+]+$/.test(text) ? text : JSON.stringify(text);
}

/** A random UUID (version 4) from the machine's chance. */
export function newUuid(p: Pick<Process, 'random'>): string {
  const digits = hex(p.random(16));
  const version = `4${digits.slice(13, 16)}`;
  const variant = `a${digits.slice(17, 20)}`;
  return [digits.slice(0, 8), digits.slice(8, 12), version, variant, digits.slice(20)].join('-');
}

/** As HTTP has it: `Sat, 21 Nov 2026 12:18:01 GMT`. */
export function httpDate(now: number): string {
  return new Date(now).toUTCString();
}

/** `21/Nov/2026:12:18:01 +0000`. */
function logDate(now: number): string {
  const [, day = '', month = '', year = '', time = ''] = /^\w+, (\d+) (\w+) (\d+) ([\d:]+)/.exec(httpDate(now)) ?? [];
  return `${day}/${month}/${year}:${time} +0000`;
}
