/** An image store with a virtual clock, made-up containers and a small Hub of its own. */
import type { ContainerConfig } from '../../../../simulator/api/containers.ts';
import type { ProgressMessage } from '../../../../simulator/api/common.ts';
import type { MessageStream } from '../../../../simulator/api/streams.ts';
import type { ImageDeleteItem } from '../../../../simulator/api/images.ts';
import { notFound } from '../../../../simulator/api/errors.ts';
import { createEntropy } from '../../../../simulator/kernel/seeded-entropy.ts';
import { createEventJournal } from '../../../../simulator/daemon/events/journal.ts';
import { createImageService } from '../../../../simulator/daemon/images/service.ts';
import type { Images } from '../../../../simulator/daemon/images/service.ts';
import { NO_IMAGES } from '../../../../simulator/daemon/images/state.ts';
import { createStore } from '../../../../simulator/daemon/store.ts';
import type { Store } from '../../../../simulator/daemon/store.ts';
import { createTimekeeper } from '../../../../simulator/daemon/time.ts';
import type { Container, Phase, World } from '../../../../simulator/daemon/world.ts';
import { createCatalogue } from '../../../../simulator/registry/catalogue.ts';
import type { CatalogueEntry } from '../../../../simulator/registry/catalogue.ts';
import { family, image } from '../../../../simulator/registry/catalog/form/image.ts';
import type { ImageDefinition } from '../../../../simulator/registry/catalog/form/image.ts';
import { cmd, copy, defaultPath, env, label, rootfs, run } from '../../../../simulator/registry/catalog/form/steps.ts';
import { PERFECT } from '../../../../simulator/registry/conditions.ts';
import type { Conditions } from '../../../../simulator/registry/conditions.ts';
import { createRegistries } from '../../../../simulator/registry/registries.ts';
import type { Dial } from '../../../../simulator/registry/registries.ts';
import { createMemoryFileSystem, createOverlay } from '../../../../simulator/vfs/index.ts';
import type { OverlayFileSystem } from '../../../../simulator/vfs/index.ts';

const START = 1_795_000_000_000;

/** Stands still while it is not slept on; a sleep ends in a later turn. */
export function virtualClock(): {
  now(): number;
  sleep(ms: number): Promise<void>;
  outside<T>(work: () => Promise<T>): Promise<T>;
} {
  let now = START;
  const sleepers: { until: number; wake: () => void }[] = [];
  let turning = false;
  const turn = (): void => {
    turning = false;
    const next = sleepers.sort((a, b) => a.until - b.until).shift();
    if (next === undefined) return;
    now = Math.max(now, next.until);
    next.wake();
    if (sleepers.length > 0) schedule();
  };
  const schedule = (): void => {
    if (turning) return;
    turning = true;
    setImmediate(turn);
  };
  return {
    now: () => now,
    sleep: (ms) =>
      new Promise((wake) => {
        sleepers.push({ until: now + ms, wake });
        schedule();
      }),
    outside: (work) => work(),
  };
}

const base = image({
  created: '2025-06-10T00:00:00Z',
  steps: [
    rootfs('# base', { files: { '/bin/sh': 'sh', '/etc/motd': 'base' }, download: 2_000_000 }),
    defaultPath,
    cmd('sh'),
  ],
});

function over(name: string, created: string): ImageDefinition {
  return image({
    created,
    from: base,
    steps: [
      label('maintainer', 'me'),
      env('NAME', name),
      run('make', { [`/opt/${name}`]: name }),
      copy('a /', { '/a': name }),
    ],
  });
}

export const FAMILIES: readonly CatalogueEntry[] = [
  entry('base', {
    'latest 1': () => base,
    old: () => image({ created: '2020-01-01T00:00:00Z', steps: [rootfs('# old', { '/old': '1' })] }),
  }),
  entry('app', {
    'latest 2': () => over('app', '2025-10-01T00:00:00Z'),
    '1': () => over('one', '2025-09-01T00:00:00Z'),
  }),
  entry('web', { latest: () => over('web', '2025-11-01T00:00:00Z') }),
];

function entry(name: string, images: Readonly<Record<string, () => ImageDefinition>>): CatalogueEntry {
  const made = family(name, images);
  return { name, description: `The image ${name}.`, stars: 10, official: true, load: () => Promise.resolve(made) };
}

export interface Harness {
  readonly images: Images;
  readonly store: Store;
  readonly conditions: Conditions;
  readonly containers: Map<string, Container>;
  readonly events: { action: string; id: string; attributes: Readonly<Record<string, string>> }[];
  pull(name: string): Promise<string[]>;
  rmi(name: string, force?: boolean): Promise<string[]>;
  tag(from: string, to: string): Promise<void>;
  run(id: string, image: string, is?: 'running' | 'exited'): Container;
  overlay(id: string): OverlayFileSystem;
  remove(id: string): void;
}

export interface HarnessOptions {
  entries?: readonly CatalogueEntry[];
  conditions?: Partial<Conditions>;
  dial?: Dial;
}

