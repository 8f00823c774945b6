/** POST /containers/{id}/update. */
import type { ContainerUpdateRequest, HostConfig, Resources } from '../../api/containers.ts';
import { conflict, invalidParameter, system } from '../../api/errors.ts';
import type { EngineError } from '../../api/errors.ts';
import type { Daemon } from '../context.ts';
import { rootFs } from '../host.ts';
import { castDraft } from '../store.ts';
import type { Container } from '../world.ts';
import { containerById, getContainer, liveContainer } from './find.ts';
import { dropBlockWeights } from './resources.ts';
import { isLeaving, isRestarting, isRunning } from './phase.ts';
import { changeContainer, emitContainerEvent } from './state.ts';
import { cgroupLimits } from './task.ts';
import { verifySettings } from './verify.ts';

export async function containerUpdate(
  daemon: Daemon,
  reference: string,
  body: ContainerUpdateRequest,
): Promise<{ Warnings: readonly string[] | null }> {
  const { resources, warnings } = dropBlockWeights(body);
  const around = { machine: daemon.kernel.machine(), hostFs: rootFs(daemon.host.mounts, daemon.kernel.clock) };
  warnings.push(...verifySettings(undefined, body, around, true));
  const container = getContainer(daemon, reference);
  if (isLeaving(container)) {
    throw conflict(`Cannot update container ${container.id}: container is marked for removal and cannot be "update"`);
  }
  const updated = updatedHostConfig(container, resources);
  if (isRunning(container)) checkSwapFile(daemon, container, updated);
  changeContainer(daemon, container.id, (draft) => {
    draft.hostConfig = castDraft(updated);
  });
  if (body.RestartPolicy?.Name) liveContainer(daemon, container.id).restartCanceled = false;
  const run = liveContainer(daemon, container.id).run;
  if (run !== undefined && !isRestarting(container)) run.cgroup.limits = cgroupLimits(updated);
  emitContainerEvent(daemon, containerById(daemon, container.id), 'update');
  return { Warnings: warnings.length === 0 ? null : warnings };
}

/** What the kernel says of a limit of memory and swap below that of memory alone, which runc hands on. */
function checkSwapFile(daemon: Daemon, { id }: Container, { Memory, MemorySwap }: HostConfig): void {
  if (MemorySwap <= 0 || MemorySwap >= Memory) return;
  const reason =
    daemon.settings.cgroupVersion === '2'
      ? 'unable to set swap limit without memory limit'
      : `failed to write "${MemorySwap}": write /sys/fs/cgroup/memory/docker/${id}/memory.memsw.limit_in_bytes: invalid argument`;
  throw system(`Cannot update container ${id}: runc did not terminate successfully: exit status 1: ${reason}`);
}

const NUMBERS = [
  'BlkioWeight',
  'CpuShares',
  'NanoCpus',
  'CpuPeriod',
  'CpuQuota',
  'Memory',
  'MemorySwap',
  'MemoryReservation',
  'CpuRealtimePeriod',
  'CpuRealtimeRuntime',
] as const;
const TEXTS = ['CpusetCpus', 'CpusetMems'] as const;

/** What is 0 or empty stays as it is. Throws conflict for limits that contradict those the container has. */
function updatedHostConfig(container: Container, body: ContainerUpdateRequest): HostConfig {
  const { hostConfig } = container;
  const refuse = (reason: string): EngineError => invalidParameterOf(container, reason);
  checkProcessorOptions(hostConfig, body, refuse);
  const { Memory = 0, MemorySwap = 0, RestartPolicy } = body;
  if (Memory !== 0 && Memory > hostConfig.MemorySwap && MemorySwap === 0) {
    throw refuse(
      'Memory limit should be smaller than already set memoryswap limit, update the memoryswap at the same time',
    );
  }
  const numbers: Partial<Record<(typeof NUMBERS)[number] | 'PidsLimit', number>> = {};
  for (const name of NUMBERS) if (body[name]) numbers[name] = body[name];
  if (body.PidsLimit !== undefined && body.PidsLimit !== null) numbers.PidsLimit = body.PidsLimit;
  const texts: Partial<Record<(typeof TEXTS)[number], string>> = {};
  for (const name of TEXTS) if (body[name]) texts[name] = body[name];
  const result: HostConfig = { ...hostConfig, ...numbers, ...texts };
  if (!RestartPolicy?.Name) return result;
  if (hostConfig.AutoRemove && RestartPolicy.Name !== 'no') {
    throw refuse('Restart policy cannot be updated because AutoRemove is enabled for the container');
  }
  const { Name, MaximumRetryCount } = RestartPolicy;
  return { ...result, RestartPolicy: { Name, MaximumRetryCount } };
}

function checkProcessorOptions(
  now: Resources,
  { NanoCpus = 0, CpuPeriod = 0, CpuQuota = 0 }: ContainerUpdateRequest,
  refuse: (reason: string) => EngineError,
): void {
  const already = (what: string, set: string): EngineError =>
    refuse(`Conflicting options: ${what} cannot be updated as ${set} has already been set`);
  if (NanoCpus > 0 && now.CpuPeriod > 0) throw already('Nano CPUs', 'CPU Period');
  if (NanoCpus > 0 && now.CpuQuota > 0) throw already('Nano CPUs', 'CPU Quota');
  if (CpuPeriod > 0 && now.NanoCpus > 0) throw already('CPU Period', 'NanoCPUs');
  if (CpuQuota > 0 && now.NanoCpus > 0) throw already('CPU Quota', 'NanoCPUs');
}

function invalidParameterOf({ id }: Container, reason: string): EngineError {
  return invalidParameter(`Cannot update container ${id}: ${reason}`);
}
