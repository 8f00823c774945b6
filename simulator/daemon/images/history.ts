/** `docker history`: what made each layer, the newest first. */
import { system } from '../../api/errors.ts';
import type { ImageHistoryItem } from '../../api/images.ts';
import { parseRfc3339, unixSeconds } from '../../api/time.ts';
import { getImage } from './find.ts';
import { imageFile, stateOf } from './image-store.ts';
import type { ImageStore } from './image-store.ts';
import { referencesOf, repoTags } from './references.ts';
import type { ImageRecord, ImageState } from './state.ts';

const NO_IMAGE = '<missing>';

export function imageHistory(store: ImageStore, name: string): ImageHistoryItem[] {
  const state = stateOf(store);
  const image = getImage(state, name);
  const items = historyItems(state, image);
  nameImages(state, image, items);
  return items;
}

function historyItems(state: ImageState, image: ImageRecord): ImageHistoryItem[] {
  let layer = 0;
  const items = (imageFile(image).history ?? []).map((entry): ImageHistoryItem => {
    const chainId = entry.empty_layer === true ? undefined : image.chain[layer++];
    if (chainId === undefined && entry.empty_layer !== true)
      throw system('too many non-empty layers in History section');
    return {
      Comment: entry.comment ?? '',
      Created: unixSeconds(entry.created === undefined ? 0 : (parseRfc3339(entry.created) ?? 0)),
      CreatedBy: entry.created_by ?? '',
      Id: NO_IMAGE,
      Size: chainId === undefined ? 0 : (state.layers[chainId]?.size ?? 0),
      Tags: null,
    };
  });
  return items.reverse();
}

/** The first line is the image itself; what it was committed from, while that is here, are the next ones. */
function nameImages(state: ImageState, image: ImageRecord, items: ImageHistoryItem[]): void {
  let at: ImageRecord | undefined = image;
  for (const item of items) {
    if (at === undefined) return;
    item.Id = at.id;
    const tags = repoTags(referencesOf(state, at.id));
    item.Tags = tags.length === 0 ? null : tags;
    at = state.images[at.parent];
  }
}
