/** After any operations of the engine the diagram's words are what the command line lists. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changesBetween } from '../../../src/diagram/changes.ts';
import { outlineOf, shortId } from '../../../src/diagram/outline.ts';
import type { OutlineImage } from '../../../src/diagram/outline.ts';
import { pictureOf } from '../../../src/diagram/picture.ts';
import { onMachine } from '../../support/whole-machine.ts';

const name = fc.constantFrom('one', 'two', 'three');
const image = fc.constantFrom('alpine', 'busybox', 'mine:1', 'mine:2', 'mine:3');
const volume = fc.constantFrom('va', 'vb');

const operation: fc.Arbitrary<string> = fc.oneof(
  fc.tuple(image, name, volume).map(([i, n, v]) => `docker run -d --name ${n} -v ${v}:/v ${i} sleep 1000`),
  fc.tuple(image, name).map(([i, n]) => `docker create --name ${n} ${i} sleep 10`),
  image.map((i) => `docker pull ${i}`),
  image.map((i) => `docker rmi -f ${i}`),
  name.map((n) => `docker rm -f ${n}`),
  name.map((n) => `docker stop -t 0 ${n}`),
  name.map((n) => `docker start ${n}`),
  name.map((n) => `docker pause ${n}`),
  name.map((n) => `docker unpause ${n}`),
  fc
    .tuple(name, image)
    .map(([n, i]) => `docker exec ${n} touch /x; docker commit ${n} ${i.includes(':') ? i : 'mine:1'}`),
  fc.tuple(image, image).map(([a, b]) => `docker tag ${a} ${b}`),
  volume.map((v) => `docker volume create ${v}`),
  volume.map((v) => `docker volume rm ${v}`),
  fc.constant('docker system prune -f --volumes'),
);

const lines = (text: string): string[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .sort();

const imageLines = (images: readonly OutlineImage[]): string[] =>
  images.flatMap(({ id, names }) =>
    (names.length === 0 ? ['<none>:<none>'] : names).map((each) => `${each} ${shortId(id)}`),
  );

describe('the diagram in words', () => {
  it(
    'equals docker images, docker ps -a and docker volume ls after random operations',
    { timeout: 120_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(operation, { minLength: 4, maxLength: 12 }), (operations) =>
          onMachine(async (machine, sh) => {
            await sh(operations.join('\n'));
            const outline = outlineOf(pictureOf(machine.daemon.store.read()));
            const words = {
              images: imageLines(outline.images.filter(({ intermediate }) => !intermediate)),
              allImages: imageLines(outline.images),
              containers: [...outline.images.flatMap(({ containers }) => containers), ...outline.orphans].map(
                (each) => `${each.name} ${each.state}`,
              ),
              volumes: outline.volumes.map((each) => each.name),
            };
            const format = "--format '{{.Repository}}:{{.Tag}} {{.ID}}'";
            expect(words.images.sort()).toEqual(lines(await sh(`docker images ${format}`)));
            expect(words.allImages.sort()).toEqual(lines(await sh(`docker images -a ${format}`)));
            expect(words.containers.sort()).toEqual(lines(await sh("docker ps -a --format '{{.Names}} {{.State}}'")));
            expect(words.volumes.sort()).toEqual(lines(await sh('docker volume ls -q')));
          }),
        ),
        {
          numRuns: 40,
          examples: [
            [['docker create --name one busybox sleep 10', 'docker pull alpine', 'docker tag alpine busybox']],
            [
              [
                'docker run -d --name three alpine sleep 1000',
                'docker rmi -f alpine',
                'docker exec three touch /x; docker commit three mine:1',
              ],
            ],
          ],
        },
      );
    },
  );

  it('gives each layer of an image with the size and order that docker history has', async () => {
    await onMachine(async (machine, sh) => {
      await sh('docker pull nginx');
      const [nginx] = outlineOf(pictureOf(machine.daemon.store.read())).images;
      const sizes = lines(await sh("docker history --format '{{.Size}}' nginx")).filter((size) => size !== '0B');
      expect(nginx?.layers.length).toBeGreaterThanOrEqual(sizes.length);
      expect(nginx?.names).toEqual(['nginx:latest']);
    });
  });
});

describe('what happened between two pictures', () => {
  it('says of every layer of a pull that it arrived, at the very moment it is there', async () => {
    await onMachine(async (machine, sh) => {
      const { store } = machine.daemon;
      let before = pictureOf(store.read());
      const seen: string[] = [];
      store.onPatches((world) => {
        const now = pictureOf(world);
        seen.push(...changesBetween(before, now).map(({ is }) => is));
        before = now;
      });
      await sh('docker pull nginx');
      expect(new Set(seen)).toEqual(new Set(['arrived', 'named']));
      expect(seen.filter((is) => is === 'arrived')).toHaveLength(before.layers.length);
      expect(before.layers.every(({ madeBy }) => madeBy !== '')).toBe(true);
    });
  });

  it('tells arriving, building, committing and removing apart', async () => {
    await onMachine(async (machine, sh) => {
      const picture = () => pictureOf(machine.daemon.store.read());
      const during = async (commands: string) => {
        const before = picture();
        await sh(commands);
        return changesBetween(before, picture()).map(({ is }) => is);
      };
      expect(await during('docker pull alpine')).toEqual(['arrived', 'named']);
      expect(await during('docker run --name box alpine touch /x')).toEqual(['created', 'turned']);
      expect(await during('docker commit box mine')).toEqual(['committed', 'named']);
      expect(await during(`printf 'FROM alpine\\nRUN touch /y\\n' | docker build -q -t built -`)).toEqual([
        'built',
        'named',
      ]);
      expect(await during('docker volume create kept')).toEqual(['filled']);
      expect(await during('docker rm box; docker rmi mine')).toEqual(['dropped', 'unnamed', 'removed']);
    });
  });
});
