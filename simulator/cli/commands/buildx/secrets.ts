import type { Process } from '../../../kernel/abi.ts';
import type { Client } from '../../client.ts';
import { withPathError } from '../../go/path-error.ts';

/** `--secret id=NAME,src=FILE` or `id=NAME,env=VARIABLE`: contents by id. */
export function readSecrets({ process }: Client, words: readonly string[]): ReadonlyMap<string, Uint8Array> {
  const secrets = new Map<string, Uint8Array>();
  for (const word of words) {
    const fields = new Map(
      word.split(',').map((field): [string, string] => {
        const at = field.indexOf('=');
        if (at === -1) throw new Error(`invalid field '${field}' must be a key=value pair`);
        return [field.slice(0, at), field.slice(at + 1)];
      }),
    );
    const id = fields.get('id') ?? '';
    const variable =
      fields.get('env') ??
      (fields.get('type') === 'env' ? (fields.get('src') ?? fields.get('source') ?? id) : undefined);
    const path = fields.get('src') ?? fields.get('source') ?? id;
    if (id === '') throw new Error('secret missing ID');
    const value =
      variable === undefined && process.env.has(id) && !fields.has('src') && !fields.has('source')
        ? process.env.get(id)
        : variable === undefined
          ? undefined
          : process.env.get(variable);
    secrets.set(id, value === undefined ? readSecretFile(process, path) : new TextEncoder().encode(value));
  }
  return secrets;
}

function readSecretFile({ fs }: Process, path: string): Uint8Array {
  try {
    return withPathError('stat', path, () => fs.readFile(path));
  } catch (error) {
    if (!(error instanceof Error) || error.name === 'ProcessGone') throw error;
    throw new Error(`failed to stat ${path}: ${error.message}`);
  }
}
