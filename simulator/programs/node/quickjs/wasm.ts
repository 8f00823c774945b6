/**
 * WebAssembly as far as an interpreter needs it. Every host has it, and it depends on nothing but its input; its types
 * are written down here because the hosts' own differ.
 */
export interface Memory {
  readonly buffer: ArrayBuffer;
}
export interface Table {
  readonly length: number;
  set(index: number, entry: unknown): void;
}
export interface WasmInstance {
  readonly exports: Readonly<Record<string, unknown>>;
}
export type WasmModule = object;
export type Imports = Record<string, Record<string, unknown>>;
export type Call = (...args: number[]) => number;

interface Api {
  readonly Memory: new (limits: { initial: number; maximum?: number }) => Memory;
  readonly Table: new (...args: never[]) => Table;
  compile(bytes: Uint8Array): Promise<WasmModule>;
  instantiate(module: WasmModule, imports: Imports): Promise<WasmInstance>;
  /** JavaScript Promise Integration; hosts without it have neither. */
  readonly Suspending?: new (call: (...args: number[]) => unknown) => object;
  readonly promising?: (call: Call) => (...args: number[]) => Promise<number>;
}

// eslint-disable-next-line no-restricted-globals -- what is looked up is no host's own
const found: unknown = Reflect.get(globalThis, 'WebAssembly');
// eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- by its specification
export const wasm = found as Api;
