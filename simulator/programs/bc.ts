/** bc(1): a calculator with a language, and numbers of any length. */
import type { Process } from '../kernel/abi.ts';
import { isSysError } from '../kernel/errno.ts';
import { BcMachine, BcQuit, BcRuntimeError } from './bc/machine.ts';
import { BcParser, BcSyntaxError } from './bc/parser.ts';
import { decodeText } from './text/codec.ts';

const BANNER = `bc 1.07.1
Copyright 1991-1994, 1997, 1998, 2000, 2004, 2006, 2008, 2012-2017 Free Software Foundation, Inc.
This is free software with ABSOLUTELY NO WARRANTY.
For details type \`warranty'. 
`;
const HELP = 'usage: bc [options] [file ...]\n  -i  --interactive  ask for lines\n  -l  --mathlib      the functions s, c, a, l, e\n  -q  --quiet        without the greeting\n'; // prettier-ignore

class Bc {
  private readonly p: Process;
  private readonly machine: BcMachine;

  constructor(p: Process, library: boolean) {
    this.p = p;
    this.machine = new BcMachine(p, library);
  }

  /** Runs whole text. `line` is the number of its first line in the file. */
  async text(text: string, name: string, firstLine: number): Promise<void> {
    let parser: BcParser;
    try {
      parser = new BcParser(text);
    } catch (error) {
      if (!(error instanceof BcSyntaxError)) throw error;
      await this.p.stderr.write(`${name} ${firstLine + error.line - 1}: syntax error\n`);
      return;
    }
    for (;;) {
      try {
        const statements = parser.next();
        if (statements === undefined) return;
        await this.machine.run(statements);
      } catch (error) {
        if (error instanceof BcSyntaxError) {
          await this.p.stderr.write(`${name} ${firstLine + error.line - 1}: syntax error\n`);
          parser.recover();
        } else if (error instanceof BcRuntimeError) {
          await this.p.stderr.write(`Runtime error (func=(main), adr=3): ${error.message}\n`);
        } else throw error;
      }
    }
  }

  /** Lines as they are typed; a statement that is not finished waits for its rest. */
  async typed(): Promise<void> {
    let waiting = '';
    let line = 1;
    for await (const text of this.p.stdin.lines()) {
      waiting += `${text}\n`;
      if (unfinished(waiting)) continue;
      await this.text(waiting, '(standard_in)', line);
      line += waiting.split('\n').length - 1;
      waiting = '';
    }
    if (waiting !== '') await this.text(waiting, '(standard_in)', line);
  }
}

function unfinished(text: string): boolean {
  const bare = text.replaceAll(/"[^"]*"/g, '');
  if (bare.includes('"') || /\\\n$/.test(text)) return true;
  const open = (bare.match(/\{/g) ?? []).length - (bare.match(/\}/g) ?? []).length;
  return open > 0 || /\bdefine\b[^{]*$/.test(bare);
}

export default async function bc(p: Process): Promise<number> {
  const words = p.args.slice(1);
  const has = (letter: string, long: string): boolean =>
    words.some((word) => word === `--${long}` || (/^-\w+$/.test(word) && word.includes(letter)));
  if (has('v', 'version')) {
    await p.stdout.write('bc 1.07.1\nCopyright 1991-1994, 1997, 1998, 2000, 2004, 2006, 2008, 2012-2017 Free Software Foundation, Inc.\n'); // prettier-ignore
    return 0;
  }
  if (has('h', 'help')) {
    await p.stdout.write(HELP);
    return 0;
  }
  const run = new Bc(p, has('l', 'mathlib'));
  try {
    for (const path of words.filter((word) => !word.startsWith('-'))) {
      let text: string;
      try {
        text = decodeText(p.fs.readFile(path));
      } catch (error) {
        if (!isSysError(error)) throw error;
        await p.stderr.write(`File ${path} is unavailable.\n`);
        return 1;
      }
      await run.text(text, path, 1);
    }
    const interactive = p.isatty(0) && p.isatty(1);
    if (interactive && !has('q', 'quiet')) await p.stdout.write(BANNER);
    await run.typed();
  } catch (error) {
    if (!(error instanceof BcQuit)) throw error;
  }
  return 0;
}

/** busybox has the same calculator, without a greeting. */
export const busybox = (p: Process, _name: string, args: readonly string[]): Promise<number> => {
  const run = new Bc(
    p,
    args.some((word) => /^-\w*l/.test(word)),
  );
  return run.typed().then(() => 0, (error: unknown) => {
    if (error instanceof BcQuit) return 0;
    throw error;
  }); // prettier-ignore
};
