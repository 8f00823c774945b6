/** Every view of the stage shows the state it claims to, in words that a screen reader finds. */
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ApiCall, EventMessage, FinishedBuild, World } from '../../../simulator/index.ts';
import BuildView from '../../../src/build/BuildView.svelte';
import ConversationView from '../../../src/conversation/ConversationView.svelte';
import EventsView from '../../../src/events/EventsView.svelte';
import FilesView from '../../../src/files/FilesView.svelte';
import NetworksView from '../../../src/networks/NetworksView.svelte';
import Timeline from '../../../src/stage/Timeline.svelte';
import { History } from '../../../src/stage/history.svelte.ts';
import type { Simulator } from '../../../src/state/simulator.svelte.ts';
import type { CommandNotice } from '../../../src/worker/protocol.ts';

afterEach(cleanup);

type Answers = Record<string, (ask: never) => unknown>;

/** As much of the page's end of the machine as views read. */
function simulator(
  parts: Partial<Pick<Simulator, 'calls' | 'events' | 'builds' | 'commands'>>,
  answers: Answers = {},
): Simulator {
  const ask = (name: string, question: never) => {
    const answer = answers[name];
    return answer === undefined ? new Promise(() => undefined) : Promise.resolve(answer(question));
  };
  return { calls: [], events: [], builds: [], commands: [], ...parts, ask } as unknown as Simulator;
}

const props = (from: Simulator, world?: World) => ({
  simulator: from,
  world,
  dark: false,
  address: '',
  file: '',
  onbrowse: vi.fn(),
});

const command = (number: number, text: string, started: number, end?: number): CommandNotice => ({
  number,
  terminal: 1,
  text,
  started,
  end: end === undefined ? undefined : { at: end, exitCode: 0, output: '' },
});

const WORLD = {
  images: { images: {}, references: {}, layers: {}, blobs: {}, leases: {}, buildCache: {} },
  volumes: {},
  execs: {},
  ports: { next: 0, bound: {} },
  networks: {
    n1: {
      id: 'n1',
      name: 'shop',
      driver: 'bridge',
      gateway: '172.18.0.1',
      internal: false,
      ipam: { Driver: 'default', Config: [{ Subnet: '172.18.0.0/16' }], Options: null },
      endpoints: {},
    },
  },
  containers: {
    c1: {
      id: 'c1',
      name: 'web',
      phase: { is: 'running', pid: 7, paused: false },
      imageId: '',
      graph: [],
      lastRun: { exitCode: 0 },
      health: undefined,
      endpoints: { shop: { dnsNames: ['web', 'front'], aliases: null, ipAddress: '172.18.0.2', prefixLength: 16 } },
      ports: { '80/tcp': [{ HostIp: '0.0.0.0', HostPort: '8080' }] },
      mounts: { '/data': { type: 'volume', name: 'data', source: '/x', destination: '/data' } },
    },
  },
} as unknown as World;

describe('containers on their networks', () => {
  it('names network, address, DNS names, ports and mounts; a port opens the browser pane', async () => {
    const given = props(simulator({}), WORLD);
    render(NetworksView, given);
    const network = within(screen.getByRole('region', { name: 'Network shop' }));
    expect(network.getByText('172.18.0.0/16')).toBeTruthy();
    expect(network.getByText('172.18.0.2/16')).toBeTruthy();
    expect(network.getByText('front')).toBeTruthy();
    expect(network.getByText('data → /data')).toBeTruthy();
    await fireEvent.click(network.getByRole('button', { name: 'localhost:8080 → 80' }));
    expect(given.onbrowse).toHaveBeenCalledWith('http://localhost:8080/');
  });

  it('shows what runs in the container that is chosen, and what it uses', async () => {
    const process = {
      pid: 1,
      hostPid: 40,
      ppid: 0,
      uid: 0,
      state: 'S',
      command: 'nginx',
      started: 0,
      cpu: 0,
      memory: 0,
    };
    const use = {
      id: 'c1',
      at: 0,
      cpuMs: 0,
      memory: 1048576,
      memoryLimit: 67108864,
      pids: 1,
      received: 0,
      sent: 0,
      read: 0,
      written: 0,
    };
    const machine = simulator({}, { 'container.processes': () => [process], 'resources.use': () => [use] });
    render(NetworksView, props(machine, WORLD));
    await fireEvent.click(screen.getByRole('button', { name: /^web/ }));
    const panel = within(screen.getByRole('complementary', { name: 'Running in web' }));
    await panel.findByText('nginx');
    expect(panel.getByText(/1MiB \/ 64MiB/)).toBeTruthy();
  });
});

