/** docker load: images from a tar archive. */
import { command, noArgs } from '../../command.ts';
import { bool, string } from '../../flags/scalars.ts';
import { openFile } from '../../streams/bytes-reader.ts';
import { showProgress } from '../../streams/progress.ts';
import { PLATFORMS } from './pull.ts';
import { platformOf } from './save.ts';

export default command({
  usage: '[OPTIONS]',
  args: noArgs,
  flags: { input: string('i'), platform: string(), quiet: bool('q') },
  aliasLine: 'docker image load, docker load',
  completeFlag: { platform: PLATFORMS },
  run: async ({ client, flags }) => {
    if (flags.input === '' && client.isTerminal('stdin')) {
      throw new Error('requested load from stdin, but stdin is empty');
    }
    const input = flags.input === '' ? client.process.stdin : await openFile(client.process, flags.input);
    const quiet = flags.quiet || !client.isTerminal('stdout');
    const engine = await client.engine();
    const messages = await engine.imageLoad({ ...(quiet ? { quiet } : {}), ...platformOf(flags.platform) }, input);
    await showProgress(client, messages, 'stdout');
  },
});
