/** Places in a Compose file: `services.web.ports.[]`, and patterns of them, where `*` stands for any one part. */

export type TreePath = readonly string[];

export const printPath = (path: TreePath): string => path.join('.');

/** Rules by pattern; `find` gives the rule of the pattern that a place matches. */
export class PathTable<T> {
  private readonly rules: readonly { readonly parts: readonly string[]; readonly rule: T }[];

  constructor(rules: Readonly<Record<string, T>>) {
    this.rules = Object.entries(rules).map(([pattern, rule]) => ({ parts: pattern.split('.'), rule }));
  }

  find(path: TreePath): T | undefined {
    return this.rules.find(({ parts }) => matches(parts, path))?.rule;
  }
}

function matches(pattern: readonly string[], path: TreePath): boolean {
  return pattern.length === path.length && pattern.every((part, at) => part === '*' || part === path[at]);
}

export const matchesPath = matches;
