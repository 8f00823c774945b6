/**
 * QuickJS as WebAssembly: compiled once, instantiated for each process.
 *
 * A guest that computes for ever must let go of the one thread everything runs on. Where the host can switch stacks
 * (JavaScript Promise Integration) the plain build is used and its calls to the outside suspend it. Elsewhere it is the
 * build that was put through Asyncify, which saves its stack by itself: twice as large and half as fast.
 */

import { BRIDGE, TABLE, type Track, TRACKER_OFFSET, withTable } from './tracker.ts';

import { wasm, type Call, type Imports, type Memory, type Table, type WasmInstance, type WasmModule } from './wasm.ts';

/** Gives the bytes of a file shipped with the app. */
export type Asset = (name: string) => Promise<Uint8Array>;

/** What the guest calls of us, and what the engine asks. A promise suspends the guest until it is settled. */
export interface Callbacks {
  callFunction(asyncify: Asyncify | undefined, context: number, self: number, argc: number, argv: number): unknown;
  shouldInterrupt(asyncify: undefined, runtime: number): unknown;
  loadModuleSource(asyncify: Asyncify | undefined, runtime: number, context: number, name: string): number;
  normalizeModule(asyncify: Asyncify | undefined, runtime: number, context: number, base: string, name: string): number;
  freeHostRef(): void;
}

export interface Asyncify {
  handleSleep(start: (wake: (answer: number) => void) => void): number;
}

/** The exported calls of quickjs-emscripten's C interface (`QTS_…`) that are used here. Pointers are numbers. */
export interface Exports {
  callbacks: Callbacks;
  readonly HEAPU8: Uint8Array;
  readonly Asyncify?: { state: number };
  cwrap(
    name: string,
    result: 'number',
    parameters: readonly string[],
    options?: { async: true },
  ): (...args: number[]) => number | Promise<number>;
  UTF8ToString(pointer: number): string;
  _malloc: Call;
  _free: Call;
  _QTS_NewRuntime: Call;
  _QTS_NewContext: Call;
  _QTS_RuntimeSetMemoryLimit: Call;
  _QTS_RuntimeSetMaxStackSize: Call;
  _QTS_RuntimeEnableInterruptHandler: Call;
  _QTS_RuntimeEnableModuleLoader: Call;
  _QTS_GetUndefined: Call;
  _QTS_GetGlobalObject: Call;
  _QTS_NewFunction: Call;
  _QTS_NewString: Call;
  _QTS_NewFloat64: Call;
  _QTS_NewArrayBuffer: Call;
  _QTS_GetString: Call;
  _QTS_GetFloat64: Call;
  _QTS_GetArrayBuffer: Call;
  _QTS_GetArrayBufferLength: Call;
  _QTS_FreeCString: Call;
  _QTS_FreeValuePointer: Call;
  _QTS_DupValuePointer: Call;
  _QTS_GetProp: Call;
  _QTS_SetProp: Call;
  _QTS_Typeof: Call;
  _QTS_Throw: Call;
  _QTS_Call: Call;
  _QTS_Eval: Call;
  _QTS_ExecutePendingJob: Call;
  _QTS_IsJobPending: Call;
  _QTS_ResolveException: Call;
  _QTS_PromiseState: Call;
  _QTS_PromiseResult: Call;
  _QTS_ArgvGetJSValueConstPointer: Call;
}

/** Reads the guest's clock: milliseconds since the epoch, and minutes that local time is ahead of UTC at such a time. */
export interface GuestClock {
  now(): number;
  offset(at: number): number;
}

export interface Instance {
  exports: Exports;
  memory: Memory;
  /** Calls that may suspend. */
  call(...args: number[]): number | Promise<number>;
  evaluate(...args: number[]): number | Promise<number>;
  runJobs(...args: number[]): number | Promise<number>;
  /** Has `track` told of rejected promises from now on, for a runtime that lies at `runtime`. */
  watchRejections(runtime: number, track: Track): void;
  /** Whether the host switches stacks, so that a callback suspends the guest by answering a promise. */
  switches: boolean;
}

const PAGE = 65536;
const MOST_PAGES = 32768;
/** What a fresh memory holds, as the builds are made. */
export const FIRST_PAGES = 256;

let bridge: Promise<WasmModule> | undefined;
const compiled = new Map<string, Promise<WasmModule>>();

/** Whether this host can suspend WebAssembly by itself. */
function canSwitch(): boolean {
  return typeof wasm.Suspending === 'function' && typeof wasm.promising === 'function';
}

async function compile(name: string, asset: Asset): Promise<WasmModule> {
  const found = compiled.get(name) ?? asset(name).then(async (bytes) => wasm.compile(withTable(bytes)));
  compiled.set(name, found);
  return found;
}

interface Options {
  wasmMemory: Memory;
  instantiateWasm(imports: Imports, ready: (instance: WasmInstance) => void): object;
}
type Factory = (options: Options) => Promise<Exports>;

/**
 * A fresh instance whose memory has at least `pages` pages. It does not run anything yet; set `exports.callbacks` first.
 * Rejects with what the asset or the compiler says when the engine cannot be had.
 */
