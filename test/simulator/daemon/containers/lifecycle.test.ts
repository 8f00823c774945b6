import { expect, test } from 'vitest';
import { failure, testDaemon } from '../support.ts';

test('runs a command to its end and keeps what it wrote', async () => {
  const { run, engine, logs } = testDaemon();
  expect(await run({ name: 'one' }, 'both', 'out', 'err')).toEqual({ exitCode: 0, stdout: 'out\n', stderr: 'err\n' });
  expect(await logs('one')).toBe('out\nerr\n');
  const { State, Path, Args } = await engine.containerInspect('one');
  expect(State).toMatchObject({ Status: 'exited', Running: false, Pid: 0, ExitCode: 0, Error: '' });
  expect([Path, Args]).toEqual(['both', ['out', 'err']]);
});

test('tells a run with --rm as Docker does', async () => {
  const { run, events, engine } = testDaemon();
  await run({ host: { AutoRemove: true } }, 'true');
  expect(events().slice(-7)).toEqual([
    'container create',
    'container attach',
    'network connect',
    'container start',
    'network disconnect',
    'container die',
    'container destroy',
  ]);
  expect(await engine.containerList({ all: true })).toEqual([]);
});

test('stop asks with TERM, then kills after the grace period', async () => {
  const { start, engine, events, kernel } = testDaemon();
  await start({ name: 'deaf' }, 'sleep', '1000');
  const before = kernel.clock.now();
  await engine.containerStop('deaf', { t: 2 });
  expect(kernel.clock.now() - before).toBeGreaterThanOrEqual(2000);
  expect((await engine.containerInspect('deaf')).State.ExitCode).toBe(137);
  expect(events().slice(-5)).toEqual([
    'container kill',
    'container kill',
    'network disconnect',
    'container stop',
    'container die',
  ]);
  await start({ name: 'polite' }, 'polite');
  await engine.containerStop('polite');
  expect((await engine.containerInspect('polite')).State.ExitCode).toBe(0);
});

test('--init passes signals on', async () => {
  const { start, engine } = testDaemon();
  await start({ name: 'one', host: { Init: true } }, 'sleep', '1000');
  await engine.containerStop('one');
  expect((await engine.containerInspect('one')).State.ExitCode).toBe(143);
});

test('stop of what does not run is not modified, start of what runs too', async () => {
  const { start, create, engine } = testDaemon();
  await create({ name: 'new' }, 'true');
  expect(await failure(engine.containerStop('new'))).toBe('304 container is already stopped');
  await start({ name: 'up' }, 'sleep', '100');
  expect(await failure(engine.containerStart('up'))).toBe('304 container is already running');
  expect(await failure(engine.containerKill('new'))).toMatch(
    /^409 cannot kill container: new: container [0-9a-f]{64} is not running$/,
  );
  expect(await failure(engine.containerKill('up', { signal: 'NOPE' }))).toBe(
    '400 cannot kill container: up: invalid signal: NOPE',
  );
});

test('a missing program leaves a created container with the reason', async () => {
  const { create, engine, run } = testDaemon();
  await create({ name: 'bad' }, 'nosuchcmd');
  const reason =
    'failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: ' +
    'unable to start container process: exec: "nosuchcmd": executable file not found in $PATH';
  expect(await failure(engine.containerStart('bad'))).toBe(`400 ${reason}`);
  expect((await engine.containerInspect('bad')).State).toMatchObject({
    Status: 'created',
    ExitCode: 127,
    Error: reason,
  });
  expect(await failure(run({}, '/etc'))).toMatch(/exec: "\/etc": permission denied$/);
  expect(await failure(run({}, '/opt/plain'))).toMatch(/exec: "\/opt\/plain": permission denied$/);
  expect(await run({}, '/opt/script')).toEqual({
    exitCode: 1,
    stdout: '',
    stderr: 'exec /opt/script: no such file or directory\n',
  });
});

