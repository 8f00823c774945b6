/** One file of YAML as documents of string keys. */
import type { TreePath } from './path.ts';
import type { Source } from './source.ts';
import { isMapping, type Mapping } from './value.ts';
import { decode } from './yaml/decode.ts';
import { parseYaml } from './yaml/parse.ts';
import { YamlError } from './yaml/tree.ts';

export interface FileDocument {
  readonly file: Mapping;
  readonly resets: readonly TreePath[];
}

/** Throws with the file's name where its content cannot be used. */
export function decodeFile(source: Source, path: string): FileDocument[] {
  const text = source.read(path);
  try {
    return parseYaml(text).map((node) => {
      const { value, resets } = decode(node);
      if (!isMapping(value)) throw new Error('top-level object must be a mapping');
      return { file: value, resets };
    });
  } catch (error) {
    if (error instanceof YamlError) {
      if (error.message.startsWith('non-string key')) throw new Error(error.message);
      throw new Error(`failed to parse ${path}: ${error.message}`);
    }
    throw error;
  }
}
