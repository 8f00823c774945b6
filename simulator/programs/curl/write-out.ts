/** `--write-out`: what is printed after a transfer. */
import { expandEscapes } from '../text/escapes.ts';

export interface TransferFacts {
  http_code: number;
  size_download: number;
  size_upload: number;
  size_header: number;
  size_request: number;
  url: string;
  url_effective: string;
  content_type: string;
  num_redirects: number;
  num_connects: number;
  redirect_url: string;
  remote_ip: string;
  remote_port: string;
  local_ip: string;
  local_port: string;
  method: string;
  scheme: string;
  http_version: string;
  exitcode: number;
  errormsg: string;
  filename_effective: string;
  /** Seconds. */
  time_namelookup: number;
  time_connect: number;
  time_pretransfer: number;
  time_starttransfer: number;
  time_total: number;
  time_redirect: number;
}

export function noFacts(): TransferFacts {
  return {
    http_code: 0, size_download: 0, size_upload: 0, size_header: 0, size_request: 0, url: '', url_effective: '', content_type: '',
    num_redirects: 0, num_connects: 0, redirect_url: '', remote_ip: '', remote_port: '', local_ip: '', local_port: '', method: '', scheme: '',
    http_version: '0', exitcode: 0, errormsg: '', filename_effective: '', time_namelookup: 0, time_connect: 0, time_pretransfer: 0,
    time_starttransfer: 0, time_total: 0, time_redirect: 0,
  }; // prettier-ignore
}

function value(name: string, facts: TransferFacts): string | undefined {
  if (name === 'response_code' || name === 'http_code') return String(facts.http_code).padStart(3, '0');
  if (name === 'speed_download')
    return String(facts.time_total > 0 ? Math.floor(facts.size_download / facts.time_total) : 0);
  if (name === 'speed_upload')
    return String(facts.time_total > 0 ? Math.floor(facts.size_upload / facts.time_total) : 0);
  if (name === 'time_appconnect') return '0.000000';
  if (name === 'ssl_verify_result' || name === 'http_connect') return name === 'http_connect' ? '000' : '0';
  if (name === 'json') return JSON.stringify(facts);
  if (!Object.hasOwn(facts, name)) return undefined;
  const found: unknown = Reflect.get(facts, name);
  return name.startsWith('time_') ? Number(found).toFixed(6) : String(found);
}

/** The text for stdout and for stderr (`%{stderr}` switches), and the variables that do not exist. */
export function writeOut(format: string, facts: TransferFacts): { stdout: string; stderr: string; unknown: string[] } {
  const result = { stdout: '', stderr: '', unknown: [] as string[] };
  let target: 'stdout' | 'stderr' = 'stdout';
  const source = expandEscapes(format, { octal: 'bare' }).text;
  for (const [, percent, name, plain = ''] of source.matchAll(/(%%)|%\{([^}]*)\}|([^%]+|%)/gs)) {
    if (percent !== undefined) result[target] += '%';
    else if (name === 'stderr' || name === 'stdout') target = name;
    else if (name === 'onerror') {
      if (facts.exitcode === 0) return result;
    } else if (name !== undefined) {
      const text = value(name, facts);
      if (text === undefined) result.unknown.push(name);
      else result[target] += text;
    } else result[target] += plain;
  }
  return result;
}
