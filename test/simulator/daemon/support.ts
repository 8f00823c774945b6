/** A daemon on a small machine in virtual time, with an image of test programs, and docker's everyday verbs in one call each. */
import type { ContainerCreateRequest, HostConfig } from '../../../simulator/api/containers.ts';
import type { EventMessage } from '../../../simulator/api/system.ts';
import type { Engine } from '../../../simulator/api/engine.ts';
import { isEngineError } from '../../../simulator/api/errors.ts';
import type { ImageConfig } from '../../../simulator/api/images.ts';
import type { FrameStream, MessageStream } from '../../../simulator/api/streams.ts';
import { createDaemon } from '../../../simulator/daemon/daemon.ts';
import type { Daemon } from '../../../simulator/daemon/daemon.ts';
import { Host } from '../../../simulator/host/host.ts';
import { installSoftware } from '../../../simulator/host/software.ts';
import type { ProcessFs, Program } from '../../../simulator/kernel/abi.ts';
import { decode } from '../../../simulator/kernel/bytes.ts';
import { createKernel } from '../../../simulator/kernel/create-kernel.ts';
import type { Kernel } from '../../../simulator/kernel/kernel.ts';
import { digestOf } from '../../../simulator/registry/digest.ts';
import { parseNormalizedNamed } from '../../../simulator/registry/reference.ts';
import { buildLayer, layerDigest } from '../../../simulator/vfs/index.ts';
import type { LayerEntry } from '../../../simulator/vfs/index.ts';
import { EPOCH, nodeEnvironment } from '../../support/machine.ts';

/** What the test image can run: `/bin/NAME`. */
export const PROGRAMS: Readonly<Record<string, Program>> = {
  true: () => 0,
  false: () => 1,
  exit: (p) => Number(p.args[1] ?? 0),
  echo: async (p) => {
    await p.stdout.write(`${p.args.slice(1).join(' ')}\n`);
    return 0;
  },
  /** `both OUT ERR`: a line on each stream. */
  both: async (p) => {
    await p.stdout.write(`${p.args[1] ?? ''}\n`);
    await p.stderr.write(`${p.args[2] ?? ''}\n`);
    return 0;
  },
  print: async (p) => {
    await p.stdout.write(p.args[1] ?? '');
    return 0;
  },
  sleep: async (p) => {
    await p.sleep(Number(p.args[1] ?? 0) * 1000);
    return 0;
  },
  /** Ends with 0 on TERM. */
  polite: async (p) => {
    p.onSignal('TERM', () => p.exit(0));
    await p.stdout.write('up\n');
    await p.sleep(1e9, true);
    return 3;
  },
  /** `late SECONDS STATUS` */
  late: async (p) => {
    await p.sleep(Number(p.args[1]) * 1000);
    return Number(p.args[2]);
  },
  env: async (p) => {
    for (const [name, value] of p.env) await p.stdout.write(`${name}=${value}\n`);
    return 0;
  },
  id: async (p) => {
    const { uid, gid, groups } = p.credentials;
    await p.stdout.write(`${uid}:${gid} ${groups.join(',')} ${p.cwd()}\n`);
    return 0;
  },
  cat: async (p) => {
    const [, path] = p.args;
    await p.stdout.write(path === undefined ? await p.stdin.readAll() : p.fs.readFile(path));
    return 0;
  },
  /** `write PATH TEXT` */
  write: (p) => {
    p.fs.writeFile(p.args[1] ?? '', p.args[2] ?? '');
    return 0;
  },
  rm: (p) => {
    p.fs.unlink(p.args[1] ?? '');
    return 0;
  },
  ls: async (p) => {
    const names = p.fs.readdir(p.args[1] ?? '.').map(({ name }) => name);
    await p.stdout.write(`${names.sort().join(' ')}\n`);
    return 0;
  },
  /** Answers every connection on a port with its host name. */
  serve: async (p) => {
    const listener = p.net.listen({ host: '0.0.0.0', port: Number(p.args[1]) });
    for (;;) {
      const connection = await listener.accept();
      await connection.write(`${p.net.hostname()}\n`);
      connection.close();
    }
  },
  /** `fetch HOST PORT` */
  fetch: async (p) => {
    try {
      const connection = await p.net.connect({ host: p.args[1] ?? '', port: Number(p.args[2]) });
      await p.stdout.write(await connection.readAll());
      return 0;
    } catch (error) {
      await p.stderr.write(`${(error as Error).message}\n`);
      return 1;
    }
  },
  resolve: async (p) => {
    const addresses = await p.net.resolve(p.args[1] ?? '').catch((error: unknown) => [(error as Error).message]);
    await p.stdout.write(`${addresses.join(' ')}\n`);
    return 0;
  },
  /** Takes memory until it is killed. */
  hog: async (p) => {
    for (let size = 1; ; size *= 2) {
      p.setMemory(size * 1024 * 1024);
      await p.step();
      await p.sleep(1);
    }
  },
  tty: async (p) => {
    await p.stdout.write(`${p.isatty(0) ? 'tty' : 'no tty'}\n`);
    await p.stderr.write('err\n');
    return 0;
  },
  /** Prints the lines it reads until end of file. */
  lines: async (p) => {
    for await (const line of p.stdin.lines()) await p.stdout.write(`<${line}>\n`);
    return 0;
  },
};

const ROOT_FILES: readonly LayerEntry[] = [
  { path: '/etc/passwd', content: 'root:x:0:0:root:/root:/bin/sh\nann:x:1000:1000::/home/ann:/bin/sh\n' },
  { path: '/etc/group', content: 'root:x:0:\nann:x:1000:\nstaff:x:50:ann\n' },
  { path: '/etc/motd', content: 'hello\n' },
  { path: '/tmp/', mode: 0o1777 },
  { path: '/root/', mode: 0o700 },
  { path: '/srv/data/seed', content: 'seeded\n' },
  { path: '/opt/script', content: '#!/bin/nosuch\n', mode: 0o755 },
  { path: '/opt/plain', content: 'x' },
];