describe('the conversation', () => {
  const call = (number: number, path: string, started: number, more: Partial<ApiCall> = {}): ApiCall => ({
    number,
    method: 'POST',
    path,
    body: undefined,
    status: 200,
    answer: undefined,
    streams: false,
    started,
    duration: 1,
    ...more,
  });

  it('shows the calls of the last command, with bodies on request and the registry that was asked', async () => {
    const calls = [
      call(1, '/v1.51/containers/json', 5),
      call(2, '/v1.51/images/create?fromImage=nginx', 12, { streams: true }),
      call(3, '/v1.51/containers/create', 15, { body: { Image: 'nginx' }, status: 201, answer: { Id: 'abc' } }),
    ];
    const commands = [command(1, 'docker ps', 0, 8), command(2, 'docker run nginx', 10)];
    render(ConversationView, props(simulator({ calls, commands })));
    expect(screen.queryByText('/v1.51/containers/json')).toBeNull();
    expect(screen.getByText('the daemon asks docker.io')).toBeTruthy();
    const details = screen.getByText('/v1.51/containers/create').closest('details');
    if (details === null) throw new Error('no call');
    details.open = true;
    await fireEvent(details, new Event('toggle'));
    await waitFor(() => expect(details.textContent).toContain('"Image": "nginx"'));
    expect(details.textContent).toContain('"Id": "abc"');
  });
});

describe('events', () => {
  it('are listed newest first and can be narrowed to a type', async () => {
    const event = (Type: string, Action: string, time: number): EventMessage =>
      ({
        Type,
        Action,
        Actor: { ID: 'x1', Attributes: { name: 'web', image: 'nginx' } },
        scope: 'local',
        time,
        timeNano: time * 1e9,
      }) as EventMessage;
    render(EventsView, props(simulator({ events: [event('container', 'create', 1), event('network', 'connect', 2)] })));
    const rows = () => screen.getAllByRole('row').slice(1);
    expect(rows().map((row) => row.textContent?.includes('connect'))).toEqual([true, false]);
    await fireEvent.change(screen.getByRole('combobox'), { target: { value: 'container' } });
    expect(rows()).toHaveLength(1);
    expect(rows()[0]?.textContent).toContain('image=nginx');
  });
});

describe('a build', () => {
  it('says of each step whether it came from the cache, and why not', () => {
    const build: FinishedBuild = {
      tags: ['app:1'],
      succeeded: true,
      steps: [
        { name: '[2/3] RUN apt-get update', explanation: { cached: true } },
        { name: '[3/3] COPY . /app', explanation: { cached: false, reason: 'files', paths: ['main.py'] } },
      ],
    } as unknown as FinishedBuild;
    render(BuildView, props(simulator({ builds: [build] })));
    const [cached, made] = screen.getAllByRole('listitem');
    expect(cached?.textContent).toContain('Taken from the cache.');
    expect(made?.textContent).toContain('Made anew: files changed: main.py.');
  });
});

describe('time', () => {
  it('goes back to after a command and returns', async () => {
    const history = new History();
    const commands = [command(1, 'docker pull nginx', 0, 1), command(2, 'docker run nginx', 2, 3)];
    history.record(WORLD, []);
    history.record({ ...WORLD, volumes: {} }, commands.slice(0, 1));
    history.record({ ...WORLD, volumes: {} }, commands);
    render(Timeline, { history, commands });
    await fireEvent.change(screen.getByRole('combobox'), { target: { value: '1' } });
    expect(history.at).toBe(1);
    await fireEvent.click(screen.getByRole('button', { name: 'Back to now' }));
    expect(history.at).toBeUndefined();
    await fireEvent.click(screen.getByRole('button', { name: 'One step back' }));
    expect(history.at).toBe(1);
  });
});

describe('files', () => {
  it('lists the home, makes a file, and tells what cannot be opened', async () => {
    const edits: unknown[] = [];
    const machine = simulator(
      {},
      {
        'files.home': () => '/root/lab',
        'files.list': () => [{ name: 'app.py', type: 'file', size: 3 }],
        'files.read': () => new Uint8Array([0, 1]),
        'files.edit': (ask) => void edits.push(ask),
      },
    );
    render(FilesView, props(machine));
    await fireEvent.click(await screen.findByRole('button', { name: 'app.py' }));
    expect((await screen.findByRole('alert')).textContent).toContain('/root/lab/app.py');
    await fireEvent.input(screen.getByRole('textbox', { name: 'Name of a new file' }), {
      target: { value: 'Dockerfile' },
    });
    await fireEvent.click(screen.getByRole('button', { name: 'Create' }));
    await waitFor(() => expect(edits).toMatchObject([{ edits: [{ do: 'write', path: '/root/lab/Dockerfile' }] }]));
  });
});
