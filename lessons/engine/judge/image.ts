import type { ImageInspect } from '../../../simulator/api/images.ts';
import type { Facts } from '../facts.ts';
import type { ImageTest, LayerTest } from '../format.ts';
import { reason } from '../reasons.ts';
import { countText, holds, type Verdict } from './verdict.ts';

export async function judgeImage(test: ImageTest, facts: Facts): Promise<Verdict> {
  const { ref } = test;
  const image = await facts.image(ref);
  if (test.exists === false) return image === undefined ? undefined : reason('image.exists', { ref });
  if (image === undefined) return reason('image.missing', { ref });
  return (
    judgeConfig(test, image) ??
    (await judgeBase(test, image, facts)) ??
    (await judgeMaker(test, facts)) ??
    (await judgeSame(test, image, facts))
  );
}

function judgeConfig(test: ImageTest, image: ImageInspect): Verdict {
  const { ref } = test;
  const config = image.Config;
  const env = config?.Env ?? [];
  const labels = Object.entries(config?.Labels ?? {}).map(([key, value]) => `${key}=${value}`);
  const exposed = Object.keys(config?.ExposedPorts ?? {});
  const checks: [string, boolean, string][] = [
    ['Cmd', test.cmd === undefined || same(test.cmd, config?.Cmd), JSON.stringify(config?.Cmd ?? null)],
    ['Entrypoint', test.entrypoint === undefined || same(test.entrypoint, config?.Entrypoint), JSON.stringify(config?.Entrypoint ?? null)],
    ['Env', test.env === undefined || env.some((each) => each === test.env || each.startsWith(`${test.env ?? ''}=`)), env.join(' ')],
    ['ExposedPorts', test.exposes === undefined || exposed.some((port) => port === test.exposes || port === `${test.exposes ?? ''}/tcp`), exposed.join(' ')],
    ['User', test.user === undefined || config?.User === test.user, config?.User ?? ''],
    ['WorkingDir', test.workdir === undefined || config?.WorkingDir === test.workdir, config?.WorkingDir ?? ''],
    ['Labels', test.label === undefined || labels.some((each) => each === test.label || each.startsWith(`${test.label ?? ''}=`)), labels.join(' ')],
  ];
  const wrong = checks.find(([, ok]) => !ok);
  if (wrong !== undefined) return reason('image.config', { ref, field: wrong[0], found: wrong[2] === '' ? '–' : wrong[2] });
  if (test.size === undefined || holds(test.size, image.Size)) return undefined;
  return reason('image.size', { ref, found: `${Math.round(image.Size / 1e6)} MB`, wanted: countText(test.size) });
}

function same(wanted: readonly string[], found: readonly string[] | null | undefined): boolean {
  return JSON.stringify(wanted) === JSON.stringify(found ?? []);
}

async function judgeBase(test: ImageTest, image: ImageInspect, facts: Facts): Promise<Verdict> {
  if (test.from === undefined) return undefined;
  const { ref, from } = test;
  const base = await facts.image(from);
  const [below, above] = [base?.RootFS.Layers ?? [], image.RootFS.Layers ?? []];
  if (base === undefined || !below.every((layer, n) => above[n] === layer)) return reason('image.from', { ref, from });
  const added = above.length - below.length;
  if (test.layersAdded === undefined || holds(test.layersAdded, added)) return undefined;
  return reason('image.layers', { ref, from, found: added, wanted: countText(test.layersAdded) });
}

async function judgeMaker(test: ImageTest, facts: Facts): Promise<Verdict> {
  if (test.createdBy === undefined) return undefined;
  const history = await facts.history(test.ref);
  const [top] = history;
  const made = makerOf(top?.CreatedBy ?? '', top?.Comment ?? '', test.from !== undefined);
  return made === test.createdBy ? undefined : reason('image.createdBy', { ref: test.ref, how: test.createdBy });
}

/** How the newest history entry came about, as its two texts tell. */
function makerOf(createdBy: string, comment: string, onBase: boolean): string {
  if (comment.startsWith('Imported from')) return 'import';
  if (comment.startsWith('buildkit')) return onBase || createdBy !== '' ? 'build' : 'pull';
  return createdBy.includes('#(nop)') ? 'build' : 'commit';
}

async function judgeSame(test: ImageTest, image: ImageInspect, facts: Facts): Promise<Verdict> {
  if (test.sameAs === undefined) return undefined;
  const other = await facts.image(test.sameAs);
  return other?.Id === image.Id ? undefined : reason('image.same', { ref: test.ref, other: test.sameAs });
}

export async function judgeLayer(test: LayerTest, facts: Facts): Promise<Verdict> {
  const { image } = test;
  if ((await facts.image(image)) === undefined) return reason('image.missing', { ref: image });
  const layers = await facts.layers(image);
  const looked = test.which === 'top' ? layers.slice(-1) : layers;
  const lost = test.adds?.find((path) => !looked.some((layer) => layer.adds.includes(path)));
  if (lost !== undefined) return reason('layer.adds', { image, path: lost });
  const kept = test.removes?.find((path) => !looked.some((layer) => layer.removes.includes(path)));
  return kept === undefined ? undefined : reason('layer.removes', { image, path: kept });
}
