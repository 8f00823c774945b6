/**
 * The json-file driver, and local: entries as JSON lines in a file of the host, which a learner can read there.
 * (The real `local` driver writes the same entries in a binary form.) Older files are FILE.1, FILE.2, … Old files are
 * not compressed here: `compress` is accepted and changes nothing that commands show.
 */
import { encode } from '../../kernel/bytes.ts';
import type { ProcessFs } from '../../kernel/abi.ts';
import { makeDirectories } from '../host.ts';
import { isSysError } from '../../kernel/errno.ts';
import { parseRfc3339, rfc3339Nano } from '../../api/time.ts';
import type { Micros } from '../../api/time.ts';
import type { StreamName } from '../streams/output.ts';
import { createLineCutter } from './lines.ts';
import type { ContainerLog, LogEntry } from './logger.ts';
import type { LogFileOptions } from './options.ts';

export interface LogFile {
  readonly fs: ProcessFs;
  readonly path: string;
  /** What inspect shows as LogPath. */
  readonly shownPath: string;
  readonly options: LogFileOptions;
  readonly attributes: Readonly<Record<string, string>>;
  now(): Micros;
}

export function createFileLog(file: LogFile): ContainerLog {
  const followers = new Set<Parameters<ContainerLog['follow']>[0]>();
  let size = sizeOfFile(file);
  const emit = (stream: StreamName, bytes: Uint8Array, time: Micros): void => {
    const entry: LogEntry = { time, stream, bytes, attributes: file.attributes };
    size = append(file, size, entry);
    for (const follower of [...followers]) follower.entry(entry);
  };
  const cutters = {
    stdout: createLineCutter('stdout', () => file.now(), emit),
    stderr: createLineCutter('stderr', () => file.now(), emit),
  };
  return {
    path: file.shownPath,
    readable: true,
    write: (stream, bytes) => cutters[stream].feed(bytes),
    finish() {
      cutters.stdout.finish();
      cutters.stderr.finish();
      const ended = [...followers];
      followers.clear();
      for (const follower of ended) follower.end();
    },
    entries: () => readEntries(file),
    follow(heard) {
      followers.add(heard);
      return () => void followers.delete(heard);
    },
    remove() {
      for (const path of files(file)) if (file.fs.exists(path)) file.fs.unlink(path);
    },
  };
}

/** Oldest first. */
function files(file: LogFile): string[] {
  const older = Array.from({ length: file.options.maxFiles - 1 }, (_, at) => `${file.path}.${at + 1}`);
  return [...older.reverse(), file.path];
}

function sizeOfFile({ fs, path }: LogFile): number {
  return fs.exists(path) ? fs.stat(path).size : 0;
}

/** Writes the entry, after making room for it where the file is full; the new size of the file. */
function append(file: LogFile, size: number, entry: LogEntry): number {
  const line = encode(jsonLine(entry));
  const { maxSize } = file.options;
  // A learner may have cut the file off, so its size is asked for when it matters.
  const full = maxSize !== undefined && size >= maxSize && sizeOfFile(file) >= maxSize;
  try {
    if (full) rotate(file);
    if (size === 0) makeDirectories(file.fs, file.path.slice(0, file.path.lastIndexOf('/')), 0o700);
    file.fs.appendFile(file.path, line, 0o640);
  } catch (error) {
    // The disk is full: the entry is lost, as the real driver reports in the daemon's own log.
    if (!isSysError(error)) throw error;
  }
  return full ? line.length : size + line.length;
}

function rotate(file: LogFile): void {
  const [...oldestFirst] = files(file);
  const [oldest, ...newer] = oldestFirst;
  if (oldest !== undefined && file.fs.exists(oldest)) file.fs.unlink(oldest);
  let to = oldest;
  for (const path of newer) {
    if (to !== undefined && file.fs.exists(path)) file.fs.rename(path, to);
    to = path;
  }
}

function jsonLine({ bytes, stream, attributes, time }: LogEntry): string {
  const attrs = Object.keys(attributes).length === 0 ? '' : `"attrs":${goJson(JSON.stringify(attributes))},`;
  const text = goJson(JSON.stringify(new TextDecoder().decode(bytes)));
  return `{"log":${text},"stream":"${stream}",${attrs}"time":"${rfc3339Nano(time)}"}\n`;
}

/** Go writes these three as escapes in JSON. */
function goJson(json: string): string {
  return json.replaceAll('<', '\\u003c').replaceAll('>', '\\u003e').replaceAll('&', '\\u0026');
}

function readEntries(file: LogFile): LogEntry[] {
  const entries: LogEntry[] = [];
  for (const path of files(file)) {
    if (!file.fs.exists(path)) continue;
    for (const line of file.fs.readText(path).split('\n')) {
      const entry = line === '' ? undefined : parseLine(line);
      if (entry !== undefined) entries.push(entry);
    }
  }
  return entries;
}

/** undefined for a line that is no entry: a learner has written into the file. */
function parseLine(line: string): LogEntry | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || !('log' in value) || !('time' in value)) return undefined;
  const { log, time } = value;
  if (typeof log !== 'string' || typeof time !== 'string') return undefined;
  const stream = 'stream' in value && value.stream === 'stderr' ? 'stderr' : 'stdout';
  const attributes = 'attrs' in value ? stringValues(value.attrs) : {};
  return { time: parseRfc3339(time) ?? 0, stream, bytes: encode(log), attributes };
}

function stringValues(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) return {};
  const found: Record<string, string> = {};
  for (const [name, one] of Object.entries(value)) if (typeof one === 'string') found[name] = one;
  return found;
}
