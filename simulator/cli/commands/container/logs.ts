/** docker logs: what a container wrote. */
import { copyFrames } from '../../../api/streams.ts';
import { command, exactly } from '../../command.ts';
import { completeContainers } from '../../completion/engine.ts';
import { bool, string } from '../../flags/scalars.ts';
import { timestampOf } from '../../go/timestamp.ts';
import { containerId } from './container-id.ts';

export default command({
  usage: '[OPTIONS] CONTAINER',
  args: exactly(1),
  flags: {
    follow: bool('f'),
    since: string(),
    until: string(),
    timestamps: bool('t'),
    details: bool(),
    tail: string('n', 'all'),
  },
  aliasLine: 'docker container logs, docker logs',
  complete: completeContainers({ all: true, limit: 1 }),
  run: async ({ client, flags, args: [name = ''] }) => {
    const engine = await client.engine();
    const { Id, Config } = await engine.containerInspect(containerId(name));
    const limit = (flag: 'since' | 'until'): Partial<Record<typeof flag, string>> =>
      flags[flag] === '' ? {} : { [flag]: timestamp(flag, flags[flag], client.now()) };
    const frames = await engine.containerLogs(Id, {
      stdout: true,
      stderr: true,
      ...limit('since'),
      ...limit('until'),
      ...(flags.timestamps ? { timestamps: true } : {}),
      ...(flags.follow ? { follow: true } : {}),
      ...(flags.details ? { details: true } : {}),
      tail: flags.tail,
    });
    const { stdout, stderr } = client.process;
    try {
      await copyFrames(frames, stdout, Config.Tty ? stdout : stderr);
    } finally {
      frames.close();
    }
  },
});

function timestamp(flag: string, text: string, now: number): string {
  try {
    return timestampOf(text, now);
  } catch (error) {
    throw new Error(
      `invalid value for ${JSON.stringify(flag)}: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
