/** Where expansions go: fields under construction with the rules of the place. */
import { joiner } from '../state/parameters.ts';
import type { Shell } from '../state/shell.ts';
import type { FieldBuilder } from './fields.ts';
import type { Expansion } from './parameter.ts';
import { expandTilde } from './tilde.ts';

/** Where tildes are looked for: at the start of a word, also after `:` in an assignment's value, or nowhere. */
export type Tildes = 'start' | 'assignment' | 'none';

export interface Target {
  readonly shell: Shell;
  readonly out: FieldBuilder;
  /** Lists join into one string instead of making fields. */
  readonly joins: boolean;
  /** Unquoted source text is split too (operands of `${x:-a b}`). */
  readonly splitText: boolean;
  readonly tildes: Tildes;
}

/** Source text, with its tildes. */
export function addText(target: Target, text: string, quoted: boolean, first: boolean, last: boolean): void {
  if (quoted || target.tildes === 'none' || !text.includes('~')) {
    addLiteral(target, text, quoted);
    return;
  }
  const parts = target.tildes === 'assignment' ? text.split(/(?<=[:=])/) : [text];
  parts.forEach((part, i) => {
    const begins = (i === 0 && first) || (i > 0 && isValueStart(parts, i));
    const whole = last || i < parts.length - 1 || /[/:]/.test(part);
    const tilde =
      begins && whole && part.startsWith('~')
        ? expandTilde(target.shell, part, target.tildes === 'assignment')
        : undefined;
    if (tilde !== undefined) target.out.add(tilde.value, true);
    addLiteral(target, tilde === undefined ? part : part.slice(tilde.length), false);
  });
}

/** After `name=` or a colon behind it. */
function isValueStart(parts: readonly string[], index: number): boolean {
  const before = parts[index - 1] ?? '';
  return before.endsWith(':') || (index === 1 && before.endsWith('='));
}

function addLiteral(target: Target, text: string, quoted: boolean): void {
  if (target.splitText && !quoted) target.out.addSplit(text);
  else target.out.add(text, quoted);
}

export function addScalar(target: Target, text: string, quoted: boolean): void {
  if (quoted) target.out.add(text, true);
  else target.out.addSplit(text);
}

export function addResult(target: Target, result: Expansion, quoted: boolean): void {
  if (result.kind === 'text') addScalar(target, result.text, quoted);
  else if (result.kind === 'list') addList(target, result.values, result.star, quoted);
}

function addList(target: Target, values: readonly string[], star: boolean, quoted: boolean): void {
  const { shell, out } = target;
  if (target.joins || (star && quoted)) {
    if (values.length > 0 || (star && quoted)) addScalar(target, values.join(star ? joiner(shell) : ' '), quoted);
    return;
  }
  values.forEach((value, i) => {
    if (i > 0) out.cut();
    addScalar(target, value, quoted);
  });
}
