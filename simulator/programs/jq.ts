/** jq 1.6, its language in full but for modules. Ours: what it says about mistakes is half of what is learnt from it. */
import type { Process } from '../kernel/abi.ts';
import { isSysError } from '../kernel/errno.ts';
import { decodeText } from './text/codec.ts';
import { Evaluator, UndefinedName, type World } from './jq/evaluate.ts';
import { Halt } from './jq/result.ts';
import { JsonError, JsonReader, parseJson, writeJson, type WriteStyle } from './jq/json.ts';
import { readJqOptions, usage, UsageProblem, type JqOptions } from './jq/options.ts';
import { parseProgram } from './jq/parser.ts';
import { SyntaxProblem, type Node } from './jq/syntax.ts';
import { isTrue, JqError, type Json } from './jq/value.ts';

/** Steps between two results after which a program is taken to run for ever: it would hold up everything else. */
const MOST_STEPS = 3_000_000;

interface Input {
  /** null: standard input. */
  name: string | null;
  /** undefined until the file is read. */
  text?: string;
}

class Runaway extends Error {}

class Jq implements World {
  private readonly p: Process;
  private readonly o: JqOptions;
  private readonly queue: Input[] = [];
  private reader: JsonReader | undefined;
  private current: string | null = null;
  private exhausted = false;
  private steps = 0;
  private out = '';
  private errors = '';
  private lastWasTrue: boolean | undefined;
  status = 0;

  constructor(p: Process, o: JqOptions) {
    this.p = p;
    this.o = o;
  }

  // What programs see

  environment(): Map<string, Json> {
    return new Map(this.p.env);
  }

  now(): number {
    return this.p.now() / 1000;
  }

  inputName(): string | null {
    return this.current;
  }

  inputLine(): number {
    return this.reader?.line ?? 0;
  }

  moreInputs(): boolean {
    return this.queue.length > 0;
  }

  message(text: string): void {
    this.errors += text;
  }

  step(): void {
    if (++this.steps > MOST_STEPS) throw new Runaway();
  }

  input(): Json {
    const next = this.nextInput();
    if (next === undefined) {
      this.exhausted = true;
      throw new JqError('break');
    }
    return next.value;
  }

  /** The next value of the input files. Throws JsonError. */
  private nextInput(): { value: Json } | undefined {
    if (this.o.rawInput) return this.nextLine();
    for (;;) {
      const found = this.reader?.next();
      if (found !== undefined) return found;
      const file = this.queue.shift();
      if (file === undefined) return undefined;
      this.current = file.name;
      this.reader = new JsonReader(this.textOf(file));
    }
  }

  private nextLine(): { value: Json } | undefined {
    const [file] = this.queue;
    if (file === undefined) return undefined;
    const text = this.textOf(file);
    const end = text.indexOf('\n');
    if (text === '') {
      this.queue.shift();
      return this.nextLine();
    }
    const line = end < 0 ? text : text.slice(0, end);
    this.queue[0] = { name: file.name, text: end < 0 ? '' : text.slice(end + 1) };
    return { value: line };
  }

  // Running

  async run(): Promise<number> {
    let program: Node;
    const variables = await this.variables();
    const evaluator = new Evaluator(this, variables);
    try {
      program = parseProgram(this.o.filter);
      evaluator.check(program);
    } catch (error) {
      if (!(error instanceof SyntaxProblem) && !(error instanceof UndefinedName)) throw error;
      await this.p.stderr.write(`jq: error: ${error.message} at <top-level>, ${pointAt(this.o.filter, error.at)}\njq: 1 compile error\n`); // prettier-ignore
      return 3;
    }
    await this.readInputs();
    await this.filter(evaluator, program);
    await this.flush();
    if (this.status !== 0) return this.status;
    if (!this.o.exitStatus) return 0;
    return this.lastWasTrue === undefined ? 4 : this.lastWasTrue ? 0 : 1;
  }

  private async variables(): Promise<Map<string, Json>> {
    const all = new Map<string, Json>();
    for (const { name, kind, value } of this.o.named) {
      if (kind === 'text') all.set(name, value);
      else if (kind === 'json') all.set(name, await this.argument(name, value));
      else all.set(name, await this.fileArgument(name, kind, value));
    }
    const named = new Map(all);
    all.set('__prog_args', [...this.o.positional]);
    all.set('ARGS', new Map<string, Json>([['positional', [...this.o.positional]], ['named', named]])); // prettier-ignore
    return all;
  }

  private async argument(name: string, text: string): Promise<Json> {
    try {
      return parseJson(text);
    } catch (error) {
      if (!(error instanceof JsonError)) throw error;
      throw new UsageProblem(`jq: Invalid JSON text passed to --argjson\n${usage()}`, 2, name);
    }
  }

  private async fileArgument(name: string, kind: 'raw' | 'slurp', path: string): Promise<Json> {
    const option = kind === 'raw' ? 'rawfile' : 'slurpfile';
    try {
      const text = decodeText(this.p.fs.readFile(path));
      if (kind === 'raw') return text;
      const reader = new JsonReader(text);
      const values: Json[] = [];
      for (let next = reader.next(); next !== undefined; next = reader.next()) values.push(next.value);
      return values;
    } catch (error) {
      if (isSysError(error))
        throw new UsageProblem(`jq: Bad JSON in --${option} ${name} ${path}: Could not open ${path}: ${error.message}\n`, 2, name); // prettier-ignore
      if (error instanceof JsonError)
        throw new UsageProblem(`jq: Bad JSON in --${option} ${name} ${path}: ${error.message}\n`, 2, name);
      throw error;
    }
  }

