/** What the screen is told of layers, containers and the host's files is what Docker's own commands tell. */
import { describe, expect, it, vi } from 'vitest';
import {
  checkCompose,
  checkDockerfile,
  containerProcesses,
  imageWaste,
  layerFiles,
  mergedDirectory,
  resourceUse,
  webFetch,
  writableFiles,
  type SimulatedMachine,
} from '../../../simulator/index.ts';
import { onMachine } from '../../support/whole-machine.ts';

// The first build loads the builder.
vi.setConfig({ testTimeout: 30_000 });

const BUILD = `mkdir -p b && cd b && printf 'hello' > a && printf 'FROM alpine
RUN mkdir /d && echo one > /d/one && echo two > /d/two && echo motd > /etc/motd
RUN rm /d/one && echo changed > /d/two && rm -r /media
COPY a /d/three
' > Dockerfile && docker build -q -t t . && cd ..`;

function imageId(machine: SimulatedMachine, name: string): string {
  return machine.daemon.images.get(name).id;
}

function chainOf(machine: SimulatedMachine, name: string): readonly string[] {
  return machine.daemon.store.read().images.images[imageId(machine, name)]?.chain ?? [];
}

function containerId(machine: SimulatedMachine, name: string): string {
  const all = Object.values(machine.daemon.store.read().containers);
  return all.find((each) => each.name === name)?.id ?? '';
}

describe('layer files', () => {
  it('marks what a build step adds, changes and removes', () =>
    onMachine(async (machine, sh) => {
      await sh(BUILD);
      const [, first = '', second = '', third = ''] = chainOf(machine, 't');
      const marks = (chain: string) =>
        layerFiles(machine.daemon, chain)?.files.map(({ mark, path }) => `${mark} ${path}`);
      expect(marks(first)).toEqual(['A /d', 'A /d/one', 'A /d/two', 'C /etc', 'C /etc/motd']);
      expect(marks(second)).toEqual(['C /d', 'D /d/one', 'C /d/two', 'D /media']);
      // As docker save shows it: the directory that is copied into belongs to the layer.
      expect(marks(third)).toEqual(['C /d', 'A /d/three']);
      expect(layerFiles(machine.daemon, 'sha256:none')).toBeUndefined();
    }));
});

describe('the merged view', () => {
  it('names the layer of each file and what is hidden below', () =>
    onMachine(async (machine, sh) => {
      await sh(
        `${BUILD}\ndocker run -d --name box t sleep 1000\ndocker exec box sh -c 'echo mine > /d/two; rm /d/three; touch /d/four'`,
      );
      const view = mergedDirectory(machine.daemon, containerId(machine, 'box'), '/d');
      const name = (at: number | undefined) => {
        const layer = at === undefined ? undefined : view?.layers[at];
        return layer?.is === 'image' ? chainOf(machine, 't').indexOf(layer.chain) : layer?.is;
      };
      expect(view?.entries.map((entry) => [entry.name, name(entry.from), entry.hidden])).toEqual([
        ['four', 'writable', undefined],
        ['one', 1, 'removed'],
        ['three', 3, 'removed'],
        ['two', 'writable', undefined],
        ['two', 2, 'replaced'],
        ['two', 1, 'replaced'],
      ]);
    }));

  it('shows exactly the names that ls shows, in every directory at the top and below /etc', () =>
    onMachine(async (machine, sh) => {
      await sh(
        `${BUILD}\ndocker run -d --name box t sleep 1000\ndocker exec box sh -c 'rm -r /srv /etc/apk; mkdir /srv; touch /srv/x'`,
      );
      for (const path of ['/', '/etc', '/srv', '/d', '/usr']) {
        const seen = mergedDirectory(machine.daemon, containerId(machine, 'box'), path)?.entries ?? [];
        const names = seen.filter(({ hidden }) => hidden === undefined).map((entry) => entry.name);
        const listed = (await sh(`docker exec box ls -A ${path}`)).trim().split('\n');
        expect(names.sort()).toEqual(listed.sort());
      }
    }));

  it('shows what lies in a volume below its mount', () =>
    onMachine(async (machine, sh) => {
      await sh(`docker run --name box -v data:/data alpine sh -c 'echo x > /data/kept'`);
      const id = containerId(machine, 'box');
      const top = mergedDirectory(machine.daemon, id, '/')?.entries ?? [];
      expect(top.find((entry) => entry.name === 'data')?.mount).toBe('data');
      expect(mergedDirectory(machine.daemon, id, '/data')?.entries.map((entry) => entry.name)).toEqual(['kept']);
    }));
});

