/** Which of an index's images a machine takes (containerd's platform matching, as far as Linux needs it). */
import { invalidParameter } from '../../api/errors.ts';
import type { Descriptor, Platform } from '../../api/common.ts';
import { parsePlatform } from '../../registry/assemble.ts';

export const HOST_PLATFORM: Platform = { architecture: 'amd64', os: 'linux' };

const SYSTEMS = ['linux', 'windows', 'darwin', 'freebsd'];
const ALIASES: Readonly<Record<string, string>> = {
  x86_64: 'amd64',
  'x86-64': 'amd64',
  i386: '386',
  aarch64: 'arm64',
  armhf: 'arm',
  armel: 'arm/v6',
};

/** Reads `--platform`: `linux/arm64`, `arm64`, `linux/arm/v7`. Throws invalidParameter. */
export function readPlatform(text: string): Platform {
  const parts = text.split('/');
  const valid = parts.length <= 3 && parts.every((part) => /^[A-Za-z0-9_.-]+$/.test(part));
  if (!valid) throw invalidParameter(`${JSON.stringify(text)}: cannot parse platform specifier: invalid argument`);
  if (parts.length === 1 && SYSTEMS.includes(text)) return { ...HOST_PLATFORM, os: text };
  const [first = '', ...rest] = parts;
  const system = SYSTEMS.includes(first) || rest.length > 1 || !isArchitecture(first);
  const [os, names] = system ? [first, rest] : ['linux', parts];
  return { ...parsePlatform(names.map((name) => ALIASES[name] ?? name).join('/')), os };
}

function isArchitecture(text: string): boolean {
  return /^(amd64|arm|arm64|386|ppc64le|s390x|riscv64|mips64le|loong64)$/.test(ALIASES[text] ?? text);
}

/** The image of the index for a platform; 64-bit ARM also takes `v8`, and ARM the newest variant up to its own. */
export function chooseManifest(manifests: readonly Descriptor[], wanted: Platform): Descriptor | undefined {
  return variantsOf(wanted)
    .map((variant) => manifests.find(({ platform }) => fits(platform, wanted, variant)))
    .find((found) => found !== undefined);
}

/** Whether a machine that wants `wanted` takes an image for `own`. */
export function fitsPlatform(own: Platform, wanted: Platform): boolean {
  return variantsOf(wanted).some((variant) => fits(own, wanted, variant));
}

function fits(platform: Platform | undefined, wanted: Platform, variant: string): boolean {
  return (
    platform?.os === wanted.os && platform.architecture === wanted.architecture && (platform.variant ?? '') === variant
  );
}

function variantsOf({ architecture, variant = '' }: Platform): string[] {
  if (architecture === 'arm64') return variant === '' || variant === 'v8' ? ['v8', ''] : [variant];
  if (architecture !== 'arm') return [variant, ''];
  const newest = variant === '' ? 7 : Number(variant.slice(1));
  return [7, 6, 5].filter((each) => each <= newest).map((each) => `v${each}`);
}
