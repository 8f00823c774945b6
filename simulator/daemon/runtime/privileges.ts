/** What processes of a container may do beyond their ids: `--cap-add`, `--cap-drop`, `--privileged`, no-new-privileges. */
import type { HostConfig } from '../../api/containers.ts';
import type { Credentials } from '../../kernel/abi.ts';
import { CAPABILITIES } from '../../kernel/capabilities.ts';
import type { Capability } from '../../kernel/capabilities.ts';

/** What Docker leaves to root in a container (CapEff 00000000a80425fb). */
export const CONTAINER_CAPABILITIES: ReadonlySet<Capability> = new Set<Capability>([
  'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'SETGID', 'SETUID', 'SETPCAP', 'NET_BIND_SERVICE', 'NET_RAW',
  'SYS_CHROOT', 'MKNOD', 'AUDIT_WRITE', 'SETFCAP',
]); // prettier-ignore

type Settings = Pick<HostConfig, 'CapAdd' | 'CapDrop' | 'Privileged' | 'SecurityOpt'>;

/** `ids` as a process of the container has them; `docker exec --privileged` makes one process privileged. */
export function credentialsIn(settings: Settings, ids: Credentials, privileged = settings.Privileged): Credentials {
  const bounding = privileged ? undefined : boundingSet(settings);
  return { ...ids, bounding, noNewPrivileges: hasNoNewPrivileges(settings) };
}

/** Whether the default seccomp profile is put on. */
export function isFiltered({ Privileged, SecurityOpt }: Settings): boolean {
  return !Privileged && !(SecurityOpt ?? []).some((option) => /^seccomp[=:]unconfined$/.test(option));
}

function boundingSet({ CapAdd, CapDrop }: Settings): ReadonlySet<Capability> {
  const added = new Set((CapAdd ?? []).map(shortName));
  const dropped = new Set((CapDrop ?? []).map(shortName));
  const isAdded = (name: Capability): boolean => added.has(name);
  if (added.has('ALL')) return new Set(CAPABILITIES.filter((name) => !dropped.has(name)));
  if (dropped.has('ALL')) return new Set(CAPABILITIES.filter(isAdded));
  const isLeft = (name: Capability): boolean => CONTAINER_CAPABILITIES.has(name) && !dropped.has(name);
  return added.size + dropped.size === 0
    ? CONTAINER_CAPABILITIES
    : new Set(CAPABILITIES.filter((name) => isLeft(name) || isAdded(name)));
}

function shortName(name: string): string {
  return name.toUpperCase().replace(/^CAP_/, '');
}

function hasNoNewPrivileges({ SecurityOpt }: Settings): boolean {
  const option = (SecurityOpt ?? []).findLast((each) => /^no-new-privileges\b/.test(each));
  return option !== undefined && !/[:=]false$/.test(option);
}
