/** What Tab offers after `docker`. */
import { expect, it } from 'vitest';
import type { ContainerSummary } from '../../../../simulator/api/containers.ts';
import type { Engine } from '../../../../simulator/api/engine.ts';
import { createDockerCompleter } from '../../../../simulator/cli/completion/docker.ts';
import { fakeEngine, machineWithSocket } from '../fake-engine.ts';

const container = (name: string, State: ContainerSummary['State'] = 'running'): ContainerSummary => ({
  Id: 'f'.repeat(64),
  Names: [`/${name}`],
  Image: 'busybox',
  ImageID: '',
  Command: 'sh',
  Created: 0,
  Ports: [],
  Labels: {},
  State,
  Status: '',
  HostConfig: {},
  NetworkSettings: { Networks: {} },
  Mounts: [],
});

const ENGINE: Partial<Engine> = {
  containerList: ({ all = false } = {}) =>
    Promise.resolve([container('web'), container('db'), ...(all ? [container('old', 'exited')] : [])]),
  networkList: () => Promise.resolve([]),
};

/** Candidates for a line whose last word is completed; undefined stands for file names. */
async function complete(line: string, operations = ENGINE): Promise<readonly string[] | undefined> {
  const words = line.split(' ');
  const prefix = words.at(-1) ?? '';
  const completer = createDockerCompleter(() => fakeEngine(operations));
  let found: readonly { value: string }[] | undefined;
  await machineWithSocket().run(async (process) => {
    found = await completer({ words, index: words.length - 1, prefix, process });
    return 0;
  });
  return found?.map(({ value }) => value);
}

it.each<[line: string, candidates: string[] | undefined]>([
  ['docker pu', ['pull', 'push']],
  ['docker container res', ['restart']],
  ['docker rm ', ['web', 'db', 'old']],
  ['docker rm -f web ', ['db', 'old']],
  ['docker stop ', ['web', 'db']],
  ['docker exec -it w', ['web']],
  ['docker exec -it web ', []],
  ['docker logs --ti', ['--timestamps']],
  ['docker logs --tail 5 -', ['--details', '--follow', '--help', '--since', '--timestamps', '--until', '-f', '-t']],
  ['docker run --restart on', ['on-failure']],
  ['docker run --restart=un', ['--restart=unless-stopped']],
  ['docker run -itv /', undefined],
  ['docker cp w', ['web:']],
  ['docker cp ./', undefined],
  ['docker --log-level de', ['debug']],
  ['docker --co', ['--config', '--context']],
  ['docker --debug ima', ['image', 'images']],
  ['docker context use ', ['default']],
  ['docker help netw', ['network']],
  ['docker swarm ', ['init', 'join']],
  ['docker nosuch ', []],
])('%s', async (line, candidates) => {
  const found = await complete(line);
  expect(found && [...found].filter((name) => name !== '-h').sort()).toEqual(candidates && [...candidates].sort());
});

it('offers nothing where the engine does not answer', async () => {
  expect(await complete('docker start ', {})).toEqual([]);
});
