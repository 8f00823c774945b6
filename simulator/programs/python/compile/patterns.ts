/** Code for `match`. The subject of every pattern lies in a local of its own; what it binds is stored once all fits. */
import { PyTuple, type Value } from '../objects/core.ts';
import type { Pattern } from '../syntax/ast.ts';
import { SyntaxFault } from '../syntax/error.ts';
import type { Label } from './assembler.ts';
import { ExpressionCompiler } from './expressions.ts';
import { OP } from './ops.ts';

/** Arguments of MATCH: what is asked of the values on the stack. */
export const MATCH = { isSequence: 0, isMapping: 1, length: 2, classAttributes: 3, keys: 4, rest: 5 } as const;

export abstract class PatternCompiler extends ExpressionCompiler {
  #temporaries = 0;

  protected temporary(): number {
    return this.code.local(`\0t${this.#temporaries++}`);
  }

  #load(slot: number): void {
    this.code.emit(OP.LOAD_FAST, slot);
  }

  /** Jumps to `fail` unless the value in `slot` fits; notes in `captures` what to bind. */
  protected pattern(node: Pattern, slot: number, fail: Label, captures: Map<string, number>): void {
    const { code } = this;
    const capture = (name: string | undefined, from: number): void => {
      if (name === undefined) return;
      if (captures.has(name)) throw new SyntaxFault(`multiple assignments to name '${name}' in pattern`, node.at);
      captures.set(name, from);
    };
    this.at(node.at, () => {
      switch (node.kind) {
        case 'MatchValue':
          this.#load(slot);
          this.expr(node.value);
          code.emit(OP.COMPARE, 2);
          return code.jump(OP.POP_JUMP_IF_FALSE, fail);
        case 'MatchSingleton':
          this.#load(slot);
          code.load(node.value);
          code.emit(OP.IS, 0);
          return code.jump(OP.POP_JUMP_IF_FALSE, fail);
        case 'MatchStar':
          return capture(node.name, slot);
        case 'MatchAs':
          if (node.pattern !== undefined) this.pattern(node.pattern, slot, fail, captures);
          return capture(node.name, slot);
        case 'MatchOr':
          return this.#or(node, slot, fail, captures);
        case 'MatchSequence':
          return this.#sequence(node, slot, fail, captures);
        case 'MatchMapping':
          return this.#mapping(node, slot, fail, captures, capture);
        case 'MatchClass':
          return this.#class(node, slot, fail, captures);
      }
    });
  }

  #or(node: Extract<Pattern, { kind: 'MatchOr' }>, slot: number, fail: Label, captures: Map<string, number>): void {
    const { code } = this;
    const done = code.label();
    // Alternatives bind the same names: each copies to places that are common to all.
    const places = new Map<string, number>();
    node.patterns.forEach((alternative, index) => {
      const next = index < node.patterns.length - 1 ? code.label() : fail;
      const own = new Map<string, number>();
      this.pattern(alternative, slot, next, own);
      if (index > 0 && (own.size !== places.size || [...own.keys()].some((name) => !places.has(name)))) {
        throw new SyntaxFault('alternative patterns bind different names', node.at);
      }
      for (const [name, from] of own) {
        const place = places.get(name) ?? this.temporary();
        places.set(name, place);
        this.#load(from);
        code.emit(OP.STORE_FAST, place);
      }
      if (next !== fail) {
        code.jump(OP.JUMP, done);
        code.place(next);
      }
    });
    code.place(done);
    for (const [name, place] of places) captures.set(name, place);
  }

  #element(index: Value, slot: number): number {
    const { code } = this;
    const place = this.temporary();
    this.#load(slot);
    code.load(index);
    code.emit(OP.SUBSCRIPT);
    code.emit(OP.STORE_FAST, place);
    return place;
  }

  #sequence(node: Extract<Pattern, { kind: 'MatchSequence' }>, slot: number, fail: Label, captures: Map<string, number>): void {
    const { code } = this;
    const star = node.patterns.findIndex((it) => it.kind === 'MatchStar');
    const count = node.patterns.length;
    this.#load(slot);
    code.emit(OP.MATCH, MATCH.isSequence);
    code.jump(OP.POP_JUMP_IF_FALSE, fail);
    this.#load(slot);
    code.emit(OP.MATCH, MATCH.length);
    code.load(star < 0 ? count : count - 1);
    code.emit(OP.COMPARE, star < 0 ? 2 : 5);
    code.jump(OP.POP_JUMP_IF_FALSE, fail);
    node.patterns.forEach((inner, index) => {
      if (inner.kind === 'MatchStar') {
        if (inner.name === undefined) return;
        const place = this.temporary();
        this.#load(slot);
        code.load(index);
        const behind = count - index - 1;
        code.load(behind === 0 ? null : -behind);
        code.load(null);
        code.emit(OP.BUILD_SLICE);
        code.emit(OP.SUBSCRIPT);
        code.emit(OP.STORE_FAST, place);
        // A list, whatever kind of sequence it was.
        code.emit(OP.BUILD_LIST, 0);
        this.#load(place);
        code.emit(OP.LIST_EXTEND, 1);
        code.emit(OP.STORE_FAST, place);
        captures.set(inner.name, place);
        return;
      }
      if (inner.kind === 'MatchAs' && inner.pattern === undefined && inner.name === undefined) return;
      const at = star >= 0 && index > star ? index - count : index;
      this.pattern(inner, this.#element(at, slot), fail, captures);
    });
  } // prettier-ignore

  #mapping(
    node: Extract<Pattern, { kind: 'MatchMapping' }>,
    slot: number,
    fail: Label,
    captures: Map<string, number>,
    capture: (name: string | undefined, from: number) => void,
  ): void {
    const { code } = this;
    this.#load(slot);
    code.emit(OP.MATCH, MATCH.isMapping);
    code.jump(OP.POP_JUMP_IF_FALSE, fail);
    const keys = this.temporary();
    for (const key of node.keys) this.expr(key);
    code.emit(OP.BUILD_TUPLE, node.keys.length);
    code.emit(OP.STORE_FAST, keys);
    const values = this.temporary();
    this.#load(slot);
    this.#load(keys);
    code.emit(OP.MATCH, MATCH.keys);
    code.emit(OP.STORE_FAST, values);
    this.#failIfNone(values, fail);
    node.patterns.forEach((inner, index) => this.pattern(inner, this.#element(index, values), fail, captures));
    if (node.rest !== undefined) {
      const rest = this.temporary();
      this.#load(slot);
      this.#load(keys);
      code.emit(OP.MATCH, MATCH.rest);
      code.emit(OP.STORE_FAST, rest);
      capture(node.rest, rest);
    }
  }

  #failIfNone(slot: number, fail: Label): void {
    this.#load(slot);
    this.code.load(null);
    this.code.emit(OP.IS, 1);
    this.code.jump(OP.POP_JUMP_IF_FALSE, fail);
  }

  #class(node: Extract<Pattern, { kind: 'MatchClass' }>, slot: number, fail: Label, captures: Map<string, number>): void {
    const { code } = this;
    const values = this.temporary();
    this.#load(slot);
    this.expr(node.cls);
    code.load(node.patterns.length);
    code.load(new PyTuple(node.keywords));
    code.emit(OP.MATCH, MATCH.classAttributes);
    code.emit(OP.STORE_FAST, values);
    this.#failIfNone(values, fail);
    [...node.patterns, ...node.keywordPatterns].forEach((inner, index) => {
      this.pattern(inner, this.#element(index, values), fail, captures);
    });
  } // prettier-ignore
}