test('names are checked, unique, and found by prefix of the id', async () => {
  const { create, engine } = testDaemon();
  const id = await create({ name: 'web' }, 'true');
  expect(await failure(create({ name: 'web' }, 'true'))).toBe(
    `409 Conflict. The container name "/web" is already in use by container "${id}". ` +
      'You have to remove (or rename) that container to be able to reuse that name.',
  );
  expect(await failure(create({ name: 'a' }, 'true'))).toBe(
    '400 Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed',
  );
  expect((await engine.containerInspect(id.slice(0, 5))).Name).toBe('/web');
  await engine.containerRename('web', { name: 'shop' });
  expect(await failure(engine.containerInspect('web'))).toBe('404 No such container: web');
  expect(await failure(engine.containerRename('shop', { name: 'shop' }))).toBe(
    '400 Renaming a container with the same name as its current name',
  );
});

test('a running container is removed by force only', async () => {
  const { start, engine, daemon } = testDaemon();
  await start({ name: 'up' }, 'sleep', '100');
  expect(await failure(engine.containerDelete('up'))).toBe(
    '409 cannot remove container "up": container is running: stop the container before removing or force remove',
  );
  await engine.containerDelete('up', { force: true });
  expect(Object.keys(daemon.store.read().containers)).toEqual([]);
  expect(daemon.live.containers.size).toBe(0);
});

test('restart policies wait longer each time, and stop with the user', async () => {
  const { start, engine, sleep } = testDaemon();
  await start({ name: 'always', host: { RestartPolicy: { Name: 'always', MaximumRetryCount: 0 } } }, 'false');
  await sleep(1000);
  const { RestartCount, State } = await engine.containerInspect('always');
  expect([RestartCount, State.Status, State.Running]).toEqual([4, 'restarting', true]);
  await engine.containerStop('always');
  expect((await engine.containerInspect('always')).State.Status).toBe('exited');
  await start({ name: 'twice', host: { RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 2 } } }, 'false');
  await sleep(1000);
  const twice = await engine.containerInspect('twice');
  expect([twice.RestartCount, twice.State.Status, twice.State.ExitCode]).toEqual([2, 'exited', 1]);
});

test('pause freezes, and stop thaws', async () => {
  const { start, engine, sleep } = testDaemon();
  const id = await start({ name: 'one' }, 'late', '1', '7');
  await engine.containerPause('one');
  await sleep(3000);
  expect((await engine.containerInspect('one')).State).toMatchObject({ Status: 'paused', Running: true, Paused: true });
  expect(await failure(engine.containerPause('one'))).toBe(`409 Container ${id} is already paused`);
  expect(await failure(engine.containerDelete('one'))).toBe(
    '409 cannot remove container "one": container is paused and must be unpaused first',
  );
  await engine.containerUnpause('one');
  expect(await engine.containerWait('one')).toEqual({ StatusCode: 7 });
});

test('the kernel kills what takes more memory than it may', async () => {
  const { run, engine, events } = testDaemon();
  const { exitCode } = await run({ name: 'oom', host: { Memory: 64 * 1024 * 1024 } }, 'hog');
  expect(exitCode).toBe(137);
  expect((await engine.containerInspect('oom')).State.OOMKilled).toBe(true);
  expect(events()).toContain('container oom');
});

test('health checks turn a container healthy, and unhealthy after three failures', async () => {
  const { start, engine, sleep } = testDaemon();
  const Healthcheck = { Test: ['CMD', 'cat', '/ok'], Interval: 1e9 };
  await start({ name: 'one', Healthcheck }, 'sleep', '100');
  await sleep(100);
  expect((await engine.containerList())[0]?.Status).toMatch(/\(health: starting\)$/);
  await sleep(3500);
  const { State } = await engine.containerInspect('one');
  expect(State.Health?.Status).toBe('unhealthy');
  expect(State.Health?.FailingStreak).toBe(3);
  const { Id } = await engine.execCreate('one', { Cmd: ['write', '/ok', 'fine'] });
  await engine.execStart(Id, { Detach: true });
  await sleep(1500);
  expect((await engine.containerInspect('one')).State.Health).toMatchObject({ Status: 'healthy', FailingStreak: 0 });
});
