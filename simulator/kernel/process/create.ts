/** The making of a process: its number, its kin, and what it inherits (fork(2), "attributes" of posix_spawn(3)). */
import type { Credentials, SpawnOptions } from '../abi.ts';
import { holds, withLimitsOf } from '../capabilities.ts';
import { SysError } from '../errno.ts';
import { joinGroup } from './group-membership.ts';
import { KernelProcess } from './kernel-process.ts';
import type { Machinery, ProcessSpace, Surroundings, Title } from './kernel-process.ts';
import { PidNumber } from './pid-number.ts';
import { ProcessGroup, Session } from './process-group.ts';

/** What a child of `parent` stands in. EPERM, ENOENT, ENOTDIR, EACCES. */
export function surroundings(parent: KernelProcess, options: SpawnOptions): Surroundings {
  const { mounts, net, uts, cgroup, root, umask } = parent;
  const credentials = options.credentials === undefined ? parent.credentials : become(parent, options.credentials);
  const cwd = options.cwd === undefined ? parent.cwd : directoryAt(parent, options.cwd);
  return { mounts, net, uts, cgroup, root, umask, credentials, cwd, env: options.env ?? parent.env };
}

/** The credentials of a process that takes on other ids. EPERM without CAP_SETGID, CAP_SETUID. */
export function become({ credentials: now }: KernelProcess, wanted: Credentials): Credentials {
  const sameGroups = wanted.gid === now.gid && sameMembers(wanted.groups, now.groups);
  if (!sameGroups && !holds(now, 'SETGID')) throw new SysError('EPERM');
  if (wanted.uid !== now.uid && !holds(now, 'SETUID')) throw new SysError('EPERM');
  return withLimitsOf(now, wanted);
}

function sameMembers(some: readonly number[], others: readonly number[]): boolean {
  return some === others || (some.length === others.length && some.every((id) => others.includes(id)));
}

/** The physical path of a directory that may be entered. ENOENT, ENOTDIR, EACCES. */
export function directoryAt(process: KernelProcess, path: string): string {
  if (process.fs.stat(path).type !== 'directory') throw new SysError('ENOTDIR', path);
  if (!process.fs.access(path, 'x')) throw new SysError('EACCES', path);
  return process.fs.realpath(path);
}

/** EPERM unless the group exists in the caller's session. */
export function groupToJoin(process: KernelProcess, pgid: number): ProcessGroup {
  const group = process.pids.findGroup(pgid);
  if (group === undefined || group.session !== process.group.session) throw new SysError('EPERM');
  return group;
}

/** EAGAIN, EPERM, EBADF: nothing has been made then. */
export function createChild(
  parent: KernelProcess,
  from: Surroundings,
  title: Title,
  options: SpawnOptions,
): KernelProcess {
  from.cgroup.checkRoom();
  const files = [...(options.fds ?? [])].map(([fd, of]) => ({ fd, file: parent.descriptors.get(of) }));
  const group = groupFor(parent, options);
  const child = new KernelProcess(parent.machinery, parent.pids, newNumber(parent.pids), group, from, title);
  child.parent = parent;
  parent.children.add(child);
  child.signals.inherit(parent.signals);
  for (const signal of options.ignore ?? []) child.signals.set(signal, 'ignore');
  for (const signal of options.default ?? []) child.signals.set(signal, 'default');
  enter(child);
  if (options.fds === undefined) parent.descriptors.copyTo(child.descriptors);
  for (const { fd, file } of files) child.descriptors.put(fd, file);
  return child;
}

/** The leader of a new session, with no parent. EAGAIN, ENOMEM when process 1 of the namespace has ended. */
export function createLeader(
  machinery: Machinery,
  space: ProcessSpace,
  from: Surroundings,
  title: Title,
): KernelProcess {
  if (!space.isRoot && space.init !== undefined && !space.alive) throw new SysError('ENOMEM');
  from.cgroup.checkRoom();
  const process = new KernelProcess(machinery, space, newNumber(space), ownSession, from, title);
  enter(process);
  return process;
}

function groupFor(parent: KernelProcess, options: SpawnOptions): (child: KernelProcess) => ProcessGroup {
  if (options.newSession === true) return ownSession;
  if (options.pgid === 0) return (child) => new ProcessGroup(child.number, parent.group.session);
  const group = options.pgid === undefined ? parent.group : groupToJoin(parent, options.pgid);
  return () => group;
}

function ownSession(leader: KernelProcess): ProcessGroup {
  return new ProcessGroup(leader.number, new Session(leader));
}

function newNumber(space: ProcessSpace): PidNumber {
  const host = (space.root ?? space).nextPid();
  return new PidNumber(host, space.isRoot ? host : space.nextPid(), space);
}

function enter(process: KernelProcess): void {
  process.pids.add(process);
  joinGroup(process, process.group);
  process.cgroup.join(process);
}
