/** Mounts in the order in which they are made, and making them. */
import type { ProcessFs } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';
import type { SysError } from '../../kernel/errno.ts';
import type { FileSystem, MountNamespace, MountOptions } from '../../vfs/index.ts';
import { RuntimeError } from './errors.ts';
import { makeMountPoint } from './mount-points.ts';

export interface PlannedMount {
  readonly at: string;
  readonly fs: FileSystem;
  readonly options: MountOptions;
  /** What runc names as the source in its messages. */
  readonly shown: string;
  /** What mount(2) was asked for, as the messages show it: `flags: 0x5000`. */
  readonly flags?: string;
}

/** Throws RuntimeError in runc's words. `merged` is where the daemon has the root file system on the host. */
export function mountAll(mounts: MountNamespace, fs: ProcessFs, plan: readonly PlannedMount[], merged: string): void {
  for (const planned of plan) {
    const { at, options } = planned;
    const node = options.node ?? planned.fs.root;
    const isDirectory = options.subpath !== undefined || planned.fs.typeOf(node) === 'directory';
    try {
      makeMountPoint(fs, at, isDirectory);
    } catch (error) {
      throw isSysError(error) ? mountPointError(planned, error, merged) : error;
    }
    try {
      mounts.mount(at, planned.fs, options);
    } catch (error) {
      throw isSysError(error) ? mountError(planned, error) : error;
    }
  }
}

function mountPointError({ at, shown }: PlannedMount, error: SysError, merged: string): RuntimeError {
  const reason = error.message.toLowerCase();
  const what =
    error.code === 'ENOTDIR'
      ? `open o_path procfd: open ${merged}${at}`
      : `create mountpoint for ${at} mount: mkdirat ${merged}${at}`;
  return initError(`error mounting ${JSON.stringify(shown)} to rootfs at ${JSON.stringify(at)}: ${what}: ${reason}`);
}

function mountError({ at, shown, flags = '0x5000' }: PlannedMount, error: SysError): RuntimeError {
  const call = `mount ${shown}:${at} (via /proc/self/fd/6), flags: ${flags}`;
  return initError(
    `error mounting ${JSON.stringify(shown)} to rootfs at ${JSON.stringify(at)}: ${call}: ${error.message.toLowerCase()}`,
  );
}

export function initError(text: string): RuntimeError {
  return new RuntimeError(`error during container init: ${text}`);
}
