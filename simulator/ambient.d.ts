/**
 * The few globals of the language's hosts that `simulator/` may use: text codecs, which every host has and which
 * depend on nothing but their input. Everything else that a host offers (timers, DOM, Node) comes in through
 * `Environment` (kernel/environment.ts).
 */
declare class TextEncoder {
  encode(input?: string): Uint8Array<ArrayBuffer>;
  encodeInto(source: string, destination: Uint8Array): { read: number; written: number };
}
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(input?: Uint8Array, options?: { stream?: boolean }): string;
}
