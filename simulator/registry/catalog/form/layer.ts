/** Layers of catalogue images. */
import type { LayerEntry } from '../../../vfs/layer-build.ts';
import { entriesOf, sizeOf } from './files.ts';
import type { Files } from './files.ts';

export interface LayerDefinition {
  /** Bytes of the compressed blob, as pull shows them; undefined for layers small enough to be taken as they are. */
  readonly download: number | undefined;
  entries(): LayerEntry[];
}

export interface Contents {
  /** May be a function, so that long lists are made only when the image is pulled. */
  files: Files | (() => Files);
  /** Uncompressed bytes of the real layer. What `files` leaves of it stands in one stub, `rest`. */
  size?: number;
  /** Compressed bytes of the real layer. */
  download?: number;
  /** Name of the file below `/usr/share/unlisted` that stands for everything not listed. Needed with `size`. */
  rest?: string;
}

const REST_NOTE = 'stands for the files of the real layer that are not listed here';

export function layerOf(contents: Contents | Files): LayerDefinition {
  const { files, size, download, rest } = isContents(contents) ? contents : { files: contents };
  return {
    download,
    entries() {
      const entries = entriesOf(typeof files === 'function' ? files() : files);
      if (size === undefined) return entries;
      const missing = size - sizeOf(entries);
      if (missing < 0) throw new RangeError(`the files of a layer weigh ${-missing} bytes more than its size says`);
      if (missing > 0 && rest === undefined) throw new RangeError(`${missing} bytes of a layer have no place (rest)`);
      return missing === 0 || rest === undefined
        ? entries
        : [...entries, { path: `/usr/share/unlisted/${rest}`, stub: { size: missing, note: REST_NOTE } }];
    },
  };
}

function isContents(contents: Contents | Files): contents is Contents {
  return 'files' in contents && !Object.keys(contents).some((key) => key.startsWith('/'));
}