describe('the writable layer', () => {
  it('lists what docker diff lists', () =>
    onMachine(async (machine, sh) => {
      await sh(
        `docker run -d --name box nginx\ndocker exec box sh -c 'echo hi > /usr/share/nginx/html/index.html; rm /etc/nginx/mime.types'`,
      );
      const listed = (await sh('docker diff box')).trim().split('\n').sort();
      const seen = writableFiles(machine.daemon, containerId(machine, 'box'))?.files ?? [];
      expect(seen.map(({ mark, path }) => `${mark} ${path}`).sort()).toEqual(listed);
    }));
});

describe('wasted space', () => {
  it('counts a path once for each layer that has it, and is all necessary where none is', () =>
    onMachine(async (machine, sh) => {
      await sh(
        `docker pull alpine\nprintf 'FROM alpine\\nRUN head -c 1000 /dev/urandom > /big\\nRUN head -c 400 /dev/urandom > /big\\n' > Dockerfile\ndocker build -q -t w .`,
      );
      const all = imageWaste(machine.daemon, imageId(machine, 'alpine'));
      expect(all?.efficiency).toBe(1);
      const waste = imageWaste(machine.daemon, imageId(machine, 'w'));
      expect(waste?.paths).toEqual([{ path: '/big', count: 2, bytes: 1400 }]);
      expect(waste?.wastedBytes).toBe(1400);
      const size = machine.daemon.images.size(imageId(machine, 'w'));
      expect(waste?.efficiency).toBeCloseTo((size - 1000) / size, 5);
    }));
});

describe('running containers', () => {
  it('tells processes and resource use without an event', () =>
    onMachine(async (machine, sh) => {
      await sh('docker run -d --name box -m 64m nginx\nsleep 2');
      const before = machine.daemon.events.recent().length;
      const id = containerId(machine, 'box');
      const processes = containerProcesses(machine.daemon, id);
      expect(processes[0]).toMatchObject({ pid: 1, command: 'nginx: master process nginx -g daemon off;' });
      expect(resourceUse(machine.daemon)).toMatchObject([{ id, memoryLimit: 64 * 1024 * 1024 }]);
      expect(machine.daemon.events.recent()).toHaveLength(before);
    }));
});

describe('HTTP from the host', () => {
  const get = (machine: SimulatedMachine, host: string, port: number) =>
    webFetch(machine, { host, port, method: 'GET', target: '/', headers: [], body: new Uint8Array() });

  it('reaches a published port, and says why it reaches nothing', () =>
    onMachine(async (machine, sh) => {
      await sh('docker run -d -p 8080:80 nginx\nsleep 1');
      const answer = await get(machine, 'localhost', 8080);
      expect(answer).toMatchObject({ is: 'answer', status: 200 });
      if (answer.is === 'answer') expect(new TextDecoder().decode(answer.body)).toContain('Welcome to nginx!');
      expect(await get(machine, 'localhost', 8081)).toEqual({ is: 'failure', reason: 'refused' });
      expect(await get(machine, 'example.com', 80)).toEqual({ is: 'failure', reason: 'name' });
    }));
});

describe('checks of files', () => {
  it('says of a Dockerfile what docker build --check says', () =>
    onMachine(async (machine) => {
      const found = await checkDockerfile(machine, 'FROM alpine as x\nMAINTAINER me\nCMD echo hi\n');
      expect(found.map(({ start, rule }) => `${start} ${rule}`)).toEqual([
        '1 FromAsCasing',
        '2 MaintainerDeprecated',
        '3 JSONArgsRecommended',
      ]);
      expect(await checkDockerfile(machine, 'FROM alpine\nRUNN x\n')).toMatchObject([{ start: 2, severity: 'error' }]);
    }));

  it('says of a compose file what docker compose config says, at the line', () =>
    onMachine(async (machine) => {
      const text = 'services:\n  web:\n    image: nginx\n    ports: 80\n';
      expect(await checkCompose(machine, '/root/lab/compose.yaml', text)).toMatchObject([
        { start: 4, severity: 'error' },
      ]);
      expect(await checkCompose(machine, '/root/lab/compose.yaml', text.replace('ports: 80', 'ports: ["80"]'))).toEqual(
        [],
      );
    }));
});
