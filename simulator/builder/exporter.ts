/** What a build leaves behind: an image in the engine, or a tar stream for the client. */
import { rfc3339Nano } from '../api/time.ts';
import type { BuildBackend, HistoryEntry, Stack } from './backend.ts';
import type { StageState } from './state.ts';
import { layerDigest } from '../vfs/layer-tar.ts';
import type { Layer } from '../vfs/layer.ts';

/** JSON as Go's encoding/json writes it. */
function goJson(value: unknown): string {
  return JSON.stringify(value).replace(/[<>&]/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`);
}

export interface ExportInput {
  state: StageState;
  stack: Stack;
  /** Of the image that the stage stands on; undefined for scratch. */
  baseCreated: string | undefined;
  /** History entries that came with the base image. */
  baseHistory: number;
  /** When a layer was made, milliseconds since the epoch: cached layers keep their time. */
  layerTime: (layer: Layer) => number | undefined;
}

/** The image configuration file. An image without a layer of its own has its base's time. */
export function imageFile({ state, stack, baseCreated, baseHistory, layerTime }: ExportInput): string {
  const times = stack.map(layerTime);
  const own = times.filter((time) => time !== undefined);
  const newest = own.length === 0 ? baseCreated : rfc3339Nano(Math.max(...own) * 1000);
  const history = datedHistory(
    state.history,
    baseHistory,
    times.filter((time) => time !== undefined),
    newest,
  );
  return goJson({
    architecture: 'amd64',
    config: state.config(),
    ...(newest === undefined ? {} : { created: newest }),
    ...(state.author === '' ? {} : { author: state.author }),
    history,
    os: 'linux',
    rootfs: { type: 'layers', diff_ids: stack.map(layerDigest) },
  });
}

/** Entries of this build get the time of their layer; those without a layer that of the next layer below. */
function datedHistory(
  history: readonly HistoryEntry[],
  base: number,
  times: readonly number[],
  newest: string | undefined,
): HistoryEntry[] {
  let next = 0;
  let current = times[0];
  return history.map((entry, at): HistoryEntry => {
    if (at < base || entry.created !== undefined) return entry;
    if (entry.empty_layer !== true) current = times[next++] ?? current;
    const created = current === undefined ? newest : rfc3339Nano(current * 1000);
    const { created_by: createdBy, comment, empty_layer: empty } = entry;
    return {
      ...(created === undefined ? {} : { created }),
      ...(createdBy === undefined ? {} : { created_by: createdBy }),
      ...(comment === undefined ? {} : { comment }),
      ...(empty === true ? { empty_layer: true } : {}),
    };
  });
}

export function exportImage(backend: BuildBackend, input: ExportInput, names: readonly string[]): string {
  return backend.createImage({ file: imageFile(input), layers: input.stack, names });
}
