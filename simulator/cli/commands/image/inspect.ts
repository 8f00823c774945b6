/** docker image inspect. */
import { atLeast, command } from '../../command.ts';
import { completeImages } from '../../completion/engine.ts';
import { string } from '../../flags/scalars.ts';
import { printInspected } from '../../format/inspect.ts';
import { inspectsImages } from '../../format/typed-inspect.ts';
import { parsePlatform } from '../../opts/platform.ts';
import { PLATFORMS } from './pull.ts';

export default command({
  usage: '[OPTIONS] IMAGE [IMAGE...]',
  args: atLeast(1),
  flags: { format: string('f'), platform: string() },
  complete: completeImages(),
  completeFlag: { platform: PLATFORMS },
  run: async ({ client, flags, args }) => {
    if (flags.platform !== '') checkPlatform(flags.platform);
    const engine = await client.engine();
    const seen = await inspectsImages(client, flags.format);
    return printInspected(client, args, flags.format, async (name) => seen(await engine.imageInspect(name)));
  },
});

/** Refuses what is no platform, in fewer words than other commands. */
function checkPlatform(text: string): void {
  try {
    parsePlatform(text);
  } catch (error) {
    throw new Error((error instanceof Error ? error.message : '').replace(/^error parsing specified platform: /, ''));
  }
}
