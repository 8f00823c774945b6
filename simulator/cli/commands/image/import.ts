/** docker import: an image of one layer from a tar archive. */
import type { Readable } from '../../../kernel/abi.ts';
import { atLeast, command } from '../../command.ts';
import type { Client } from '../../client.ts';
import { list } from '../../flags/lists.ts';
import { string } from '../../flags/scalars.ts';
import { parseReference } from '../../format/reference.ts';
import { openFile } from '../../streams/bytes-reader.ts';
import { showProgress } from '../../streams/progress.ts';
import { PLATFORMS } from './pull.ts';

export default command({
  usage: '[OPTIONS] file|URL|- [REPOSITORY[:TAG]]',
  args: atLeast(1),
  flags: { change: list('c'), message: string('m'), platform: string() },
  aliasLine: 'docker image import, docker import',
  completeFlag: { platform: PLATFORMS },
  run: async ({ client, flags, args: [source = '', reference = ''] }) => {
    const content = await contentOf(client, source);
    if (reference !== '') parseReference(reference);
    const engine = await client.engine();
    const messages = await engine.imageCreate(
      {
        fromSrc: content ? '-' : source,
        repo: reference,
        ...(flags.message === '' ? {} : { message: flags.message }),
        ...(flags.change.length > 0 ? { changes: flags.change } : {}),
        ...(flags.platform === '' ? {} : { platform: flags.platform.toLowerCase() }),
      },
      content ? { content } : {},
    );
    await showProgress(client, messages, 'stdout');
  },
});

/** What is imported; undefined for a URL, which the daemon fetches. */
async function contentOf(client: Client, source: string): Promise<Readable | undefined> {
  if (source === '-') return client.process.stdin;
  return /^https?:\/\//.test(source) ? undefined : openFile(client.process, source);
}
