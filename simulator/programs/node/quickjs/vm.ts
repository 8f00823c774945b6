/**
 * One JavaScript world: a QuickJS runtime with one context, in a WebAssembly memory of its own. What goes in and out is
 * text, bytes and numbers, plus handles of guest values that are only passed on.
 */
import {
  pagesOf,
  type Asyncify,
  type Exports,
  type GuestClock,
  type Instance,
  instantiate,
  type Asset,
} from './module.ts';

/** A guest value held by the host: a pointer into the guest's memory. */
export class Handle {
  readonly pointer: number;
  constructor(pointer: number) {
    this.pointer = pointer;
  }
}

export type HostAnswer = string | number | Uint8Array | Handle | undefined;

/** What the guest can ask of its surroundings. */
export interface Surroundings {
  /** A call of the guest's one host function. A promise holds the guest until it is settled. */
  call(operation: string, text: string, bytes: Uint8Array | undefined): HostAnswer | Promise<HostAnswer>;
  /** The guest has computed for a while. A promise holds it. */
  computed(): Promise<void> | undefined;
  /** The canonical name of what module `base` means by `name`. Throws Error when there is none. */
  resolveModule(base: string, name: string): string;
  /** Its source. */
  moduleSource(name: string): string;
  /** Host code has failed under the guest's feet, or the process is gone: the guest is never resumed. */
  failed(error: unknown): void;
}

/** A whole world at rest, to begin others from: what its memory holds, and where its known values lie. */
export interface Snapshot {
  memory: Uint8Array;
  runtime: number;
  context: number;
}

/** How a run of guest code came out. The handle is the caller's to release. */
export type Outcome = { kind: 'value'; value: Handle } | { kind: 'thrown'; error: Handle };

/** Bytes of the guest's stack in WebAssembly's memory: some 1,600 calls deep. */
const STACK = 256 * 1024;
const MODULE = 1;
const EMPTY = new Uint8Array(0);
const encoder = new TextEncoder();
const decoder = new TextDecoder();

export class Vm {
  readonly #instance: Instance;
  readonly #m: Exports;
  readonly #runtime: number;
  readonly #context: number;
  readonly #undefined: number;
  #surroundings: Surroundings | undefined;
  #sleep: Asyncify['handleSleep'] | undefined;
  /** Calls into the guest from within a call of the guest cannot be suspended. */
  #nested = 0;
  /** Promises that were rejected unheard, by their place in memory, and what they were rejected with. */
  readonly #rejected = new Map<number, { promise: Handle; reason: Handle }>();

  private constructor(instance: Instance, runtime: number, context: number) {
    this.#instance = instance;
    this.#m = instance.exports;
    this.#runtime = runtime;
    this.#context = context;
    this.#undefined = this.#m._QTS_GetUndefined();
    instance.watchRejections(runtime, (_context, promise, reason, heard) => this.#track(promise, reason, heard !== 0));
    this.#m.callbacks = {
      callFunction: (asyncify, _context, _self, argc, argv) => this.#hostCall(asyncify, argc, argv),
      shouldInterrupt: () => this.#interrupt(),
      loadModuleSource: (_asyncify, _runtime, _context, name) => this.#source(name),
      normalizeModule: (_asyncify, _runtime, _context, base, name) => this.#resolve(base, name),
      freeHostRef: () => undefined,
    };
  }

  /** A fresh world that holds nothing but the language; `host` in it is the way out. */
  static async create(asset: Asset, clock: GuestClock): Promise<Vm> {
    const instance = await instantiate(asset, clock);
    const m = instance.exports;
    const runtime = m._QTS_NewRuntime();
    const context = m._QTS_NewContext(runtime, 0);
    const vm = new Vm(instance, runtime, context);
    m._QTS_RuntimeSetMaxStackSize(runtime, STACK);
    m._QTS_RuntimeEnableModuleLoader(runtime, 1);
    m._QTS_RuntimeEnableInterruptHandler(runtime);
    const name = vm.#cString('host');
    const call = m._QTS_NewFunction(context, name, 3, 0, 1);
    const key = m._QTS_NewString(context, name);
    const global = m._QTS_GetGlobalObject(context);
    m._QTS_SetProp(context, global, key, call);
    for (const value of [call, key, global]) m._QTS_FreeValuePointer(context, value);
    m._free(name);
    return vm;
  }

