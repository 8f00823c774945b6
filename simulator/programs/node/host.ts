/** The one way out of a guest: what it can ask of the process it runs in. */
import { ProcessGone, type OpenFlags, type Process } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';
import { isSignal } from '../command/signals.ts';
import { arrowText, explain, placeOf, thrownAt, type Place } from './explain.ts';
import type { EventQueue } from './events.ts';
import { library } from './library.ts';
import type { Sources } from './modules.ts';
import { ResolutionError, type Resolver } from './resolve.ts';
import { decodeUtf8, type Handle, type HostAnswer, type Surroundings, type Vm } from './quickjs/vm.ts';
import { describe, failure, json, text } from './system/answer.ts';
import { Children, type SpawnRequest } from './system/children.ts';
import { openFile, readLater, readOnce, readToEnd, writeAt } from './system/descriptors.ts';
import { deriveKey, digest, recode, scryptKey } from './system/digests.ts';
import { accountFacts, interfaceFacts, machineFacts, memoryFacts } from './system/facts.ts';
import { fileCall } from './system/files.ts';
import type { Output } from './system/output.ts';
import { Sockets, type Target } from './system/sockets.ts';
import { replSource } from './repl-source.ts';
import { zoneName, zoneOffset } from './zones.ts';

/** The first handle a guest makes: it hears of signals. */
const SIGNAL_HANDLE = 1;
/** Steps of the simulated processor that a stretch of computing is (the engine asks every ten thousand branches). */
const STRETCH = 100;

type Answer = HostAnswer | Promise<HostAnswer>;
type Call = (text: string, bytes: Uint8Array | undefined) => Answer;

const never = new Promise<never>(() => undefined);
const NOTHING = new Uint8Array();

export interface HostParts {
  vm: Vm;
  events: EventQueue;
  output: Output;
  sources: Sources;
  resolver: Resolver;
  /** The program wants to end with a status. */
  exit(code: number): void;
  failed(error: unknown): void;
}

/** The outermost call of the guest that is a built-in function: `compile` wraps each library file as this. */
const LIBRARY_HEAD = '(function (exports, require, module, sys, host) {';

export class NodeHost implements Surroundings {
  readonly #p: Process;
  readonly #parts: HostParts;
  readonly #sockets: Sockets;
  readonly #children: Children;
  readonly #watches = new Map<number, () => void>();
  readonly #calls: Readonly<Record<string, Call>>;
  /** Time that passed while the guest computed and the clock stood still. */
  readonly #title: { name: string };

  constructor(p: Process, parts: HostParts) {
    this.#p = p;
    this.#parts = parts;
    this.#sockets = new Sockets(p, parts.events);
    this.#children = new Children(p, parts.events);
    this.#title = { name: '' };
    this.#calls = { ...this.#language(), ...this.#files(), ...this.#network(), ...this.#processes(), ...this.#facts() };
  }

  call(operation: string, argument: string, bytes: Uint8Array | undefined): Answer {
    const run = this.#calls[operation];
    if (run === undefined) throw new Error(`the simulated node has no ${operation}`);
    return run(argument, bytes);
  }

  computed(): Promise<void> | undefined {
    const { vm } = this.#parts;
    this.#p.setMemory(memoryOf(vm.size));
    return this.#p.step(STRETCH);
  }

  resolveModule(base: string, name: string): string {
    return this.#parts.sources.resolve(base, name);
  }

  moduleSource(name: string): string {
    return this.#parts.sources.source(name);
  }

  failed(error: unknown): void {
    this.#parts.failed(error);
  }

  /** Compiling, explaining, texts. */
  #language(): Record<string, Call> {
    const { vm, sources, resolver } = this.#parts;
    return {
      builtin: (id) => builtin(vm, id),
      compile: (file, bytes) => {
        const source = decodeUtf8(bytes ?? NOTHING);
        const compiled = vm.compile(source, file);
        if (compiled.kind === 'value') return compiled.value;
        const head = source.indexOf('{ ') + 2;
        const body = source.slice(head, source.lastIndexOf('\n})'));
        const bad = sources.check(file, body, false) ?? {
          message: vm.text(vm.get(compiled.error, 'message')),
          arrow: `${file}:1\n`,
        };
        return JSON.stringify(bad);
      },
      explain: (asked) => {
        const place = parsed<Place & { file: string }>(asked);
        const source = sources.textOf(place.file);
        return source === undefined ? undefined : explain(source, place);
      },
      place: (asked) => {
        const place = parsed<Place & { file: string }>(asked);
        const source = sources.textOf(place.file);
        return (source === undefined ? undefined : placeOf(source, place)) ?? 0;
      },
      sourceLine: (asked) => {
        const { file, ...place } = parsed<{ file: string; line: number; column: number }>(asked);
        const source = sources.textOf(file);
        if (source === undefined) return undefined;
        const { line, column } = thrownAt(source, place.line, place.column);
        return arrowText(file, source, line, column - 1);
      },
      callText: () => text(''),
      resolve: (asked) => {
        const { request, from } = parsed<{ request: string; from: string }>(asked);
        try {
          return json({ path: resolver.resolve(request, from, 'require') });
        } catch (error) {
          if (!(error instanceof ResolutionError)) throw error;
          return json({ error: { code: error.code, message: error.message } });
        }
      },
      source: (asked) => {
        const file = String(JSON.parse(asked));
        try {
          return json({
            source: decodeUtf8(this.#p.fs.readFile(file)).replace(/^\uFEFF/, ''),
            format: resolver.format(file),
          });
        } catch (error) {
          return failure(describe(error, 'open', file));
        }
      },
      replCompile: (asked) => json(replSource(String(JSON.parse(asked)))),
      utf8Decode: (_text, bytes) => text(decodeUtf8(bytes ?? NOTHING)),
      utf8Encode: (value) => new TextEncoder().encode(value),
    };
  }

