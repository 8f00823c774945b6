/** What `docker create` and `docker run` have in common: pull if need be, create, write the id to --cidfile. */
import type { ContainerCreateRequest } from '../../../api/containers.ts';
import { isEngineError } from '../../../api/errors.ts';
import type { Client } from '../../client.ts';
import { familiar, isFullId, parseReference, withDefaultTag, type Reference } from '../../format/reference.ts';
import { withPathError } from '../../go/path-error.ts';
import { isLoopback } from '../../opts/ip.ts';
import { parsePlatform } from '../../opts/platform.ts';
import type { CreateFlags } from './create-flags.ts';
import { pullForCreate } from './pull.ts';

/** Refuses other words than the three. */
export function checkPull(pull: string): void {
  if (['always', 'missing', 'never', ''].includes(pull)) return;
  throw new Error(`invalid pull option: '${pull}': must be one of "always", "missing" or "never"`);
}

/** The image as a name; undefined where it can only be an id. */
function nameOf(image: string): Reference | undefined {
  return isFullId(image) ? undefined : withDefaultTag(parseReference(image));
}

/** Creates the container and gives its id. */
export async function createContainer(
  client: Client,
  request: ContainerCreateRequest,
  flags: CreateFlags,
): Promise<string> {
  const idFile = openIdFile(client, flags.cidfile);
  try {
    return await createWith(client, request, flags, idFile);
  } finally {
    idFile.close();
  }
}

async function createWith(
  client: Client,
  request: ContainerCreateRequest,
  flags: CreateFlags,
  idFile: IdFile,
): Promise<string> {
  const image = request.Image ?? '';
  const name = nameOf(image);
  if (flags['use-api-socket']) {
    throw new Error('Drydock does not simulate --use-api-socket; mount /var/run/docker.sock with -v instead');
  }
  const platform = flags.platform === '' ? '' : parsePlatform(flags.platform);
  const engine = await client.engine();
  const size = client.windowSize('stdout');
  const body: ContainerCreateRequest = {
    ...request,
    HostConfig: { ...request.HostConfig, ConsoleSize: [size?.rows ?? 0, size?.cols ?? 0] },
  };
  const query = { ...(flags.name === '' ? {} : { name: flags.name }), ...(platform === '' ? {} : { platform }) };
  if (flags.pull === 'always') await pullForCreate(client, image, flags);
  let created;
  try {
    created = await engine.containerCreate(query, body);
  } catch (error) {
    if (!isEngineError(error, 'notFound') || !name || flags.pull !== 'missing') throw error;
    if (!flags.quiet) await client.complain(`Unable to find image '${familiar(name)}' locally`);
    await pullForCreate(client, image, flags);
    created = await engine.containerCreate(query, body);
  }
  for (const warning of [...created.Warnings, ...dnsWarning(request)]) await client.complain(`WARNING: ${warning}`);
  idFile.write(created.Id);
  return created.Id;
}

function dnsWarning(request: ContainerCreateRequest): string[] {
  const local = (request.HostConfig?.Dns ?? []).find(isLoopback);
  return local === undefined ? [] : [`Localhost DNS (${local}) may fail in containers.`];
}

interface IdFile {
  write(id: string): void;
  /** Takes the file away again when no id was written. */
  close(): void;
}

function openIdFile(client: Client, path: string): IdFile {
  if (path === '') return { write: () => undefined, close: () => undefined };
  const { fs } = client.process;
  if (fs.exists(path)) {
    throw new Error(`container ID file found, make sure the other container isn't running or delete ${path}`);
  }
  try {
    withPathError('open', path, () => fs.writeFile(path, ''));
  } catch (error) {
    throw new Error(
      `failed to create the container ID file: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  let written = false;
  return {
    write: (id) => {
      fs.writeFile(path, id);
      written = true;
    },
    close: () => {
      if (!written && fs.exists(path)) fs.unlink(path);
    },
  };
}
