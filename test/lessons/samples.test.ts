/** Sample output in a lesson's text must come out, as far as two runs agree at all. */
import { describe, expect, it } from 'vitest';
import { readSamples } from '../../lessons/check/samples.ts';
import type { ConsoleLine } from '../../lessons/engine/format.ts';

const command = (text: string): ConsoleLine => ({ kind: 'command', text });
const output = (text: string): ConsoleLine => ({ kind: 'output', text });

const BLOCK = [
  command('docker run -d nginx'),
  command('docker ps'),
  output('CONTAINER ID   IMAGE     COMMAND   CREATED         STATUS         PORTS     NAMES'),
  output('...'),
  output('0123456789ab   nginx     "x"       2 seconds ago   Up 1 second              web'),
];
const ROW = 'fedcba987654   nginx     "x"       9 minutes ago   Up 9 minutes             web';
const TITLES = 'CONTAINER ID   IMAGE     COMMAND   CREATED         STATUS         PORTS     NAMES';

describe('samples', () => {
  it('belong to the command before them, which is typed after those before it', () => {
    expect(readSamples(BLOCK).map(({ commands }) => commands)).toEqual([['docker run -d nginx', 'docker ps']]);
  });

  it('hold whatever the ids and ages are, and with other lines between', () => {
    const [sample] = readSamples(BLOCK);
    expect(sample?.missing(`${TITLES}\nsomething else\n${ROW}\n`)).toBeUndefined();
  });

  it('do not hold when a line does not come or says something else', () => {
    const [sample] = readSamples(BLOCK);
    expect(sample?.missing(`${TITLES}\n`)).toContain('nginx');
    expect(sample?.missing(`${TITLES}\n${ROW.replace('nginx', 'httpd')}\n`)).toContain('nginx');
  });
});
