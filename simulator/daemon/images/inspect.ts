/** `docker image inspect`. */
import type { GraphDriverData } from '../../api/common.ts';
import type { ImageInspect } from '../../api/images.ts';
import { NEVER, rfc3339Nano } from '../../api/time.ts';
import { createdText, readConfig } from './image-file.ts';
import { getImage } from './find.ts';
import { imageFile, sizeOfImage, stateOf } from './image-store.ts';
import type { ImageStore } from './image-store.ts';
import { referencesOf, repoDigests, repoTags } from './references.ts';
import type { ImageRecord, ImageState } from './state.ts';

export function inspectImage(store: ImageStore, name: string): ImageInspect {
  const state = stateOf(store);
  const image = getImage(state, name);
  const file = imageFile(image);
  const names = referencesOf(state, image.id);
  const created = createdText(file);
  const version = file['os.version'];
  return {
    Id: image.id,
    RepoTags: repoTags(names),
    RepoDigests: repoDigests(names),
    Parent: image.parent,
    Comment: file.comment ?? file.history?.at(-1)?.comment ?? '',
    ...(created === undefined ? {} : { Created: created }),
    DockerVersion: file.docker_version ?? '',
    Author: file.author ?? '',
    Architecture: file.architecture,
    ...(file.variant === undefined ? {} : { Variant: file.variant }),
    Os: file.os,
    ...(version === undefined ? {} : { OsVersion: version }),
    Size: sizeOfImage(state, image),
    GraphDriver: graphDriver(state, image, store.dataRoot),
    RootFS: { Type: 'layers', Layers: file.rootfs.diff_ids ?? [] },
    Metadata: { LastTagTime: rfc3339Nano(image.lastTagged === 0 ? NEVER : image.lastTagged) },
    Config: file.config ?? readConfig({}),
  };
}

/** Names of the overlay2 directories of the image's layers, the topmost first. */
export function graphOf(state: ImageState, image: ImageRecord): string[] {
  return image.chain.flatMap((id) => state.layers[id]?.cacheId ?? []).reverse();
}

function graphDriver(state: ImageState, image: ImageRecord, dataRoot: string): GraphDriverData {
  const [top, ...below] = graphOf(state, image);
  if (top === undefined) return { Data: null, Name: 'overlay2' };
  const at = (directory: string, part: string): string => `${dataRoot}/overlay2/${directory}/${part}`;
  const lower = below.map((directory) => at(directory, 'diff')).join(':');
  return {
    Data: {
      ...(lower === '' ? {} : { LowerDir: lower }),
      MergedDir: at(top, 'merged'),
      UpperDir: at(top, 'diff'),
      WorkDir: at(top, 'work'),
    },
    Name: 'overlay2',
  };
}