export interface TestDaemon {
  readonly daemon: Daemon;
  readonly engine: Engine;
  readonly kernel: Kernel;
  readonly host: Host;
  readonly hostFs: ProcessFs;
  /** Adds an image of the test programs under `name`. */
  addImage(name: string, config?: ImageConfig, files?: readonly LayerEntry[]): string;
  /** `docker create`. */
  create(options: RunOptions, ...command: string[]): Promise<string>;
  /** `docker run -d`. */
  start(options: RunOptions, ...command: string[]): Promise<string>;
  /** `docker run`: to the end, with what it wrote. */
  run(options: RunOptions, ...command: string[]): Promise<{ exitCode: number; stdout: string; stderr: string }>;
  exec(id: string, ...command: string[]): Promise<{ exitCode: number | null; stdout: string; stderr: string }>;
  logs(id: string, query?: object): Promise<string>;
  /** Actions of all events so far, as `docker events --format '{{.Type}} {{.Action}}'`. */
  events(): string[];
  sleep(ms: number): Promise<void>;
}

export interface RunOptions extends Omit<ContainerCreateRequest, 'HostConfig'> {
  name?: string;
  image?: string;
  host?: Partial<HostConfig>;
}

export function testDaemon(): TestDaemon {
  const kernel = createKernel({
    environment: nodeEnvironment(),
    time: { kind: 'virtual', startAt: EPOCH },
    seed: 'daemon',
    programs: {
      find: (name) => {
        const run = PROGRAMS[name];
        return run === undefined ? undefined : { kind: 'ready', run };
      },
    },
  });
  const host = new Host(kernel, { hostname: 'vm', workingDirectory: '/root' });
  installSoftware(host.disk, kernel.clock.now());
  const daemon = createDaemon({ kernel, host });
  const { engine } = daemon;
  const addImage: TestDaemon['addImage'] = (name, config = {}, files = []) => {
    const programs = Object.keys(PROGRAMS).map((program): LayerEntry => ({
      path: `/bin/${program}`,
      stub: { size: 1000, program },
    }));
    const layer = buildLayer([...ROOT_FILES, ...programs, ...files], EPOCH);
    const file = JSON.stringify({
      architecture: 'amd64',
      config: {
        Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
        Cmd: ['true'],
        WorkingDir: '/',
        ...config,
      },
      created: '2024-09-26T21:31:42Z',
      history: [{ created: '2024-09-26T21:31:42Z', created_by: 'test' }],
      os: 'linux',
      rootfs: { type: 'layers', diff_ids: [layerDigest(layer)] },
    });
    daemon.images.writer.addLayers('test', '', [layer]);
    const id = daemon.images.writer.createImage(file, [parseNormalizedNamed(`${name}:latest`)]);
    daemon.images.writer.release('test');
    return id === digestOf(file) ? id : digestOf(file);
  };
  addImage('box');
  const create: TestDaemon['create'] = async ({ name, image = 'box', host: hostConfig, ...config }, ...command) => {
    const query = name === undefined ? {} : { name };
    const Cmd = command.length === 0 ? {} : { Cmd: command };
    const body = { Image: image, ...config, ...Cmd, ...(hostConfig === undefined ? {} : { HostConfig: hostConfig }) };
    return (await engine.containerCreate(query, body)).Id;
  };
  return {
    daemon,
    engine,
    kernel,
    host,
    hostFs: host.fs,
    addImage,
    create,
    async start(options, ...command) {
      const id = await create(options, ...command);
      await engine.containerStart(id);
      return id;
    },
    async run(options, ...command) {
      const id = await create(options, ...command);
      const attached = await engine.containerAttach(id, { stream: true, stdout: true, stderr: true });
      const ended = engine.containerWait(id, { condition: 'next-exit' });
      const output = collect(attached.output);
      try {
        await engine.containerStart(id);
      } catch (error) {
        attached.close();
        throw error;
      }
      const { StatusCode } = await ended;
      return { exitCode: StatusCode, ...(await output) };
    },
    async exec(id, ...command) {
      const { Id } = await engine.execCreate(id, { Cmd: command, AttachStdout: true, AttachStderr: true });
      const hijack = await engine.execStart(Id, {});
      const output = hijack === undefined ? { stdout: '', stderr: '' } : await collect(hijack.output);
      return { exitCode: (await engine.execInspect(Id)).ExitCode, ...output };
    },
    async logs(id, query = {}) {
      const { stdout, stderr } = await collect(
        await engine.containerLogs(id, { stdout: true, stderr: true, ...query }),
      );
      return stdout + stderr;
    },
    events: () => daemon.events.recent().map(({ message }) => `${message.Type} ${message.Action}`),
    sleep: (ms) => kernel.clock.sleep(ms),
  };
}

export async function collect(frames: FrameStream): Promise<{ stdout: string; stderr: string }> {
  const texts = { stdout: '', stderr: '' };
  for await (const { stream, bytes } of frames) texts[stream] += decode(bytes);
  return texts;
}

export async function messagesOf<T>(stream: MessageStream<T>): Promise<T[]> {
  const messages: T[] = [];
  for await (const message of stream) messages.push(message);
  return messages;
}

/** `KIND: message` of the error that the call must fail with. */
export async function failure(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    if (isEngineError(error)) return `${error.status} ${error.message}`;
    throw error;
  }
  throw new Error('the call did not fail');
}

export type { EventMessage };
