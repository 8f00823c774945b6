/** getopt_long(3): clusters of letters, abbreviated long names, `--`, options after operands, and glibc's complaints. */
import type { OptionSpec } from './declaration.ts';

export interface GivenOption {
  /** `OptionSpec.key`. */
  key: string;
  value: string | undefined;
  /** As typed, for messages: `-n` or `--lines`. */
  as: string;
}

export interface ParsedArguments {
  options: GivenOption[];
  operands: string[];
}

/** A mistake in the options; the message lacks the program's name. */
export class OptionError extends Error {
  override name = 'OptionError';
}

export interface GetoptBehaviour {
  /** Options end at the first operand, as for programs that run another program (`env`, `xargs`, `nice`). */
  stopAtOperand?: boolean;
}

class Parser {
  private readonly result: ParsedArguments = { options: [], operands: [] };
  private readonly specs: readonly OptionSpec[];
  private readonly args: readonly string[];
  private at = 0;

  constructor(args: readonly string[], specs: readonly OptionSpec[]) {
    this.args = args;
    this.specs = specs;
  }

  parse(behaviour: GetoptBehaviour): ParsedArguments {
    for (;;) {
      const word = this.args[this.at++];
      if (word === undefined) return this.result;
      if (word === '--') return this.endAt(this.at);
      if (word.startsWith('--') && this.hasLongs()) this.long(word.slice(2));
      else if (word.startsWith('-') && word !== '-') this.cluster(word);
      else if (behaviour.stopAtOperand === true) return this.endAt(this.at - 1);
      else this.result.operands.push(word);
    }
  }

  private endAt(from: number): ParsedArguments {
    this.result.operands.push(...this.args.slice(from));
    return this.result;
  }

  /** A command without long options reads `--x` as letters, the first of which is `-` (as busybox does). */
  private hasLongs(): boolean {
    return this.specs.some((spec) => spec.longs.length > 0);
  }

  private long(word: string): void {
    const equals = word.indexOf('=');
    const given = equals < 0 ? word : word.slice(0, equals);
    const { name, spec } = this.findLong(given, word);
    let value = equals < 0 ? undefined : word.slice(equals + 1);
    if (spec.argument === 'none' && value !== undefined)
      throw new OptionError(`option '--${name}' doesn't allow an argument`);
    if (spec.argument === 'required' && value === undefined) {
      value = this.args[this.at++];
      if (value === undefined) throw new OptionError(`option '--${name}' requires an argument`);
    }
    this.result.options.push({ key: spec.key, value, as: `--${name}` });
  }

  /** `word` is the whole option with its value, as glibc repeats it. */
  private findLong(given: string, word: string): { name: string; spec: OptionSpec } {
    const candidates: { name: string; spec: OptionSpec }[] = [];
    for (const spec of this.specs) {
      for (const name of spec.longs) {
        if (name === given) return { name, spec };
        if (name.startsWith(given)) candidates.push({ name, spec });
      }
    }
    const [first, ...others] = candidates;
    if (first === undefined) throw new OptionError(`unrecognized option '--${word}'`);
    if (others.some((other) => other.spec.key !== first.spec.key)) {
      const names = candidates.map((candidate) => ` '--${candidate.name}'`).join('');
      throw new OptionError(`option '--${word}' is ambiguous; possibilities:${names}`);
    }
    return first;
  }

  private cluster(word: string): void {
    const letters = [...word.slice(1)];
    for (let i = 0; i < letters.length; i++) {
      const letter = letters[i] ?? '';
      const spec = this.specs.find((candidate) => candidate.letters.includes(letter));
      if (spec === undefined) throw new OptionError(`invalid option -- '${letter}'`);
      const rest = letters.slice(i + 1).join('');
      if (spec.letterArgument === 'none') {
        this.result.options.push({ key: spec.key, value: undefined, as: `-${letter}` });
        continue;
      }
      let value: string | undefined = rest === '' ? undefined : rest;
      if (value === undefined && spec.letterArgument === 'required') {
        value = this.args[this.at++];
        if (value === undefined) throw new OptionError(`option requires an argument -- '${letter}'`);
      }
      this.result.options.push({ key: spec.key, value, as: `-${letter}` });
      return;
    }
  }
}

/** Parses the arguments after argv[0]. Throws OptionError. */
export function getopt(
  args: readonly string[],
  specs: readonly OptionSpec[],
  behaviour: GetoptBehaviour = {},
): ParsedArguments {
  return new Parser(args, specs).parse(behaviour);
}
