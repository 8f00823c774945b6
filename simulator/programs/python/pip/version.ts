/** Version numbers and their requirements, as PEP 440 orders and matches them. */

interface Parsed {
  release: number[];
  /** Before (negative) or after the release: dev, a, b, rc, none, post. */
  stage: number;
  number: number;
}

const STAGES: Readonly<Record<string, number>> = { dev: -4, a: -3, alpha: -3, b: -2, beta: -2, rc: -1, c: -1, post: 1 };

function parse(version: string): Parsed | undefined {
  const found = /^v?(\d+(?:\.\d+)*)(?:[-_.]?(dev|alpha|beta|a|b|rc|c|post)[-_.]?(\d*))?(?:\+.*)?$/i.exec(
    version.trim(),
  );
  if (found === null) return undefined;
  const release = (found[1] ?? '').split('.').map(Number);
  return { release, stage: STAGES[(found[2] ?? '').toLowerCase()] ?? 0, number: Number(found[3] ?? 0) };
}

export function isVersion(version: string): boolean {
  return parse(version) !== undefined;
}

/** Below zero when `a` is the older one. What is no version comes first. */
export function compareVersions(a: string, b: string): number {
  const [x, y] = [parse(a), parse(b)];
  if (x === undefined || y === undefined) return (x === undefined ? 0 : 1) - (y === undefined ? 0 : 1);
  for (let at = 0; at < Math.max(x.release.length, y.release.length); at++) {
    const difference = (x.release[at] ?? 0) - (y.release[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return x.stage - y.stage || x.number - y.number;
}

export interface Clause {
  operator: string;
  version: string;
}

/** `>=1.0,<2` in its clauses; undefined when it is no such thing. */
export function readClauses(text: string): Clause[] | undefined {
  const clauses: Clause[] = [];
  for (const part of text.split(/[,&]/).map((it) => it.trim())) {
    if (part === '') continue;
    const found = /^(===|==|~=|!=|<=|>=|<|>)\s*([\w.*+!-]+)$/.exec(part);
    if (found === null) return undefined;
    clauses.push({ operator: found[1] ?? '', version: found[2] ?? '' });
  }
  return clauses;
}

function startsWith(version: string, prefix: string): boolean {
  const wanted = prefix.split('.').map(Number);
  const release = parse(version)?.release ?? [];
  return wanted.every((number, at) => (release[at] ?? 0) === number);
}

export function satisfies(version: string, clauses: readonly Clause[]): boolean {
  return clauses.every(({ operator, version: wanted }) => {
    if (wanted.endsWith('.*')) return startsWith(version, wanted.slice(0, -2)) === (operator === '==');
    const order = compareVersions(version, wanted);
    switch (operator) {
      case '==': case '===': return order === 0;
      case '!=': return order !== 0;
      case '<': return order < 0;
      case '<=': return order <= 0;
      case '>': return order > 0;
      case '>=': return order >= 0;
      default: return order >= 0 && startsWith(version, wanted.split('.').slice(0, -1).join('.'));
    }
  });
} // prettier-ignore
