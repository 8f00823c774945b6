/** The parts of a jq program. */
import type { Json } from './value.ts';

export type Pattern =
  | { kind: 'variable'; name: string }
  | { kind: 'array'; items: readonly Pattern[] }
  | { kind: 'object'; entries: readonly { key: Node; variable?: string; value?: Pattern }[] };

export interface Definition {
  name: string;
  parameters: readonly string[];
  body: Node;
}

export type Node =
  | { kind: 'identity' }
  | { kind: 'recurse' }
  | { kind: 'literal'; value: Json }
  | { kind: 'text'; format: string | undefined; parts: readonly (string | Node)[] }
  | { kind: 'format'; name: string }
  | { kind: 'field'; target: Node; key: Node }
  | { kind: 'slice'; target: Node; from: Node | undefined; to: Node | undefined }
  | { kind: 'iterate'; target: Node }
  | { kind: 'array'; body: Node | undefined }
  | { kind: 'object'; entries: readonly { key: Node; value: Node }[] }
  | { kind: 'negate'; body: Node }
  | { kind: 'pipe' | 'comma' | 'alternative' | 'and' | 'or'; left: Node; right: Node }
  | { kind: 'operator'; operator: string; left: Node; right: Node; at: number }
  | { kind: 'assign'; operator: string; left: Node; right: Node }
  | { kind: 'if'; condition: Node; then: Node; otherwise: Node | undefined }
  | { kind: 'try'; body: Node; handler: Node | undefined }
  | { kind: 'reduce'; source: Node; pattern: Pattern; start: Node; update: Node }
  | { kind: 'foreach'; source: Node; pattern: Pattern; start: Node; update: Node; extract: Node | undefined }
  | { kind: 'bind'; source: Node; patterns: readonly Pattern[]; body: Node }
  | { kind: 'define'; definition: Definition; body: Node }
  | { kind: 'call'; name: string; arguments: readonly Node[]; at: number }
  | { kind: 'variable'; name: string; at: number }
  | { kind: 'label'; name: string; body: Node }
  | { kind: 'break'; name: string };

/** The program does not parse; the message is what stands after `jq: error: `, with the position. */
export class SyntaxProblem extends Error {
  override name = 'SyntaxProblem';
  /** Where in the program. */
  readonly at: number;
  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}