  private async readInputs(): Promise<void> {
    for (const name of this.o.files) this.queue.push({ name });
    // Without input the program may still ask for it.
    if (this.o.files.length === 0 && (!this.o.nullInput || /\binputs?\b/.test(this.o.filter)))
      this.queue.push({ name: null, text: await this.p.stdin.readText() });
  }

  /** The text of the first input file in the queue; a file that cannot be opened is left out with a message. */
  private textOf(file: Input): string {
    if (file.text !== undefined || file.name === null) return file.text ?? '';
    try {
      return (file.text = decodeText(this.p.fs.readFile(file.name)));
    } catch (error) {
      if (!isSysError(error)) throw error;
      this.errors += `jq: error: Could not open file ${file.name}: ${error.message}\n`;
      this.status = 2;
      return (file.text = '');
    }
  }

  private async filter(evaluator: Evaluator, program: Node): Promise<void> {
    for (;;) {
      let next: { value: Json } | undefined;
      try {
        next = this.o.nullInput ? { value: null } : this.o.slurp ? { value: this.slurped() } : this.nextInput();
      } catch (error) {
        if (!(error instanceof JsonError)) throw error;
        await this.flush();
        await this.p.stderr.write(`parse error: ${error.message}\n`);
        this.status = 4;
        return;
      }
      if (next === undefined) return;
      if (await this.one(evaluator, program, next.value)) return;
      if (this.o.nullInput || this.o.slurp) return;
    }
  }

  private slurped(): Json {
    if (this.o.rawInput) return this.queue.splice(0).map((file) => this.textOf(file)).join(''); // prettier-ignore
    const values: Json[] = [];
    for (let next = this.nextInput(); next !== undefined; next = this.nextInput()) values.push(next.value);
    return values;
  }

  /** Runs the program on one input; true when it halted. */
  private async one(evaluator: Evaluator, program: Node, input: Json): Promise<boolean> {
    this.steps = 0;
    try {
      for (const value of evaluator.run(program, input)) {
        this.steps = 0;
        this.write(value);
        if (this.errors !== '' || this.out.length > 16384) await this.flush();
        const pause = this.p.step();
        if (pause !== undefined) await pause;
      }
      if (this.errors !== '') await this.flush();
    } catch (error) {
      await this.flush();
      if (error instanceof Halt) return this.halt(error);
      if (error instanceof JqError) await this.failed(error);
      else if (error instanceof Runaway || error instanceof RangeError) {
        await this.p.stderr.write('jq: error: the program takes more steps than this simulation allows between two results\n'); // prettier-ignore
        this.status = 5;
      } else if (error instanceof JsonError) {
        await this.p.stderr.write(`jq: error (at ${this.place()}): ${error.message}\n`);
        this.status = 2;
      } else if (error instanceof Error && error.name === 'Break') {
        await this.p.stderr.write(`jq: error (at ${this.place()}): break\n`);
        this.status = 5;
      } else throw error;
    }
    return false;
  }

  private place(): string {
    const line = this.reader?.line ?? 0;
    return this.o.nullInput || this.exhausted ? '<unknown>' : `${this.current ?? '<stdin>'}:${line}`;
  }

  private async failed({ value }: JqError): Promise<void> {
    if (value === null) return;
    this.status = 5;
    const at = `jq: error (at ${this.place()})`;
    if (typeof value === 'string') await this.p.stderr.write(`${at}: ${value}\n`);
    else await this.p.stderr.write(`${at} (not a string): ${writeJson(value)}\n`);
  }

  private async halt({ status, value }: Halt): Promise<boolean> {
    this.status = status;
    if (typeof value === 'string') await this.p.stderr.write(value);
    else if (value !== undefined) await this.p.stderr.write(`${writeJson(value)}\n`);
    return true;
  }

  private write(value: Json): void {
    const style: WriteStyle = { indent: this.o.indent, sort: this.o.sort, ascii: this.o.ascii, colour: this.o.colour ?? this.p.isatty(1) }; // prettier-ignore
    this.lastWasTrue = isTrue(value);
    this.out += (this.o.raw && typeof value === 'string' ? value : writeJson(value, style)) + (this.o.join ? '' : '\n');
  }

  private async flush(): Promise<void> {
    const { out, errors } = this;
    this.out = '';
    this.errors = '';
    if (errors !== '') await this.p.stderr.write(errors);
    if (out !== '') await this.p.stdout.write(out);
  }
}

/** `line 1:`, the line, and as many blanks after it as the place is far from its beginning, as jq prints it. */
function pointAt(program: string, at: number): string {
  const before = program.slice(0, at).split('\n');
  const column = before.at(-1)?.length ?? 0;
  const line = program.split('\n')[before.length - 1] ?? '';
  return `line ${before.length}:\n${line}${' '.repeat(column)}`;
}

export default async function jq(p: Process): Promise<number> {
  try {
    const options = readJqOptions(p);
    if (typeof options === 'string') {
      await p.stdout.write(options);
      return 0;
    }
    return await new Jq(p, options).run();
  } catch (error) {
    if (!(error instanceof UsageProblem)) throw error;
    await p.stderr.write(error.message);
    return error.status;
  }
}
