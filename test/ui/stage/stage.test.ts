/** The stage: tabs by keyboard, the diagram's words as the keyboard's way to details, time. */
import { cleanup, fireEvent, render, screen, within } from '@testing-library/svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import FileTree from '../../../src/details/FileTree.svelte';
import { treeOfPaths } from '../../../src/details/tree.ts';
import LayerDiagram from '../../../src/diagram/LayerDiagram.svelte';
import type { Picture } from '../../../src/diagram/model.ts';
import OutlineText from '../../../src/diagram/OutlineText.svelte';
import { History } from '../../../src/stage/history.svelte.ts';
import type { World } from '../../../simulator/index.ts';

afterEach(cleanup);

const PICTURE: Picture = {
  layers: [
    { chain: 'base', parent: undefined, size: 70_000_000, madeBy: 'ADD rootfs', travelled: true },
    { chain: 'web', parent: 'base', size: 1000, madeBy: 'COPY site', travelled: false },
    { chain: 'db', parent: 'base', size: 2000, madeBy: 'RUN install', travelled: false },
  ],
  images: [
    { id: 'sha256:1111111111111111', names: ['web:1', 'web:latest'], top: 'web', parent: undefined },
    { id: 'sha256:2222222222222222', names: [], top: 'db', parent: undefined },
  ],
  containers: [
    {
      id: 'c1',
      name: 'shop',
      image: 'sha256:1111111111111111',
      state: 'exited',
      exitCode: 137,
      mounts: [{ kind: 'volume', name: 'data', at: '/data' }],
      ports: [],
      top: 'web',
    },
  ],
  volumes: [{ name: 'data', anonymous: false }],
  remotes: [],
};

describe('the diagram in words', () => {
  it('says images with their shared layers, containers with their states, volumes with their users', () => {
    render(OutlineText, { picture: PICTURE });
    const web = within(screen.getByRole('button', { name: 'Image web:1, web:latest' }).closest('li') ?? document.body);
    expect(web.getByText(/also in 222222222222/)).toBeTruthy();
    expect(web.getByRole('button', { name: 'Container shop' }).closest('li')?.textContent).toContain('exited (137)');
    expect(screen.getByRole('button', { name: 'Volume data' }).closest('li')?.textContent).toContain('shop: /data');
  });

  it('selects what a button stands for', async () => {
    const onselect = vi.fn();
    render(OutlineText, { picture: PICTURE, onselect });
    await fireEvent.click(screen.getByRole('button', { name: 'Layer: COPY site' }));
    expect(onselect).toHaveBeenCalledWith({ kind: 'layer', of: 'web' });
  });
});

describe('the drawing', () => {
  it('draws a shared layer once, as wide as what stands on it, and hides from screen readers', () => {
    const { container } = render(LayerDiagram, { picture: PICTURE });
    expect(container.querySelectorAll('.box.layer')).toHaveLength(3);
    expect(container.querySelectorAll('.box.writable.exited')).toHaveLength(1);
    expect(container.querySelector('svg')?.getAttribute('aria-hidden')).toBe('true');
  });

  it('touches nothing that stays the same', async () => {
    const { container, rerender } = render(LayerDiagram, { picture: PICTURE });
    const before = [...container.querySelectorAll('.box.layer, .box.volume')];
    const changed: Node[] = [];
    const observer = new MutationObserver((records) => changed.push(...records.map(({ target }) => target)));
    for (const box of before)
      observer.observe(box, { attributes: true, childList: true, subtree: true, characterData: true });
    const [shop] = PICTURE.containers;
    if (shop === undefined) throw new Error('no container');
    await rerender({ picture: { ...PICTURE, containers: [{ ...shop, state: 'running', exitCode: undefined }] } });
    await Promise.resolve();
    expect(container.querySelectorAll('.box.writable.running')).toHaveLength(1);
    expect([...container.querySelectorAll('.box.layer, .box.volume')]).toEqual(before);
    expect(changed).toEqual([]);
    observer.disconnect();
  });
});

describe('a tree of files', () => {
  it('opens directories on demand and marks what a layer does to each file', async () => {
    const file = (path: string, mark: 'A' | 'C' | 'D') => ({ path, mark, type: 'file', size: 10, target: '' });
    render(FileTree, { nodes: treeOfPaths([file('/etc/motd', 'C'), file('/etc/gone', 'D'), file('/new', 'A')]) });
    expect(screen.queryByText('motd')).toBeNull();
    const etc = screen.getByText('etc/').closest('details');
    if (etc === null) throw new Error('no directory');
    etc.open = true;
    await fireEvent(etc, new Event('toggle'));
    expect(screen.getByText('motd').closest('.leaf')?.textContent).toContain('changed');
    expect(screen.getByText('gone').className).toContain('removed');
  });

  it('fetches what is in a directory when it opens', async () => {
    const children = vi.fn(async () => treeOfPaths([]));
    const [node] = treeOfPaths([{ path: '/d', mark: 'A', type: 'directory', size: 0, target: '' }]);
    if (node === undefined) throw new Error('no node');
    render(FileTree, { nodes: [{ ...node, children }] });
    expect(children).not.toHaveBeenCalled();
    const details = screen.getByText('d/').closest('details');
    if (details === null) throw new Error('no directory');
    details.open = true;
    await fireEvent(details, new Event('toggle'));
    expect(children).toHaveBeenCalledTimes(1);
  });
});

describe('the worlds that were', () => {
  const world = (n: number) => ({ images: { n }, containers: {}, volumes: {}, networks: {} }) as unknown as World;
  const command = (number: number) => ({ number, terminal: 1, text: 'x', started: 0, end: undefined });

  it('goes back to the world after a command, and returns', () => {
    const history = new History();
    history.record(world(0), []);
    history.record(world(1), [command(1)]);
    history.record(world(2), [command(1)]);
    history.record(world(3), [command(1), command(2)]);
    history.lookAfter(1);
    expect(history.past?.world.images).toEqual({ n: 2 });
    history.lookAfter(0);
    expect(history.past?.world.images).toEqual({ n: 0 });
    history.look(undefined);
    expect(history.past).toBeUndefined();
    expect(history.beginningOf(2)).toBe(2);
  });

  it('makes no frame of what the stage does not show', () => {
    const history = new History();
    const first = world(1);
    history.record(first, []);
    history.record({ ...first, execs: {} }, []);
    expect(history.frames).toHaveLength(1);
  });
});
