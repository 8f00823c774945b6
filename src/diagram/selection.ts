import type { BoxKind } from './layout.ts';

/** What the learner looks at more closely: a layer, an image, a container, a volume, a directory of the host. */
export interface Selection {
  readonly kind: BoxKind;
  /** Chain id, image id, container id, volume name, path. */
  readonly of: string;
}
