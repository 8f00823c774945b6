/** Tab at the learner's prompt: docker's own completion, which asks the engine of the same machine. */
import { expect, it } from 'vitest';
import type { SimulatedMachine } from '../../../simulator/index.ts';
import { decode } from '../../../simulator/kernel/bytes.ts';
import { onMachine } from '../../support/whole-machine.ts';

const WORLD = `docker pull -q nginx:alpine
docker network create shop-net
docker volume create shop-data
docker create --name shop-web nginx:alpine
docker create --name shop-api nginx:alpine
cat > compose.yaml <<'END'
services:
  frontend: { image: nginx:alpine }
  backend: { image: nginx:alpine }
END`;

/** Types `keys` at a new terminal and gives what the last line shows when everything is quiet. */
async function lineAfter(machine: SimulatedMachine, keys: string): Promise<string> {
  const terminal = machine.openTerminal({ cols: 200, rows: 24 });
  let shown = '';
  void (async () => {
    for (;;) {
      const bytes = await terminal.read();
      if (bytes.length === 0) return;
      shown += decode(bytes);
    }
  })();
  await machine.clock.sleep(500);
  await terminal.write(keys);
  await machine.clock.sleep(500);
  terminal.close();
  const lines = shown.replace(/\x1b\[[0-9;?]*[A-Za-z]|\x07|\x1b\][^\x07]*\x07/g, '').split(/\r\n|\r/);
  return lines.at(-1) ?? '';
}

it('completes commands, flags and what the engine has', async () => {
  const [command, flag, container, image, network, volume, service, files] = await onMachine(async (machine, sh) => {
    await sh(WORLD);
    const lines: string[] = [];
    for (const typed of [
      'docker hist\t', 'docker run --rea\t', 'docker start shop-w\t', 'docker run ngi\t', 'docker network inspect shop\t',
      'docker volume rm sh\t', 'docker compose up fro\t', 'docker run -v /ho\t',
    ]) lines.push(await lineAfter(machine, typed)); // prettier-ignore
    return lines;
  });
  const prompt = 'root@vm:~/lab# ';
  expect(command).toBe(`${prompt}docker history `);
  expect(flag).toBe(`${prompt}docker run --read-only `);
  expect(container).toBe(`${prompt}docker start shop-web `);
  expect(image).toBe(`${prompt}docker run nginx:alpine `);
  expect(network).toBe(`${prompt}docker network inspect shop-net `);
  expect(volume).toBe(`${prompt}docker volume rm shop-data `);
  expect(service).toBe(`${prompt}docker compose up frontend `);
  expect(files).toBe(`${prompt}docker run -v /home/`);
});

it('lists what begins alike and leaves the line as it is', async () => {
  const shown = await onMachine(async (machine, sh) => {
    await sh(WORLD);
    return lineAfter(machine, 'docker start sh\t\t');
  });
  expect(shown).toBe('root@vm:~/lab# docker start shop-');
});
