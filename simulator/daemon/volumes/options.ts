/** Names and options of the local volume driver. */
import { invalidParameter } from '../../api/errors.ts';
import type { Labels } from '../../api/common.ts';
import { NAME_CHARACTERS } from '../containers/names.ts';

const NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/;

/** Throws invalidParameter. */
export function checkVolumeName(name: string): void {
  if (name.length === 1) {
    throw invalidParameter(
      `create ${name}: volume name is too short, names should be at least two alphanumeric characters`,
    );
  }
  if (!NAME.test(name)) {
    throw invalidParameter(
      `create ${name}: ${JSON.stringify(name)} includes invalid characters for a local volume name, only ` +
        `"${NAME_CHARACTERS}" are allowed. If you intended to pass a host directory, use absolute path`,
    );
  }
}

/** Each option, and those it needs beside it. */
const NEEDS: Readonly<Record<string, readonly string[]>> = {
  type: ['device'],
  o: ['device', 'type'],
  device: ['type'],
  size: [],
};

/** Throws invalidParameter for options that the driver does not take. */
export function checkVolumeOptions(name: string, options: Labels): void {
  const strange = Object.keys(options).find((option) => !(option in NEEDS));
  if (strange !== undefined) throw invalidParameter(`create ${name}: invalid option: ${JSON.stringify(strange)}`);
  if ('size' in options) {
    throw invalidParameter(`create ${name}: quota size requested but no quota support`);
  }
  for (const option of ['device', 'type', 'o']) {
    if (!(option in options)) continue;
    const missing = NEEDS[option]?.find((needed) => !(needed in options));
    if (missing !== undefined) {
      throw invalidParameter(`create ${name}: missing required option: ${JSON.stringify(missing)}`);
    }
  }
}

/** Whether something is mounted on the volume's directory while it is in use. */
export function needsMount(options: Labels | null): boolean {
  return Boolean(options?.['device'] || options?.['type']);
}
