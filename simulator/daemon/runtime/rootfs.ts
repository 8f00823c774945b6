/** What a container's processes see: the mount namespace that runc sets up for them. */
import { createMemoryFileSystem, createMountNamespace } from '../../vfs/index.ts';
import type { FileSystem, MountNamespace, OverlayFileSystem } from '../../vfs/index.ts';
import type { Daemon } from '../context.ts';
import { rootFs } from '../host.ts';
import { tmpfsRoom } from '../mounts/sources.ts';
import type { MountSource } from '../mounts/sources.ts';
import { parseTmpfsOptions } from '../mounts/tmpfs-options.ts';
import type { Container, ContainerMount } from '../world.ts';
import { addDevices } from './devices.ts';
import { initError, mountAll } from './mount-plan.ts';
import type { PlannedMount } from './mount-plan.ts';
import { standardMounts } from './standard-mounts.ts';
import type { Namespaces } from './standard-mounts.ts';

export interface RootfsParts extends Namespaces {
  readonly overlay: OverlayFileSystem;
  /** What the daemon prepared for the container's mounts. */
  readonly sources: readonly PreparedMount[];
  /** hosts, hostname and resolv.conf: where they lie on the host and where they belong. */
  readonly files: readonly { readonly source: string; readonly destination: string }[];
}

export interface PreparedMount {
  readonly mount: ContainerMount;
  /** undefined for tmpfs, and for a bind whose source cannot be reached. */
  readonly source: MountSource | undefined;
}

export interface Rootfs {
  readonly mounts: MountNamespace;
  readonly shm: FileSystem;
  readonly pts: FileSystem;
}

/** Throws RuntimeError for mounts that cannot be. */
export function buildRootfs(daemon: Daemon, container: Container, parts: RootfsParts): Rootfs {
  const writable = mountedRoot(daemon, container, parts, false);
  // The second time the mount points are there, so that the root can be mounted read-only.
  return container.hostConfig.ReadonlyRootfs ? mountedRoot(daemon, container, parts, true) : writable;
}

function mountedRoot(daemon: Daemon, container: Container, parts: RootfsParts, readOnly: boolean): Rootfs {
  const { clock } = daemon.kernel;
  const options = overlayOptions(daemon, container);
  const mounts = createMountNamespace(parts.overlay, { source: 'overlay', options, readOnly });
  const standard = standardMounts(daemon, container, parts, mounts);
  const users = userMounts(daemon, container, parts);
  const files = fileMounts(daemon, container, parts);
  const taken = new Set(users.map(({ at }) => at));
  const plan = [...standard.plan, ...files].filter(({ at }) => !taken.has(at));
  const isFile = new Set(files.map(({ at }) => at));
  const ordered = [...plan.filter(({ at }) => !isFile.has(at)), ...users, ...plan.filter(({ at }) => isFile.has(at))];
  const fs = rootFs(mounts, clock);
  mountAll(mounts, fs, ordered, mergedDirectory(daemon, container));
  addDevices(daemon, container, fs);
  if (!container.hostConfig.Privileged) protect(container, mounts, standard.proc, clock.now());
  return { mounts, shm: standard.shm, pts: standard.pts };
}

export function mergedDirectory(daemon: Daemon, { graph }: Container): string {
  return `${daemon.settings.dataRoot}/overlay2/${graph[0] ?? ''}/merged`;
}

function overlayOptions(daemon: Daemon, { graph }: Container): string[] {
  const [own = '', ...lower] = graph.map((name) => `${daemon.settings.dataRoot}/overlay2/${name}`);
  const lowers = [`${own}-init/diff`, ...lower.map((directory) => `${directory}/diff`)];
  return ['relatime', `lowerdir=${lowers.join(':')}`, `upperdir=${own}/diff`, `workdir=${own}/work`];
}

/** Parents before what is in them. */
function userMounts(daemon: Daemon, container: Container, parts: RootfsParts): PlannedMount[] {
  const planned = parts.sources.map((prepared) => plannedMount(daemon, container, prepared));
  for (const [at, options] of Object.entries(container.hostConfig.Tmpfs ?? {}))
    planned.push(tmpfsMount(daemon, at, options));
  const depth = ({ at }: PlannedMount): number => at.split('/').length;
  return planned.sort((a, b) => depth(a) - depth(b));
}