export function createHarness(options: HarnessOptions = {}): Harness {
  const clock = virtualClock();
  const time = createTimekeeper(clock);
  const store = createStore(EMPTY_WORLD);
  const journal = createEventJournal(time);
  const events: Harness['events'] = [];
  journal.listen(({ message }) => {
    if (message.Type === 'image')
      events.push({ action: message.Action, id: message.Actor.ID, attributes: message.Actor.Attributes });
  });
  const conditions = { ...PERFECT, ...options.conditions };
  const { dial } = options;
  const registries = createRegistries({
    clock,
    catalogue: createCatalogue(options.entries ?? FAMILIES),
    conditions,
    ...(dial === undefined ? {} : { dial }),
  });
  const containers = new Map<string, Container>();
  const overlays = new Map<string, OverlayFileSystem>();
  const find = (id: string): Container => {
    const found = containers.get(id);
    if (found === undefined) throw notFound(`No such container: ${id}`);
    return found;
  };
  const overlay = (id: string): OverlayFileSystem => {
    const found = overlays.get(find(id).id);
    if (found === undefined) throw new Error(`no overlay for ${id}`);
    return found;
  };
  const images: Images = createImageService({
    store,
    clock,
    time,
    entropy: createEntropy('images'),
    events: journal,
    registries,
    containers: {
      get: find,
      all: () => [...containers.values()],
      overlay,
      frozen: (_, work) => work(),
      emit: () => undefined,
    },
    dockerVersion: '28.5.2',
    dataRoot: '/var/lib/docker',
  });
  const { operations } = images;
  return {
    images,
    store,
    conditions,
    containers,
    events,
    overlay,
    pull: async (name) => lines(await operations.imageCreate(splitName(name))),
    rmi: async (name, force = false) => (await operations.imageDelete(name, { force })).map(itemText),
    async tag(from, to) {
      const { fromImage, tag } = splitName(to);
      await operations.imageTag(from, { repo: fromImage, tag });
    },
    run(id, name, is = 'exited') {
      const { id: imageId, config } = images.get(name);
      const upper = createMemoryFileSystem({ now: clock.now() });
      overlays.set(id, createOverlay({ lower: images.layers(imageId), upper }));
      const made = container(id, imageId, [`upper-${id}`, ...images.graph(imageId)], is, config.Cmd ?? null);
      containers.set(id, made);
      return made;
    },
    remove(id) {
      containers.delete(id);
      images.containerRemoved();
    },
  };
}

function splitName(name: string): { fromImage: string; tag: string } {
  const [, fromImage = name, tag = 'latest'] = /^(.*?)(?::([^/:]+))?$/.exec(name) ?? [];
  return { fromImage, tag };
}

/** What `docker` prints of a stream of progress without a terminal. */
export async function lines(messages: MessageStream<ProgressMessage>): Promise<string[]> {
  const result: string[] = [];
  for await (const message of messages) {
    if (message.error !== undefined) result.push(`ERROR ${message.error}`);
    else if (message.stream !== undefined) result.push(message.stream.trimEnd());
    else if (message.status !== undefined && message.progress === undefined) {
      result.push(message.id === undefined ? message.status : `${message.id}: ${message.status}`);
    }
  }
  return result;
}

function itemText(item: ImageDeleteItem): string {
  return 'Untagged' in item ? `Untagged: ${item.Untagged}` : `Deleted: ${item.Deleted}`;
}

const EMPTY_WORLD: World = {
  containers: {},
  execs: {},
  networks: {},
  volumes: {},
  ports: { next: 32768, bound: {} },
  images: NO_IMAGES,
};

export const CONFIG: ContainerConfig = {
  Hostname: 'host',
  Domainname: '',
  User: '',
  AttachStdin: false,
  AttachStdout: true,
  AttachStderr: true,
  Tty: false,
  OpenStdin: false,
  StdinOnce: false,
  Env: ['PATH=/bin'],
  Cmd: ['true'],
  Image: 'base',
  Volumes: null,
  WorkingDir: '/',
  Entrypoint: null,
  OnBuild: null,
  Labels: {},
};

function container(
  id: string,
  imageId: string,
  graph: readonly string[],
  is: 'running' | 'exited',
  command: readonly string[] | null,
): Container {
  const phase: Phase = is === 'running' ? { is, pid: 1, paused: false } : { is };
  const never = { startedAt: 0, finishedAt: 0, exitCode: 0, error: '', oomKilled: false };
  return {
    id,
    name: id,
    created: 0,
    path: '',
    args: [],
    config: { ...CONFIG, Cmd: command },
    hostConfig: JSON.parse('{}'),
    imageId,
    imageSize: 0,
    graph,
    phase,
    lastRun: never,
    restartCount: 0,
    manuallyStopped: false,
    health: undefined,
    mounts: {},
    links: [],
    endpoints: {},
    ports: {},
    sandboxId: '',
    execIds: [],
    prepared: false,
  };
}