export async function instantiate(asset: Asset, clock: GuestClock, pages = FIRST_PAGES): Promise<Instance> {
  const switches = canSwitch();
  const name = switches ? 'quickjs.wasm' : 'quickjs-asyncify.wasm';
  const [module, { default: factory }] = await Promise.all([
    compile(name, asset),
    switches
      ? import('@jitl/quickjs-ng-wasmfile-release-sync/emscripten-module')
      : import('@jitl/quickjs-ng-wasmfile-release-asyncify/emscripten-module'),
  ]);
  const memory = new wasm.Memory({ initial: Math.max(FIRST_PAGES, pages), maximum: MOST_PAGES });
  let table: Table | undefined;
  const options: Options = {
    wasmMemory: memory,
    instantiateWasm: (imports, ready) => {
      replaceImports(imports, clock, memory, switches);
      void wasm.instantiate(module, imports).then((instance) => {
        const exported = instance.exports[TABLE];
        if (exported instanceof wasm.Table) table = exported;
        ready(instance);
      });
      return {};
    },
  };
  const exports = await start(factory, options);
  bridge ??= wasm.compile(BRIDGE);
  const tracking: { track: Track } = { track: () => undefined };
  const { exports: bridged } = await wasm.instantiate(await bridge, { a: { b: (...told: Parameters<Track>) => tracking.track(...told) } }); // prettier-ignore
  const suspending = (name: string, parameters: number): ((...args: number[]) => number | Promise<number>) => {
    const plain = exports.cwrap(
      name,
      'number',
      Array.from({ length: parameters }, () => 'number'),
      { async: true },
    );
    if (!switches || wasm.promising === undefined) return plain;
    const exported: unknown = Reflect.get(exports, `_${name}`);
    // eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- an exported function of the module
    return wasm.promising(exported as Call);
  };
  return {
    exports,
    memory,
    switches,
    watchRejections: (runtime, track) => {
      if (table === undefined) return;
      tracking.track = track;
      table.set(table.length - 1, bridged['c']);
      new DataView(memory.buffer).setUint32(runtime + TRACKER_OFFSET, table.length - 1, true);
    },
    call: suspending('QTS_Call', 5),
    evaluate: suspending('QTS_Eval', 6),
    runJobs: suspending('QTS_ExecutePendingJob', 3),
  };
}

/** The package's own types describe a much wider module; what is used of it is `Exports`. */
async function start(factory: unknown, options: Options): Promise<Exports> {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- see above
  return (factory as Factory)(options);
}

/**
 * The engine's imports have no names that last, so they are known by what they do. Those that read the host's clock
 * and time zone read the process's instead; those that may suspend are marked when the host switches stacks.
 */
function replaceImports(imports: Imports, clock: GuestClock, memory: Memory, switches: boolean): void {
  for (const table of Object.values(imports)) {
    for (const [key, value] of Object.entries(table)) {
      if (typeof value !== 'function') continue;
      // eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- imports take numbers
      const own = importFor(String(value), value as (...args: number[]) => unknown, clock, memory, switches);
      if (own !== undefined) table[key] = own;
    }
  }
}

function importFor(
  text: string,
  call: (...args: number[]) => unknown,
  clock: GuestClock,
  memory: Memory,
  switches: boolean,
): unknown {
  const { Suspending } = wasm;
  if (/\.(callFunction|shouldInterrupt)\b/.test(text)) {
    return switches && Suspending !== undefined ? new Suspending(call) : undefined;
  }
  if (text.includes('getSeconds')) return (at: bigint, out: number) => localTime(memory, Number(at), out, clock);
  if (text.includes('getTimezoneOffset')) return (zone: number, daylight: number, ...names: number[]) => noZone(memory, zone, daylight, names); // prettier-ignore
  if (!text.includes('Date.now')) return undefined;
  if (call.length === 0) return () => clock.now();
  return (_clock: number, _precision: bigint, out: number) => {
    new DataView(memory.buffer).setBigUint64(out, BigInt(Math.round(clock.now() * 1e6)), true);
    return 0;
  };
}

/** localtime_r(3): `struct tm` at `out`. */
function localTime(memory: Memory, seconds: number, out: number, clock: GuestClock): void {
  const ahead = clock.offset(seconds * 1000);
  const at = new Date(seconds * 1000 + ahead * 60_000);
  const first = Date.UTC(at.getUTCFullYear(), 0, 1);
  const fields = [
    at.getUTCSeconds(),
    at.getUTCMinutes(),
    at.getUTCHours(),
    at.getUTCDate(),
    at.getUTCMonth(),
    at.getUTCFullYear() - 1900,
    at.getUTCDay(),
    Math.floor((at.getTime() - first) / 86_400_000),
    0,
    ahead * 60,
  ];
  const view = new DataView(memory.buffer);
  for (const [index, field] of fields.entries()) view.setInt32(out + 4 * index, field, true);
}

/** tzset(3): UTC, as containers have it; what differs comes through `localTime`. */
function noZone(memory: Memory, zone: number, daylight: number, names: readonly number[]): void {
  const view = new DataView(memory.buffer);
  view.setInt32(zone, 0, true);
  view.setInt32(daylight, 0, true);
  for (const name of names) for (const [i, code] of [85, 84, 67, 0].entries()) view.setUint8(name + i, code);
}

export function pagesOf(memory: Memory): number {
  return memory.buffer.byteLength / PAGE;
}
