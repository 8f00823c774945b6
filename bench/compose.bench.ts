/** What docker compose costs here: up -d and down of projects of several sizes, images pulled before. */
import { withMachine } from '../node/machine.ts';
import { parseSession } from '../simulator/session/parse.ts';
import { replay } from '../simulator/session/replay.ts';
import { medianTime, type Figure, type Figures } from './measure.ts';

async function replayed(text: string): Promise<void> {
  const session = parseSession(text, 'bench');
  await withMachine({ time: 'virtual', seed: 'bench' }, async (host) => replay(host, session));
}

function project(services: number): string {
  const lines = Array.from(
    { length: services },
    (_, at) => `  s${String(at)}:\\n    image: busybox\\n    command: sleep 999\\n`,
  );
  return `$ docker pull -q busybox\n$ printf 'services:\\n${lines.join('')}' > compose.yaml\n`;
}

/** What up and down add to a session. `docker` is the real command's median, in milliseconds. */
async function upAndDown(services: number, docker?: number): Promise<Figure> {
  const times = 3;
  const before = project(services);
  const short = await medianTime(3, async () => replayed(before));
  const long = await medianTime(3, async () =>
    replayed(`${before}${'$ docker compose up -d; docker compose down -t 0\n'.repeat(times)}`),
  );
  const value = (long.value - short.value) / times;
  return { value, unit: 'ms', ...(docker === undefined ? {} : { docker }) };
}

export default {
  'compose up -d and down, 2 services': async () => upAndDown(2, 776),
  'compose up -d and down, 10 services': async () => upAndDown(10),
  'compose up -d and down, 50 services': async () => upAndDown(50),
} satisfies Figures;
