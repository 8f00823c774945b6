/** A shell on a terminal of a simulated machine, played key by key. */
import type { ExitStatus, Program, WindowSize } from '../../../simulator/kernel/abi.ts';
import { createKernel } from '../../../simulator/kernel/create-kernel.ts';
import type { Pty } from '../../../simulator/kernel/kernel.ts';
import { Host } from '../../../simulator/host/host.ts';
import { installSoftware } from '../../../simulator/host/software.ts';
import { createProgramTable } from '../../../simulator/programs/table.ts';
import { createShells } from '../../../simulator/shell/index.ts';
import { HandDrivenTime, turn } from './hand-driven-time.ts';

/** Turns of the event loop without output after which a program is taken to wait. */
const QUIET_TURNS = 12;
/** A program that computes for ever gets this many turns between two keys. */
const MOST_TURNS = 400;

export interface Room {
  directories: readonly string[];
  files: Readonly<Record<string, string>>;
}

export interface SessionOptions {
  shell: string;
  arguments: readonly string[];
  environment: Readonly<Record<string, string>>;
  size: WindowSize;
  cwd: string;
  room: Room;
}

export class TerminalSession {
  ended: ExitStatus | undefined;
  private readonly time = new HandDrivenTime();
  private readonly pty: Pty;
  private readonly decoder = new TextDecoder();
  private output = '';

  constructor(options: SessionOptions) {
    const shells: Readonly<Record<string, Program>> = { ...createShells() };
    const kernel = createKernel({
      environment: this.time.environment,
      time: { kind: 'real' },
      seed: 'terminal',
      programs: createProgramTable((name) => {
        const run = shells[name];
        return run === undefined ? undefined : { kind: 'ready', run };
      }),
    });
    const host = new Host(kernel, { hostname: 'vm', workingDirectory: options.cwd });
    installSoftware(host.disk, kernel.clock.now());
    host.fs.writeStub('/bin/ash', { size: 1000, program: 'ash' }, 0o755);
    furnish(host, options);
    this.pty = kernel.pty(options.size);
    const { mounts, net, uts, cgroup } = host;
    const task = kernel.start({
      path: `/bin/${options.shell}`,
      args: [options.shell, ...options.arguments],
      env: Object.entries(options.environment),
      cwd: options.cwd,
      credentials: { uid: 0, gid: 0, groups: [] },
      mounts,
      net,
      uts,
      cgroup,
      pids: kernel.hostPids,
      stdio: { kind: 'tty', tty: this.pty.slave },
    });
    void task.ended.then((status) => (this.ended = status));
    void this.collect();
  }

  /** What the terminal receives while `ms` milliseconds pass. */
  async wait(ms: number): Promise<string> {
    await this.time.advance(ms, () => this.settle());
    const { output } = this;
    this.output = '';
    return output;
  }

  async type(keys: string, ms: number): Promise<string> {
    void this.pty.write(keys);
    return this.wait(ms);
  }

  async resize(size: WindowSize, ms: number): Promise<string> {
    this.pty.resize(size);
    return this.wait(ms);
  }

  private async collect(): Promise<void> {
    for (;;) {
      const bytes = await this.pty.read();
      if (bytes.length === 0) return;
      this.output += this.decoder.decode(bytes, { stream: true });
    }
  }

  private async settle(): Promise<void> {
    let quiet = 0;
    for (let turns = 0; quiet < QUIET_TURNS && turns < MOST_TURNS; turns++) {
      const before = this.output.length;
      await turn();
      quiet = this.output.length === before ? quiet + 1 : 0;
    }
  }
}

function furnish(host: Host, { cwd, room }: SessionOptions): void {
  const { fs } = host;
  if (!fs.exists(cwd)) fs.mkdir(cwd);
  for (const path of room.directories) fs.mkdir(`${cwd}/${path}`);
  for (const [path, text] of Object.entries(room.files)) {
    fs.writeFile(`${cwd}/${path}`, text, text.startsWith('#!') ? 0o755 : 0o644);
  }
}
