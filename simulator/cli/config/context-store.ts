/** Contexts: named engines, kept below ~/.docker/contexts as docker keeps them. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Process } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';
import type { Client } from '../client.ts';
import { escapeHtml } from '../format/json.ts';
import { naturalCompare } from '../format/natural.ts';
import { goReason } from '../go/path-error.ts';
import { makeDirectories } from './config-file.ts';
import { DEFAULT_CONTEXT, defaultHost } from './default-context.ts';

/** Where a context's engine is. */
export interface ContextEndpoint {
  readonly Host?: string;
  readonly SkipTLSVerify: boolean;
}

/** A context as its meta.json holds it. */
export interface ContextMeta {
  readonly Name: string;
  readonly Metadata: { readonly Description?: string } & Readonly<Record<string, unknown>>;
  readonly Endpoints: { readonly docker?: ContextEndpoint };
}

export const DEFAULT_DESCRIPTION = 'Current DOCKER_HOST based configuration';
const IN_MEMORY = '<IN MEMORY>';
const NAME_PATTERN = '^[a-zA-Z0-9][a-zA-Z0-9_.+-]+$';

/** There is no such context. */
export class ContextNotFound extends Error {
  override name = 'ContextNotFound';
}

/** Throws for names that no context can have. */
export function checkContextName(name: string): void {
  if (name === '') throw new Error('context name cannot be empty');
  if (name === DEFAULT_CONTEXT) throw new Error('"default" is a reserved context name');
  if (!new RegExp(NAME_PATTERN).test(name)) {
    throw new Error(
      `context name ${JSON.stringify(name)} is invalid, names are validated against regexp ${JSON.stringify(NAME_PATTERN)}`,
    );
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function endpointFrom(value: unknown): ContextEndpoint | undefined {
  if (!isRecord(value)) return undefined;
  const host = textOf(value.Host);
  return { ...(host === '' ? {} : { Host: host }), SkipTLSVerify: value.SkipTLSVerify === true };
}

/** What a meta.json says; its keys may be written in any case. */
export function contextFrom(text: string): ContextMeta {
  const parsed: unknown = JSON.parse(text);
  const fields = isRecord(parsed) ? parsed : {};
  const endpoints = isRecord(fields.Endpoints) ? fields.Endpoints : {};
  const endpoint = endpointFrom(endpoints.docker);
  return {
    Name: textOf(fields.Name),
    Metadata: isRecord(fields.Metadata) ? fields.Metadata : {},
    Endpoints: endpoint ? { docker: endpoint } : {},
  };
}

/** The JSON of a meta.json. */
export const contextJson = (meta: ContextMeta): string => escapeHtml(JSON.stringify(meta));

export class ContextStore {
  private readonly client: Client;
  private readonly process: Process;
  private readonly root: string;

  constructor(client: Client) {
    this.client = client;
    this.process = client.process;
    this.root = `${client.configDirectory}/contexts`;
  }

  /** All contexts by name, the default one among them. */
  list(): readonly ContextMeta[] {
    const { fs } = this.process;
    const directory = `${this.root}/meta`;
    const stored = fs.exists(directory)
      ? fs.readdir(directory).map((entry) => `${directory}/${entry.name}/meta.json`)
      : [];
    const metas = stored.filter((path) => fs.exists(path)).map((path) => this.read(path));
    return [...metas, this.default()].sort((a, b) => naturalCompare(a.Name, b.Name));
  }

  /** Throws ContextNotFound. */
  get(name: string): ContextMeta {
    if (name === DEFAULT_CONTEXT) return this.default();
    return this.read(`${this.storage(name).MetadataPath}/meta.json`, `context ${JSON.stringify(name)}: `);
  }

  private default(): ContextMeta {
    const endpoint = { Host: defaultHost(this.client), SkipTLSVerify: false };
    return { Name: DEFAULT_CONTEXT, Metadata: {}, Endpoints: { docker: endpoint } };
  }

  private read(path: string, prefix = ''): ContextMeta {
    let text: string;
    try {
      text = this.process.fs.readText(path);
    } catch (error) {
      if (isSysError(error, 'ENOENT') || isSysError(error, 'ENOTDIR')) {
        throw new ContextNotFound(`${prefix}context not found: open ${path}: ${goReason(error)}`);
      }
      if (isSysError(error)) throw new Error(`${prefix}open ${path}: ${goReason(error)}`);
      throw error;
    }
    try {
      return contextFrom(text);
    } catch {
      throw new Error(`${prefix}parsing ${path}: invalid JSON`);
    }
  }

  has(name: string): boolean {
    return this.process.fs.exists(this.storage(name).MetadataPath);
  }

  write(meta: ContextMeta): void {
    const { MetadataPath } = this.storage(meta.Name);
    makeDirectories(this.process, MetadataPath, 0o755);
    this.process.fs.writeFile(`${MetadataPath}/meta.json`, contextJson(meta), 0o644);
  }

  remove(name: string): void {
    const { MetadataPath, TLSPath } = this.storage(name);
    removeTree(this.process, MetadataPath);
    removeTree(this.process, TLSPath);
  }

  /** The directories of a context, named by the digest of its name. */
  storage(name: string): { readonly MetadataPath: string; readonly TLSPath: string } {
    if (name === DEFAULT_CONTEXT) return { MetadataPath: IN_MEMORY, TLSPath: IN_MEMORY };
    const digest = bytesToHex(sha256(utf8ToBytes(name)));
    return { MetadataPath: `${this.root}/meta/${digest}`, TLSPath: `${this.root}/tls/${digest}` };
  }

  /** Names of a context's certificates and keys by endpoint. */
  tlsFiles(name: string): Readonly<Record<string, readonly string[]>> {
    const { fs } = this.process;
    const { TLSPath } = this.storage(name);
    if (!fs.exists(TLSPath)) return {};
    const endpoints = fs.readdir(TLSPath).filter((entry) => entry.type === 'directory');
    return Object.fromEntries(
      endpoints.map(({ name: endpoint }) => [endpoint, fs.readdir(`${TLSPath}/${endpoint}`).map((file) => file.name)]),
    );
  }

  readTls(name: string, endpoint: string, file: string): Uint8Array {
    return this.process.fs.readFile(`${this.storage(name).TLSPath}/${endpoint}/${file}`);
  }

  /** Replaces the certificates and keys of one endpoint. */
  writeTls(name: string, endpoint: string, files: ReadonlyMap<string, Uint8Array>): void {
    const directory = `${this.storage(name).TLSPath}/${endpoint}`;
    removeTree(this.process, directory);
    if (files.size === 0) return;
    makeDirectories(this.process, directory, 0o700);
    for (const [file, content] of files) this.process.fs.writeFile(`${directory}/${file}`, content, 0o600);
  }
}

/** rm -rf. */
function removeTree(process: Process, path: string): void {
  const { fs } = process;
  if (!fs.exists(path)) return;
  if (fs.lstat(path).type !== 'directory') {
    fs.unlink(path);
    return;
  }
  for (const entry of fs.readdir(path)) removeTree(process, `${path}/${entry.name}`);
  fs.rmdir(path);
}
