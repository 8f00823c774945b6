/** Images that are one program on a small base, as many tools come: one layer for the base, one for the program. */
import type { ImageDefinition } from './form/image.ts';
import { image } from './form/image.ts';
import { directory, program } from './form/files.ts';
import type { Files } from './form/files.ts';
import { copy } from './form/steps.ts';
import type { Step } from './form/steps.ts';

export interface SingleBinary {
  created: string;
  from?: ImageDefinition;
  platforms?: readonly string[];
  /** Path of the executable, its program, and its real size. */
  binary: readonly [path: string, program: string, size: number];
  /** Compressed bytes of its layer. */
  download: number;
  files?: Files;
  steps: readonly Step[];
}

export function singleBinary({
  created,
  from,
  platforms,
  binary,
  download,
  files = {},
  steps,
}: SingleBinary): ImageDefinition {
  const [path, name, size] = binary;
  return image({
    created,
    ...(from === undefined ? {} : { from }),
    ...(platforms === undefined ? {} : { platforms }),
    steps: [
      copy(`${path.slice(path.lastIndexOf('/') + 1)} ${path}`, {
        files: { [path]: program(name, size), ...files },
        download,
      }),
      ...steps,
    ],
  });
}

/** The directories that a file system without a distribution needs to mount things at. */
export const BARE_ROOT: Files = {
  '/dev': directory(),
  '/etc/group': 'root:x:0:\nnobody:x:65534:\n',
  '/etc/passwd': 'root:x:0:0:root:/root:/sbin/nologin\nnobody:x:65534:65534:nobody:/nonexistent:/sbin/nologin\n',
  '/tmp': directory({ mode: 0o1777 }),
};