  #files(): Record<string, Call> {
    const p = this.#p;
    const { events, output } = this.#parts;
    return {
      fs: (asked, bytes) => fileCall(p, parsed<(string | number | boolean | null)[]>(asked), bytes),
      open: async (asked) => {
        const [path, flags, mode] = parsed<[string, OpenFlags, number]>(asked);
        return openFile(p, path, flags, mode);
      },
      close: (asked) => closed(p, Number(asked)),
      readFd: (asked) => {
        if (!asked.startsWith('[')) {
          const [id = 0, fd = 0] = asked.split(' ').map(Number);
          readLater(p, events, id, fd);
          return undefined;
        }
        const [fd, count, position] = parsed<[number, number, number | null]>(asked);
        return readOnce(p, fd, count, position);
      },
      readAll: async (asked) => readToEnd(p, Number(asked)),
      writeFd: async (asked, bytes) => {
        const [fd, position] = parsed<[number, number | null]>(asked);
        await output.flushed();
        return writeAt(p, fd, bytes ?? NOTHING, position);
      },
      pipeWrite: (asked, bytes) => {
        const [id, fd] = parsed<[number, number]>(asked);
        p.background(async () => {
          try {
            await p.write(fd, bytes ?? NOTHING);
            events.push(id, 'done');
          } catch (error) {
            if (error instanceof ProcessGone) throw error;
            events.fail(id, describe(error, 'write'));
          }
        });
        return undefined;
      },
      write: (fd, bytes) => output.write(Number(fd), bytes ?? NOTHING),
      writeText: (asked) => output.write(asked.charCodeAt(0) - 48, asked.slice(2)),
      soon: (asked) => {
        events.push(Number(asked), 'done');
        return undefined;
      },
      watch: (asked) => {
        const [id, path] = parsed<[number, string]>(asked);
        try {
          const name = path.slice(path.lastIndexOf('/') + 1);
          this.#watches.set(
            id,
            p.fs.watch(path, () => events.push(id, 'changed', ['change', name])),
          );
          return undefined;
        } catch (error) {
          return failure(describe(error, 'watch', path));
        }
      },
      unwatch: (asked) => {
        this.#watches.get(Number(asked))?.();
        this.#watches.delete(Number(asked));
        return undefined;
      },
    };
  }

  #network(): Record<string, Call> {
    const sockets = this.#sockets;
    const { events } = this.#parts;
    return {
      connect: (asked) => quietly(() => sockets.connect(...parsed<[number, Target]>(asked))),
      listen: (asked) => quietly(() => sockets.listen(...parsed<[number, Target]>(asked))),
      unlisten: (asked) => quietly(() => sockets.unlisten(Number(asked))),
      socketRead: (asked) => quietly(() => sockets.read(...parsed<[number, number]>(asked))),
      socketWrite: (asked, bytes) => quietly(() => sockets.write(...parsed<[number, number]>(asked), bytes ?? NOTHING)),
      socketEnd: (asked) => quietly(() => sockets.end(Number(asked))),
      socketClose: (asked) => quietly(() => sockets.close(Number(asked))),
      lookup: (asked) => {
        const [id, name] = parsed<[number, string]>(asked);
        this.#p.background(async () => {
          const found = await sockets.lookup(name);
          if (Array.isArray(found)) events.push(id, 'done', found);
          else events.fail(id, found);
        });
        return undefined;
      },
    };
  }

  #processes(): Record<string, Call> {
    const p = this.#p;
    const { events, output } = this.#parts;
    return {
      spawn: async (asked) => {
        const [id, request] = parsed<[number, SpawnRequest]>(asked);
        await output.flushed();
        return this.#children.spawn(id, request);
      },
      spawnSync: async (asked, bytes) => {
        const [request] = parsed<[SpawnRequest]>(asked);
        await output.flushed();
        return this.#children.run(request, bytes ?? NOTHING);
      },
      kill: (asked) => {
        const [pid, name] = parsed<[number, string | number]>(asked);
        const signal = typeof name === 'number' ? undefined : name.replace(/^SIG/, '');
        try {
          if (name === 0) p.kill(pid, 0);
          else if (signal !== undefined && isSignal(signal)) p.kill(pid, signal);
          else return failure({ message: `Unknown signal: ${name}`, code: 'ERR_UNKNOWN_SIGNAL' });
          return undefined;
        } catch (error) {
          if (!isSysError(error)) throw error;
          return failure({ ...describe(error, 'kill'), message: `kill ${error.code}` });
        }
      },
      killSelf: async () => {
        await output.flushed();
        p.onSignal('ABRT', 'default');
        p.kill(p.pid, 'ABRT');
        return never;
      },
      signal: (asked) => {
        const [how = '', name = ''] = asked.split(' ');
        if (!isSignal(name) || name === 'KILL' || name === 'STOP') return undefined;
        p.onSignal(name, how === 'on' ? () => events.push(SIGNAL_HANDLE, 'signal', name) : 'default');
        return undefined;
      },
      exit: (code) => {
        this.#parts.exit(Number(code));
        return never;
      },
    };
  }

  #facts(): Record<string, Call> {
    const p = this.#p;
    const zone = (): string => p.env.get('TZ') ?? '';
    return {
      now: () => p.now(),
      random: (count) => p.random(Math.max(0, Math.min(65536 * 16, Number(count)))),
      cwd: () => text(p.cwd()),
      chdir: (asked) => attemptChdir(p, String(JSON.parse(asked))),
      umask: (asked) => (asked === 'null' ? p.umask() : p.umask(Number(asked))),
      ids: () => json([p.credentials.uid, p.credentials.gid, p.credentials.groups]),
      setuid: (asked) => become(p, { uid: Number(asked) }),
      setgid: (asked) => become(p, { gid: Number(asked) }),
      isatty: (asked) => json(p.fds().includes(Number(asked)) && p.isatty(Number(asked))),
      winsize: (asked) => {
        const { cols, rows } = p.tty(Number(asked)).size();
        return json([cols, rows]);
      },
      raw: (asked) => {
        const on = asked === 'true';
        p.tty(0).setModes(
          on
            ? { icanon: false, echo: false, isig: false, icrnl: false }
            : { icanon: true, echo: true, isig: true, icrnl: true },
        );
        return undefined;
      },
      machine: () => json(machineFacts(p)),
      user: () => json(accountFacts(p)),
      interfaces: () => json(interfaceFacts(p)),
      hostname: () => text(p.net.hostname()),
      memory: () => json(memoryFacts(p, this.#parts.vm.size)),
      title: (name) => {
        this.#title.name = name;
        p.setTitle([name]);
        return undefined;
      },
      hash: (asked, bytes) => {
        const [name, key] = parsed<[string, string | null]>(asked);
        return digest(name, key, bytes ?? NOTHING);
      },
      pbkdf2: (asked) => deriveKey(...parsed<[string, string, number, number, string]>(asked)),
      scrypt: (asked) => scryptKey(...parsed<[string, string, number, number, number, number]>(asked)),
      zlib: (asked, bytes) => recode(String(JSON.parse(asked)), bytes ?? NOTHING),
      zoneName: () => text(zoneName(zone(), p.now())),
      zoneOffset: (asked) => zoneOffset(...parsed<[string, number]>(asked)),
    };
  }
}

