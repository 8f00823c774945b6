/** What is found of writable layers after a command: counts, and files that were copied up, with their layer. */
import { describe, expect, it } from 'vitest';
import { Written } from '../../../src/diagram/written.svelte.ts';
import type { Simulator } from '../../../src/state/simulator.svelte.ts';

const file = (path: string, mark: 'A' | 'C' | 'D') => ({
  path,
  mark,
  type: 'file',
  size: 1,
  mode: 0,
  uid: 0,
  gid: 0,
  target: '',
});
const seen = (name: string, from: number, hidden?: 'replaced') => ({
  name,
  type: 'file',
  size: 1,
  target: '',
  from,
  hidden,
  mount: undefined,
});

function machine(): { simulator: Pick<Simulator, 'ask'>; files: ReturnType<typeof file>[] } {
  const files = [file('/new', 'A')];
  const ask = async (name: string) =>
    name === 'container.changes'
      ? { files: [...files], total: files.length }
      : {
          layers: [{ is: 'image', chain: 'base' }, { is: 'image', chain: 'app' }, { is: 'init' }, { is: 'writable' }],
          entries: [seen('motd', 3), seen('motd', 1, 'replaced'), seen('motd', 0, 'replaced')],
        };
  return { simulator: { ask } as unknown as Pick<Simulator, 'ask'>, files };
}

describe('writable layers', () => {
  it('are counted as docker diff marks their files', async () => {
    const { simulator, files } = machine();
    files.push(file('/etc/motd', 'C'), file('/gone', 'D'));
    const written = new Written(simulator);
    await written.look(['c1']);
    expect(written.counts.get('c1')).toBe('+1 ~1 −1');
    expect(written.rising).toEqual([]);
  });

  it('show a file that a command changed rising from the topmost layer that has it, once', async () => {
    const { simulator, files } = machine();
    const written = new Written(simulator);
    await written.look(['c1']);
    files.push(file('/etc/motd', 'C'));
    await written.look(['c1']);
    expect(written.rising).toEqual([{ id: 'c1 /etc/motd', container: 'c1', path: '/etc/motd', chain: 'app' }]);
    written.settle();
    await written.look(['c1']);
    expect(written.rising).toEqual([]);
  });
});
