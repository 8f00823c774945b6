/** One run of a program in a guest: its event loop, in the phases Node has, and how it ends. */
import type { Process } from '../../kernel/abi.ts';
import { Wakeup } from '../command/wakeup.ts';
import { EventQueue } from './events.ts';
import { memoryOf, NodeHost } from './host.ts';
import { Sources } from './modules.ts';
import type { Asset } from './quickjs/module.ts';
import type { Handle, HostAnswer, Outcome } from './quickjs/vm.ts';
import { Resolver } from './resolve.ts';
import { Output } from './system/output.ts';
import { createWorld, type Entry, type World } from './world.ts';
import { zoneOffset } from './zones.ts';

/** Nothing is awaited any more: the guest's `next` says so. */
const OVER = -2;
/** Real memory one guest may take, whatever its container allows. */
const MOST_MEMORY = 384 * 1024 * 1024;
const UNHANDLED = 'rejection';

/** How the loop was left: the program asked for it, or its work was done. */
class Ended extends Error {
  readonly code: number;
  constructor(code: number) {
    super('ended');
    this.code = code;
  }
}

export class NodeProgram {
  readonly #p: Process;
  readonly #world: World;
  readonly #events: EventQueue;
  readonly #wakeup: Wakeup;
  readonly #output: Output;
  readonly #sources: Sources;
  readonly #resolver: Resolver;
  /** The soonest time that somebody will ring. */
  #armed: number | undefined;
  #fail: (error: unknown) => void = () => undefined;
  readonly #failure: Promise<never>;