/** What the library of the guest, which is ours, sends. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the caller names the shape
function parsed<T>(asked: string): T {
  const value: unknown = JSON.parse(asked);
  // eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- both ends of this line are in this folder
  return value as T;
}

/** A library file as a function, or undefined when there is none of that name. */
export function builtin(vm: Vm, id: string): Handle | undefined {
  const source = library[id];
  if (source === undefined) return undefined;
  const compiled = vm.compile(`${LIBRARY_HEAD}${source}\n})`, `drydock:${id}`);
  if (compiled.kind === 'value') return compiled.value;
  throw new Error(`${id}: ${vm.text(compiled.error)}`);
}

/** Bytes a real node would hold, with what the program has taken. */
export function memoryOf(size: number): number {
  return 42 * 1024 * 1024 + Math.max(0, size - 16 * 1024 * 1024);
}

function quietly(run: () => void): undefined {
  run();
  return undefined;
}

function closed(p: Process, fd: number): string | undefined {
  try {
    p.close(fd);
    return undefined;
  } catch (error) {
    return failure(describe(error, 'close'));
  }
}

function attemptChdir(p: Process, path: string): string | undefined {
  try {
    p.chdir(path);
    return undefined;
  } catch (error) {
    return failure(describe(error, `chdir`, p.cwd(), path));
  }
}

function become(p: Process, change: { uid?: number; gid?: number }): string | undefined {
  try {
    p.setCredentials({ ...p.credentials, ...change });
    return undefined;
  } catch (error) {
    return failure(describe(error, change.uid === undefined ? 'setgid' : 'setuid'));
  }
}
