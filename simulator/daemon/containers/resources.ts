/** Limits that cannot be: too small, too large, or contradicting each other. */
import type { Resources } from '../../api/containers.ts';
import { invalidParameter } from '../../api/errors.ts';
import type { Machine } from '../../kernel/abi.ts';

const LEAST_MEMORY = 6 * 1024 * 1024;
const NANOS = 1e9;

/** The machine's kernel has no weights for block devices: what is asked for is dropped, with a warning. */
export function dropBlockWeights<R extends Partial<Resources>>(r: R): { resources: R; warnings: string[] } {
  if ((r.BlkioWeight ?? 0) === 0) return { resources: r, warnings: [] };
  const warning = 'Your kernel does not support Block I/O weight or the cgroup is not mounted. Weight discarded.';
  return { resources: { ...r, BlkioWeight: 0 }, warnings: [warning] };
}

/** Throws invalidParameter; answers with warnings. */
export function checkResources(r: Partial<Resources>, machine: Machine, isUpdate: boolean): string[] {
  checkMemory(r, isUpdate);
  checkProcessors(r, machine.cpus);
  if (r.OomKillDisable === true && (r.Memory ?? 0) === 0) {
    return [
      'OOM killer is disabled for the container, but no memory limit is set, ' +
        'this can result in the system running out of resources.',
    ];
  }
  return [];
}

function checkMemory(r: Partial<Resources>, isUpdate: boolean): void {
  const { Memory = 0, MemorySwap = 0, MemoryReservation = 0, MemorySwappiness = null } = r;
  if (Memory !== 0 && Memory < LEAST_MEMORY) throw invalidParameter('Minimum memory limit allowed is 6MB');
  if (Memory > 0 && MemorySwap > 0 && MemorySwap < Memory) {
    throw invalidParameter('Minimum memoryswap limit should be larger than memory limit, see usage');
  }
  if (Memory === 0 && MemorySwap > 0 && !isUpdate) {
    throw invalidParameter('You should always set the Memory limit when using Memoryswap limit, see usage');
  }
  if (MemorySwappiness !== null && (MemorySwappiness < 0 || MemorySwappiness > 100)) {
    throw invalidParameter(`Invalid value: ${MemorySwappiness}, valid memory swappiness range is 0-100`);
  }
  if (MemoryReservation > 0 && MemoryReservation < LEAST_MEMORY) {
    throw invalidParameter('Minimum memory reservation allowed is 6MB');
  }
  if (Memory > 0 && MemoryReservation > 0 && Memory < MemoryReservation) {
    throw invalidParameter('Minimum memory limit can not be less than memory reservation limit, see usage');
  }
}

function checkProcessors(r: Partial<Resources>, cpus: number): void {
  const { NanoCpus = 0, CpuPeriod = 0, CpuQuota = 0, CpusetCpus = '', CpusetMems = '' } = r;
  if (NanoCpus > 0 && CpuPeriod > 0) {
    throw invalidParameter('Conflicting options: Nano CPUs and CPU Period cannot both be set');
  }
  if (NanoCpus > 0 && CpuQuota > 0) {
    throw invalidParameter('Conflicting options: Nano CPUs and CPU Quota cannot both be set');
  }
  if (NanoCpus < 0 || NanoCpus > cpus * NANOS) {
    throw invalidParameter(`range of CPUs is from 0.01 to ${cpus}.00, as there are only ${cpus} CPUs available`);
  }
  if (CpuPeriod !== 0 && (CpuPeriod < 1000 || CpuPeriod > 1_000_000)) {
    throw invalidParameter('CPU cfs period can not be less than 1ms (i.e. 1000) or larger than 1s (i.e. 1000000)');
  }
  if (CpuQuota > 0 && CpuQuota < 1000) throw invalidParameter('CPU cfs quota can not be less than 1ms (i.e. 1000)');
  checkSet(CpusetCpus, 'cpus', 'CPUs', cpus);
  checkSet(CpusetMems, 'mems', 'memory nodes', 1);
}

/** `0-2,4`: each below `count`. */
function checkSet(text: string, what: string, words: string, count: number): void {
  if (text === '') return;
  for (const part of text.split(',')) {
    const match = /^(\d+)(?:-(\d+))?$/.exec(part);
    if (match === null) throw invalidParameter(`Invalid value ${text} for cpuset ${what}: invalid format: ${part}`);
    if (Number(match[2] ?? match[1]) >= count) {
      const available = count === 1 ? '0' : `0-${count - 1}`;
      throw invalidParameter(`Requested ${words} are not available - requested ${text}, available: ${available}`);
    }
  }
}
