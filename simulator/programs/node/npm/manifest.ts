/** package.json as npm reads it. */
import type { Process } from '../../../kernel/abi.ts';
import { decode } from '../../../kernel/bytes.ts';

export interface Manifest {
  name?: string;
  version?: string;
  scripts?: Readonly<Record<string, string>>;
  dependencies?: Readonly<Record<string, string>>;
  devDependencies?: Readonly<Record<string, string>>;
  /** Everything, in its order, for writing it again. */
  whole: Readonly<Record<string, unknown>>;
}

/** SysError when it cannot be read, SyntaxError when it is no JSON. */
export function readManifest(p: Process, path: string): Manifest {
  const parsed: unknown = JSON.parse(decode(p.fs.readFile(path)));
  const whole = Object.fromEntries(Object.entries(parsed ?? {}));
  const text = (key: string): Record<string, string> => (typeof whole[key] === 'string' ? { [key]: whole[key] } : {});
  const table = (key: string): Record<string, Record<string, string>> => {
    const value: unknown = whole[key];
    if (typeof value !== 'object' || value === null) return {};
    return { [key]: Object.fromEntries(Object.entries(value).map(([name, each]) => [name, String(each)])) };
  };
  return {
    ...text('name'),
    ...text('version'),
    ...table('scripts'),
    ...table('dependencies'),
    ...table('devDependencies'),
    whole,
  };
}
