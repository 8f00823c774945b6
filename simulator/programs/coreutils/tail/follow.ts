/** tail -f and -F: waits for files to change and prints what was added. */
import type { Stat } from '../../../kernel/abi.ts';
import { isSysError } from '../../../kernel/errno.ts';
import { Wakeup } from '../../command/wakeup.ts';
import type { Tool } from '../../command/tool.ts';
import { openSource, type Source } from '../../input/source.ts';

export interface Followed {
  path: string;
  label: string;
  source: Source | undefined;
}

export interface FollowOptions {
  /** `name`: look at what has the name now (-F); `descriptor`: stay with the file that was opened (-f). */
  by: 'name' | 'descriptor';
  retry: boolean;
  titled: boolean;
  pid: number | undefined;
}

class File {
  readonly path: string;
  readonly label: string;
  source: Source | undefined;
  identity: string | undefined;
  position = 0;

  constructor(t: Tool, { path, label, source }: Followed) {
    this.path = path;
    this.label = label;
    this.attach(t, source);
    if (source !== undefined) this.position = t.p.fstat(source.fd).size;
  }

  attach(t: Tool, source: Source | undefined): void {
    this.source = source;
    this.position = 0;
    this.identity = source === undefined ? undefined : key(t.p.fstat(source.fd));
  }
}

function key(stat: Stat): string {
  return `${stat.dev}:${stat.ino}`;
}

export class Follower {
  private readonly t: Tool;
  private readonly options: FollowOptions;
  private readonly files: File[];
  /** Whose header was printed last. */
  private current: File | undefined;

  constructor(t: Tool, followed: readonly Followed[], options: FollowOptions) {
    this.t = t;
    this.options = options;
    this.files = followed.map((it) => new File(t, it));
    this.current = this.files.at(-1);
  }

  /** Ends when nothing is left to follow, or when the process given by --pid has gone. */
  async run(): Promise<void> {
    const wakeup = new Wakeup(this.t.p);
    const stops = this.files.map((file) => this.t.p.fs.watch(file.path, () => wakeup.ring()));
    // A name that is not there yet shows up as a change of its directory.
    if (this.options.by === 'name')
      for (const file of this.files) stops.push(this.t.p.fs.watch(parentOf(file.path), () => wakeup.ring()));
    try {
      await this.look();
      while (this.alive()) {
        await (this.options.pid === undefined ? wakeup.wait() : this.t.p.sleep(1000));
        await this.look();
      }
    } finally {
      for (const stop of stops) stop();
    }
  }

  private alive(): boolean {
    if (this.options.pid !== undefined && !this.t.p.processes().some((row) => row.pid === this.options.pid))
      return false;
    return this.options.retry || this.files.some((file) => file.source !== undefined);
  }

  private async look(): Promise<void> {
    for (const file of this.files) {
      if (this.options.by === 'name') await this.checkName(file);
      await this.copy(file);
    }
    await this.t.out.flush();
  }

  private async checkName(file: File): Promise<void> {
    const { t } = this;
    let stat: Stat | undefined;
    try {
      stat = t.p.fs.stat(file.path);
    } catch (error) {
      if (!isSysError(error)) throw error;
      if (file.source === undefined) return;
      await this.copy(file);
      await t.warn(`${t.quote(file.path)} has become inaccessible: ${error.message}`);
      file.source.close();
      file.attach(t, undefined);
      return;
    }
    if (file.identity === key(stat)) return;
    const replaced = file.source !== undefined;
    if (replaced) await this.copy(file);
    file.source?.close();
    try {
      file.attach(t, await openSource(t.p, file.path));
    } catch (error) {
      if (!isSysError(error)) throw error;
      file.attach(t, undefined);
      return;
    }
    await t.warn(`${t.quote(file.path)} has ${replaced ? 'been replaced' : 'appeared'};  following new file`);
  }

  private async copy(file: File): Promise<void> {
    const { t } = this;
    if (file.source === undefined) return;
    const { size, type } = t.p.fstat(file.source.fd);
    if (type === 'file' && size < file.position) {
      await t.warn(`${file.path}: file truncated`);
      t.p.seek(file.source.fd, 0);
      file.position = 0;
    }
    for (;;) {
      const chunk = await file.source.read();
      if (chunk.length === 0) return;
      if (this.options.titled && this.current !== file) await t.print(`\n==> ${file.label} <==\n`);
      this.current = file;
      file.position += chunk.length;
      await t.out.bytes(chunk);
    }
  }
}

function parentOf(path: string): string {
  const at = path.lastIndexOf('/');
  return at < 0 ? '.' : at === 0 ? '/' : path.slice(0, at);
}
