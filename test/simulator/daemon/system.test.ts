import { expect, test } from 'vitest';
import { failure, messagesOf, testDaemon } from './support.ts';

test('events since a time, by filter, and with all their attributes', async () => {
  const { run, engine, kernel, sleep } = testDaemon();
  const since = String(Math.floor(kernel.clock.now() / 1000));
  await run({ name: 'victim', Labels: { tier: 'web' } }, 'exit', '3');
  await sleep(1000);
  const until = String(Math.floor(kernel.clock.now() / 1000));
  const filters = { container: ['victim'], event: ['die'] };
  const [die, ...rest] = await messagesOf(await engine.systemEvents({ since, until, filters }));
  expect(rest).toEqual([]);
  expect(die).toMatchObject({
    status: 'die',
    from: 'box',
    Type: 'container',
    Action: 'die',
    Actor: { Attributes: { execDuration: '0', exitCode: '3', image: 'box', name: 'victim', tier: 'web' } },
    scope: 'local',
  });
  expect(await messagesOf(await engine.systemEvents({ since, until, filters: { type: ['nosuch'] } }))).toEqual([]);
});

test('new events come until the client hangs up', async () => {
  const { run, engine } = testDaemon();
  const stream = await engine.systemEvents({ filters: { event: ['start'] } });
  await run({ name: 'one' }, 'true');
  await run({ name: 'two' }, 'true');
  const seen: string[] = [];
  for await (const { Actor } of stream) {
    seen.push(Actor.Attributes['name'] ?? '');
    if (seen.length === 2) break;
  }
  expect(seen).toEqual(['one', 'two']);
  expect((await engine.systemInfo()).NEventsListener).toBe(0);
});

test('ps filters', async () => {
  const { run, start, create, engine } = testDaemon();
  await start({ name: 'web1', Labels: { app: 'shop' } }, 'sleep', '100');
  await start({ name: 'web2', Labels: { app: 'blog' } }, 'sleep', '100');
  await run({ name: 'job' }, 'exit', '3');
  await create({ name: 'idle' }, 'true');
  const names = async (filters: Record<string, string[]>, all = true): Promise<string> =>
    (await engine.containerList({ all, filters })).map(({ Names }) => (Names[0] ?? '').slice(1)).join(' ');
  expect(await names({})).toBe('idle job web2 web1');
  expect(await names({}, false)).toBe('web2 web1');
  expect(await names({ name: ['web'] })).toBe('web2 web1');
  expect(await names({ name: ['^/web1$'] })).toBe('web1');
  expect(await names({ status: ['exited', 'created'] })).toBe('idle job');
  expect(await names({ exited: ['3'] })).toBe('job');
  expect(await names({ label: ['app=shop'] })).toBe('web1');
  expect(await names({ before: ['job'] })).toBe('web2 web1');
  expect(await names({ since: ['web2'] })).toBe('idle job');
  expect(await names({ ancestor: ['box'] })).toBe('idle job web2 web1');
  expect(await names({ network: ['bridge'] }, false)).toBe('web2 web1');
  expect(await failure(engine.containerList({ filters: { color: ['blue'] } }))).toBe("400 invalid filter 'color'");
  expect(await failure(engine.containerList({ filters: { status: ['sleeping'] } }))).toBe(
    "400 invalid filter 'status=sleeping': invalid value for state (sleeping): must be one of created, running, paused, restarting, removing, exited, dead",
  );
  expect((await engine.containerList({ limit: 1 })).map(({ Names }) => Names[0])).toEqual(['/idle']);
});

test('prune, and what it gives back', async () => {
  const { run, start, create, engine } = testDaemon();
  await run({ name: 'x1' }, 'write', '/big', 'x'.repeat(1000));
  await run({ name: 'x2', Labels: { keep: 'yes' } }, 'true');
  await start({ name: 'x3' }, 'sleep', '100');
  await create({ name: 'x4' }, 'true');
  const pruned = await engine.containerPrune({ filters: { 'label!': ['keep'] } });
  expect([pruned.ContainersDeleted?.length, pruned.SpaceReclaimed]).toEqual([2, 1000]);
  expect((await engine.containerList({ all: true })).map(({ Names }) => Names[0])).toEqual(['/x3', '/x2']);
  expect(await engine.containerPrune({ filters: { until: ['24h'] } })).toEqual({
    ContainersDeleted: null,
    SpaceReclaimed: 0,
  });
  expect(await failure(engine.containerPrune({ filters: { nosuch: ['1'] } }))).toBe("400 invalid filter 'nosuch'");
});

