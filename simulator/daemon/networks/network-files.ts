/** Writes /etc/hosts, /etc/hostname and /etc/resolv.conf of a container, which are files of the host. */
import type { ProcessFs } from '../../kernel/abi.ts';
import { containerById } from '../containers/find.ts';
import type { Daemon } from '../context.ts';
import { makeDirectories, rootFs } from '../host.ts';
import { shortId } from '../ids.ts';
import type { Container } from '../world.ts';
import { hostsFile, ownHostsLine, parseResolvConf, resolvConf } from './host-files.ts';
import type { ResolverKind } from './host-files.ts';
import { isUserDefined } from './mode.ts';

export interface NetworkFiles {
  readonly directory: string;
  readonly hosts: string;
  readonly hostname: string;
  readonly resolvConf: string;
}

export function networkFiles(daemon: Daemon, containerId: string): NetworkFiles {
  const directory = `${daemon.settings.dataRoot}/containers/${containerId}`;
  return {
    directory,
    hosts: `${directory}/hosts`,
    hostname: `${directory}/hostname`,
    resolvConf: `${directory}/resolv.conf`,
  };
}

/** Where the files lie on the host, and where they belong in the container. */
export function networkFileMounts(
  daemon: Daemon,
  containerId: string,
): readonly { readonly source: string; readonly destination: string }[] {
  const files = networkFiles(daemon, containerId);
  return [
    { source: files.resolvConf, destination: '/etc/resolv.conf' },
    { source: files.hostname, destination: '/etc/hostname' },
    { source: files.hosts, destination: '/etc/hosts' },
  ];
}

/** Before the container starts: its own addresses are added to the hosts file as it joins networks. */
export function writeNetworkFiles(daemon: Daemon, container: Container): void {
  const fs = rootFs(daemon.host.mounts, daemon.kernel.clock);
  const files = networkFiles(daemon, container.id);
  makeDirectories(fs, files.directory, 0o710);
  fs.writeFile(files.hostname, `${container.config.Hostname}\n`, 0o644);
  fs.writeFile(files.hosts, baseHosts(daemon, container, fs), 0o644);
  const { text, external } = resolver(container, fs);
  fs.writeFile(files.resolvConf, text, 0o644);
  daemon.live.nameservers.set(container.id, external);
}

function baseHosts(daemon: Daemon, container: Container, fs: ProcessFs): string {
  const extra = extraHosts(daemon, container);
  if (container.hostConfig.NetworkMode !== 'host') return hostsFile([...extra, ...linkHosts(daemon, container)]);
  const host = fs.exists('/etc/hosts') ? fs.readText('/etc/hosts') : '';
  return host + extra.map(([name, address]) => `${address}\t${name}\n`).join('');
}

function extraHosts(daemon: Daemon, { hostConfig }: Container): [string, string][] {
  return (hostConfig.ExtraHosts ?? []).map((extra) => {
    const at = extra.indexOf(':');
    const address = extra.slice(at + 1).replace(/^\[(.*)\]$/, '$1');
    return [extra.slice(0, at), address === 'host-gateway' ? bridgeGateway(daemon) : address];
  });
}

function bridgeGateway(daemon: Daemon): string {
  return Object.values(daemon.store.read().networks).find(({ name }) => name === 'bridge')?.gateway ?? '';
}

/** `--link db:alias` on the default bridge: alias, short id and name of the linked container. */
function linkHosts(daemon: Daemon, { links }: Container): [string, string][] {
  return links.flatMap(({ child, alias }): [string, string][] => {
    const linked = daemon.store.read().containers[child];
    const address = linked?.endpoints['bridge']?.ipAddress ?? '';
    if (linked === undefined || address === '') return [];
    return [[[...new Set([alias, shortId(child), linked.name])].join(' '), address]];
  });
}

function resolver({ hostConfig }: Container, fs: ProcessFs): ReturnType<typeof resolvConf> {
  const host = parseResolvConf(fs.exists('/etc/resolv.conf') ? fs.readText('/etc/resolv.conf') : '');
  const own = {
    nameservers: hostConfig.Dns ?? [],
    search: hostConfig.DnsSearch ?? [],
    options: hostConfig.DnsOptions ?? [],
  };
  return resolvConf(resolverKind(hostConfig.NetworkMode), host, own);
}

function resolverKind(mode: string): ResolverKind {
  if (mode === 'host') return 'host';
  return isUserDefined(mode) ? 'internal' : 'legacy';
}

/**
 * Brings the container's own lines in its hosts file up to date with its addresses, and switches to the embedded DNS
 * server when it has joined a user's network.
 */
export function updateHosts(daemon: Daemon, containerId: string): void {
  const container = containerById(daemon, containerId);
  if (container.hostConfig.NetworkMode === 'host') return;
  const fs = rootFs(daemon.host.mounts, daemon.kernel.clock);
  const files = networkFiles(daemon, containerId);
  if (!fs.exists(files.hosts)) return;
  const addresses = Object.values(container.endpoints).flatMap(({ ipAddress }) =>
    ipAddress === '' ? [] : [ipAddress],
  );
  const suffix = ownHostsLine('', container);
  const kept = fs
    .readText(files.hosts)
    .split('\n')
    .filter((line) => line !== '' && !`${line}\n`.endsWith(suffix));
  const own = addresses.map((address) => ownHostsLine(address, container));
  fs.writeFile(files.hosts, kept.map((line) => `${line}\n`).join('') + own.join(''));
  if (Object.keys(container.endpoints).some(isUserDefined)) useEmbeddedDns(container, fs, files.resolvConf);
}

function useEmbeddedDns(container: Container, fs: ProcessFs, path: string): void {
  const before = fs.readText(path);
  if (!before.includes('(legacy)')) return;
  const host = parseResolvConf(fs.exists('/etc/resolv.conf') ? fs.readText('/etc/resolv.conf') : '');
  const { Dns, DnsSearch, DnsOptions } = container.hostConfig;
  const own = { nameservers: Dns ?? [], search: DnsSearch ?? [], options: DnsOptions ?? [] };
  fs.writeFile(path, resolvConf('internal', host, own).text);
}
