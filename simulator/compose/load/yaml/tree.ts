/** A YAML document as nodes that know their lines, with anchors resolved. */
import type { Value } from '../value.ts';

export type Node = ScalarNode | SequenceNode | MappingNode;

interface Place {
  /** 1-based. */
  readonly line: number;
  /** `!reset` and `!override` are Compose's own; others say the type. */
  readonly tag?: string;
}
export interface ScalarNode extends Place {
  readonly kind: 'scalar';
  /** As written, without quotes. */
  readonly text: string;
  readonly value: Exclude<Value, Value[] | Map<string, Value>>;
}
export interface SequenceNode extends Place {
  readonly kind: 'sequence';
  readonly items: readonly Node[];
}
export interface MappingNode extends Place {
  readonly kind: 'mapping';
  readonly entries: readonly { readonly key: Node; readonly value: Node }[];
}

/** A file that is not YAML. `message` is Go's, without "yaml: ". */
export class YamlError extends Error {
  override name = 'YamlError';
}