test('system df counts what there is', async () => {
  const { run, engine } = testDaemon();
  await run({ name: 'job', host: { Binds: ['vol:/d'] } }, 'write', '/big', 'x'.repeat(1000));
  await run({ host: { Binds: ['vol:/d'], AutoRemove: true } }, 'write', '/d/f', 'y'.repeat(20));
  const { Containers, Volumes, Images, LayersSize } = await engine.systemDataUsage();
  expect(Containers?.[0]?.SizeRw).toBe(1000);
  expect(Volumes?.[0]?.UsageData).toEqual({ RefCount: 1, Size: 20 });
  expect(Images?.[0]?.Size).toBe(LayersSize);
});

test('stats of a running and of a stopped container', async () => {
  const { start, run, engine } = testDaemon();
  await start({ name: 'up', host: { Memory: 64 * 1024 * 1024 } }, 'sleep', '100');
  const [stats] = await messagesOf(await engine.containerStats('up', { stream: false }));
  expect(stats).toMatchObject({ name: '/up', pids_stats: { current: 1 }, memory_stats: { limit: 64 * 1024 * 1024 } });
  await run({ name: 'done' }, 'true');
  const [none] = await messagesOf(await engine.containerStats('done', { stream: false }));
  expect(none).toMatchObject({ name: '/done', read: '0001-01-01T00:00:00Z', memory_stats: {} });
});

test('update changes limits, and refuses what contradicts them', async () => {
  const { start, engine } = testDaemon();
  const id = await start({ name: 'up' }, 'sleep', '100');
  await engine.containerUpdate('up', { Memory: 64 * 1024 * 1024, MemorySwap: 64 * 1024 * 1024 });
  expect((await engine.containerInspect('up')).HostConfig.Memory).toBe(64 * 1024 * 1024);
  expect(await failure(engine.containerUpdate('up', { Memory: 128 * 1024 * 1024 }))).toBe(
    `400 Cannot update container ${id}: Memory limit should be smaller than already set memoryswap limit, update the memoryswap at the same time`,
  );
  expect(await failure(engine.containerUpdate('up', { Memory: 1024 }))).toBe('400 Minimum memory limit allowed is 6MB');
});

test('links put names into the hosts file and variables into the environment', async () => {
  const { start, run, engine } = testDaemon();
  await start({ name: 'db', ExposedPorts: { '5432/tcp': {} }, Env: ['PASSWORD=x'] }, 'sleep', '100');
  const linked = { name: 'web', host: { Links: ['db:database'] } };
  const { stdout } = await run(linked, 'env');
  expect(stdout).toContain('DATABASE_PORT=tcp://172.17.0.2:5432\n');
  expect(stdout).toContain('DATABASE_NAME=/web/database\n');
  expect(stdout).toContain('DATABASE_ENV_PASSWORD=x\n');
  expect((await engine.containerInspect('web')).HostConfig.Links).toEqual(['/db:/web/database']);
  expect((await run({ host: { Links: ['db:database'] } }, 'resolve', 'database')).stdout).toBe('172.17.0.2\n');
});

test('every call can be observed as the HTTP request it is', async () => {
  const { observed } = await import('../../../simulator/api/observe.ts');
  const { engine, kernel } = testDaemon();
  const calls: string[] = [];
  const watched = observed(engine, kernel.clock, ({ method, path, status }) =>
    calls.push(`${method} ${path} ${status}`),
  );
  await watched.containerCreate({ name: 'one' }, { Image: 'box' });
  await watched.containerStart('one');
  await watched.containerInspect('nosuch').catch(() => undefined);
  await watched.containerList({ all: true, filters: { name: ['one'] } });
  expect(calls).toEqual([
    'POST /v1.51/containers/create?name=one 201',
    'POST /v1.51/containers/one/start 204',
    'GET /v1.51/containers/nosuch/json 404',
    'GET /v1.51/containers/json?all=1&filters=%7B%22name%22%3A%5B%22one%22%5D%7D 200',
  ]);
});
