import type { Machine } from '../abi.ts';
import type { KernelProcess } from './kernel-process.ts';

/** The machine as a process sees it: a limited cgroup has less memory. */
export function machineOf(process: KernelProcess): Machine {
  const { facts } = process.machinery;
  const { limits, memory } = process.cgroup;
  if (limits.memory === undefined) return { ...facts, memoryUsed: usedMemory(process) };
  return { ...facts, memory: Math.min(facts.memory, limits.memory), memoryUsed: memory };
}

function usedMemory({ machinery }: KernelProcess): number {
  return machinery.hostPids.all().reduce((sum, process) => sum + process.memory, machinery.facts.memoryUsed);
}