  /** Another world just like the one that was saved. */
  static async restore(asset: Asset, clock: GuestClock, snapshot: Snapshot): Promise<Vm> {
    const pages = Math.ceil(snapshot.memory.length / 65536);
    const instance = await instantiate(asset, clock, pages);
    new Uint8Array(instance.memory.buffer).set(snapshot.memory);
    return new Vm(instance, snapshot.runtime, snapshot.context);
  }

  /** Only between runs. */
  save(): Snapshot {
    const memory = new Uint8Array(this.#instance.memory.buffer.slice(0));
    return { memory, runtime: this.#runtime, context: this.#context };
  }

  enter(surroundings: Surroundings): void {
    this.#surroundings = surroundings;
  }

  /** Bytes of memory taken from the host. */
  get size(): number {
    return pagesOf(this.#instance.memory) * 65536;
  }

  /** Allocations beyond this fail with an InternalError in the guest. */
  limitMemory(bytes: number): void {
    this.#m._QTS_RuntimeSetMemoryLimit(this.#runtime, bytes);
  }

  /** Runs a script or, with `module`, an ES module: its value may be a promise. */
  async run(source: string, file: string, module = false): Promise<Outcome> {
    const [code, length] = this.#copyIn(source);
    const name = this.#cString(file);
    // The plain exports are promising where the host switches stacks, and answer a promise of their own otherwise.
    const result = await this.#instance.evaluate(this.#context, code, length, name, 0, module ? MODULE : 0);
    this.#m._free(code);
    this.#m._free(name);
    return this.#outcome(result);
  }

  /** Compiles without running anything that could wait: called from within a call of the guest. */
  compile(source: string, file: string): Outcome {
    const [code, length] = this.#copyIn(source);
    const name = this.#cString(file);
    this.#nested += 1;
    const result = this.#m._QTS_Eval(this.#context, code, length, name, 0, 0);
    this.#nested -= 1;
    this.#m._free(code);
    this.#m._free(name);
    return this.#outcome(result);
  }

  /** Calls a guest function. */
  async call(callee: Handle, ...args: readonly HostAnswer[]): Promise<Outcome> {
    const own = args.map((arg) => (arg instanceof Handle ? arg.pointer : this.#toGuest(arg)));
    const list = this.#m._malloc(Math.max(4, 4 * own.length));
    const view = new DataView(this.#instance.memory.buffer);
    for (const [index, pointer] of own.entries()) view.setUint32(list + 4 * index, pointer, true);
    const result = await this.#instance.call(this.#context, callee.pointer, this.#undefined, own.length, list);
    this.#m._free(list);
    for (const [index, arg] of args.entries()) {
      if (!(arg instanceof Handle)) this.#m._QTS_FreeValuePointer(this.#context, own[index] ?? 0);
    }
    return this.#outcome(result);
  }

  /** Runs what promises have waiting. Answers what a job threw, if one did. */
  async runJobs(): Promise<Outcome> {
    const out = this.#m._malloc(4);
    const result = await this.#instance.runJobs(this.#runtime, -1, out);
    this.#m._free(out);
    return this.#outcome(result);
  }

  get hasJobs(): boolean {
    return this.#m._QTS_IsJobPending(this.#runtime) !== 0;
  }

  /** What a promise was rejected with that nobody has asked about; each is told of once. */
  takeRejected(): Handle | undefined {
    for (const [place, { promise, reason }] of this.#rejected) {
      this.#rejected.delete(place);
      this.release(promise);
      return reason;
    }
    return undefined;
  }

  /** Both are kept until they are told of: a promise that nobody has is gone at once otherwise. */
  #track(promise: bigint, reason: bigint, heard: boolean): void {
    const place = Number(promise & 0xffffffffn);
    const known = this.#rejected.get(place);
    if (heard && known !== undefined) {
      this.#rejected.delete(place);
      this.release(known.promise);
      this.release(known.reason);
    }
    if (!heard && known === undefined)
      this.#rejected.set(place, { promise: this.#keep(promise), reason: this.#keep(reason) });
  }

  #keep(value: bigint): Handle {
    const cell = this.#m._malloc(8);
    this.#view().setBigUint64(cell, BigInt.asUintN(64, value), true);
    const kept = new Handle(this.#m._QTS_DupValuePointer(this.#context, cell));
    this.#m._free(cell);
    return kept;
  }

  #view(): DataView {
    return new DataView(this.#instance.memory.buffer);
  }

  text(value: Handle): string {
    return this.#getText(value.pointer);
  }

  number(value: Handle): number {
    return this.#m._QTS_GetFloat64(this.#context, value.pointer);
  }

  release(value: Handle): void {
    this.#m._QTS_FreeValuePointer(this.#context, value.pointer);
  }

  /** A property of a guest object that is no getter. */
  get(object: Handle, name: string): Handle {
    const text = this.#cString(name);
    const key = this.#m._QTS_NewString(this.#context, text);
    const value = this.#m._QTS_GetProp(this.#context, object.pointer, key);
    this.#m._QTS_FreeValuePointer(this.#context, key);
    this.#m._free(text);
    return new Handle(value);
  }

  global(): Handle {
    return new Handle(this.#m._QTS_GetGlobalObject(this.#context));
  }

  #outcome(result: number): Outcome {
    const error = this.#m._QTS_ResolveException(this.#context, result);
    if (error === 0) return { kind: 'value', value: new Handle(result) };
    this.#m._QTS_FreeValuePointer(this.#context, result);
    return { kind: 'thrown', error: new Handle(error) };
  }

  #rewinding(): boolean {
    return this.#m.Asyncify?.state === 2;
  }

  #hostCall(asyncify: Asyncify | undefined, argc: number, argv: number): unknown {
    if (asyncify !== undefined) this.#sleep ??= (start) => asyncify.handleSleep(start);
    if (this.#rewinding()) return asyncify?.handleSleep(() => undefined);
    const surroundings = this.#surroundings;
    if (surroundings === undefined) return 0;
    const operation = this.#argument(argv, 0);
    if (operation === 'promiseState')
      return this.#toGuest(this.#m._QTS_PromiseState(this.#context, this.#m._QTS_ArgvGetJSValueConstPointer(argv, 2)));
    if (operation === 'promiseResult')
      return this.#m._QTS_PromiseResult(this.#context, this.#m._QTS_ArgvGetJSValueConstPointer(argv, 2));
    const text = argc > 1 ? this.#argument(argv, 1) : '';
    const bytes = argc > 2 ? this.#bytes(this.#m._QTS_ArgvGetJSValueConstPointer(argv, 2)) : undefined;
    let answer: HostAnswer | Promise<HostAnswer>;
    try {
      answer = surroundings.call(operation, text, bytes);
    } catch (error) {
      surroundings.failed(error);
      answer = new Promise<HostAnswer>(() => undefined);
    }
    if (!(answer instanceof Promise)) return this.#answer(answer);
    return this.#hold(answer.then((value) => this.#answer(value)));
  }

  /** Suspends the guest. When the promise is rejected, for good. */
  #hold(until: Promise<number>): unknown {
    if (this.#nested > 0) throw new Error('the guest cannot wait here');
    if (this.#instance.switches) {
      return new Promise<number>((resolve) => {
        until.then(resolve, (error: unknown) => this.#surroundings?.failed(error));
      });
    }
    return this.#sleep?.((wake) => {
      until.then(wake, (error: unknown) => this.#surroundings?.failed(error));
    });
  }

  #interrupt(): unknown {
    if (this.#rewinding()) return this.#sleep?.(() => undefined);
    if (this.#nested > 0) return 0;
    try {
      const pause = this.#surroundings?.computed();
      return pause === undefined ? 0 : this.#hold(pause.then(() => 0));
    } catch (error) {
      this.#surroundings?.failed(error);
      return this.#hold(new Promise<number>(() => undefined));
    }
  }

  #source(name: string): number {
    try {
      return this.#cString(this.#surroundings?.moduleSource(name) ?? '');
    } catch (error) {
      return this.#cString(thrower(error));
    }
  }

  #resolve(base: string, name: string): number {
    try {
      return this.#cString(this.#surroundings?.resolveModule(base, name) ?? name);
    } catch (error) {
      return this.#cString(`drydock-error:${JSON.stringify(describe(error))}`);
    }
  }

  #argument(argv: number, index: number): string {
    return this.#getText(this.#m._QTS_ArgvGetJSValueConstPointer(argv, index));
  }

  #getText(value: number): string {
    const text = this.#m._QTS_GetString(this.#context, value);
    const answer = this.#m.UTF8ToString(text);
    this.#m._QTS_FreeCString(this.#context, text);
    return answer;
  }

  #bytes(value: number): Uint8Array | undefined {
    const length = this.#m._QTS_GetArrayBufferLength(this.#context, value);
    const copy = this.#m._QTS_GetArrayBuffer(this.#context, value);
    if (copy === 0) return length === 0 ? EMPTY : undefined;
    const bytes = this.#m.HEAPU8.slice(copy, copy + length);
    this.#m._free(copy);
    return bytes;
  }

