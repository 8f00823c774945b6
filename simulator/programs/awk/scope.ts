/** Names of a program: which are local, which stand for arrays. */
import { AwkSyntaxError } from './lexer.ts';
import { arrayOf, type Cell, type Runtime } from './runtime.ts';
import type { AwkArray } from './arrays.ts';
import type { Frame } from './code.ts';

export class Scope {
  private readonly runtime: Runtime;
  private locals: ReadonlyMap<string, number> = new Map();
  /** Globals whose nature is settled. */
  private readonly natures = new Map<string, 'array' | 'variable'>();

  constructor(runtime: Runtime) {
    this.runtime = runtime;
    for (const [name, cell] of runtime.globals) this.natures.set(name, cell.array === undefined ? 'variable' : 'array');
    this.natures.set('ARGV', 'array').set('NF', 'variable');
  }

  enter(parameters: readonly string[]): void {
    this.locals = new Map(parameters.map((name, index) => [name, index]));
  }

  leave(): void {
    this.locals = new Map();
  }

  isLocal(name: string): boolean {
    return this.locals.has(name);
  }

  cell(name: string): (frame: Frame) => Cell {
    const index = this.locals.get(name);
    const cell = this.runtime.global(name);
    return index === undefined ? () => cell : (frame) => frame[index] ?? cell;
  }

  private settle(name: string, nature: 'array' | 'variable', line: number): void {
    if (this.locals.has(name)) return;
    const known = this.natures.get(name);
    // busybox finds out while it runs, and then mostly says nothing.
    if (known !== undefined && known !== nature && !this.runtime.busybox) {
      throw new AwkSyntaxError(`illegal reference to ${known} ${name}`, line, name);
    }
    this.natures.set(name, nature);
  }

  variable(name: string, line: number): (frame: Frame) => Cell {
    this.settle(name, 'variable', line);
    return this.cell(name);
  }

  array(name: string, line: number): (frame: Frame) => AwkArray {
    this.settle(name, 'array', line);
    const cell = this.cell(name);
    return (frame) => arrayOf(cell(frame));
  }
}