  private constructor(p: Process, world: World) {
    this.#p = p;
    this.#world = world;
    this.#wakeup = new Wakeup(p);
    this.#events = new EventQueue(this.#wakeup);
    this.#output = new Output(p);
    this.#resolver = new Resolver(p.fs);
    this.#sources = new Sources(p, this.#resolver, (name) => world.exportsOf(name));
    this.#failure = new Promise<never>((_resolve, reject) => {
      this.#fail = reject;
    });
    // Heard when it is waited for; until then it is nobody's mistake.
    void this.#failure.then(undefined, () => undefined);
    const { vm } = world;
    const fail = (error: unknown): void => this.#fail(error);
    vm.limitMemory(MOST_MEMORY);
    vm.enter(
      new NodeHost(p, {
        vm,
        events: this.#events,
        output: this.#output,
        sources: this.#sources,
        resolver: this.#resolver,
        exit: (code) => fail(new Ended(code)),
        failed: fail,
      }),
    );
  }

  static async create(p: Process, asset: Asset): Promise<NodeProgram> {
    const zone = p.env.get('TZ') ?? '';
    const clock = { now: () => Math.trunc(p.now()), offset: (at: number) => zoneOffset(zone, at) };
    const world = await p.outside(async () => createWorld(asset, clock));
    p.onSignal('PIPE', 'ignore');
    p.setMemory(memoryOf(world.vm.size));
    return new NodeProgram(p, world);
  }

  get sources(): Sources {
    return this.#sources;
  }

  get resolver(): Resolver {
    return this.#resolver;
  }

  get output(): Output {
    return this.#output;
  }

  /** Runs `first` and then the loop, to the exit status. */
  async run(first: () => Promise<void>): Promise<number> {
    try {
      return await Promise.race([this.#whole(first), this.#failure]);
    } catch (error) {
      if (!(error instanceof Ended)) throw error;
      await this.#output.flushed();
      return error.code;
    }
  }

  async #whole(first: () => Promise<void>): Promise<number> {
    await first();
    const code = await this.#loop();
    await this.#output.flushed();
    return code;
  }

  async begin(info: object): Promise<void> {
    await this.#call('begin', JSON.stringify(info));
  }

  /** Calls of the guest that may throw: what is thrown and not caught ends the program, or is heard by it. */
  async #call(name: Entry, ...args: readonly HostAnswer[]): Promise<number> {
    return this.#settleOutcome(await this.#world.vm.call(this.#world.entry(name), ...args), 'exception');
  }

  async #settleOutcome(outcome: Outcome, origin: string): Promise<number> {
    const { vm } = this.#world;
    if (outcome.kind === 'value') {
      const number = vm.number(outcome.value);
      vm.release(outcome.value);
      return number;
    }
    await this.#uncaught(outcome.error, origin);
    return 0;
  }

  async #uncaught(error: Handle, origin: string): Promise<void> {
    const { vm } = this.#world;
    const answer = await vm.call(this.#world.entry('uncaught'), error, origin);
    vm.release(error);
    if (answer.kind === 'thrown') {
      // What a handler of the last resort throws is the end.
      await this.#output.write(2, `${vm.text(vm.get(answer.error, 'stack'))}\n`);
      throw new Ended(7);
    }
    const code = vm.number(answer.value);
    if (code >= 0) throw new Ended(code);
  }

  /** Ticks and promises, until neither has anything more to do; then what was rejected and nobody caught. */
  async #settle(): Promise<void> {
    const { vm } = this.#world;
    for (;;) {
      const more = await this.#call('tick');
      if (vm.hasJobs) {
        await this.#settleOutcome(await vm.runJobs(), 'exception');
        continue;
      }
      if (more > 0) continue;
      const rejected = vm.takeRejected();
      if (rejected === undefined) return;
      await this.#uncaught(rejected, UNHANDLED);
    }
  }

  async #loop(): Promise<number> {
    const { vm } = this.#world;
    await this.#settle();
    // By the time a real one has read the main module, timers of a millisecond are due.
    await this.#p.sleep(1);
    for (;;) {
      await this.#settle();
      const order = await this.#call('order');
      while ((await this.#call('timer', order)) !== 0) await this.#settle();
      for (const { id, kind, value, bytes } of this.#events.take()) {
        await this.#call('dispatch', kind, id, value === undefined ? '' : JSON.stringify(value), bytes);
        await this.#settle();
      }
      for (let left = await this.#call('immediates'); left > 0; left--) {
        await this.#call('immediate');
        await this.#settle();
      }
      this.#p.setMemory(memoryOf(vm.size));
      const pause = this.#p.step(10);
      if (pause !== undefined) await pause;
      const next = await this.#call('next');
      if (next === 0 || !this.#events.empty) continue;
      if (next !== OVER) {
        await this.#wait(next);
        continue;
      }
      await this.#call('beforeExit');
      await this.#settle();
      if ((await this.#call('next')) === OVER && this.#events.empty) return this.#call('exit');
    }
  }

  /** Until something has happened or `ms` have passed; -1 waits for events alone. */
  async #wait(ms: number): Promise<void> {
    if (ms >= 0) {
      const due = this.#p.now() + ms;
      if (this.#armed === undefined || this.#armed > due) this.#arm(due, ms);
    }
    await this.#wakeup.wait();
  }

  #arm(due: number, ms: number): void {
    this.#armed = due;
    this.#p.background(async () => {
      await this.#p.sleep(ms);
      if (this.#armed === due) this.#armed = undefined;
      this.#wakeup.ring();
    });
  }

  // ---- beginnings ---------------------------------------------------------------------------------------------------

  async runFile(path: string): Promise<void> {
    if (this.#resolver.format(path) === 'module') await this.#runModule(path, this.#sources.textOf(path) ?? '');
    else await this.#call('runMain', 'file', path);
  }

  async #runModule(path: string, text: string): Promise<void> {
    const bad = this.#sources.check(path, text, true);
    if (bad !== undefined) {
      await this.#call('moduleFailed', JSON.stringify({ name: 'SyntaxError', ...bad, frames: MODULE_SYNTAX_FRAMES }));
      return;
    }
    const { vm } = this.#world;
    await this.#call('runMain', 'module', `file://${path}`);
    const outcome = await vm.run(this.#sources.moduleText(path, text), `file://${path}`, true);
    await this.#settleOutcome(outcome, 'exception');
  }

  /** `-e` and `-p`. */
  async runText(text: string, print: boolean, module: boolean): Promise<void> {
    const { vm } = this.#world;
    if (module) {
      await this.#runModule(`${this.#p.cwd()}/[eval1]`, text);
      return;
    }
    await this.#call('runMain', 'eval', text);
    this.#sources.remember('[eval]', text);
    const bad = this.#sources.check('[eval]', text, false);
    if (bad !== undefined) {
      await this.#call('moduleFailed', JSON.stringify({ name: 'SyntaxError', ...bad, frames: EVAL_SYNTAX_FRAMES }));
      return;
    }
    const outcome = await vm.run(text, '[eval]');
    if (outcome.kind === 'value' && print) {
      await this.#call('print', outcome.value);
      vm.release(outcome.value);
    } else await this.#settleOutcome(outcome, 'exception');
  }

  async repl(): Promise<void> {
    await this.#call('repl');
  }

  /** Ends as Node does when what it was told to run cannot be found. */
  async fail(described: object): Promise<void> {
    await this.#call('moduleFailed', JSON.stringify(described));
  }
}

const MODULE_SYNTAX_FRAMES = ['    at ModuleLoader.moduleStrategy (node:internal/modules/esm/translators:152:18)', '    at ModuleLoader.moduleProvider (node:internal/modules/esm/loader:298:14)', '    at async link (node:internal/modules/esm/module_job:76:21)']; // prettier-ignore
const EVAL_SYNTAX_FRAMES = ['    at makeContextifyScript (node:internal/vm:185:14)', '    at node:internal/process/execution:107:22', '    at [eval]-wrapper:6:24', '    at runScript (node:internal/process/execution:101:62)', '    at evalScript (node:internal/process/execution:133:3)', '    at node:internal/main/eval_string:51:3']; // prettier-ignore
