/** Reads YAML into nodes. Syntax errors read as Go's yaml.v3 prints them. */
import {
  isAlias, isMap, isPair, isScalar, isSeq, LineCounter, parseAllDocuments,
  type Document, type ParsedNode, type YAMLMap, type YAMLSeq,
} from 'yaml'; // prettier-ignore
import { goSyntaxError } from './syntax-error.ts';
import { resolvePlain } from './resolve.ts';
import { YamlError, type Node, type ScalarNode } from './tree.ts';

/** The documents of a stream; an empty one gives none. Throws YamlError. */
export function parseYaml(text: string): Node[] {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, {
    lineCounter: lines,
    uniqueKeys: false,
    strict: true,
    version: '1.2',
    merge: false,
    schema: 'failsafe',
    logLevel: 'silent',
    prettyErrors: false,
  });
  if (!Array.isArray(documents)) return [];
  return documents.flatMap((document) => {
    const error = goSyntaxError(text, document);
    if (error !== undefined) throw new YamlError(error);
    const node = new Reader(lines).document(document);
    return node === undefined ? [] : [node];
  });
}

class Reader {
  private readonly lines: LineCounter;
  private readonly anchors = new Map<string, Node>();

  constructor(lines: LineCounter) {
    this.lines = lines;
  }

  document(document: Document.Parsed): Node | undefined {
    const { contents } = document;
    if (contents === null) return undefined;
    if (isScalar(contents) && contents.source === '' && contents.type === 'PLAIN') return undefined;
    return this.node(contents);
  }

  private node(node: ParsedNode | null | undefined): Node {
    if (!node) return { kind: 'scalar', line: 0, text: '', value: null };
    if (isAlias(node)) return this.alias(node.source);
    const made = this.content(node);
    if (node.anchor !== undefined) this.anchors.set(node.anchor, made);
    return made;
  }

  private content(node: Exclude<ParsedNode, { type: 'ALIAS' }>): Node {
    const line = this.lines.linePos(node.range[0]).line;
    const place = node.tag === undefined ? { line } : { line, tag: node.tag };
    if (isMap(node)) return { kind: 'mapping', ...place, entries: this.entries(node) };
    if (isSeq(node)) return { kind: 'sequence', ...place, items: this.items(node) };
    if (isScalar(node)) return scalar(place, node.source, node.type === 'PLAIN');
    return { kind: 'scalar', ...place, text: '', value: null };
  }

  private entries(map: YAMLMap.Parsed) {
    return map.items.map((pair) => ({ key: this.node(pair.key), value: this.node(pair.value) }));
  }

  private items(sequence: YAMLSeq.Parsed): Node[] {
    return sequence.items.map((item) => {
      if (!isPair(item)) return this.node(item);
      const entries = [{ key: this.unknown(item.key), value: this.unknown(item.value) }];
      return { kind: 'mapping', line: entries[0]?.key.line ?? 0, entries };
    });
  }

  private unknown(node: unknown): Node {
    if (isAlias(node)) return this.alias(node.source);
    if (!isScalar(node) || !node.range) return this.node(null);
    const { line } = this.lines.linePos(node.range[0]);
    return scalar({ line }, node.source ?? '', node.type === 'PLAIN');
  }

  private alias(name: string): Node {
    const found = this.anchors.get(name);
    if (!found) throw new YamlError(`unknown anchor '${name}' referenced`);
    return found;
  }
}

function scalar(place: { line: number; tag?: string }, text: string, plain: boolean): ScalarNode {
  const tag = place.tag?.replace(/^tag:yaml\.org,2002:/, '!!');
  const value = plain && tag !== '!!str' ? resolvePlain(text) : text;
  return { kind: 'scalar', ...place, text, value };
}
