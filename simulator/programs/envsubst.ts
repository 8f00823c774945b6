/** envsubst: replaces `$NAME` and `${NAME}` in standard input by variables of the environment; only those of SHELL-FORMAT when given. */
import type { Process } from '../kernel/abi.ts';
import { encode } from '../kernel/bytes.ts';

const REFERENCE = /\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))/g;

function namesIn(text: string): string[] {
  return [...text.matchAll(REFERENCE)].map((match) => match[1] ?? match[2] ?? '');
}

export default async function envsubst(p: Process): Promise<number> {
  const [, first, second] = p.args;
  if (first === '-v' || first === '--variables') {
    await p.stdout.write(namesIn(second ?? '').map((name) => `${name}\n`).join('')); // prettier-ignore
    return 0;
  }
  const only = first === undefined ? undefined : new Set(namesIn(first));
  const text = await p.stdin.readText();
  const filled = text.replace(REFERENCE, (whole, braced: string | undefined, bare: string | undefined) => {
    const name = braced ?? bare ?? '';
    return only === undefined || only.has(name) ? (p.env.get(name) ?? '') : whole;
  });
  await p.stdout.write(encode(filled));
  return 0;
}
