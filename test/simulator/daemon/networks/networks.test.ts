import { expect, test } from 'vitest';
import { failure, testDaemon } from '../support.ts';

const sleeper = ['sleep', '1000'] as const;

test('hands out the lowest free address, and takes it back on stop', async () => {
  const { start, engine } = testDaemon();
  const addressOf = async (name: string): Promise<string> =>
    (await engine.containerInspect(name)).NetworkSettings.IPAddress;
  for (const name of ['c1', 'c2', 'c3']) await start({ name }, ...sleeper);
  expect(await Promise.all(['c1', 'c2', 'c3'].map(addressOf))).toEqual(['172.17.0.2', '172.17.0.3', '172.17.0.4']);
  await engine.containerStop('c1', { t: 0 });
  expect(await addressOf('c1')).toBe('');
  await start({ name: 'c4' }, ...sleeper);
  expect(await addressOf('c4')).toBe('172.17.0.2');
  await engine.containerStart('c1');
  expect(await addressOf('c1')).toBe('172.17.0.5');
});

test('networks take the next pool, and give it back', async () => {
  const { engine } = testDaemon();
  const subnetOf = async (name: string): Promise<string | undefined> =>
    (await engine.networkInspect(name)).IPAM.Config?.[0]?.Subnet;
  for (const Name of ['one', 'two']) await engine.networkCreate({ Name });
  expect([await subnetOf('one'), await subnetOf('two')]).toEqual(['172.18.0.0/16', '172.19.0.0/16']);
  await engine.networkDelete('one');
  await engine.networkCreate({ Name: 'three' });
  expect(await subnetOf('three')).toBe('172.18.0.0/16');
});

test.each([
  [{ Subnet: 'bad' }, 'invalid network config:\ninvalid subnet bad: invalid CIDR block notation'],
  [{ Subnet: '10.7.0.1/24' }, 'invalid network config:\ninvalid subnet 10.7.0.1/24: it should be 10.7.0.0/24'],
  [
    { Subnet: '10.7.0.0/24', IPRange: '10.7.0.0/16' },
    'invalid network config:\ninvalid ip-range 10.7.0.0/16: CIDR block is bigger than its parent subnet 10.7.0.0/24',
  ],
  [{ Subnet: '172.17.0.0/16' }, 'invalid pool request: Pool overlaps with other one on this address space'],
  [{ Subnet: '10.7.0.0/24', Gateway: '10.7.0.0' }, 'failed to allocate gateway (10.7.0.0): Address already in use'],
])('refuses the subnet %j', async (config, message) => {
  const { engine } = testDaemon();
  expect(await failure(engine.networkCreate({ Name: 'n', IPAM: { Config: [config] } }))).toContain(message);
});

test('a full subnet has no more addresses', async () => {
  const { engine, start } = testDaemon();
  const { Id } = await engine.networkCreate({ Name: 'tiny', IPAM: { Config: [{ Subnet: '10.77.0.0/30' }] } });
  await start({ host: { NetworkMode: 'tiny' } }, ...sleeper);
  expect(await failure(start({ host: { NetworkMode: 'tiny' } }, ...sleeper))).toBe(
    `503 failed to set up container networking: no available IPv4 addresses on this network's address pools: tiny (${Id})`,
  );
});

test('containers find each other by name on networks of users, and not on the default bridge', async () => {
  const { engine, start, run } = testDaemon();
  await engine.networkCreate({ Name: 'app' });
  const EndpointsConfig = { app: { Aliases: ['www'] } };
  await start(
    { name: 'web', Hostname: 'webhost', host: { NetworkMode: 'app' }, NetworkingConfig: { EndpointsConfig } },
    'serve',
    '80',
  );
  const on = { host: { NetworkMode: 'app' } };
  for (const name of ['web', 'www', 'webhost']) {
    expect((await run(on, 'resolve', name)).stdout).toBe('172.18.0.2\n');
  }
  expect((await run(on, 'fetch', 'web', '80')).stdout).toBe('webhost\n');
  await start({ name: 'plain' }, 'serve', '80');
  expect((await run({}, 'resolve', 'plain')).stdout).toBe('\n');
  expect((await run({}, 'fetch', '172.17.0.2', '80')).exitCode).toBe(0);
  await engine.containerRename('web', { name: 'shop' });
  expect((await run(on, 'resolve', 'shop')).stdout).toBe('172.18.0.2\n');
  expect((await run(on, 'resolve', 'web')).stdout).toBe('\n');
});

test('published ports reach the container from the host', async () => {
  const { engine, start, kernel, host } = testDaemon();
  const PortBindings = { '80/tcp': [{ HostIp: '', HostPort: '8080' }] };
  const id = await start({ name: 'web', ExposedPorts: { '80/tcp': {} }, host: { PortBindings } }, 'serve', '80');
  await kernel.clock.sleep(1);
  const connection = await host.net.connect('127.0.0.1', 8080);
  expect(await connection.readText()).toBe(`${id.slice(0, 12)}\n`);
  expect((await engine.containerInspect('web')).NetworkSettings.Ports).toEqual({
    '80/tcp': [
      { HostIp: '0.0.0.0', HostPort: '8080' },
      { HostIp: '::', HostPort: '8080' },
    ],
  });
  expect((await engine.containerList())[0]?.Ports).toEqual([
    { IP: '0.0.0.0', PrivatePort: 80, PublicPort: 8080, Type: 'tcp' },
    { IP: '::', PrivatePort: 80, PublicPort: 8080, Type: 'tcp' },
  ]);
  const other = start({ name: 'other', host: { PortBindings } }, 'serve', '80');
  expect(await failure(other)).toMatch(
    /^500 failed to set up container networking: driver failed programming external connectivity on endpoint other \([0-9a-f]{64}\): Bind for 0\.0\.0\.0:8080 failed: port is already allocated$/,
  );
  expect((await engine.containerInspect('other')).State).toMatchObject({ Status: 'created', ExitCode: 128 });
  await engine.containerStop('web', { t: 0 });
  await engine.containerStart('other');
  expect((await engine.containerInspect('web')).NetworkSettings.Ports).toEqual({});
});

