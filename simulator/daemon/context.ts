/** What every operation of the daemon is given. */
import type { Kernel } from '../kernel/kernel.ts';
import type { Registries } from '../registry/client.ts';
import type { EventJournal } from './events/journal.ts';
import type { Host } from './host.ts';
import type { Ids } from './ids.ts';
import type { ContainerSource, ImageService } from './image-service.ts';
import type { Live } from './live.ts';
import type { DaemonSettings } from './settings.ts';
import type { Store } from './store.ts';
import type { Timekeeper } from './time.ts';

export interface Daemon {
  /** As `docker info` shows it. */
  readonly id: string;
  readonly kernel: Kernel;
  readonly host: Host;
  readonly store: Store;
  readonly live: Live;
  readonly time: Timekeeper;
  readonly ids: Ids;
  readonly events: EventJournal;
  readonly images: ImageService;
  readonly containers: ContainerSource;
  readonly registries: Registries;
  readonly settings: DaemonSettings;
}
