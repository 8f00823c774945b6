/** Looking at a machine from outside, as the screen and the judge of lessons do: its files, layers and web servers. */
import { isEngineError } from './api/errors.ts';
import { isSysError } from './kernel/errno.ts';
import { changesOfLayer, imageLayers, readContainerFile, readImageFile, type LayerChanges } from './layer-view.ts';
import type { SimulatedMachine } from './machine.ts';

/** Whether an error of the engine says that a thing does not exist. */
export function isNotFound(error: unknown): boolean {
  return isEngineError(error) && error.kind === 'notFound';
}

/** Paths that an image's layers add and remove, the lowest first; empty for an image that is not here. */
export function layersOf(machine: SimulatedMachine, reference: string): readonly LayerChanges[] {
  return (imageLayers(machine.daemon, reference) ?? []).map(changesOfLayer);
}

export interface FoundFile {
  bytes: Uint8Array;
  layer: 'writable' | 'image' | undefined;
}

/**
 * A file of `host`, `container:ID`, `image:REF` or `volume:NAME`; undefined where there is none. Paths of the host may
 * be relative to the working directory.
 */
export function readFile(machine: SimulatedMachine, holder: string, path: string): FoundFile | undefined {
  const at = holder.indexOf(':');
  const [kind, name] = at === -1 ? [holder, ''] : [holder.slice(0, at), holder.slice(at + 1)];
  if (kind === 'container') return readContainerFile(machine.daemon, name, path);
  if (kind === 'image') {
    const bytes = readImageFile(machine.daemon, name, path);
    return bytes === undefined ? undefined : { bytes, layer: undefined };
  }
  const volume = `/var/lib/docker/volumes/${name}/_data`;
  const base = kind === 'volume' ? volume : path.startsWith('/') ? '' : machine.host.workingDirectory;
  const full = `${base}/${path.replace(/^\/+/, '')}`;
  if (!machine.files.exists(full)) return undefined;
  const bytes = machine.files.stat(full).type === 'file' ? machine.files.readFile(full) : new Uint8Array();
  return { bytes, layer: undefined };
}

/** Simulated milliseconds that a server may take to answer a GET. */
const PATIENCE = 5000;

/**
 * An HTTP GET from the host to one of its own ports: the whole answer as text; undefined when nothing answers, or not
 * in time: somebody who looks must not wait for a server that never closes.
 */
export async function httpGet(machine: SimulatedMachine, port: number, path: string): Promise<string | undefined> {
  try {
    const connection = await machine.host.net.connect('127.0.0.1', port);
    const limit = machine.clock.after(PATIENCE, () => connection.close());
    try {
      await connection.write(
        `GET ${path} HTTP/1.0\r\nHost: localhost:${port}\r\nAccept: */*\r\nConnection: close\r\n\r\n`,
      );
      return await connection.readText();
    } finally {
      limit.cancel();
      connection.close();
    }
  } catch (error) {
    if (isSysError(error)) return undefined;
    throw error;
  }
}
