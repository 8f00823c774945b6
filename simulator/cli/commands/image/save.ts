/** docker save: images as a tar archive. */
import { atLeast, command } from '../../command.ts';
import { completeImages } from '../../completion/engine.ts';
import { string } from '../../flags/scalars.ts';
import { parsePlatform } from '../../opts/platform.ts';
import { saveTo } from '../../streams/save.ts';
import { PLATFORMS } from './pull.ts';

export default command({
  usage: '[OPTIONS] IMAGE [IMAGE...]',
  args: atLeast(1),
  flags: { output: string('o'), platform: string() },
  aliasLine: 'docker image save, docker save',
  complete: completeImages(),
  completeFlag: { platform: PLATFORMS },
  run: async ({ client, flags, args }) => {
    const platform = platformOf(flags.platform);
    await saveTo(client, flags.output, 'failed to save image', async () =>
      (await client.engine()).imageGetAll({ names: args, ...platform }),
    );
  },
});

export function platformOf(text: string): { platform?: { os: string; architecture: string; variant?: string } } {
  if (text === '') return {};
  try {
    const [os = '', architecture = '', variant] = parsePlatform(text).split('/');
    return { platform: { os, architecture, ...(variant === undefined ? {} : { variant }) } };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`invalid platform: ${reason.replace(/^error parsing specified platform: /, '')}`);
  }
}
