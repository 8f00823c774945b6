/** A new container's root file system: the image's layers, the daemon's init layer, and an empty layer on top. */
import type { ProcessFs } from '../../kernel/abi.ts';
import { createMemoryFileSystem, createMountNamespace, createOverlay, diffUpper } from '../../vfs/index.ts';
import type { Layer, MemoryFileSystem, OverlayFileSystem } from '../../vfs/index.ts';
import type { Daemon } from '../context.ts';
import { makeDirectories, rootFs } from '../host.ts';

export function createRootLayer(daemon: Daemon, imageId: string): OverlayFileSystem {
  const layers = daemon.images.layers(imageId);
  const lower = [...layers, initLayer(daemon, imageId, layers)];
  return createOverlay({ lower, upper: emptyUpper(daemon) });
}

function emptyUpper(daemon: Daemon): MemoryFileSystem {
  const space = daemon.host.disk?.space;
  const now = daemon.kernel.clock.now();
  return createMemoryFileSystem({ type: 'ext4', now, ...(space === undefined ? {} : { space }) });
}

/** Directories and empty files that mounts will cover, and the mark of a container. */
const ENTRIES: readonly (readonly [path: string, kind: 'directory' | 'file' | 'symlink'])[] = [
  ['/dev/pts', 'directory'],
  ['/dev/shm', 'directory'],
  ['/proc', 'directory'],
  ['/sys', 'directory'],
  ['/.dockerenv', 'file'],
  ['/etc/resolv.conf', 'file'],
  ['/etc/hosts', 'file'],
  ['/etc/hostname', 'file'],
  ['/dev/console', 'file'],
  ['/etc/mtab', 'symlink'],
];

/** The layer between the image and the container: part of neither, so that no diff and no commit shows it. */
function initLayer(daemon: Daemon, imageId: string, layers: readonly Layer[]): Layer {
  const known = daemon.live.initLayers.get(imageId);
  if (known !== undefined) return known;
  const overlay = createOverlay({ lower: layers, upper: emptyUpper(daemon) });
  const fs = rootFs(createMountNamespace(overlay), daemon.kernel.clock);
  for (const [path, kind] of ENTRIES) addEntry(fs, path, kind);
  const layer = diffUpper(overlay);
  daemon.live.initLayers.set(imageId, layer);
  return layer;
}

function addEntry(fs: ProcessFs, path: string, kind: 'directory' | 'file' | 'symlink'): void {
  removeFilesOnTheWay(fs, path);
  const parent = path.slice(0, path.lastIndexOf('/'));
  makeDirectories(fs, kind === 'directory' ? path : parent);
  if (kind === 'file') fs.writeFile(path, '', 0o755);
  if (kind === 'symlink') fs.symlink('/proc/mounts', path);
}

/** What the image has there as a file or link makes room; its directories stay. */
function removeFilesOnTheWay(fs: ProcessFs, path: string): void {
  let at = '';
  for (const name of path.split('/').slice(1)) {
    at += `/${name}`;
    if (isFileOrLink(fs, at)) fs.unlink(at);
  }
}

function isFileOrLink(fs: ProcessFs, path: string): boolean {
  const parent = path.slice(0, path.lastIndexOf('/')) || '/';
  if (!fs.exists(parent)) return false;
  const name = path.slice(path.lastIndexOf('/') + 1);
  return fs.readdir(parent).some((entry) => entry.name === name && entry.type !== 'directory');
}
