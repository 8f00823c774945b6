/** docker context inspect. */
import { atLeast, command } from '../../command.ts';
import { ContextStore } from '../../config/context-store.ts';
import { currentContext } from '../../config/endpoint.ts';
import { string } from '../../flags/scalars.ts';
import { printInspected } from '../../format/inspect.ts';
import { escapeHtml } from '../../format/json.ts';
import { completeContexts } from './complete.ts';

const TYPES = `
context.contextWithTLSListing: +store.Metadata; TLSMaterial map[string][]string; Storage store.StorageInfo
store.Metadata: Name? string; Metadata? command.DockerContext; Endpoints? map[string]docker.EndpointMeta
command.DockerContext: Description? string; AdditionalFields|- map[string]any
docker.EndpointMeta: Host? string; SkipTLSVerify bool
store.StorageInfo: MetadataPath string; TLSPath string
`;

export default command({
  usage: '[OPTIONS] [CONTEXT] [CONTEXT...]',
  args: atLeast(0),
  flags: { format: string('f') },
  complete: completeContexts(),
  run: async ({ client, flags, args }) => {
    const store = new ContextStore(client);
    const names = args.length > 0 ? args : [currentContext(client)];
    const { TypeTable } = await client.load(() => import('../../format/template/typed.ts'));
    return printInspected(client, names, flags.format, (name) => {
      const raw = { ...store.get(name), TLSMaterial: store.tlsFiles(name), Storage: store.storage(name) };
      return Promise.resolve({
        raw,
        typed: () => new TypeTable(TYPES).decode('context.contextWithTLSListing', raw),
        typedOnly: true,
        text: (data) => escapeHtml(JSON.stringify(data)),
      });
    });
  },
});
