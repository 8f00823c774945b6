/** HTTP header fields: in order, found without regard to case, repeated ones kept apart (RFC 9110, section 5). */
export class Headers implements Iterable<readonly [name: string, value: string]> {
  private readonly rows: [name: string, value: string][] = [];

  constructor(rows: Iterable<readonly [string, string]> = []) {
    for (const [name, value] of rows) this.add(name, value);
  }

  /** The first value, or undefined. */
  get(name: string): string | undefined {
    const wanted = name.toLowerCase();
    return this.rows.find(([key]) => key.toLowerCase() === wanted)?.[1];
  }

  has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  all(name: string): string[] {
    const wanted = name.toLowerCase();
    return this.rows.filter(([key]) => key.toLowerCase() === wanted).map(([, value]) => value);
  }

  add(name: string, value: string): this {
    this.rows.push([name, value]);
    return this;
  }

  /** Replaces the field where it stands, or adds it. */
  set(name: string, value: string): this {
    const wanted = name.toLowerCase();
    const at = this.rows.findIndex(([key]) => key.toLowerCase() === wanted);
    if (at < 0) return this.add(name, value);
    this.rows[at] = [name, value];
    for (let i = this.rows.length - 1; i > at; i--)
      if (this.rows[i]?.[0].toLowerCase() === wanted) this.rows.splice(i, 1);
    return this;
  }

  delete(name: string): this {
    const wanted = name.toLowerCase();
    for (let i = this.rows.length - 1; i >= 0; i--)
      if (this.rows[i]?.[0].toLowerCase() === wanted) this.rows.splice(i, 1);
    return this;
  }

  [Symbol.iterator](): Iterator<readonly [name: string, value: string]> {
    return this.rows[Symbol.iterator]();
  }

  /** Whether a comma-separated list such as Connection names `token`. */
  lists(name: string, token: string): boolean {
    return this.all(name).some((value) => value.split(',').some((part) => part.trim().toLowerCase() === token));
  }

  /** As on the wire: `Name: value` lines with CRLF. */
  format(): string {
    return this.rows.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  }
}

/** Reads `Name: value`; undefined for a line that is no header field. */
export function parseHeaderLine(line: string): [name: string, value: string] | undefined {
  const at = line.indexOf(':');
  return at <= 0 ? undefined : [line.slice(0, at).trimEnd(), line.slice(at + 1).trim()];
}
