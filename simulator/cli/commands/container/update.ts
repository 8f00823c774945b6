/** docker update: limits and restart policy of containers that exist. */
import type { ContainerUpdateRequest } from '../../../api/containers.ts';
import { errorText, isFailure } from '../../client.ts';
import { atLeast, command } from '../../command.ts';
import { completeContainers } from '../../completion/engine.ts';
import type { FlagValues } from '../../flags/flag.ts';
import { bytes, decimal, int, string, swapBytes, uint } from '../../flags/scalars.ts';
import { parseRestartPolicy } from '../../opts/restart.ts';
import { completeCreateFlag } from './create-completion.ts';

const FLAGS = {
  'blkio-weight': { ...uint(16), defaultText: '0' },
  'cpu-period': int(),
  'cpu-quota': int(),
  'cpu-rt-period': int(),
  'cpu-rt-runtime': int(),
  'cpu-shares': int('c'),
  cpus: decimal(),
  'cpuset-cpus': string(),
  'cpuset-mems': string(),
  'kernel-memory': { ...bytes(), hidden: true },
  memory: bytes('m'),
  'memory-reservation': bytes(),
  'memory-swap': swapBytes(),
  'pids-limit': int(),
  restart: string(),
};

export default command({
  usage: '[OPTIONS] CONTAINER [CONTAINER...]',
  args: atLeast(1),
  flags: FLAGS,
  aliasLine: 'docker container update, docker update',
  complete: completeContainers({ all: true }),
  completeFlag: completeCreateFlag,
  run: async ({ client, flags, changed, args }) => {
    const given = Object.keys(FLAGS).filter((name): name is keyof typeof FLAGS => name in FLAGS);
    if (!given.some(changed)) throw new Error('you must provide one or more flags when using this command');
    const body = updateRequest(flags);
    const engine = await client.engine();
    const warnings: string[] = [];
    const failures: string[] = [];
    for (const name of args) {
      try {
        const { Warnings } = await engine.containerUpdate(name, body);
        warnings.push(...(Warnings ?? []));
        await client.println(name);
      } catch (error) {
        if (!isFailure(error)) throw error;
        failures.push(errorText(error));
      }
    }
    if (warnings.length > 0) await client.println(warnings.join('\n'));
    if (failures.length > 0) throw new Error(failures.join('\n'));
  },
});

function updateRequest(flags: FlagValues<typeof FLAGS>): ContainerUpdateRequest {
  return {
    CpuShares: flags['cpu-shares'],
    Memory: flags.memory,
    NanoCpus: flags.cpus,
    BlkioWeight: flags['blkio-weight'],
    CpuPeriod: flags['cpu-period'],
    CpuQuota: flags['cpu-quota'],
    CpuRealtimePeriod: flags['cpu-rt-period'],
    CpuRealtimeRuntime: flags['cpu-rt-runtime'],
    CpusetCpus: flags['cpuset-cpus'],
    CpusetMems: flags['cpuset-mems'],
    MemoryReservation: flags['memory-reservation'],
    MemorySwap: flags['memory-swap'],
    ...(flags['pids-limit'] === 0 ? {} : { PidsLimit: flags['pids-limit'] }),
    RestartPolicy: parseRestartPolicy(flags.restart),
  };
}
