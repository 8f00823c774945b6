/** Candidates for arguments that name something in the engine: containers, images, networks, volumes. */
import type { ContainerSummary } from '../../api/containers.ts';
import type { Client } from '../client.ts';
import type { Complete, CompletionRequest } from '../command.ts';
import { familiar, parseReference } from '../format/reference.ts';

/** Candidates while at most `limit` arguments are taken; without a limit, as long as one is not named yet. */
function upTo(
  limit: number | undefined,
  find: (client: Client) => Promise<readonly string[]>,
): (request: CompletionRequest) => Promise<readonly string[]> {
  return async ({ client, args }) => {
    if (limit !== undefined && args.length >= limit) return [];
    const taken = new Set(args);
    return (await find(client)).filter((name) => !taken.has(name));
  };
}

export interface ContainerChoice {
  /** Also those that do not run. */
  readonly all?: boolean;
  readonly limit?: number;
  readonly only?: (container: ContainerSummary) => boolean;
}

export const completeContainers = ({ all = false, limit, only = () => true }: ContainerChoice = {}) =>
  upTo(limit, (client) => containerNames(client, all, only));

export async function containerNames(
  client: Client,
  all: boolean,
  only: (container: ContainerSummary) => boolean = () => true,
): Promise<readonly string[]> {
  const engine = await client.engine();
  const found = await engine.containerList({ all });
  return found.filter(only).map((container) => (container.Names[0] ?? container.Id).replace(/^\//, ''));
}

export const completeImages = (limit?: number) => upTo(limit, imageNames);

export async function imageNames(client: Client): Promise<readonly string[]> {
  const engine = await client.engine();
  const images = await engine.imageList({});
  return images
    .flatMap((image) => image.RepoTags)
    .filter((name) => name !== '<none>:<none>')
    .map(short);
}

function short(name: string): string {
  try {
    return familiar(parseReference(name));
  } catch {
    return name;
  }
}

export const completeNetworks = (limit?: number) => upTo(limit, networkNames);

export async function networkNames(client: Client): Promise<readonly string[]> {
  const engine = await client.engine();
  return (await engine.networkList({})).map((network) => network.Name);
}

export const completeVolumes = (limit?: number) => upTo(limit, volumeNames);

export async function volumeNames(client: Client): Promise<readonly string[]> {
  const engine = await client.engine();
  return (await engine.volumeList({})).Volumes.map((volume) => volume.Name);
}

/** Always the same words. */
export const words =
  (...candidates: readonly string[]): Complete =>
  () =>
    candidates;
/** File names: the shell completes them itself. */
export const files: Complete = () => undefined;