function plannedMount(daemon: Daemon, container: Container, { mount, source }: PreparedMount): PlannedMount {
  const at = mount.destination.startsWith('/') ? mount.destination : `/${mount.destination}`;
  if (mount.type === 'tmpfs') return tmpfsMount(daemon, at, tmpfsText(container, mount));
  if (source === undefined) {
    throw initError(
      `error mounting ${JSON.stringify(mount.source)} to rootfs at ${JSON.stringify(at)}: stat ${mount.source}: not a directory`,
    );
  }
  return { at, fs: source.fs, options: source.options, shown: mount.source };
}

/** The TmpfsOptions of `--mount type=tmpfs` as mount options. */
function tmpfsText({ hostConfig }: Container, { destination, writable }: ContainerMount): string {
  const {
    SizeBytes = 0,
    Mode = 0,
    Options = [],
  } = hostConfig.Mounts?.find(({ Target }) => Target === destination)?.TmpfsOptions ?? {};
  const options = Options.map((option) => option.join('='));
  if (Mode !== 0) options.unshift(`mode=${Mode.toString(8)}`);
  if (SizeBytes !== 0) options.unshift(`size=${SizeBytes}`);
  if (!writable) options.unshift('ro');
  return options.join(',');
}

function tmpfsMount(daemon: Daemon, at: string, text: string): PlannedMount {
  const parsed = parseTmpfsOptions(text);
  const data = text === '' ? '' : `, data: ${text}`;
  if (parsed === undefined) {
    throw initError(
      `error mounting "tmpfs" to rootfs at ${JSON.stringify(at)}: mount tmpfs:${at} (via /proc/self/fd/6), flags: 0xe${data}: invalid argument`,
    );
  }
  const fs = createMemoryFileSystem({ type: 'tmpfs', now: daemon.kernel.clock.now(), ...tmpfsRoom(daemon, parsed) });
  const options = { source: 'tmpfs', options: parsed.shown, readOnly: parsed.readOnly };
  return { at, fs, options, shown: 'tmpfs', flags: `0xe${data}` };
}

function fileMounts(daemon: Daemon, { hostConfig }: Container, { files }: RootfsParts): PlannedMount[] {
  const readOnly = hostConfig.ReadonlyRootfs;
  return files.map(({ source, destination }) => {
    const { fs, node } = daemon.host.mounts.locate(source);
    return {
      at: destination,
      fs,
      options: { node, source: '/dev/vda1', options: ['relatime'], readOnly },
      shown: source,
    };
  });
}

/** Hides what containers must not see, and makes the rest of the kernel's settings read-only. */
function protect({ hostConfig }: Container, mounts: MountNamespace, proc: FileSystem, now: number): void {
  for (const path of hostConfig.ReadonlyPaths ?? []) {
    const subpath = path.replace(/^\/proc/, '');
    if (subpath === path || !hasEntry(proc, subpath)) continue;
    mounts.mount(path, proc, {
      subpath,
      readOnly: true,
      source: 'proc',
      options: ['nosuid', 'nodev', 'noexec', 'relatime'],
    });
  }
  for (const path of hostConfig.MaskedPaths ?? []) {
    const type = typeAt(mounts, path);
    if (type === 'directory') {
      mounts.mount(path, createMemoryFileSystem({ type: 'tmpfs', now }), {
        readOnly: true,
        source: 'tmpfs',
        options: ['relatime'],
      });
    } else if (type !== undefined) {
      const { fs, node } = mounts.locate('/dev/null');
      mounts.mount(path, fs, { node, source: 'tmpfs', options: ['nosuid', 'size=65536k', 'mode=755'] });
    }
  }
}

function hasEntry(proc: FileSystem, path: string): boolean {
  return proc.lookup(proc.root, path.replace(/^\//, '')) !== undefined;
}

function typeAt(mounts: MountNamespace, path: string): string | undefined {
  try {
    const { fs, node } = mounts.locate(path);
    return fs.typeOf(node);
  } catch {
    // What is not there needs no hiding.
    return undefined;
  }
}
