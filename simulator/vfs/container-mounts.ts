/** The mounts that runc makes in every container, in its order, which /proc/mounts shows. */
import type { FileSystem } from './file-system.ts';
import { createMemoryFileSystem } from './memory.ts';
import type { FsContext, MountNamespace, MountOptions } from './mounts.ts';

const GUARDED = ['nosuid', 'nodev', 'noexec', 'relatime'];
/** Read-only in containers, and hidden altogether (oci-spec defaults of Docker). */
const READ_ONLY_PATHS = ['bus', 'fs', 'irq', 'sys'];
const HIDDEN_DIRECTORIES = ['/proc/acpi', '/sys/firmware'];
const HIDDEN_FILES = ['/proc/interrupts', '/proc/kcore', '/proc/keys', '/proc/timer_list'];

export interface SystemParts {
  readonly proc: FileSystem;
  readonly dev: FileSystem;
  readonly pts: FileSystem;
  readonly sys: FileSystem;
  /** Mounted at /sys/fs/cgroup; with version 1 each controller in a directory of its name. */
  readonly cgroup: { version: 2; fs: FileSystem } | { version: 1; controllers: ReadonlyMap<string, FileSystem> };
  /** Bytes of /dev/shm; Docker's default is 64 MiB. Or the one of another container (`--ipc container:`). */
  readonly shm: number | FileSystem;
  readonly now: number;
  /** /sys and the cgroup may be written. */
  readonly privileged?: boolean;
}

/** Mounts /proc, /dev and /sys with what belongs below them. Missing directories of the root file system are made. */
export function mountSystem(namespace: MountNamespace, parts: SystemParts): void {
  const { now, privileged = false } = parts;
  const tmpfs = (options: { mode: number; size?: number }) =>
    createMemoryFileSystem({ type: 'tmpfs', now, ...options });
  const mount = (at: string, fs: FileSystem, options: MountOptions = {}) => {
    makeMountPoint(namespace, at, 'directory', now);
    namespace.mount(at, fs, options);
  };
  mount('/proc', parts.proc, { source: 'proc', options: GUARDED });
  mount('/dev', parts.dev, { source: 'tmpfs', options: ['nosuid', 'size=65536k', 'mode=755'] });
  mount('/dev/pts', parts.pts, {
    source: 'devpts',
    options: ['nosuid', 'noexec', 'relatime', 'gid=5', 'mode=620', 'ptmxmode=666'],
  });
  mount('/sys', parts.sys, { source: 'sysfs', readOnly: !privileged, options: GUARDED });
  mountCgroups(namespace, parts, privileged);
  mount('/dev/mqueue', tmpfs({ mode: 0o1777, size: 0 }), { source: 'mqueue', options: GUARDED });
  const shm = typeof parts.shm === 'number' ? tmpfs({ mode: 0o1777, size: parts.shm }) : parts.shm;
  mount('/dev/shm', shm, { source: 'shm', options: [...GUARDED, `size=${shm.usage().size / 1024}k`] });
}

function mountCgroups(namespace: MountNamespace, { cgroup, now }: SystemParts, privileged: boolean): void {
  if (cgroup.version === 2) {
    namespace.mount('/sys/fs/cgroup', cgroup.fs, { source: 'cgroup', readOnly: !privileged, options: GUARDED });
    return;
  }
  const fs = createMemoryFileSystem({ type: 'tmpfs', now });
  for (const name of cgroup.controllers.keys())
    fs.create(fs.root, name, { type: 'directory', mode: 0o755, uid: 0, gid: 0 }, now);
  namespace.mount('/sys/fs/cgroup', fs, { source: 'tmpfs', options: [...GUARDED, 'mode=755'] });
  for (const [name, controller] of cgroup.controllers) {
    namespace.mount(`/sys/fs/cgroup/${name}`, controller, {
      source: 'cgroup',
      readOnly: !privileged,
      options: [...GUARDED, name],
    });
  }
}

/** Makes parts of /proc and /sys read-only or empty, as is done last and not for privileged containers. */
export function maskSystem(
  namespace: MountNamespace,
  { proc, dev, now }: Pick<SystemParts, 'proc' | 'dev' | 'now'>,
): void {
  for (const name of READ_ONLY_PATHS) {
    namespace.mount(`/proc/${name}`, proc, { subpath: `/${name}`, source: 'proc', readOnly: true, options: GUARDED });
  }
  for (const at of HIDDEN_DIRECTORIES) {
    const empty = createMemoryFileSystem({ type: 'tmpfs', size: 0, mode: 0o1777, now });
    namespace.mount(at, empty, { source: 'tmpfs', readOnly: true, options: ['relatime'] });
  }
  for (const at of HIDDEN_FILES) {
    namespace.mount(at, dev, { subpath: '/null', source: 'tmpfs', options: ['nosuid', 'size=65536k', 'mode=755'] });
  }
}

/** Makes the directory, or the empty file, that a mount will cover, with the directories on the way; leaves what is there. */
export function makeMountPoint(namespace: MountNamespace, at: string, kind: 'directory' | 'file', now: number): void {
  const context: FsContext = {
    namespace,
    root: '/',
    cwd: '/',
    credentials: { uid: 0, gid: 0, groups: [] },
    umask: 0,
    now: () => now,
  };
  const fs = namespace.processFs(context);
  if (fs.exists(at)) return;
  const names = at.split('/').filter((name) => name !== '');
  const last = names.pop();
  let path = '';
  for (const name of names) {
    path += `/${name}`;
    if (!fs.exists(path)) fs.mkdir(path, 0o755);
  }
  if (last === undefined) return;
  if (kind === 'directory') fs.mkdir(`${path}/${last}`, 0o755);
  else fs.writeFile(`${path}/${last}`, '', 0o755);
}
