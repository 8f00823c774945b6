/**
 * The client's settings: ~/.docker/config.json (or below --config, DOCKER_CONFIG). Settings that are not known here are
 * kept as they are when the file is written again.
 */
import type { AuthConfig } from '../../api/common.ts';
import type { Process } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';
import { indentJson } from '../format/json.ts';
import { fromBase64, toBase64 } from './base64.ts';

/** What the file holds for one registry. */
interface StoredAuth {
  auth?: string;
  identitytoken?: string;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export class ConfigFile {
  readonly path: string;
  private readonly process: Process;
  private settings: Record<string, unknown>;
  /** Said once on stderr after loading, when the file could not be read. */
  readonly warning: string | undefined;

  constructor(process: Process, directory: string) {
    this.process = process;
    this.path = `${directory}/config.json`;
    const { settings, warning } = this.load();
    this.settings = settings;
    this.warning = warning;
  }

  private load(): { settings: Record<string, unknown>; warning: string | undefined } {
    try {
      const text = this.process.fs.readText(this.path);
      const parsed: unknown = text.trim() === '' ? {} : JSON.parse(text);
      return { settings: isRecord(parsed) ? parsed : {}, warning: undefined };
    } catch (error) {
      if (isSysError(error, 'ENOENT') || isSysError(error, 'ENOTDIR')) return { settings: {}, warning: undefined };
      const reason = isSysError(error)
        ? `loading config file: open ${this.path}: ${error.message.toLowerCase()}`
        : `parsing config file (${this.path}): ${jsonReason(this.process.fs.readText(this.path))}`;
      return { settings: {}, warning: `WARNING: Error ${reason}` };
    }
  }

  /** A setting that is a text (`psFormat`, `detachKeys`, `currentContext`); empty when it is not set. */
  text(name: string): string {
    const value = this.settings[name];
    return typeof value === 'string' ? value : '';
  }

  setText(name: string, value: string): void {
    const { [name]: _old, ...rest } = this.settings;
    this.settings = value === '' ? rest : { ...rest, [name]: value };
    this.save();
  }

  /** Values of `pruneFilters`. */
  list(name: string): readonly string[] {
    const value = this.settings[name];
    return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];
  }

  /** A setting that is an object of texts (`aliases`, `proxies.default`). */
  texts(...path: readonly string[]): Readonly<Record<string, string>> {
    let at: unknown = this.settings;
    for (const name of path) at = isRecord(at) ? at[name] : undefined;
    if (!isRecord(at)) return {};
    return Object.fromEntries(
      Object.entries(at).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
    );
  }

  private auths(): Record<string, StoredAuth> {
    const { auths } = this.settings;
    if (!isRecord(auths)) return {};
    return Object.fromEntries(Object.entries(auths).filter((pair): pair is [string, StoredAuth] => isRecord(pair[1])));
  }

  /** Registries with stored credentials, as they are named in the file. */
  registries(): readonly string[] {
    return Object.keys(this.auths()).sort();
  }

  /** The credentials stored for a registry. */
  credentials(registry: string): AuthConfig | undefined {
    const stored = this.auths()[registry];
    if (!stored) return undefined;
    const [username = '', ...password] = fromBase64(stored.auth ?? '').split(':');
    return {
      username,
      password: password.join(':'),
      serveraddress: registry,
      ...(stored.identitytoken === undefined ? {} : { identitytoken: stored.identitytoken }),
    };
  }

  /** Whether the file changed: credentials that it holds already are not written again. */
  store(registry: string, auth: AuthConfig): boolean {
    const encoded = toBase64(`${auth.username ?? ''}:${auth.password ?? ''}`);
    const token =
      auth.identitytoken === undefined || auth.identitytoken === '' ? {} : { identitytoken: auth.identitytoken };
    const entry: StoredAuth = { auth: encoded, ...token };
    const old = this.auths()[registry];
    if (old && old.auth === entry.auth && old.identitytoken === entry.identitytoken) return false;
    this.settings = { ...this.settings, auths: { ...this.auths(), [registry]: entry } };
    this.save();
    return true;
  }

  erase(registry: string): void {
    const { [registry]: gone, ...rest } = this.auths();
    if (!gone) return;
    this.settings = { ...this.settings, auths: rest };
    this.save();
  }

  private save(): void {
    const { fs } = this.process;
    const directory = this.path.slice(0, this.path.lastIndexOf('/'));
    makeDirectories(this.process, directory, 0o700);
    const { auths = {}, ...rest } = this.settings;
    const sorted = isRecord(auths)
      ? Object.fromEntries(Object.entries(auths).sort(([a], [b]) => (a < b ? -1 : 1)))
      : {};
    fs.writeFile(this.path, indentJson(JSON.stringify({ auths: sorted, ...rest }), '\t'), 0o600);
  }
}

/** mkdir -p. */
export function makeDirectories(process: Process, path: string, mode: number): void {
  if (path === '' || process.fs.exists(path)) return;
  makeDirectories(process, path.slice(0, path.lastIndexOf('/')), mode);
  process.fs.mkdir(path, mode);
}

/** Go's words for JSON that does not parse, as far as the first character that does not fit. */
function jsonReason(text: string): string {
  const trimmed = text.trimStart();
  const [first = ''] = trimmed;
  if (!/^[[{"\-\dtfn]/.test(trimmed)) return `invalid character '${first}' looking for beginning of value`;
  return /[}\]"\w]\s*$/.test(trimmed) ? `invalid character in JSON` : 'unexpected EOF';
}
