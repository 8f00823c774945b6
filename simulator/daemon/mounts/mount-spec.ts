/** What `--mount` may ask for, and what a mount point becomes of it. */
import type { Mount } from '../../api/containers.ts';
import { invalidParameter } from '../../api/errors.ts';
import type { ProcessFs } from '../../kernel/abi.ts';
import { cleanPath, isLocalPath } from './path.ts';

export const PROPAGATIONS: readonly string[] = ['private', 'rprivate', 'slave', 'rslave', 'shared', 'rshared'];
const ROOT_TARGET = "invalid specification: destination can't be '/'";

/** Throws invalidParameter. Without `hostFs` a bind source need not exist, as with `-v`. */
export function checkMount(mount: Mount, hostFs: ProcessFs | undefined): void {
  const problem = problemOf(mount, hostFs);
  if (problem !== undefined) {
    throw invalidParameter(`invalid mount config for type ${JSON.stringify(mount.Type ?? '')}: ${problem}`);
  }
}

export function checkTmpfsDestination(destination: string): void {
  const problem = targetProblem(destination);
  if (problem !== undefined) throw invalidParameter(problem);
}

function targetProblem(target: string): string | undefined {
  if (cleanPath(target) === '/') return ROOT_TARGET;
  return absoluteProblem(target);
}

function absoluteProblem(path: string): string | undefined {
  return path.startsWith('/') ? undefined : `invalid mount path: '${path}' mount path must be absolute`;
}

function problemOf(mount: Mount, hostFs: ProcessFs | undefined): string | undefined {
  const { Target = '' } = mount;
  if (Target === '') return 'field Target must not be empty';
  const target = targetProblem(Target);
  if (target !== undefined) return target;
  switch (mount.Type) {
    case 'bind':
      return bindProblem(mount, hostFs);
    case 'volume':
      return volumeProblem(mount);
    case 'tmpfs':
      return tmpfsProblem(mount);
    case 'image':
      return imageProblem(mount);
    default:
      return 'mount type unknown';
  }
}

const extra = (field: string): string => `field ${field} must not be specified`;
const SUBPATH = 'subpath must be a relative path within the volume';

function bindProblem(mount: Mount, hostFs: ProcessFs | undefined): string | undefined {
  const { Source = '', BindOptions } = mount;
  if (Source === '') return 'field Source must not be empty';
  const propagation = BindOptions?.Propagation ?? '';
  if (propagation !== '' && !PROPAGATIONS.includes(propagation)) return `invalid propagation mode: ${propagation}`;
  if (mount.VolumeOptions !== undefined) return extra('VolumeOptions');
  if (mount.ImageOptions !== undefined) return extra('ImageOptions');
  const source = absoluteProblem(Source);
  if (source !== undefined) return source;
  const mayBeMissing = hostFs === undefined || BindOptions?.CreateMountpoint === true;
  return mayBeMissing || hostFs.exists(Source) ? undefined : `bind source path does not exist: ${Source}`;
}

function volumeProblem(mount: Mount): string | undefined {
  if (mount.BindOptions !== undefined) return extra('BindOptions');
  if (mount.ImageOptions !== undefined) return extra('ImageOptions');
  const isAnonymous = (mount.Source ?? '') === '';
  const subpath = mount.VolumeOptions?.Subpath ?? '';
  if (subpath !== '' && isAnonymous) return 'must not set Subpath when using anonymous volumes';
  if (subpath !== '' && !isLocalPath(subpath)) return SUBPATH;
  if (mount.ReadOnly === true && isAnonymous) return 'must not set ReadOnly mode when using anonymous volumes';
  return undefined;
}

function tmpfsProblem(mount: Mount): string | undefined {
  if (mount.BindOptions !== undefined) return extra('BindOptions');
  if (mount.ImageOptions !== undefined) return extra('ImageOptions');
  if ((mount.Source ?? '') !== '') return extra('Source');
  for (const option of mount.TmpfsOptions?.Options ?? []) {
    if (option.length < 1 || option.length > 2) return 'invalid option array length';
    const name = option[0] ?? '';
    if (name !== 'exec' && name !== 'noexec') return `invalid option: ${name}`;
  }
  return undefined;
}

function imageProblem(mount: Mount): string | undefined {
  if (mount.BindOptions !== undefined) return extra('BindOptions');
  if (mount.VolumeOptions !== undefined) return extra('VolumeOptions');
  if ((mount.Source ?? '') === '') return 'field Source must not be empty';
  const subpath = mount.ImageOptions?.Subpath ?? '';
  return subpath !== '' && !isLocalPath(subpath) ? SUBPATH : undefined;
}
