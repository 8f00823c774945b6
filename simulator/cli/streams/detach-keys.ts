/** The keys that leave a container's terminal without ending what runs in it: ^P ^Q unless told otherwise. */

const DEFAULT_KEYS: readonly number[] = [16, 17];

/** What detaching is told as, by the commands that tell it. */
export class Detached extends Error {
  override name = 'Detached';
  constructor() {
    super('read escape sequence');
  }
}

function keyCode(key: string): number | undefined {
  if (key.length === 1) return key.charCodeAt(0);
  const control = /^ctrl-(.)$/.exec(key)?.[1];
  if (control === undefined) return undefined;
  const at = '@abcdefghijklmnopqrstuvwxyz[\\]^_'.indexOf(control);
  return at < 0 ? undefined : at;
}

/** Reads `ctrl-p,ctrl-q`. Throws `Unknown character: 'x'`. */
export function parseDetachKeys(text: string): readonly number[] {
  if (text === '') return DEFAULT_KEYS;
  return text.split(',').map((key) => {
    const code = keyCode(key);
    if (code === undefined) throw new Error(`Unknown character: '${key}'`);
    return code;
  });
}

/** Lets typed bytes through, but holds back those that may be the beginning of the keys. */
export class DetachFilter {
  private readonly keys: readonly number[];
  private matched = 0;

  constructor(keys: readonly number[]) {
    this.keys = keys;
  }

  /** What goes on to the container. Throws Detached once the keys are complete. */
  pass(bytes: Uint8Array): Uint8Array {
    const out: number[] = [];
    for (const byte of bytes) {
      if (byte === this.keys[this.matched]) {
        this.matched++;
        if (this.matched === this.keys.length) throw new Detached();
        continue;
      }
      out.push(...this.keys.slice(0, this.matched));
      this.matched = byte === this.keys[0] && this.keys.length > 1 ? 1 : 0;
      if (this.matched === 0) out.push(byte);
    }
    return Uint8Array.from(out);
  }
}
