/** Shell variables and the scopes they live in: global, one per running function, one per command's own assignments. */
import type { AssociativeArray } from './arrays.ts';
import { IndexedArray } from './arrays.ts';

export type Content = string | IndexedArray | AssociativeArray;

export interface Variable {
  /** Undefined: declared (exported, local, ...) but unset. */
  content: Content | undefined;
  exported: boolean;
  readonly: boolean;
  integer: boolean;
  case: 'lower' | 'upper' | 'capitalize' | undefined;
  /** The content is the name of another variable. */
  nameref: boolean;
  trace: boolean;
}

export type ScopeKind = 'global' | 'function' | 'command';

export interface Scope {
  readonly kind: ScopeKind;
  readonly variables: Map<string, Variable>;
}

export function createVariable(content?: Content): Variable {
  return { content, exported: false, readonly: false, integer: false, case: undefined, nameref: false, trace: false };
}

/** The text of a variable used without subscript: element 0 of an array. */
export function scalarOf(variable: Variable): string | undefined {
  const content = variable.content;
  if (content === undefined || typeof content === 'string') return content;
  return content instanceof IndexedArray ? content.get(0) : content.get('0');
}

export class VariableStore {
  private readonly scopes: Scope[];

  constructor(scopes: Scope[] = [{ kind: 'global', variables: new Map() }]) {
    this.scopes = scopes;
  }

  /** A copy for a subshell. */
  clone(): VariableStore {
    return new VariableStore(
      this.scopes.map((scope) => ({
        kind: scope.kind,
        variables: new Map([...scope.variables].map(([name, variable]) => [name, cloneVariable(variable)])),
      })),
    );
  }

  push(kind: ScopeKind): Scope {
    const scope: Scope = { kind, variables: new Map() };
    this.scopes.push(scope);
    return scope;
  }

  pop(): Scope | undefined {
    return this.scopes.length > 1 ? this.scopes.pop() : undefined;
  }

  /** Leaves `scope` and whatever was entered inside it. */
  popUntil(scope: Scope): void {
    const at = this.scopes.indexOf(scope);
    if (at > 0) this.scopes.length = at;
  }

  innermost(): Scope {
    return this.scopes.at(-1) ?? this.globals();
  }

  /** The variable that `name` means here: of the innermost scope that has one. */
  find(name: string): Variable | undefined {
    for (let i = this.scopes.length - 1; i >= 0; i--) {
      const variable = this.scopes[i]?.variables.get(name);
      if (variable !== undefined) return variable;
    }
    return undefined;
  }

  /** The scope `find` found it in. */
  scopeOf(name: string): Scope | undefined {
    return this.scopes.findLast((scope) => scope.variables.has(name));
  }

  /** The scope of the running function, or undefined outside of any. */
  functionScope(): Scope | undefined {
    return this.scopes.findLast((scope) => scope.kind === 'function');
  }

  globals(): Scope {
    const [first] = this.scopes;
    if (first === undefined) throw new Error('a shell without a global scope');
    return first;
  }

  /** Finds or makes a variable where an ordinary assignment would. */
  reach(name: string): Variable {
    return this.find(name) ?? this.declare(this.globals(), name);
  }

  /** Finds or makes `name` in `scope`. */
  declare(scope: Scope, name: string): Variable {
    let variable = scope.variables.get(name);
    if (variable === undefined) scope.variables.set(name, (variable = createVariable()));
    return variable;
  }

  /** Removes what `find` finds. In a function a local that is unset hides outer ones until the function returns. */
  remove(name: string): void {
    const scope = this.scopeOf(name);
    if (scope === undefined) return;
    const variable = scope.variables.get(name);
    if (scope === this.functionScope() && variable !== undefined) scope.variables.set(name, createVariable());
    else scope.variables.delete(name);
  }

  /** Names that are visible, sorted by bytes. */
  names(): string[] {
    const names = new Set<string>();
    for (const scope of this.scopes) for (const name of scope.variables.keys()) names.add(name);
    return [...names].sort();
  }

  /** Visible variables that have a value and are exported. */
  exported(): [string, string][] {
    const found: [string, string][] = [];
    for (const name of this.names()) {
      const variable = this.find(name);
      const value = variable?.exported === true && typeof variable.content === 'string' ? variable.content : undefined;
      if (value !== undefined) found.push([name, value]);
    }
    return found;
  }
}

function cloneVariable(variable: Variable): Variable {
  const content = variable.content;
  return { ...variable, content: typeof content === 'object' ? content.clone() : content };
}

export function isName(text: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(text);
}
