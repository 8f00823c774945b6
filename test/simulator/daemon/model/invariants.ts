/** What holds of an engine at any time. */
import { expect } from 'vitest';
import type { ContainerInspect, ContainerSummary } from '../../../../simulator/api/containers.ts';
import type { SystemDataUsage } from '../../../../simulator/api/system.ts';
import type { TestDaemon } from '../support.ts';

export async function checkAll(machine: TestDaemon): Promise<void> {
  const { engine } = machine;
  const summaries = await engine.containerList({ all: true, size: true });
  const inspected = await Promise.all(summaries.map(({ Id }) => engine.containerInspect(Id, { size: true })));
  const usage = await engine.systemDataUsage();
  for (const [at, summary] of summaries.entries()) {
    const inspect = inspected[at];
    if (inspect !== undefined) checkContainer(summary, inspect);
  }
  checkNames(inspected);
  checkProcesses(machine, inspected);
  checkPorts(machine, inspected);
  await checkRunningList(machine, summaries);
  await checkNetworks(machine, inspected);
  await checkVolumes(machine, inspected, usage);
  await checkImages(machine, summaries, usage);
  checkDisk(machine, inspected);
}

function checkContainer(summary: ContainerSummary, inspect: ContainerInspect): void {
  const { State, NetworkSettings, Config } = inspect;
  expect(summary.Names).toEqual([inspect.Name]);
  expect(summary.Id).toBe(inspect.Id);
  expect(summary.ImageID).toBe(inspect.Image);
  expect(summary.State).toBe(State.Status);
  expect(summary.Labels).toEqual(Config.Labels ?? {});
  expect(summary.Mounts).toEqual(inspect.Mounts);
  expect(summary.SizeRw ?? 0).toBe(inspect.SizeRw ?? 0);
  expect(summary.SizeRootFs).toBe(inspect.SizeRootFs);
  const prefixes = { running: /^Up /, paused: /^Up .*\(Paused\)$/, restarting: /^Restarting \(/, exited: /^Exited \(/ };
  const prefix = prefixes[State.Status as keyof typeof prefixes] ?? /^(Created|Removal In Progress|Dead)$/;
  expect(summary.Status).toMatch(prefix);
  expect([State.Running, State.Paused, State.Restarting]).toEqual([
    ['running', 'paused', 'restarting'].includes(State.Status),
    State.Status === 'paused',
    State.Status === 'restarting',
  ]);
  const published = Object.entries(NetworkSettings.Ports).flatMap(([key, bindings]) =>
    (bindings ?? []).map(({ HostIp, HostPort }) => `${HostIp} ${HostPort} ${key}`),
  );
  const listed = summary.Ports.filter(({ PublicPort }) => PublicPort !== undefined);
  expect(
    listed
      .map(({ IP = '', PublicPort, PrivatePort, Type }) => `${IP} ${String(PublicPort)} ${PrivatePort}/${Type}`)
      .sort(),
  ).toEqual(published.sort());
  const addresses = (networks: ContainerSummary['NetworkSettings']['Networks']): string[] =>
    Object.entries(networks).map(([name, { IPAddress, EndpointID }]) => `${name} ${IPAddress} ${EndpointID}`);
  expect(addresses(summary.NetworkSettings.Networks)).toEqual(addresses(NetworkSettings.Networks));
}

function checkNames(containers: readonly ContainerInspect[]): void {
  const names = containers.map(({ Name }) => Name);
  expect(new Set(names).size, 'no name twice').toBe(names.length);
  for (const name of names) expect(name).toMatch(/^\/[a-zA-Z0-9][\w.-]+$/);
}

/** A container has processes exactly while it says that it runs. */
function checkProcesses({ kernel, daemon }: TestDaemon, containers: readonly ContainerInspect[]): void {
  const alive = new Set(kernel.processes().map(({ hostPid }) => hostPid));
  const live = daemon.context.live.containers;
  expect([...live.keys()].sort()).toEqual(containers.map(({ Id }) => Id).sort());
  const mine = new Set<object>();
  for (const { Id, State } of containers) {
    const run = live.get(Id)?.run;
    const hasProcess = State.Status === 'running' || State.Status === 'paused';
    expect(run !== undefined, `${State.Status} ${Id}`).toBe(hasProcess);
    expect(State.Pid > 0).toBe(hasProcess);
    if (run === undefined) continue;
    expect(alive.has(State.Pid)).toBe(true);
    expect(run.cgroup.frozen).toBe(State.Paused);
    mine.add(run.pids);
  }
  const strays = kernel.processes().filter(({ namespace }) => namespace !== kernel.hostPids && !mine.has(namespace));
  expect(strays, 'no process without a container').toEqual([]);
}

function checkPorts({ daemon }: TestDaemon, containers: readonly ContainerInspect[]): void {
  const bound = containers.flatMap(({ Id, State, NetworkSettings }) => {
    const bindings = Object.entries(NetworkSettings.Ports).flatMap(([key, list]) =>
      (list ?? []).map(({ HostIp, HostPort }) => `${key.split('/')[1] ?? ''} ${HostIp}:${HostPort}`),
    );
    if (bindings.length > 0) expect(['running', 'paused']).toContain(State.Status);
    return bindings.map((binding) => `${binding} ${Id}`);
  });
  const numbers = bound.map((text) => text.split(' ').slice(0, 2).join(' '));
  expect(new Set(numbers).size, 'no port twice').toBe(numbers.length);
  const books = Object.entries(daemon.store.read().ports.bound).map(([binding, id]) => `${binding} ${id}`);
  expect(books.sort()).toEqual(bound.sort());
}

async function checkRunningList({ engine }: TestDaemon, all: readonly ContainerSummary[]): Promise<void> {
  const running = all.filter(({ State }) => ['running', 'paused', 'restarting'].includes(State));
  expect((await engine.containerList()).map(({ Id }) => Id)).toEqual(running.map(({ Id }) => Id));
  const { Containers, ContainersRunning, ContainersPaused, ContainersStopped } = await engine.systemInfo();
  const count = (state: string): number => all.filter(({ State }) => State === state).length;
  expect(Containers).toBe(all.length);
  expect(ContainersPaused).toBe(count('paused'));
  expect(ContainersRunning).toBe(running.length - count('paused'));
  expect(ContainersStopped).toBe(all.length - running.length);
}

async function checkNetworks({ engine, daemon }: TestDaemon, containers: readonly ContainerInspect[]): Promise<void> {
  const list = await engine.networkList();
  const names = list.map(({ Name }) => Name);
  expect(new Set(names).size).toBe(names.length);
  for (const listed of list) {
    const network = await engine.networkInspect(listed.Id);
    expect({ ...network, Containers: {} }).toEqual(listed);
    const expected = containers.flatMap(({ Id, NetworkSettings }) =>
      Object.entries(NetworkSettings.Networks)
        .filter(([, { NetworkID, EndpointID }]) => NetworkID === network.Id && EndpointID !== '')
        .map(([, { EndpointID, IPAddress }]) => `${Id} ${EndpointID} ${IPAddress}`),
    );
    const joined = Object.entries(network.Containers).map(
      ([id, { EndpointID, IPv4Address }]) => `${id} ${EndpointID} ${IPv4Address.split('/')[0] ?? ''}`,
    );
    expect(joined.sort()).toEqual(expected.sort());
    const addresses = Object.values(network.Containers).map(({ IPv4Address }) => IPv4Address);
    const used = network.Driver === 'bridge' ? [...addresses, ...gateways(network)] : [];
    expect(new Set(used).size, 'no address twice').toBe(used.length);
  }
  const bridges = list.filter(({ Driver }) => Driver === 'bridge').map(({ Id }) => Id);
  expect([...daemon.context.live.bridges.keys()].sort()).toEqual(bridges.sort());
}

function gateways({ IPAM }: { readonly IPAM: { readonly Config: readonly { Gateway?: string }[] | null } }): string[] {
  return (IPAM.Config ?? []).map(({ Gateway = '' }) => `${Gateway}/16`);
}

async function checkVolumes(
  { engine, hostFs }: TestDaemon,
  containers: readonly ContainerInspect[],
  usage: SystemDataUsage,
): Promise<void> {
  const { Volumes } = await engine.volumeList();
  for (const volume of Volumes) expect(await engine.volumeInspect(volume.Name)).toEqual(volume);
  const directories = hostFs.readdir('/var/lib/docker/volumes').map(({ name }) => name);
  expect(directories.filter((name) => !name.includes('.')).sort()).toEqual(Volumes.map(({ Name }) => Name).sort());
  const users = (name: string): number =>
    containers.filter(({ Mounts }) => Mounts.some(({ Name, Type }) => Type === 'volume' && Name === name)).length;
  const counted = Volumes.map(({ Name, Mountpoint }) => ({
    Name,
    RefCount: users(Name),
    Size: hostFs.readdir(Mountpoint).reduce((sum, { name }) => sum + hostFs.stat(`${Mountpoint}/${name}`).size, 0),
  }));
  const told = (usage.Volumes ?? []).map(({ Name, UsageData }) => ({ Name, ...UsageData }));
  const byName = (a: { Name: string }, b: { Name: string }): number => (a.Name < b.Name ? -1 : 1);
  expect(told.sort(byName)).toEqual(counted.sort(byName));
}

async function checkImages(
  { engine, daemon }: TestDaemon,
  containers: readonly ContainerSummary[],
  usage: SystemDataUsage,
): Promise<void> {
  const state = daemon.store.read().images;
  const owned = new Set(Object.values(state.images).flatMap(({ chain }) => chain));
  const held = new Set(daemon.context.containers.all().flatMap(({ graph }) => graph));
  const layers = Object.values(state.layers);
  for (const { chainId, cacheId } of layers) {
    expect(owned.has(chainId) || held.has(cacheId), 'no layer without an owner').toBe(true);
  }
  for (const chainId of owned) expect(state.layers[chainId], 'no image without its layers').toBeDefined();
  for (const id of Object.values(state.references)) expect(state.images[id], 'no name of nothing').toBeDefined();
  expect(usage.LayersSize).toBe(layers.reduce((sum, { size }) => sum + size, 0));
  for (const { Id, Containers, Size, RepoTags } of usage.Images ?? []) {
    expect(Containers).toBe(containers.filter(({ ImageID }) => ImageID === Id).length);
    const inspect = await engine.imageInspect(Id);
    expect({ Id, Size, RepoTags }).toEqual({ Id: inspect.Id, Size: inspect.Size, RepoTags: inspect.RepoTags });
  }
  const sizes = (usage.Containers ?? []).map(({ Id, SizeRw = 0 }) => `${Id} ${SizeRw}`);
  expect(sizes.sort()).toEqual(containers.map(({ Id, SizeRw = 0 }) => `${Id} ${SizeRw}`).sort());
}

function checkDisk({ hostFs, daemon }: TestDaemon, containers: readonly ContainerInspect[]): void {
  const ids = containers.map(({ Id }) => Id).sort();
  const kept = hostFs.exists('/var/lib/docker/containers') ? hostFs.readdir('/var/lib/docker/containers') : [];
  expect(kept.map(({ name }) => name).sort()).toEqual(ids);
  for (const { containerId } of Object.values(daemon.store.read().execs)) expect(ids).toContain(containerId);
}
