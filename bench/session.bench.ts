/** What a learner's commands cost here, on a virtual clock: the wall's time, not the simulated one. */
import { readFileSync } from 'node:fs';
import { withMachine } from '../node/machine.ts';
import { parseSession } from '../simulator/session/parse.ts';
import { replay } from '../simulator/session/replay.ts';
import { medianTime, type Figure, type Figures } from './measure.ts';

async function replayed(text: string): Promise<void> {
  const session = parseSession(text, 'bench');
  await withMachine({ time: 'virtual', seed: 'bench' }, async (host) => replay(host, session));
}

/** What one more command adds to a session. `docker` is the real command's median, in milliseconds. */
async function oneMore(before: string, command: string, docker: number): Promise<Figure> {
  const times = 20;
  const short = await medianTime(3, async () => replayed(before));
  const long = await medianTime(3, async () => replayed(`${before}${`$ ${command}\n`.repeat(times)}`));
  return { value: (long.value - short.value) / times, unit: 'ms', docker };
}

const recorded = (name: string): string => readFileSync(`test/conformance/sessions/${name}.session`, 'utf8');
const PULLED = '$ docker pull busybox\n';

export default {
  'a fresh host and an empty session': async () => medianTime(5, async () => replayed('$ true\n')),
  'run-hello-world, the whole session': async () => medianTime(5, async () => replayed(recorded('run-hello-world'))),
  'docker --version': async () => oneMore('', 'docker --version', 35),
  'docker ps': async () => oneMore('', 'docker ps', 36),
  'docker run --rm busybox true': async () => oneMore(PULLED, 'docker run --rm busybox true', 269),
  'docker run -d and rm -f': async () =>
    oneMore(PULLED, 'docker run -d --name x busybox sleep 99; docker rm -f x', 315),
} satisfies Figures;
