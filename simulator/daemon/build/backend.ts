/** What the builder is given by this engine: its images, its registries and its container runtime. */
import type { AuthConfig } from '../../api/common.ts';
import type { BuildBackend, SourceImage, Stack } from '../../builder/backend.ts';
import { decode } from '../../kernel/bytes.ts';
import { digestOf } from '../../registry/digest.ts';
import { RegistryError } from '../../registry/error.ts';
import { isIndexType } from '../../registry/oci.ts';
import {
  familiarString,
  fullName,
  parseNormalizedNamed,
  ReferenceError,
  tagNameOnly,
  type Reference,
} from '../../registry/reference.ts';
import { createMemoryFileSystem, createMountNamespace, createOverlay } from '../../vfs/index.ts';
import type { Daemon } from '../context.ts';
import { rootFs } from '../host.ts';
import { leaseOfBase, leaseOfResult } from '../images/build-cache.ts';
import { parseImageFile } from '../images/image-file.ts';
import { chainIds } from '../images/layers.ts';
import { readIndex, readManifest } from '../images/manifest-codec.ts';
import { chooseManifest, HOST_PLATFORM } from '../images/platform.ts';
import type { ImageWriter, LayerPull } from '../images/writer.ts';
import { findUser } from '../runtime/user.ts';
import { runStep, type BuildCaches } from './run-step.ts';

export interface BackendOptions {
  daemon: Daemon;
  writer: ImageWriter;
}

/** A source image with what is needed to fetch its layers. */
interface Fetchable extends SourceImage {
  readonly pull: Omit<LayerPull, 'progress'> | undefined;
  readonly chain: readonly string[];
}

/** Microseconds in a millisecond. */
const MICROS = 1000;

export function createBuildBackend({ daemon, writer }: BackendOptions): BuildBackend {
  const { clock, entropy } = daemon.kernel;
  const random = entropy.fork('builder');
  const caches: BuildCaches = new Map();
  const fetchable = new WeakMap<SourceImage, Fetchable>();
  return {
    now: () => clock.now(),
    sleep: (ms) => clock.sleep(ms),
    random: (digits) => random.hex(digits),
    digest: digestOf,
    displayName(name) {
      const reference = named(name);
      return reference.tag === undefined && reference.digest === undefined ? fullName(reference) : fullText(reference);
    },
    async resolveImage(name, { pull, credentials }) {
      const reference = tagNameOnly(named(name));
      const image = pull ? undefined : localImage(writer, daemon, reference);
      const found = image ?? (await remoteImage(writer, reference, credentials));
      fetchable.set(found, found);
      return found;
    },
    isHere({ diffIds }) {
      const top = chainIds(diffIds).at(-1);
      return top === undefined || writer.has(top);
    },
    async pull(image, progress) {
      const found = fetchable.get(image);
      if (found === undefined) throw new Error('an image that this engine did not resolve');
      if (found.pull === undefined) return writer.layers(found.chain.at(-1) ?? '');
      const lease = leaseOfBase(image.digest);
      const sizes = new Map(found.pull.layers.map(({ digest, size }) => [digest.slice(7, 19), { digest, size }]));
      const layerDigests = new Set(found.pull.layers.map(({ digest }) => digest));
      for (const { digest, size } of found.blobs) if (!layerDigests.has(digest)) progress(digest, size, size);
      const top = await writer.pullLayers(lease, {
        ...found.pull,
        progress: ({ id, progressDetail, status }) => {
          const blob = sizes.get(id ?? '');
          if (blob === undefined || (status !== 'Downloading' && status !== 'Download complete')) return;
          progress(blob.digest, status === 'Download complete' ? blob.size : (progressDetail?.current ?? 0), blob.size);
        },
      });
      return writer.layers(top);
    },
    run: (request) => runStep(daemon, caches, request),
    createImage({ file, layers, names }) {
      // The cache keeps the layers when the image goes, until it is pruned itself.
      const lease = leaseOfResult(writer.addLayers('build-result', '', layers));
      writer.hold(lease, writer.state().leases['build-result'] ?? '');
      const id = writer.createImage(
        file,
        names.map((name) => tagNameOnly(named(name))),
      );
      writer.release('build-result');
      return id;
    },
    cacheBook: {
      put: ({ layer, created, lastUsed, ...entry }) => {
        writer.putCacheRecord({ ...entry, created: created * MICROS, lastUsed: lastUsed * MICROS }, layer);
      },
      has: (id) => writer.state().buildCache[id] !== undefined,
    },
    findIds: (stack, user) => idsIn(daemon, stack, user),
  };
}

