/**
 * Nodes to values: merge keys (`<<`), no key twice, and Compose's `!reset` and `!override`, whose places are
 * remembered so that what earlier files said there is dropped.
 */
import { byCodeUnits, quote, type Mapping, type Value } from '../value.ts';
import type { TreePath } from '../path.ts';
import { YamlError, type MappingNode, type Node } from './tree.ts';

export interface Decoded {
  readonly value: Value;
  /** Places marked `!reset` or `!override`. */
  readonly resets: readonly TreePath[];
}

/** Throws YamlError where a mapping has a key twice. */
export function decode(node: Node): Decoded {
  const resets: TreePath[] = [];
  const value = decodeNode(node, [], resets);
  return { value: value ?? null, resets };
}

/** undefined where the node is to be dropped. */
function decodeNode(node: Node, path: TreePath, resets: TreePath[]): Value | undefined {
  if (node.tag === '!reset') {
    resets.push(path);
    return undefined;
  }
  if (node.tag === '!override') resets.push(path);
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'sequence':
      return node.items
        .map((item, at) => decodeNode(item, [...path, String(at)], resets))
        .filter((item) => item !== undefined);
    case 'mapping':
      return decodeMapping(node, path, resets);
  }
}

function decodeMapping(node: MappingNode, path: TreePath, resets: TreePath[]): Mapping {
  refuseTwice(node);
  const result: Mapping = new Map();
  const merged: Mapping[] = [];
  for (const { key, value } of node.entries) {
    const name = keyText(key, path);
    if (name === '<<' && key.kind === 'scalar') {
      merged.push(...mergeSources(value, path, resets));
      continue;
    }
    const decoded = decodeNode(value, [...path, name], resets);
    if (decoded !== undefined) result.set(name, decoded);
  }
  for (const source of merged) {
    for (const [name, value] of source) if (!result.has(name)) result.set(name, value);
  }
  return result;
}

function mergeSources(node: Node, path: TreePath, resets: TreePath[]): Mapping[] {
  const nodes = node.kind === 'sequence' ? node.items : [node];
  return nodes.map((each) => {
    if (each.kind !== 'mapping') throw new YamlError('map merge requires map or sequence of maps as the value');
    return decodeMapping(each, path, resets);
  });
}

function keyText(key: Node, path: TreePath): string {
  if (key.kind !== 'scalar') throw new YamlError(`invalid map key: ${key.kind}`);
  if (typeof key.value === 'string') return key.value;
  const where = path.length === 0 ? 'at top level' : `in ${path.join('.').replace(/\.(\d+)(?=\.|$)/g, '[$1]')}`;
  throw new YamlError(`non-string key ${where}: ${key.value === null ? '<nil>' : key.text}`);
}

/** Throws for the first key that stands twice in one mapping. */
function refuseTwice(node: MappingNode): void {
  const [first] = duplicates(node);
  if (first !== undefined) throw new YamlError(first);
}

/** A sentence for every key that stands again in the same mapping. */
export function duplicates(node: MappingNode): string[] {
  const seen = new Map<string, number>();
  return node.entries.flatMap(({ key }) => {
    if (key.kind !== 'scalar') return [];
    const earlier = seen.get(key.text);
    if (earlier === undefined) {
      seen.set(key.text, key.line);
      return [];
    }
    return [`line ${String(key.line)}: mapping key ${quote(key.text)} already defined at line ${String(earlier)}`];
  });
}

/** Keys in Go's order of maps. */
export const sortedKeys = (mapping: Mapping): string[] => [...mapping.keys()].sort(byCodeUnits);