  #answer(value: HostAnswer): number {
    return value === undefined ? 0 : value instanceof Handle ? value.pointer : this.#toGuest(value);
  }

  #toGuest(value: string | number | Uint8Array | undefined): number {
    if (value === undefined) return this.#m._QTS_DupValuePointer(this.#context, this.#undefined);
    if (typeof value === 'number') return this.#m._QTS_NewFloat64(this.#context, value);
    if (typeof value === 'string') {
      const text = this.#cString(value);
      const made = this.#m._QTS_NewString(this.#context, text);
      this.#m._free(text);
      return made;
    }
    const copy = this.#m._malloc(Math.max(1, value.length));
    this.#m.HEAPU8.set(value, copy);
    return this.#m._QTS_NewArrayBuffer(this.#context, copy, value.length);
  }

  /** A copy with a zero at its end. Text must hold none itself. */
  #cString(text: string): number {
    return this.#copyIn(text)[0];
  }

  #copyIn(text: string): [pointer: number, length: number] {
    const bytes = encoder.encode(text);
    const pointer = this.#m._malloc(bytes.length + 1);
    this.#m.HEAPU8.set(bytes, pointer);
    this.#m.HEAPU8[pointer + bytes.length] = 0;
    return [pointer, bytes.length];
  }
}

/** What a failure of ours is in the guest: its name, code and sentence. */
export interface ErrorDescription {
  name: string;
  message: string;
  code?: string;
}

function describe(error: unknown): ErrorDescription {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) };
  const code: unknown = Reflect.get(error, 'code');
  return { name: error.name, message: error.message, ...(typeof code === 'string' ? { code } : {}) };
}

/** A module that throws what kept the real one from being loaded. */
function thrower(error: unknown): string {
  return `throw globalThis[Symbol.for('drydock.error')](${JSON.stringify(describe(error))});`;
}

/** UTF-8 as the guest's decoders take it: malformed sequences become U+FFFD, a byte order mark stays. */
export function decodeUtf8(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}
