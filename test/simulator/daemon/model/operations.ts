/** Random operations of an engine that serves a careless user: names that are taken or unknown are part of it. */
import fc from 'fast-check';
import type { ContainerCreateRequest, RestartPolicy } from '../../../../simulator/api/containers.ts';
import type { Engine } from '../../../../simulator/api/engine.ts';
import { collect } from '../support.ts';
import type { TestDaemon } from '../support.ts';

const CONTAINERS = ['one', 'two', 'three'];
const NETWORKS = ['red', 'blue'];
const VOLUMES = ['data', 'logs'];
const COMMANDS = [['sleep', '1000'], ['polite'], ['true'], ['exit', '3'], ['late', '3', '1'], ['hog']];
const NO: RestartPolicy = { Name: 'no', MaximumRetryCount: 0 };
const POLICIES: RestartPolicy[] = [
  NO,
  { Name: 'always', MaximumRetryCount: 0 },
  { Name: 'on-failure', MaximumRetryCount: 2 },
];

const container = fc.constantFrom(...CONTAINERS);
const network = fc.constantFrom(...NETWORKS);
const volume = fc.constantFrom(...VOLUMES);
const image = fc.constantFrom('served', 'copy');
const t = fc.constantFrom(0, 1);

/** What mostly works, and now and then what does not. */
const mostly = <T>(usual: readonly T[], rare: T): fc.Arbitrary<T> =>
  fc.oneof({ weight: 12, arbitrary: fc.constantFrom(...usual) }, { weight: 1, arbitrary: fc.constant(rare) });

const created = {
  name: container,
  image: mostly(['box', 'served', 'served', 'copy'], 'nosuch'),
  command: mostly([['sleep', '1000'], ...COMMANDS], ['nosuch']),
  network: mostly(['bridge', 'bridge', ...NETWORKS, 'none', 'host'], 'container:one'),
  port: fc.constantFrom(undefined, '8080', '8081', ''),
  volume: fc.constantFrom('', '/anonymous', 'data:/d', 'logs:/srv/data', '/srv:/host'),
  life: fc.constantFrom<{ rm: boolean; policy: RestartPolicy }>(
    { rm: false, policy: NO },
    { rm: true, policy: NO },
    ...POLICIES.map((policy) => ({ rm: false, policy })),
  ),
  memory: fc.constantFrom(0, 64 * 1024 * 1024),
};

export const operation = fc.oneof(
  { weight: 12, arbitrary: fc.record({ do: fc.constant('run' as const), ...created }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('create' as const), ...created }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('start' as const), name: container }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('stop' as const), name: container, t }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('kill' as const), name: container }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const), name: container, t }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('pause' as const), name: container }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('unpause' as const), name: container }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('rename' as const), name: container, to: container }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('rm' as const), name: container, force: fc.boolean(), v: fc.boolean() }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('exec' as const), name: container, path: fc.constantFrom('/f', '/d/f') }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('update' as const), name: container, policy: fc.constantFrom(...POLICIES) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('commit' as const), name: container }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('tag' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('rmi' as const), image, force: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('networkCreate' as const), network }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('networkRemove' as const), network }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('connect' as const), network, name: container }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('disconnect' as const), network, name: container, force: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('volumeCreate' as const), volume }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('volumeRemove' as const), volume, force: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('prune' as const),
      what: fc.constantFrom('containers', 'images', 'networks', 'volumes'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('sleep' as const), ms: fc.constantFrom(50, 1000, 5000) }) },
);

export type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never;

export async function apply(machine: TestDaemon, step: Operation): Promise<unknown> {
  const { engine } = machine;
  switch (step.do) {
    case 'create':
      return create(engine, step);
    case 'run': {
      const { Id } = await create(engine, step);
      return engine.containerStart(Id);
    }
    case 'start':
      return engine.containerStart(step.name);
    case 'stop':
      return engine.containerStop(step.name, { t: step.t });
    case 'kill':
      return engine.containerKill(step.name);
    case 'restart':
      return engine.containerRestart(step.name, { t: step.t });
    case 'pause':
      return engine.containerPause(step.name);
    case 'unpause':
      return engine.containerUnpause(step.name);
    case 'rename':
      return engine.containerRename(step.name, { name: step.to });
    case 'rm':
      return engine.containerDelete(step.name, { force: step.force, v: step.v });
    case 'exec':
      return write(engine, step.name, step.path);
    case 'update':
      return engine.containerUpdate(step.name, { RestartPolicy: step.policy });
    case 'commit':
      return engine.imageCommit({ container: step.name, repo: 'copy', tag: 'latest' });
    case 'tag':
      return engine.imageTag('served', { repo: 'copy', tag: 'latest' });
    case 'rmi':
      return engine.imageDelete(step.image, { force: step.force });
    case 'networkCreate':
      return engine.networkCreate({ Name: step.network });
    case 'networkRemove':
      return engine.networkDelete(step.network);
    case 'connect':
      return engine.networkConnect(step.network, { Container: step.name });
    case 'disconnect':
      return engine.networkDisconnect(step.network, { Container: step.name, Force: step.force });
    case 'volumeCreate':
      return engine.volumeCreate({ Name: step.volume });
    case 'volumeRemove':
      return engine.volumeDelete(step.volume, { force: step.force });
    case 'prune':
      return prune(engine, step.what);
    case 'sleep':
      return machine.sleep(step.ms);
  }
}

type Creation = Extract<Operation, { do: 'create' | 'run' }>;

function create(engine: Engine, step: Creation): Promise<{ Id: string }> {
  const { name, command, network: NetworkMode, life, memory } = step;
  const port = NetworkMode.startsWith('container:') ? undefined : step.port;
  const isAnonymous = step.volume.startsWith('/anonymous');
  const body: ContainerCreateRequest = {
    Image: step.image,
    Cmd: command,
    ...(isAnonymous ? { Volumes: { [step.volume]: {} } } : {}),
    HostConfig: {
      NetworkMode,
      AutoRemove: life.rm,
      RestartPolicy: life.policy,
      Memory: memory,
      Binds: step.volume === '' || isAnonymous ? [] : [step.volume],
      PortBindings: port === undefined ? {} : { '80/tcp': [{ HostIp: '', HostPort: port }] },
    },
  };
  return engine.containerCreate({ name }, body);
}

async function write(engine: Engine, name: string, path: string): Promise<void> {
  const { Id } = await engine.execCreate(name, { Cmd: ['write', path, 'x'.repeat(100)], AttachStdout: true });
  const hijack = await engine.execStart(Id, {});
  if (hijack !== undefined) await collect(hijack.output);
}

function prune(engine: Engine, what: string): Promise<unknown> {
  switch (what) {
    case 'containers':
      return engine.containerPrune();
    case 'images':
      return engine.imagePrune();
    case 'networks':
      return engine.networkPrune();
    default:
      return engine.volumePrune();
  }
}
