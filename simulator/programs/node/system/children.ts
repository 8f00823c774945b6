/** Processes that a guest starts. */
import { ProcessGone, type ExitStatus, type Process } from '../../../kernel/abi.ts';
import { concat } from '../../../kernel/bytes.ts';
import { isSysError, SysError } from '../../../kernel/errno.ts';
import { searchProgram } from '../../command/path-search.ts';
import { bytesToBase64 } from '../base64.ts';
import type { EventQueue } from '../events.ts';
import { describe, failure, json } from './answer.ts';

export interface SpawnRequest {
  file: string;
  argv: string[];
  env: [string, string][];
  cwd: string | null;
  stdio: (string | number)[];
  detached?: boolean;
  uid?: number | null;
  gid?: number | null;
  timeout?: number;
}

interface Started {
  pid: number;
  /** Our ends of the pipes to the child's first three descriptors. */
  ends: (number | null)[];
}

export class Children {
  readonly #p: Process;
  readonly #events: EventQueue;

  constructor(p: Process, events: EventQueue) {
    this.#p = p;
    this.#events = events;
  }

  /** Starts one and tells handle `id` when it has ended. */
  async spawn(id: number, request: SpawnRequest): Promise<string> {
    let started: Started;
    try {
      started = await this.#start(request);
    } catch (error) {
      return failure(describe(error, `spawn ${request.file}`, request.file));
    }
    const { pid, ends } = started;
    this.#p.background(async () => {
      const ended = await this.#p.wait(pid);
      if (ended !== undefined) this.#events.push(id, 'ended', outcome(ended.status));
    });
    return json({ pid, fds: ends });
  }

  /** Starts one and waits until it has ended; `input` is what it reads. */
  async run(request: SpawnRequest, input: Uint8Array): Promise<string> {
    const p = this.#p;
    let started: Started;
    try {
      started = await this.#start(request);
    } catch (error) {
      return failure(describe(error, `spawnSync ${request.file}`, request.file));
    }
    const [stdin, stdout, stderr] = started.ends;
    const feed = async (): Promise<void> => {
      if (stdin === null || stdin === undefined) return;
      try {
        if (input.length > 0) await p.write(stdin, input);
      } catch (error) {
        if (!isSysError(error)) throw error;
      } finally {
        p.close(stdin);
      }
    };
    const collect = async (fd: number | null | undefined): Promise<Uint8Array | null> => {
      if (fd === null || fd === undefined) return null;
      const chunks: Uint8Array[] = [];
      for (;;) {
        const chunk = await p.read(fd);
        if (chunk.length === 0) break;
        chunks.push(chunk);
      }
      p.close(fd);
      return concat(chunks);
    };
    if (request.timeout !== undefined && request.timeout > 0) this.#killAfter(started.pid, request.timeout);
    const [, out, err] = await Promise.all([feed(), collect(stdout), collect(stderr)]);
    const ended = await p.wait(started.pid);
    const [status, signal] = ended === undefined ? [null, null] : outcome(ended.status);
    const shown = [out, err].map((bytes) => (bytes === null ? null : bytesToBase64(bytes)));
    return json({ pid: started.pid, status, signal, out: shown });
  }

  #killAfter(pid: number, ms: number): void {
    this.#p.background(async () => {
      await this.#p.sleep(ms);
      try {
        this.#p.kill(pid, 'TERM');
      } catch (error) {
        if (error instanceof ProcessGone || !isSysError(error)) throw error;
      }
    });
  }

  async #start(request: SpawnRequest): Promise<Started> {
    const p = this.#p;
    const env = new Map(request.env);
    const path = searchProgram({ fs: p.fs, env }, request.file);
    if (request.cwd !== null && !p.fs.exists(request.cwd)) throw new SysError('ENOENT', request.file);
    const fds = new Map<number, number>();
    const ends: (number | null)[] = [];
    const theirs: number[] = [];
    for (const [target, how] of request.stdio.slice(0, 3).entries()) {
      let own: number | null = null;
      if (typeof how === 'number') fds.set(target, how);
      else if (how === 'pipe') {
        const pipe = p.pipe();
        own = target === 0 ? pipe.write : pipe.read;
        const other = target === 0 ? pipe.read : pipe.write;
        p.setCloseOnExec(own, true);
        fds.set(target, other);
        theirs.push(other);
      } else {
        const nothing = await p.open('/dev/null', { read: true, write: true });
        fds.set(target, nothing);
        theirs.push(nothing);
      }
      ends.push(own);
    }
    const { credentials } = p;
    const as = (request.uid ?? null) === null && (request.gid ?? null) === null ? {} : { credentials: { ...credentials, uid: request.uid ?? credentials.uid, gid: request.gid ?? credentials.gid } }; // prettier-ignore
    try {
      const options = { env, fds, default: ['PIPE'] as const, ...(request.cwd === null ? {} : { cwd: request.cwd }), ...(request.detached === true ? { newSession: true } : {}), ...as }; // prettier-ignore
      const pid = spawnFile(p, path, request.argv, options);
      return { pid, ends };
    } catch (error) {
      for (const end of ends) if (end !== null) p.close(end);
      throw error;
    } finally {
      for (const fd of theirs) p.close(fd);
    }
  }
}

type Options = NonNullable<Parameters<Process['spawn']>[2]>;

/** As posix_spawnp: a text without `#!` is a shell script. */
function spawnFile(p: Process, path: string, argv: readonly string[], options: Options): number {
  try {
    return p.spawn(path, argv, options);
  } catch (error) {
    if (isSysError(error, 'ENOEXEC')) return p.spawn('/bin/sh', ['/bin/sh', path, ...argv.slice(1)], options);
    throw error;
  }
}

function outcome(status: ExitStatus | { kind: 'stopped' | 'continued' }): [number | null, string | null] {
  if (status.kind === 'exited') return [status.code, null];
  return status.kind === 'signaled' ? [null, `SIG${status.signal}`] : [null, null];
}
