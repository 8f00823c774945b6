/** docker context ls. */
import { command, noArgs } from '../../command.ts';
import { ContextStore, DEFAULT_DESCRIPTION, type ContextMeta } from '../../config/context-store.ts';
import { DEFAULT_CONTEXT } from '../../config/default-context.ts';
import { currentContext } from '../../config/endpoint.ts';
import { bool, string } from '../../flags/scalars.ts';
import { formatList, type Row } from '../../format/listing.ts';
import { naturalCompare } from '../../format/natural.ts';
import { ellipsis } from '../../format/text.ts';

const TABLE = 'table {{.Name}}{{if .Current}} *{{end}}\t{{.Description}}\t{{.DockerEndpoint}}\t{{.Error}}';
const ERROR_WIDTH = 45;
const TITLES = { Name: 'NAME', Description: 'DESCRIPTION', DockerEndpoint: 'DOCKER ENDPOINT', Error: 'ERROR' };

export default command({
  usage: '[OPTIONS]',
  args: noArgs,
  flags: { format: string(), quiet: bool('q') },
  aliasLine: 'docker context ls, docker context list',
  run: async ({ client, flags }) => {
    const store = new ContextStore(client);
    const current = currentContext(client);
    const contexts = store.list();
    const rows = contexts.map((context) => contextRow(context, context.Name === current));
    const names = contexts.map((context) => context.Name);
    if (!names.includes(current)) {
      const missing = { Name: current, Metadata: {}, Endpoints: {} };
      const at = names.findIndex((name) => naturalCompare(current, name) < 0);
      rows.splice(at < 0 ? rows.length : at, 0, contextRow(missing, true, whyMissing(store, current)));
    }
    const format = flags.quiet ? '{{.Name}}' : flags.format === '' || flags.format === 'table' ? TABLE : flags.format;
    await client.print(
      await formatList(client, { type: '*formatter.clientContextContext', titles: TITLES, rows }, format),
    );
    if (client.process.env.get('DOCKER_HOST')) {
      await client.complain(
        'Warning: DOCKER_HOST environment variable overrides the active context. To use a context, either set the global --context flag, or unset DOCKER_HOST environment variable.',
      );
    }
  },
});

function whyMissing(store: ContextStore, name: string): string {
  try {
    store.get(name);
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function contextRow(context: ContextMeta, current: boolean, error = ''): Row {
  const own = context.Metadata.Description ?? '';
  const description = context.Name === DEFAULT_CONTEXT ? DEFAULT_DESCRIPTION : own;
  return {
    Current: () => current,
    Description: () => description,
    DockerEndpoint: () => context.Endpoints.docker?.Host ?? '',
    Error: () => ellipsis(error, ERROR_WIDTH),
    Name: () => context.Name,
  };
}