test('a port of a host process is in the way too', async () => {
  const { start, kernel, host } = testDaemon();
  const target = { address: '127.0.0.1', port: 1 };
  const taken = kernel.network.publish(host.net, { address: '0.0.0.0', port: 8080, protocol: 'tcp' }, target);
  const PortBindings = { '80/tcp': [{ HostIp: '', HostPort: '8080' }] };
  expect(await failure(start({ name: 'web', host: { PortBindings } }, ...sleeper))).toMatch(
    /: failed to bind host port for 0\.0\.0\.0:8080:172\.17\.0\.2:80\/tcp: address already in use$/,
  );
  taken.close();
});

test('random ports count up and do not restart', async () => {
  const { start, engine } = testDaemon();
  const host = { PublishAllPorts: true };
  const ports: (string | undefined)[] = [];
  for (const name of ['p1', 'p2', 'p3']) {
    await start({ name, ExposedPorts: { '80/tcp': {} }, host }, ...sleeper);
    ports.push((await engine.containerInspect(name)).NetworkSettings.Ports['80/tcp']?.[0]?.HostPort);
    await engine.containerDelete(name, { force: true });
  }
  expect(ports).toEqual(['32768', '32769', '32770']);
});

test('a container can join and leave a network while it runs', async () => {
  const { engine, start, run, exec } = testDaemon();
  await engine.networkCreate({ Name: 'back', IPAM: { Config: [{ Subnet: '10.5.0.0/24' }] } });
  const id = await start({ name: 'web' }, 'serve', '80');
  await engine.networkConnect('back', {
    Container: 'web',
    EndpointConfig: { IPAMConfig: { IPv4Address: '10.5.0.200' }, Aliases: ['w'] },
  });
  expect((await run({ host: { NetworkMode: 'back' } }, 'resolve', 'w')).stdout).toBe('10.5.0.200\n');
  const { stdout } = await exec('web', 'cat', '/etc/hosts');
  expect(stdout).toContain(`172.17.0.2\t${id.slice(0, 12)}\n10.5.0.200\t${id.slice(0, 12)}\n`);
  const { Containers } = await engine.networkInspect('back');
  expect(Containers[id]).toMatchObject({ Name: 'web', IPv4Address: '10.5.0.200/24' });
  expect(await failure(engine.networkDelete('back'))).toMatch(
    /^403 error while removing network: network back has active endpoints \(name:"web" id:"[0-9a-f]{12}"\)$/,
  );
  await engine.networkDisconnect('back', { Container: 'web' });
  expect(Object.keys((await engine.containerInspect('web')).NetworkSettings.Networks)).toEqual(['bridge']);
  expect(await failure(engine.networkDisconnect('back', { Container: 'web' }))).toBe(
    `500 container ${id} is not connected to network back`,
  );
  await engine.networkDelete('back');
});

test('host and none, and the namespace of another container', async () => {
  const { start, run, engine } = testDaemon();
  await start({ name: 'web' }, 'serve', '80');
  const shared = { host: { NetworkMode: 'container:web' } };
  expect((await run(shared, 'fetch', '127.0.0.1', '80')).exitCode).toBe(0);
  expect((await run({ host: { NetworkMode: 'none' } }, 'fetch', '172.17.0.2', '80')).stderr).toBe(
    'Network is unreachable\n',
  );
  expect((await run({ host: { NetworkMode: 'host' } }, 'fetch', '172.17.0.2', '80')).exitCode).toBe(0);
  expect(await failure(run({ host: { NetworkMode: 'container:nosuch' } }, 'true'))).toBe(
    '500 joining network namespace of container: No such container: nosuch',
  );
  expect(await failure(run({ host: { NetworkMode: 'nosuch' } }, 'true'))).toBe(
    '404 failed to set up container networking: network nosuch not found',
  );
  expect(await failure(engine.networkConnect('host', { Container: 'web' }))).toBe(
    '400 cannot connect container to host network - container must be created in host network mode',
  );
});

test('an internal network leads nowhere and publishes nothing', async () => {
  const { engine, start, run } = testDaemon();
  await engine.networkCreate({ Name: 'inner', Internal: true });
  const PortBindings = { '80/tcp': [{ HostIp: '', HostPort: '8080' }] };
  await start({ name: 'web', host: { NetworkMode: 'inner', PortBindings } }, 'serve', '80');
  expect((await engine.containerInspect('web')).NetworkSettings.Networks['inner']).toMatchObject({
    Gateway: '',
    IPAddress: '172.18.0.2',
  });
  expect((await run({ host: { NetworkMode: 'inner' } }, 'fetch', 'web', '80')).exitCode).toBe(0);
});
