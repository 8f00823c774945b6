/** Operations that change a value, or each value of a list: removing, replacing, case, transforming. */
import type { ParameterOperation, ParameterReplaceOperation, Word } from 'unbash';
import { compilePattern } from '../pattern/match.ts';
import type { Matcher } from '../pattern/match.ts';
import { changeCase, removePrefix, removeSuffix, replace } from '../pattern/replace.ts';
import type { ReplaceMode } from '../pattern/replace.ts';
import type { Shell } from '../state/shell.ts';
import type { Expanding } from './expanding.ts';
import type { Reference } from './reference.ts';
import { transformEach } from './transform.ts';

/** The function that an operation applies to every value. */
export function* mapperOf(
  shell: Shell,
  operation: ParameterOperation,
  reference: Reference,
): Expanding<(text: string) => string> {
  switch (operation.type) {
    case 'Remove': {
      const matcher = yield* matcherOf(shell, operation.operand);
      const longest = operation.operator.length === 2;
      const remove = operation.operator.startsWith('#') ? removePrefix : removeSuffix;
      return (text) => remove(text, matcher, longest);
    }
    case 'Replace':
      return yield* replacer(shell, operation);
    case 'CaseModification': {
      const matcher =
        operation.operand === undefined || operation.operand.text === ''
          ? undefined
          : yield* matcherOf(shell, operation.operand);
      return (text) => changeCase(text, matcher ?? ANY, operation.operator.length === 2, caseOf(operation.operator));
    }
    case 'Unknown':
      return (text) => changeCase(text, ANY, operation.operator === '~~', toggle);
    case 'Transform':
      return transformEach(shell, operation.operand.text, reference);
    default:
      return (text) => text;
  }
}

const ANY: Matcher = { literal: undefined, matches: () => true, prefixes: () => [1] };

function* matcherOf(shell: Shell, word: Word): Expanding<Matcher> {
  const pattern = yield* shell.interpreter.pattern(shell, word);
  return compilePattern(pattern, { extglob: shell.options.shopt('extglob'), ignoreCase: false });
}

function* replacer(shell: Shell, operation: ParameterReplaceOperation): Expanding<(text: string) => string> {
  const anchored = shell.dialect.features.bashExpansions;
  const pattern = yield* shell.interpreter.pattern(shell, operation.pattern);
  const sign = operation.operator.slice(1);
  const whole = !anchored && (sign === '#' || sign === '%') ? sign + pattern : pattern;
  const matcher = compilePattern(whole, {
    extglob: shell.options.shopt('extglob'),
    ignoreCase: shell.options.shopt('nocasematch'),
  });
  const replacement = yield* replacementOf(shell, operation.replacement);
  return (text) =>
    replace(
      text,
      matcher,
      anchored ? modeOf(operation.operator) : operation.operator === '//' ? 'all' : 'first',
      replacement,
    );
}

function modeOf(operator: ParameterReplaceOperation['operator']): ReplaceMode {
  return operator === '//' ? 'all' : operator === '/#' ? 'start' : operator === '/%' ? 'end' : 'first';
}

/** With patsub_replacement an unquoted `&` stands for what was matched. */
function* replacementOf(shell: Shell, word: Word): Expanding<(matched: string) => string> {
  if (!shell.dialect.features.bashExpansions || !shell.options.shopt('patsub_replacement')) {
    const plain = yield* shell.interpreter.text(shell, word);
    return () => plain;
  }
  // As a pattern, quoted ampersands would be indistinguishable; the pattern form escapes all quoted characters but letters.
  const pieces = yield* shell.interpreter.pieces(shell, word);
  if (!pieces.some((piece) => !piece.quoted && piece.text.includes('&'))) {
    const plain = pieces.map((piece) => piece.text).join('');
    return () => plain;
  }
  return (matched) => pieces.map((piece) => (piece.quoted ? piece.text : withMatched(piece.text, matched))).join('');
}

function withMatched(text: string, matched: string): string {
  return text.replace(/\\[&\\]|&/g, (sign) => (sign === '&' ? matched : sign.slice(1)));
}

/** `${x~~}`. */
function toggle(char: string): string {
  return char === char.toUpperCase() ? char.toLowerCase() : char.toUpperCase();
}

function caseOf(operator: '^' | '^^' | ',' | ',,'): (char: string) => string {
  return operator.startsWith('^') ? (char) => char.toUpperCase() : (char) => char.toLowerCase();
}
