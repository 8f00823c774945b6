import { DockerfileError, type InstructionNode } from '../parser/node.ts';
import { suggest } from '../suggest.ts';
import type { Mount } from './types.ts';

const TYPES = ['bind', 'cache', 'tmpfs', 'secret', 'ssh'] as const;
const SHARING = ['shared', 'private', 'locked'] as const;
const KEYS = [
  'type', 'from', 'source', 'src', 'target', 'dst', 'destination', 'readonly', 'ro', 'readwrite', 'rw', 'id', 'sharing',
  'required', 'mode', 'uid', 'gid', 'size', 'env',
]; // prettier-ignore

/** Reads `RUN --mount=type=cache,target=/x,…` values. */
export function readMounts(node: InstructionNode, texts: readonly string[]): Mount[] {
  return texts.map((text) => readMount(node, text));
}

function readMount(node: InstructionNode, text: string): Mount {
  const fail = (message: string): never => {
    throw new DockerfileError(message, node.range, 'bare');
  };
  const values = new Map<string, string>();
  for (const field of text.split(',')) {
    const at = field.indexOf('=');
    const key = (at === -1 ? field : field.slice(0, at)).toLowerCase();
    if (!KEYS.includes(key)) return fail(`unexpected key '${key}' in '${field}'${suggest(key, KEYS)}`);
    const bare = ['readonly', 'ro', 'readwrite', 'rw', 'required'].includes(key);
    if (at === -1 && !bare) return fail(`invalid field '${field}' must be a key=value pair`);
    values.set(key, at === -1 ? 'true' : field.slice(at + 1));
  }
  const given = (...keys: string[]) => keys.map((key) => values.get(key)).find((value) => value !== undefined);
  const wanted = given('type') ?? 'bind';
  const type =
    TYPES.find((each) => each === wanted) ?? fail(`unsupported mount type "${wanted}"${suggest(wanted, TYPES)}`);
  const target = given('target', 'dst', 'destination');
  if (target === undefined && type !== 'secret' && type !== 'ssh')
    return fail(`invalid mount: no target for type "${type}"`);
  const sharing = given('sharing') ?? 'shared';
  const flag = (...keys: string[]) => {
    const value = given(...keys);
    return value === undefined ? undefined : value === 'true';
  };
  const number = (key: string, base: number) => {
    const value = given(key);
    if (value === undefined) return undefined;
    const read = Number.parseInt(value, base);
    return Number.isNaN(read) ? fail(`invalid value ${value} for ${key}`) : read;
  };
  return {
    type,
    target,
    source: given('source', 'src'),
    from: given('from'),
    readOnly: flag('readonly', 'ro') ?? (flag('readwrite', 'rw') === true ? false : undefined),
    id: given('id'),
    sharing:
      SHARING.find((each) => each === sharing) ??
      fail(`unsupported sharing value "${sharing}"${suggest(sharing, SHARING)}`),
    required: flag('required') === true,
    env: given('env'),
    mode: number('mode', 8),
    uid: number('uid', 10),
    gid: number('gid', 10),
    size: number('size', 10),
  };
}
