/** What the superuser may do, in parts that can be taken away (capabilities(7)). */
import type { Credentials } from './abi.ts';

/** In the order of their numbers. */
export const CAPABILITIES = [
  'CHOWN', 'DAC_OVERRIDE', 'DAC_READ_SEARCH', 'FOWNER', 'FSETID', 'KILL', 'SETGID', 'SETUID', 'SETPCAP',
  'LINUX_IMMUTABLE', 'NET_BIND_SERVICE', 'NET_BROADCAST', 'NET_ADMIN', 'NET_RAW', 'IPC_LOCK', 'IPC_OWNER',
  'SYS_MODULE', 'SYS_RAWIO', 'SYS_CHROOT', 'SYS_PTRACE', 'SYS_PACCT', 'SYS_ADMIN', 'SYS_BOOT', 'SYS_NICE',
  'SYS_RESOURCE', 'SYS_TIME', 'SYS_TTY_CONFIG', 'MKNOD', 'LEASE', 'AUDIT_WRITE', 'AUDIT_CONTROL', 'SETFCAP',
  'MAC_OVERRIDE', 'MAC_ADMIN', 'SYSLOG', 'WAKE_ALARM', 'BLOCK_SUSPEND', 'AUDIT_READ', 'PERFMON', 'BPF',
  'CHECKPOINT_RESTORE',
] as const; // prettier-ignore

export type Capability = (typeof CAPABILITIES)[number];

/** Whether `who` may use it now: the superuser, as far as the bounding set goes. */
export function holds(who: Credentials, capability: Capability): boolean {
  return who.uid === 0 && (who.bounding === undefined || who.bounding.has(capability));
}

/** The capability bounding set as /proc/PID/status prints it: bit N stands for capability N. */
export function boundingMask({ bounding }: Credentials): bigint {
  return CAPABILITIES.reduce(
    (mask, name, bit) => (bounding === undefined || bounding.has(name) ? mask | (1n << BigInt(bit)) : mask),
    0n,
  );
}

/** `wanted` ids with what a process cannot get rid of by changing its ids: its bounding set and no_new_privs. */
export function withLimitsOf(process: Credentials, { uid, gid, groups }: Credentials): Credentials {
  const { bounding, noNewPrivileges } = process;
  return { uid, gid, groups, bounding, noNewPrivileges };
}
