/** Turns an image of the catalogue into what a registry serves: layers, configuration, manifest and index. */
import { parseRfc3339 } from '../api/time.ts';
import type { Descriptor, Platform } from '../api/common.ts';
import type { ImageConfig } from '../api/images.ts';
import { encode } from '../kernel/bytes.ts';
import { buildLayer } from '../vfs/layer-build.ts';
import { layerDigest } from '../vfs/layer-tar.ts';
import type { Layer } from '../vfs/layer.ts';
import { digestOf } from './digest.ts';
import { blobOfLayer } from './layer-blob.ts';
import { stepsOf } from './catalog/form/image.ts';
import type { ImageDefinition } from './catalog/form/image.ts';
import type { LayerDefinition } from './catalog/form/layer.ts';
import { MEDIA_TYPE } from './oci.ts';
import type { HistoryEntry, ImageFile, Index, Manifest } from './oci.ts';

export interface AssembledLayer {
  readonly layer: Layer;
  /** Digest of the uncompressed archive. */
  readonly diffId: string;
  /** Of the blob. Its size is the real layer's, whose bytes the blob only stands for. */
  readonly descriptor: Descriptor;
}

/** A document of a registry with the digest of its bytes. */
export interface Document {
  readonly mediaType: string;
  readonly digest: string;
  readonly bytes: Uint8Array;
}

export interface AssembledImage {
  readonly index: Document;
  /** Manifests and configurations of all platforms, by digest. */
  readonly documents: ReadonlyMap<string, Document>;
  readonly layers: readonly AssembledLayer[];
}

const layers = new WeakMap<LayerDefinition, AssembledLayer>();

function assembleLayer(definition: LayerDefinition, created: string): AssembledLayer {
  const known = layers.get(definition);
  if (known !== undefined) return known;
  const layer = buildLayer(definition.entries(), (parseRfc3339(created) ?? 0) / 1000);
  const { digest, content } = blobOfLayer(layer);
  const descriptor = { mediaType: MEDIA_TYPE.layerGzip, digest, size: definition.download ?? content.length };
  const assembled = { layer, diffId: layerDigest(layer), descriptor };
  layers.set(definition, assembled);
  return assembled;
}

const images = new WeakMap<ImageDefinition, AssembledImage>();

/**
 * Assembles once. All platforms hold the same layers: what differs by processor is only the machine code, which the
 * catalogue does not have.
 */
export function assembleImage(definition: ImageDefinition): AssembledImage {
  const known = images.get(definition);
  if (known !== undefined) return known;
  const steps = [...stepsOf(definition)];
  const assembledLayers = steps.flatMap(({ step, created }) =>
    step.layer === undefined ? [] : [assembleLayer(step.layer, created)],
  );
  const documents = new Map<string, Document>();
  const keep = (mediaType: string, value: unknown): Descriptor => {
    const document = documentOf(mediaType, value);
    documents.set(document.digest, document);
    return { mediaType, digest: document.digest, size: document.bytes.length };
  };
  const manifests = definition.platforms.map((text) => {
    const platform = parsePlatform(text);
    const config = keep(MEDIA_TYPE.config, imageFileOf(definition, platform, assembledLayers));
    return { ...keep(MEDIA_TYPE.manifest, manifestOf(config, assembledLayers)), platform };
  });
  const index: Index = { schemaVersion: 2, mediaType: MEDIA_TYPE.index, manifests };
  const assembled = { index: documentOf(MEDIA_TYPE.index, index), documents, layers: assembledLayers };
  images.set(definition, assembled);
  return assembled;
}

export function isAssembled(definition: ImageDefinition): boolean {
  return images.has(definition);
}

function documentOf(mediaType: string, value: unknown): Document {
  const bytes = encode(JSON.stringify(value));
  return { mediaType, digest: digestOf(bytes), bytes };
}

function manifestOf(config: Descriptor, assembled: readonly AssembledLayer[]): Manifest {
  const descriptors = assembled.map(({ descriptor }) => descriptor);
  return { schemaVersion: 2, mediaType: MEDIA_TYPE.manifest, config, layers: descriptors };
}

function imageFileOf(
  definition: ImageDefinition,
  { architecture, os, variant }: Platform,
  assembled: readonly AssembledLayer[],
): ImageFile {
  const { author, created } = definition;
  return {
    architecture,
    ...(variant === undefined ? {} : { variant }),
    ...(author === undefined ? {} : { author }),
    config: configOf(definition),
    created,
    history: historyOf(definition),
    os,
    rootfs: { type: 'layers', diff_ids: assembled.map(({ diffId }) => diffId) },
  };
}

/** In the order in which BuildKit writes it. */
export function configOf(definition: ImageDefinition): ImageConfig {
  let config: ImageConfig = {};
  for (const { step } of stepsOf(definition)) config = step.change(config);
  const { User, ExposedPorts, Env, Entrypoint, Cmd, Volumes, WorkingDir, Labels, StopSignal, ...others } = config;
  const ordered = { User, ExposedPorts, Env, Entrypoint, Cmd, Volumes, WorkingDir, Labels, StopSignal, ...others };
  return Object.fromEntries(Object.entries(ordered).filter(([, value]) => value !== undefined));
}

function historyOf(definition: ImageDefinition): HistoryEntry[] {
  const history: HistoryEntry[] = [];
  for (const { step, created } of stepsOf(definition)) {
    if (step.silent === true) continue;
    history.push({
      created,
      created_by: step.by,
      ...(step.comment === undefined ? {} : { comment: step.comment }),
      ...(step.layer === undefined ? { empty_layer: true } : {}),
    });
  }
  return history;
}

/** `arm64/v8`, `amd64`, or with the system before: `linux/arm64`. */
export function parsePlatform(text: string): Platform {
  const parts = text.split('/');
  const os = parts[0] === 'linux' || parts[0] === 'windows' ? parts.shift() : 'linux';
  const [architecture = 'amd64', variant] = parts;
  return { architecture, os: os ?? 'linux', ...(variant === undefined ? {} : { variant }) };
}
