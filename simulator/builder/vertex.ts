/** The graph that stages become: what has to be done, on what it stands, and by what key the cache knows it. */
import type { RunMount, SourceImage, Stack } from './backend.ts';
import type { LineRange } from './parser/node.ts';
import type { Copy } from './instructions/types.ts';

interface Base {
  /** As progress shows it: `[build 2/4] RUN make`. */
  name: string;
  range: LineRange | undefined;
  /** Index of the stage it belongs to. */
  stage: number;
}

export interface SourceVertex extends Base {
  kind: 'source';
  image: SourceImage;
}

export interface ScratchVertex extends Base {
  kind: 'scratch';
}

export interface MountFrom {
  vertex: Vertex;
  at: string;
  path: string;
  readOnly: boolean;
}

export interface ExecVertex extends Base {
  kind: 'exec';
  parent: Vertex;
  args: readonly string[];
  env: readonly string[];
  workingDir: string;
  user: string;
  network: 'default' | 'none' | 'host';
  /** Caches, secrets and scratch directories. */
  mounts: readonly RunMount[];
  binds: readonly MountFrom[];
  /** Arguments that the cache key names, for the explanation of a miss. */
  buildArgs: readonly { key: string; value: string }[];
  /** What an error calls it: `/bin/sh -c make`. */
  command: string;
}

export interface CopyVertex extends Base {
  kind: 'copy';
  parent: Vertex;
  /** undefined: the build context. */
  from: Vertex | undefined;
  instruction: Copy;
  /** Expanded, cleaned of a leading `..`. */
  sources: readonly (string | { name: string; content: string })[];
  /** Absolute; a slash at its end means a directory. */
  destination: string;
  chown: string;
  chmod: string;
}

export interface WorkdirVertex extends Base {
  kind: 'workdir';
  parent: Vertex;
  path: string;
}

export type Vertex = SourceVertex | ScratchVertex | ExecVertex | CopyVertex | WorkdirVertex;

/** What a vertex came to. */
export interface Outcome {
  stack: Stack;
  /** Names the result by what made it: equal for equal inputs. */
  key: string;
}
