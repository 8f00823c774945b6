/** A guest as it is when Node has started and nothing has run: made once, and copied for every process. */
import type { Asset, GuestClock } from './quickjs/module.ts';
import { Handle, Vm, type HostAnswer, type Outcome, type Snapshot, type Surroundings } from './quickjs/vm.ts';
import { builtin } from './host.ts';
import { boot } from './library.ts';

/** What the loop calls in the guest (lib/internal/start.js). */
export const ENTRIES = ['begin', 'runMain', 'tick', 'dispatch', 'next', 'timer', 'immediate', 'immediates', 'order', 'uncaught', 'beforeExit', 'exit', 'repl', 'print', 'moduleFailed', 'exportNames'] as const; // prettier-ignore
export type Entry = (typeof ENTRIES)[number];

interface Beginning {
  snapshot: Snapshot;
  entries: ReadonlyMap<Entry, number>;
  exports: ReadonlyMap<string, readonly string[]>;
}

let beginning: Promise<Beginning> | undefined;

/** What a guest that is only being made may ask. */
class Workshop implements Surroundings {
  readonly #vm: Vm;
  readonly failed: (error: unknown) => void;
  constructor(vm: Vm, failed: (error: unknown) => void) {
    this.#vm = vm;
    this.failed = failed;
  }
  call(operation: string, text: string): HostAnswer {
    if (operation === 'builtin') return builtin(this.#vm, text);
    if (operation === 'now') return 0;
    if (operation === 'random') return new Uint8Array(Number(text));
    return undefined;
  }
  computed(): undefined {
    return undefined;
  }
  resolveModule(_base: string, name: string): string {
    return name;
  }
  moduleSource(): string {
    return '';
  }
}

async function make(asset: Asset): Promise<Beginning> {
  const vm = await Vm.create(asset, { now: () => 0, offset: () => 0 });
  const made = await new Promise<Outcome>((resolve, reject) => {
    vm.enter(new Workshop(vm, reject));
    vm.run(boot, 'drydock:boot').then(resolve, reject);
  });
  if (made.kind === 'thrown')
    throw new Error(`the simulated node cannot start: ${vm.text(made.error)} ${vm.text(vm.get(made.error, 'stack'))}`);
  const entries = new Map(ENTRIES.map((name) => [name, vm.get(made.value, name).pointer]));
  const names = await vm.call(new Handle(entries.get('exportNames') ?? 0));
  const exports = new Map<string, readonly string[]>();
  if (names.kind === 'value') {
    const listed: unknown = JSON.parse(vm.text(names.value));
    for (const [module, list] of Object.entries(listed ?? {})) {
      if (Array.isArray(list)) exports.set(module, list.map(String));
    }
  }
  return { snapshot: vm.save(), entries, exports };
}

export interface World {
  vm: Vm;
  entry(name: Entry): Handle;
  exportsOf(module: string): readonly string[];
}

/** A fresh copy. The first one takes a moment. */
export async function createWorld(asset: Asset, clock: GuestClock): Promise<World> {
  beginning ??= make(asset);
  const { snapshot, entries, exports } = await beginning;
  const vm = await Vm.restore(asset, clock, snapshot);
  return { vm, entry: (name) => new Handle(entries.get(name) ?? 0), exportsOf: (module) => exports.get(module) ?? [] };
}
