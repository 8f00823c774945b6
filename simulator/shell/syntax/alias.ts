/** Alias expansion: replaces command words in the source before the final parse. */
import { forEachChild, parse } from 'unbash';
import type { ParsedScript, SyntaxNode, Word } from 'unbash';

/** A stretch of text that came from expanding aliases, and which: they are not expanded again within it. */
interface Expanded {
  start: number;
  end: number;
  names: ReadonlySet<string>;
}

const MOST_PASSES = 50;

/** The source with aliases expanded in every command position, also inside substitutions. */
export function expandAliases(source: string, script: ParsedScript, aliases: ReadonlyMap<string, string>): string {
  let text = source;
  let tree = script;
  let expanded: Expanded[] = [];
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const found = firstAlias(text, tree, aliases, expanded);
    if (found === undefined) return text;
    const { word, value } = found;
    const names = new Set([...namesAt(expanded, word.pos), word.text]);
    text = text.slice(0, word.pos) + value + text.slice(word.end);
    const change = value.length - (word.end - word.pos);
    expanded = shift(expanded, word, change);
    expanded.push({ start: word.pos, end: word.pos + value.length, names });
    tree = parse(text);
  }
  return text;
}

function shift(expanded: readonly Expanded[], word: Word, change: number): Expanded[] {
  return expanded.map((range) => {
    if (range.start > word.pos) return { ...range, start: range.start + change, end: range.end + change };
    return range.end >= word.end ? { ...range, end: range.end + change } : range;
  });
}

function namesAt(expanded: readonly Expanded[], pos: number): string[] {
  return expanded.filter((range) => pos >= range.start && pos < range.end).flatMap((range) => [...range.names]);
}

interface AliasUse {
  word: Word;
  value: string;
}

function firstAlias(
  text: string,
  script: ParsedScript,
  aliases: ReadonlyMap<string, string>,
  expanded: readonly Expanded[],
): AliasUse | undefined {
  let found: AliasUse | undefined;
  const consider = (word: Word | undefined): void => {
    if (word === undefined || found !== undefined || word.parts !== undefined) return;
    const value = aliases.get(word.text);
    if (
      value === undefined ||
      text.slice(word.pos, word.end) !== word.text ||
      namesAt(expanded, word.pos).includes(word.text)
    )
      return;
    found = { word, value };
  };
  const visit = (node: SyntaxNode): void => {
    if (found !== undefined || (node.type === 'Script' && node.source !== undefined)) return;
    if (node.type === 'Command') {
      consider(node.name);
      const next = node.args[0];
      // An alias that ends in a blank lets the next word be one too.
      if (node.name !== undefined && next?.type === 'Word' && afterBlankAlias(text, next.pos, expanded)) consider(next);
    }
    forEachChild(node, visit);
  };
  visit(script);
  return found;
}

function afterBlankAlias(text: string, pos: number, expanded: readonly Expanded[]): boolean {
  return expanded.some(
    (range) => /\s/.test(text.charAt(range.end - 1)) && text.slice(range.end, pos).trim() === '' && range.end <= pos,
  );
}
