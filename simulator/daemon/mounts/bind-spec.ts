/** `-v SOURCE:TARGET:MODE` in all its forms. */
import type { Mount } from '../../api/containers.ts';
import { invalidParameter, isEngineError, system } from '../../api/errors.ts';
import { checkMount, PROPAGATIONS } from './mount-spec.ts';

export interface BindSpec {
  readonly mount: Mount;
  /** What stood after the second colon. */
  readonly mode: string;
}

const GROUPS: readonly (readonly string[])[] = [
  ['rw', 'ro'],
  ['z', 'Z'],
  PROPAGATIONS,
  ['nocopy'],
  ['consistent', 'cached', 'delegated'],
];

/** Whether each word of the mode is known, and no two of one kind are given. */
export function isMountMode(mode: string): boolean {
  if (mode === '') return true;
  const kinds = mode.split(',').map((word) => GROUPS.findIndex((group) => group.includes(word)));
  return !kinds.includes(-1) && new Set(kinds).size === kinds.length;
}

/** Throws system (as the real daemon does) with `invalid volume specification: '…'`. */
export function parseBind(raw: string, volumeDriver: string): BindSpec {
  const invalid = `invalid volume specification: '${raw}'`;
  const parts = splitColons(raw);
  const [first = '', second, third, fourth] = parts;
  if (first === '' || fourth !== undefined) throw system(invalid);
  if (second !== undefined && third === undefined && isMountMode(second)) throw system(invalid);
  const mode = third ?? '';
  if (!isMountMode(mode)) throw system(`invalid mode: ${mode}`);
  const mount = mountOf(second === undefined ? '' : first, second ?? first, mode, volumeDriver);
  try {
    checkMount(mount, undefined);
  } catch (error) {
    if (isEngineError(error)) throw system(`${invalid}: ${error.message}`);
    throw error;
  }
  return { mount, mode };
}

/** At most four parts; the fourth holds the rest. */
function splitColons(raw: string): string[] {
  const parts = raw.split(':');
  return parts.length > 4 ? [...parts.slice(0, 3), parts.slice(3).join(':')] : parts;
}

function mountOf(source: string, target: string, mode: string, volumeDriver: string): Mount {
  const words = mode.split(',');
  const isBind = source.startsWith('/');
  const propagation = words.find((word) => PROPAGATIONS.includes(word));
  const noCopy = words.includes('nocopy');
  const driver = volumeDriver !== '' && !isBind ? { DriverConfig: { Name: volumeDriver } } : {};
  return {
    Type: isBind ? 'bind' : 'volume',
    Source: source,
    Target: target,
    ReadOnly: words.includes('ro'),
    ...(noCopy || 'DriverConfig' in driver
      ? { VolumeOptions: { ...(noCopy ? { NoCopy: true } : {}), ...driver } }
      : {}),
    ...(propagation === undefined ? {} : { BindOptions: { Propagation: propagation } }),
  };
}

/** `NAME:MODE` of --volumes-from. */
export function parseVolumesFrom(spec: string): { container: string; writable: boolean } {
  if (spec === '') throw invalidParameter('volumes-from specification cannot be an empty string');
  const at = spec.indexOf(':');
  if (at < 0) return { container: spec, writable: true };
  const mode = spec.slice(at + 1);
  const words = mode.split(',');
  const isStrange = !isMountMode(mode) || words.some((word) => PROPAGATIONS.includes(word) || word === 'nocopy');
  if (isStrange) throw invalidParameter(`invalid mode: ${mode}`);
  return { container: spec.slice(0, at), writable: !words.includes('ro') };
}
