/** API objects as inspect prints them: their Go types, loaded only when a template asks for them. */
import type { ContainerInspect } from '../../api/containers.ts';
import type { ImageInspect } from '../../api/images.ts';
import type { Network } from '../../api/networks.ts';
import type { Volume } from '../../api/volumes.ts';
import type { Client } from '../client.ts';
import type { Inspected } from './inspect.ts';
import { escapeHtml } from './json.ts';
import type { Value } from './template/value.ts';

/** Decodes an object as a Go type. */
type Decode = (data: unknown) => Value;

/** Whether a format is a template, for which types are needed. */
const isTemplate = (format: string): boolean => format !== '' && format !== 'json';

async function decoder(
  client: Client,
  format: string,
  type: string,
  source: () => Promise<string>,
): Promise<Decode | undefined> {
  if (!isTemplate(format)) return undefined;
  const { TypeTable } = await client.load(() => import('./template/typed.ts'));
  const table = new TypeTable(await client.load(source));
  return (data) => table.decode(type, data);
}

const withType = (raw: unknown, decode: Decode | undefined): Inspected =>
  decode ? { raw, typed: () => decode(raw) } : { raw };

export async function inspectsContainers(client: Client, format: string) {
  const decode = await decoder(
    client,
    format,
    'container.InspectResponse',
    async () => (await import('./types/container.ts')).CONTAINER_TYPES,
  );
  return (container: ContainerInspect): Inspected => withType(container, decode);
}

/** The daemon escapes HTML in an image's Config, and only there. */
function imageText(data: unknown): string {
  if (typeof data !== 'object' || data === null || !('Config' in data)) return JSON.stringify(data);
  const parts = Object.entries(data).map(([key, value]) => {
    const json = JSON.stringify(value);
    return value === undefined ? '' : `${JSON.stringify(key)}:${key === 'Config' ? escapeHtml(json) : json}`;
  });
  return `{${parts.filter((part) => part !== '').join(',')}}`;
}

export async function inspectsImages(client: Client, format: string) {
  const decode = await decoder(
    client,
    format,
    'image.InspectResponse',
    async () => (await import('./types/image.ts')).IMAGE_TYPES,
  );
  return (image: ImageInspect): Inspected => ({ ...withType(image, decode), text: imageText });
}

export async function inspectsNetworks(client: Client, format: string) {
  const decode = await decoder(
    client,
    format,
    'network.Inspect',
    async () => (await import('./types/network.ts')).NETWORK_TYPES,
  );
  return (network: Network): Inspected => withType(network, decode);
}

/** `docker volume inspect` knows no plain JSON to fall back to. */
export async function inspectsVolumes(client: Client, format: string, fallsBack: boolean) {
  const decode = await decoder(
    client,
    format,
    'volume.Volume',
    async () => (await import('./types/volume.ts')).VOLUME_TYPES,
  );
  return (volume: Volume): Inspected => ({
    ...withType(volume, decode),
    ...(fallsBack ? {} : { typedOnly: true, text: (data: unknown) => escapeHtml(JSON.stringify(data)) }),
  });
}
