/** Debian's base images, which most other images of the catalogue stand on. */
import { image } from '../form/image.ts';
import type { ImageDefinition } from '../form/image.ts';
import { cmd, defaultPath, rootfs, silently } from '../form/steps.ts';
import { debianRoot } from './debian-files.ts';

export type DebianRelease = keyof typeof RELEASES;

interface Release {
  number: string;
  version: string;
  created: string;
  /** Uncompressed and compressed bytes, of the full and of the slim image. */
  size: readonly [number, number];
  slim: readonly [number, number];
}

export const RELEASES = {
  jessie: release('8', '8.11', '2021-03-30T00:00:00Z', [129_000_000, 54_384_520], [81_300_000, 30_079_000]),
  stretch: release('9', '9.13', '2022-06-22T00:00:00Z', [101_000_000, 45_398_200], [55_300_000, 22_570_000]),
  buster: release('10', '10.13', '2024-06-12T00:00:00Z', [114_000_000, 50_500_000], [69_300_000, 27_200_000]),
  bullseye: release('11', '11.11', '2025-10-20T00:00:00Z', [124_267_520, 53_766_000], [80_660_000, 30_260_000]),
  bookworm: release('12', '12.11', '2025-06-10T00:00:00Z', [116_531_200, 48_479_640], [74_812_928, 28_228_000]),
  trixie: release('13', '13.0', '2025-06-10T00:00:00Z', [119_795_712, 49_279_530], [78_612_480, 29_777_766]),
  sid: release('13', 'forky/sid', '2025-10-20T00:00:00Z', [124_000_000, 51_000_000], [82_000_000, 31_000_000]),
};

function release(
  number: string,
  version: string,
  created: string,
  size: readonly [number, number],
  slim: readonly [number, number],
): Release {
  return { number, version, created, size, slim };
}

const made = new Map<string, ImageDefinition>();

/** The image `debian:RELEASE` or `debian:RELEASE-slim`; the same object each time, so that its layer is shared. */
export function debian(name: DebianRelease, variant: 'full' | 'slim'): ImageDefinition {
  const key = `${name}-${variant}`;
  const known = made.get(key);
  if (known !== undefined) return known;
  const definition = debianImage(name, variant);
  made.set(key, definition);
  return definition;
}

function debianImage(name: DebianRelease, variant: 'full' | 'slim'): ImageDefinition {
  const { number, version, created, size, slim } = RELEASES[name];
  const [bytes, download] = variant === 'slim' ? slim : size;
  const seconds = Date.parse(created) / 1000;
  const files = () =>
    debianRoot({
      osRelease: osRelease(name, number, version),
      debianVersion: version,
      issue: `Debian GNU/Linux ${number}`,
      sources: { '/etc/apt/sources.list.d/debian.sources': sources(name) },
      // Since 13 it is no longer among the packages that every system has.
      packages: name === 'trixie' || name === 'sid' ? [] : ['adduser'],
      day: Math.floor(seconds / 86400),
      extra: { '/etc/dpkg/dpkg.cfg.d/docker': variant === 'slim' ? SLIM : 'force-unsafe-io\n' },
    });
  const root = { files, size: bytes, download, rest: key(name, variant) };
  return image({
    created,
    platforms: ['amd64', 'arm/v5', 'arm/v7', 'arm64/v8', '386', 'ppc64le', 'riscv64', 's390x'],
    steps: [
      rootfs(`# debian.sh --arch 'amd64' out/ '${name}' '@${seconds}'`, root),
      defaultPath,
      silently(cmd('bash')),
    ],
  });
}

function key(name: string, variant: string): string {
  return `debian-${name}${variant === 'slim' ? '-slim' : ''}`;
}

const SLIM = 'path-exclude /usr/share/doc/*\npath-exclude /usr/share/man/*\npath-exclude /usr/share/locale/*\n';

function sources(name: string): string {
  const part = (suites: string, uri: string): string =>
    `Types: deb\nURIs: ${uri}\nSuites: ${suites}\nComponents: main\nSigned-By: /usr/share/keyrings/debian-archive-keyring.pgp\n`;
  if (name === 'sid') return part('sid', 'http://deb.debian.org/debian');
  const main = part(`${name} ${name}-updates`, 'http://deb.debian.org/debian');
  return `${main}\n${part(`${name}-security`, 'http://deb.debian.org/debian-security')}`;
}

function osRelease(name: string, number: string, version: string): string {
  const sid = name === 'sid';
  const pretty = sid ? 'Debian GNU/Linux forky/sid' : `Debian GNU/Linux ${number} (${name})`;
  const numbered = sid ? '' : `VERSION_ID="${number}"\nVERSION="${number} (${name})"\n`;
  const full = name === 'trixie' ? `DEBIAN_VERSION_FULL=${version}\n` : '';
  return `PRETTY_NAME="${pretty}"
NAME="Debian GNU/Linux"
${numbered}VERSION_CODENAME=${sid ? 'forky' : name}
${full}ID=debian
HOME_URL="https://www.debian.org/"
SUPPORT_URL="https://www.debian.org/support"
BUG_REPORT_URL="https://bugs.debian.org/"
`;
}
