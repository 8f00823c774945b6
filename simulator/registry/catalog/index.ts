/**
 * Every family of the catalogue, with what `docker search` tells about it. The families themselves load when an image of
 * theirs is asked for. To add one, write its file beside this one and a line here.
 */
import type { CatalogueEntry } from '../catalogue.ts';
import type { ImageFamily } from './form/image.ts';

type Load = () => Promise<{ default: ImageFamily }>;

function official(name: string, stars: number, description: string, load: Load): CatalogueEntry {
  return { name, description, stars, official: true, load: async () => (await load()).default };
}

export const CATALOGUE: readonly CatalogueEntry[] = [
  official(
    'alpine',
    11_000,
    'Alpine Linux: musl, BusyBox and a package manager in a few megabytes.',
    () => import('./alpine.ts'),
  ),
  official('busybox', 3_400, 'The common Unix commands in one small executable.', () => import('./busybox.ts')),
  official(
    'debian',
    5_200,
    'Debian, the distribution that most other images are built on.',
    () => import('./debian.ts'),
  ),
  official(
    'hello-world',
    2_300,
    'The smallest test that Docker works: prints a message and ends.',
    () => import('./hello-world.ts'),
  ),
];