/** Throws Error with the sentence of a bad reference. */
function named(name: string): Reference {
  try {
    return parseNormalizedNamed(name);
  } catch (error) {
    if (error instanceof ReferenceError) throw new Error(error.message);
    throw error;
  }
}

function fullText(reference: Reference): string {
  const { tag, digest } = reference;
  return `${fullName(reference)}${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`;
}

/** An image that the engine has, when its name is known here with a digest of its own or was built here. */
function localImage(writer: ImageWriter, daemon: Daemon, reference: Reference): Fetchable | undefined {
  const id = daemon.images.find(familiarString(reference))?.id;
  const record = id === undefined ? undefined : writer.state().images[id];
  if (record === undefined) return undefined;
  const digest = repoDigest(writer, reference, record.id) ?? record.id;
  const isHere = repoDigest(writer, reference, record.id) === undefined;
  const file = parseImageFile(record.file);
  return {
    ...described(file, `${fullText(reference)}${isHere ? '' : `@${digest}`}`, digest),
    blobs: [],
    layerBlobs: 0,
    local: true,
    pull: undefined,
    chain: record.chain,
  };
}

function repoDigest(writer: ImageWriter, reference: Reference, id: string): string | undefined {
  const prefix = `${fullName(reference)}@`;
  const found = Object.entries(writer.state().references).find(
    ([key, image]) => image === id && key.startsWith(prefix),
  );
  return found?.[0].slice(prefix.length);
}

function described(
  file: ReturnType<typeof parseImageFile>,
  display: string,
  digest: string,
): Omit<SourceImage, 'blobs' | 'layerBlobs' | 'local'> {
  return {
    display,
    digest,
    config: file.config ?? {},
    history: file.history ?? [],
    diffIds: file.rootfs.diff_ids ?? [],
    created: file.created,
    platform: HOST_PLATFORM,
  };
}

async function remoteImage(
  writer: ImageWriter,
  reference: Reference,
  credentials: (host: string) => Promise<AuthConfig | undefined>,
): Promise<Fetchable> {
  try {
    const client = await writer.connect(reference.domain, await credentials(reference.domain));
    const document = await client.manifest(reference.path, reference.digest ?? reference.tag ?? 'latest');
    const chosen = isIndexType(document.mediaType) ? chooseManifest(readIndex(document), HOST_PLATFORM) : undefined;
    if (isIndexType(document.mediaType) && chosen === undefined)
      throw new Error('no match for platform in manifest: not found');
    const manifest = chosen === undefined ? document : await client.manifest(reference.path, chosen.digest);
    const { config, layers } = readManifest(manifest);
    const file = parseImageFile(decode(await client.blob(reference.path, config)));
    const display = reference.digest === undefined ? `${fullText(reference)}@${document.digest}` : fullText(reference);
    const blobs = [
      { digest: document.digest, size: document.bytes.length },
      ...(chosen === undefined ? [] : [{ digest: chosen.digest, size: manifest.bytes.length }]),
      { digest: config.digest, size: config.size },
      ...layers,
    ];
    return {
      ...described(file, display, document.digest),
      blobs,
      layerBlobs: layers.length,
      local: false,
      pull: { name: reference, client, platform: HOST_PLATFORM, manifest, file, layers },
      chain: [],
    };
  } catch (error) {
    throw error instanceof RegistryError ? new Error(registrySentence(error, reference)) : error;
  }
}

/** BuildKit's words, which are containerd's (recorded: build-copy, build-errors). */
function registrySentence(error: RegistryError, reference: Reference): string {
  switch (error.code) {
    case 'DENIED':
    case 'UNAUTHORIZED':
      return 'pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed';
    case 'MANIFEST_UNKNOWN':
    case 'NAME_UNKNOWN':
      return `${fullText(reference)}: not found`;
    default:
      return error.message;
  }
}

function idsIn(daemon: Daemon, stack: Stack, user: string): { uid: number; gid: number } {
  const now = daemon.kernel.clock.now();
  const overlay = createOverlay({ lower: stack, upper: createMemoryFileSystem({ type: 'ext4', now }) });
  const [name = '', group] = user.split(':', 2);
  const { uid, gid } = findUser(rootFs(createMountNamespace(overlay), daemon.kernel.clock), user, []).credentials;
  // Without a group, a number stands for both: that is how BuildKit reads --chown.
  return { uid, gid: group === undefined && /^\d+$/.test(name) ? uid : gid };
}
