/** The image store: listing many tags, and pulling over a line without limits. */
import { createEntropy } from '../simulator/kernel/seeded-entropy.ts';
import { createEventJournal } from '../simulator/daemon/events/journal.ts';
import { createImageService } from '../simulator/daemon/images/service.ts';
import type { Images } from '../simulator/daemon/images/service.ts';
import { NO_IMAGES } from '../simulator/daemon/images/state.ts';
import { createStore } from '../simulator/daemon/store.ts';
import { createTimekeeper } from '../simulator/daemon/time.ts';
import { createCatalogue } from '../simulator/registry/catalogue.ts';
import { family, image } from '../simulator/registry/catalog/form/image.ts';
import { run } from '../simulator/registry/catalog/form/steps.ts';
import { CATALOGUE } from '../simulator/registry/catalog/index.ts';
import { createConditions } from '../simulator/registry/conditions.ts';
import { createRegistries } from '../simulator/registry/registries.ts';
import { medianTime } from './measure.ts';
import type { Figures } from './measure.ts';

let rounds = 0;

/** A store that knows the catalogue and, under `layers`, an image of ten layers of which none was ever made before. */
function freshImages(): Images {
  const clock = {
    now: () => 1_795_000_000_000,
    sleep: () => Promise.resolve(),
    outside: <T>(work: () => Promise<T>) => work(),
  };
  const round = ++rounds;
  const steps = Array.from({ length: 10 }, (_, at) =>
    run(
      `step ${at}`,
      Object.fromEntries(Array.from({ length: 100 }, (__, n) => [`/l${at}/f${n}`, `${round} ${at} ${n}\n`])),
    ),
  );
  const made = family('layers', { latest: () => image({ created: '2025-01-01T00:00:00Z', steps }) });
  const own = { name: 'layers', description: '', stars: 0, official: true, load: () => Promise.resolve(made) };
  const catalogue = createCatalogue([...CATALOGUE, own]);
  const time = createTimekeeper(clock);
  return createImageService({
    store: createStore({
      containers: {},
      execs: {},
      networks: {},
      volumes: {},
      ports: { next: 1, bound: {} },
      images: NO_IMAGES,
    }),
    clock,
    time,
    entropy: createEntropy('bench'),
    events: createEventJournal(time),
    registries: createRegistries({ clock, catalogue, conditions: createConditions() }),
    containers: {
      get: () => {
        throw new Error('no containers here');
      },
      all: () => [],
      overlay: () => {
        throw new Error('no containers here');
      },
      frozen: (_, work) => work(),
      emit: () => undefined,
    },
    dockerVersion: '28.5.2',
    dataRoot: '/var/lib/docker',
  });
}

async function pull({ operations }: Images, fromImage: string, tag = 'latest'): Promise<void> {
  for await (const message of await operations.imageCreate({ fromImage, tag })) {
    if (message.error !== undefined) throw new Error(message.error);
  }
}

async function withTags(count: number): Promise<Images> {
  const images = freshImages();
  await pull(images, 'busybox');
  for (let at = 0; at < count; at++)
    await images.operations.imageTag('busybox', { repo: `app${at % 50}`, tag: `v${at}` });
  return images;
}

export default {
  'docker images with 1,000 tags': async () => {
    const { operations } = await withTags(1000);
    return medianTime(21, () => operations.imageList());
  },
  'the 1,001st tag': async () => {
    const { operations } = await withTags(1000);
    let count = 0;
    return medianTime(21, () => operations.imageTag('busybox', { repo: 'new', tag: `t${count++}` }));
  },
  'pull of a new 10-layer image, line without limits': () => medianTime(11, () => pull(freshImages(), 'layers')),
  'pull of nginx, the first time in a page': async () => {
    const begun = performance.now();
    await pull(freshImages(), 'nginx');
    return { value: performance.now() - begun, unit: 'ms', docker: 2228 };
  },
  'pull of nginx into an empty store, later': () => medianTime(11, () => pull(freshImages(), 'nginx')),
} satisfies Figures;
