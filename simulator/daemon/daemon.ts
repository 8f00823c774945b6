/** dockerd: makes a daemon on a machine. What it knows is in `store`, what it offers is `engine`. */
import type { BuildService } from '../api/build.ts';
import type { Engine } from '../api/engine.ts';
import type { BuildBackend } from '../builder/backend.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { CATALOGUE } from '../registry/catalog/index.ts';
import { createCatalogue } from '../registry/catalogue.ts';
import type { Registries } from '../registry/client.ts';
import { createConditions } from '../registry/conditions.ts';
import type { Conditions } from '../registry/conditions.ts';
import { createHttpDial } from '../registry/http-client.ts';
import { createRegistries } from '../registry/registries.ts';
import { createBuildBackend } from './build/backend.ts';
import { containerSource } from './containers/source.ts';
import type { Daemon as Context } from './context.ts';
import { createEngine } from './engine.ts';
import { createEventJournal } from './events/journal.ts';
import type { Host } from './host.ts';
import { createIds } from './ids.ts';
import { hostReach } from './images/reach.ts';
import { createImageService } from './images/service.ts';
import type { Images } from './images/service.ts';
import { NO_IMAGES } from './images/state.ts';
import { createLive } from './live.ts';
import { createPredefinedNetworks } from './networks/predefined.ts';
import { noBuilder } from './no-builder.ts';
import { DEFAULT_SETTINGS } from './settings.ts';
import type { DaemonSettings } from './settings.ts';
import { createStore } from './store.ts';
import { createTimekeeper } from './time.ts';
import { FIRST_RANDOM_PORT } from './world.ts';
import type { World } from './world.ts';

export interface DaemonOptions {
  readonly kernel: Kernel;
  readonly host: Host;
  /** The world's registries; unless given, Docker Hub with the catalogue, under `conditions`. */
  readonly registries?: Registries;
  readonly conditions?: Conditions;
  readonly settings?: Partial<DaemonSettings>;
  /** Makes the builder over what this daemon offers one. Without it, builds are refused. */
  readonly builder?: (backend: BuildBackend) => BuildService;
}

export interface Daemon extends Context {
  readonly engine: Engine;
  readonly images: Images;
  /** The daemon as its own operations see it. */
  readonly context: Context;
}

const NOTHING: World = {
  containers: {},
  execs: {},
  networks: {},
  volumes: {},
  ports: { next: FIRST_RANDOM_PORT, bound: {} },
  images: NO_IMAGES,
};

export function createDaemon(options: DaemonOptions): Daemon {
  const { kernel, host, conditions = createConditions() } = options;
  const { clock, entropy } = kernel;
  const settings = { ...DEFAULT_SETTINGS, ...options.settings };
  const catalogue = createCatalogue(CATALOGUE);
  const dial = createHttpDial(hostReach(kernel, host, conditions, settings));
  const registries = options.registries ?? createRegistries({ clock, catalogue, conditions, dial });
  const store = createStore(NOTHING);
  const time = createTimekeeper(clock);
  const events = createEventJournal(time);
  const containers = containerSource(() => context);
  const images = createImageService({
    store,
    clock,
    time,
    entropy: entropy.fork('images'),
    events,
    registries,
    containers,
    dockerVersion: settings.version,
    dataRoot: settings.dataRoot,
  });
  const live = createLive();
  const context: Context = {
    id: daemonId(entropy.hex(32)),
    kernel,
    host,
    store,
    live,
    time,
    ids: createIds(entropy.fork('ids')),
    events,
    images,
    containers,
    registries,
    settings,
  };
  createPredefinedNetworks(context);
  const builder = options.builder?.(createBuildBackend({ daemon: context, writer: images.writer })) ?? noBuilder;
  return { ...context, images, engine: createEngine(context, builder), context };
}

/** A UUID. */
function daemonId(hex: string): string {
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
