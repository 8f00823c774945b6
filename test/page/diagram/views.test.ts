/** The other views say what the daemon knows: networks as inspect lists them, calls by command, steps by stage. */
import { describe, expect, it, vi } from 'vitest';
import type { FinishedBuild } from '../../../simulator/index.ts';
import { stagesOf } from '../../../src/build/model.ts';
import { registryOf } from '../../../src/conversation/model.ts';
import { networksOf } from '../../../src/networks/model.ts';
import { memoryText, processorShare } from '../../../src/networks/usage.ts';
import { onMachine } from '../../support/whole-machine.ts';

// The first build loads the builder.
vi.setConfig({ testTimeout: 30_000 });

describe('containers on their networks', () => {
  it('has the addresses, names and ports that docker inspect tells', () =>
    onMachine(async (machine, sh) => {
      await sh(`docker network create shop
docker run -d --name web --network shop --network-alias front -p 8080:80 -v data:/data nginx
docker run --name once --network shop alpine true`);
      const shop = networksOf(machine.daemon.store.read()).find(({ name }) => name === 'shop');
      const inspect = (format: string, what: string) =>
        sh(`docker inspect -f '${format}' ${what}`).then((text) => text.trim());
      expect(shop?.subnet).toBe(await inspect('{{(index .IPAM.Config 0).Subnet}}', 'shop'));
      const [web, once] = shop?.attached ?? [];
      const address = await inspect('{{.NetworkSettings.Networks.shop.IPAddress}}', 'web');
      expect(web).toMatchObject({
        name: 'web',
        state: 'running',
        address: `${address}/16`,
        ports: [{ host: 'localhost:8080', inside: '80' }],
        volumes: [{ name: 'data', at: '/data' }],
      });
      expect(web?.dnsNames.slice(0, 2)).toEqual(['web', 'front']);
      expect(once).toMatchObject({ name: 'once', state: 'exited', address: '' });
    }));
});

describe('the steps of a build', () => {
  it('stand by stage, with the reason why each was made or not', () =>
    onMachine(async (machine, sh) => {
      const builds: FinishedBuild[] = [];
      machine.onBuild((build) => builds.push(build));
      await sh(`printf 'FROM alpine AS one\\nRUN echo hi > /x\\nFROM alpine\\nCOPY --from=one /x /x\\nCOPY f /f\\n' > Dockerfile
echo 1 > f; docker build -q . ; echo 2 > f; docker build -q -t two .`);
      const [first, second] = builds.map(stagesOf);
      expect(first?.map(({ name }) => name)).toEqual(['one', 'stage-1']);
      const steps = second?.[1]?.steps.filter(({ instruction }) => instruction.startsWith('COPY'));
      expect(steps).toEqual([
        { number: '2/3', instruction: 'COPY --from=one /x /x', explanation: { cached: true }, takesFrom: 'one' },
        {
          number: '3/3',
          instruction: 'COPY f /f',
          explanation: { cached: false, reason: 'files', paths: ['f'] },
          takesFrom: undefined,
        },
      ]);
    }));
});

describe('whom the daemon asks', () => {
  it.each([
    ['POST', '/v1.51/images/create?fromImage=docker.io%2Flibrary%2Falpine&tag=latest', 'docker.io'],
    ['POST', '/v1.51/images/create?fromImage=localhost:5000%2Fapp&tag=1', 'localhost:5000'],
    ['POST', '/v1.51/images/create?fromSrc=-', undefined],
    ['POST', '/v1.51/images/localhost%3A5000%2Fapp/push?tag=1', 'localhost:5000'],
    ['GET', '/v1.51/images/search?term=x', 'docker.io'],
    ['GET', '/v1.51/containers/json', undefined],
  ] as const)('%s %s', (method, path, registry) => expect(registryOf({ method, path })).toBe(registry));
});

describe('resource use', () => {
  it('is counted as docker stats counts it', () => {
    const use = {
      id: 'x',
      at: 0,
      cpuMs: 0,
      memory: 0,
      memoryLimit: 1,
      pids: 1,
      received: 0,
      sent: 0,
      read: 0,
      written: 0,
    };
    expect(processorShare(use, { ...use, at: 1000, cpuMs: 250 })).toBe(25);
    expect(processorShare(undefined, use)).toBe(0);
    expect(memoryText(64 * 1024 * 1024)).toBe('64MiB');
    expect(memoryText(0)).toBe('0B');
  });
});
