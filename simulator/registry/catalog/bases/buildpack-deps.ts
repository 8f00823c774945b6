/**
 * The build environments that full images of language runtimes stand on (docker-library's buildpack-deps): `curl`, over
 * it `scm` with version control, over that `full` with compilers and headers. Each adds one layer to Debian.
 */
import { debianPackages } from '../../../programs/userland.ts';
import { image } from '../form/image.ts';
import type { ImageDefinition } from '../form/image.ts';
import { directory, link, links, program, programs, stub, together } from '../form/files.ts';
import type { Files } from '../form/files.ts';
import { run } from '../form/steps.ts';
import { debian } from './debian.ts';
import type { DebianRelease } from './debian.ts';
import { executableSize } from './executable-sizes.ts';

export type Toolset = 'curl' | 'scm' | 'full';

/** Commands and links of Debian packages that the userland knows. */
export function packageFiles(...names: readonly string[]): Files {
  const files = names.map((name): Files => {
    const found = debianPackages.get(name);
    return found === undefined ? {} : { ...programs(found.commands, executableSize), ...links(found.links) };
  });
  return together(files);
}

export const CERTIFICATES: Files = {
  '/etc/ssl/certs/ca-certificates.crt': stub(217_000, 'the certificate authorities of Mozilla'),
  '/usr/share/ca-certificates': directory(),
  '/usr/sbin/update-ca-certificates': program('update-ca-certificates', 5_400),
};

const CURL: Files = {
  ...packageFiles('curl', 'wget'),
  ...CERTIFICATES,
  '/etc/protocols': 'ip\t0\tIP\nicmp\t1\tICMP\ntcp\t6\tTCP\nudp\t17\tUDP\n',
  '/etc/services': 'ssh\t\t22/tcp\ndomain\t\t53/udp\nhttp\t\t80/tcp\nhttps\t\t443/tcp\n',
  '/usr/bin/gpg': program('gpg', 1_110_000),
};

const SCM: Files = {
  ...packageFiles('procps'),
  '/usr/bin/git': program('git', 3_711_000),
  '/usr/bin/ssh': program('ssh', 846_000),
  '/usr/bin/ssh-keygen': program('ssh-keygen', 477_000),
  '/usr/bin/scp': program('ssh', 187_000),
};

const FULL: Files = {
  ...packageFiles('file', 'unzip', 'xxd'),
  '/usr/bin/gcc': program('gcc', 1_036_000),
  '/usr/bin/cc': link('gcc'),
  '/usr/bin/g++': program('gcc', 1_040_000),
  '/usr/bin/c++': link('g++'),
  '/usr/bin/make': program('make', 243_000),
  '/usr/bin/ld': program('ld', 1_700_000),
  '/usr/bin/pkg-config': program('pkg-config', 43_000),
  '/usr/include/stdio.h': stub(31_000),
  '/usr/include/stdlib.h': stub(36_000),
};

/** Uncompressed and compressed bytes of each layer. */
const SIZES: Readonly<Record<Toolset, readonly [size: number, download: number]>> = {
  curl: [48_600_000, 24_040_000],
  scm: [177_000_000, 64_400_000],
  full: [587_000_000, 211_300_000],
};

const INSTALLED: Readonly<Record<Toolset, string>> = {
  curl: 'ca-certificates \t\tcurl \t\tgnupg \t\tnetbase \t\tsq \t\twget \t',
  scm: 'git \t\tmercurial \t\topenssh-client \t\tsubversion \t\t\t\tprocps \t',
  full: 'autoconf \t\tautomake \t\tbzip2 \t\tdefault-libmysqlclient-dev \t\tdpkg-dev \t\tfile \t\tg++ \t\tgcc \t\timagemagick \t\tlibbz2-dev \t\tlibc6-dev \t\tlibcurl4-openssl-dev \t\tlibssl-dev \t\tmake \t\tpatch \t\tunzip \t\txz-utils \t\tzlib1g-dev \t',
};

const FILES: Readonly<Record<Toolset, Files>> = { curl: CURL, scm: SCM, full: FULL };
const BELOW: Readonly<Record<Toolset, Toolset | undefined>> = { curl: undefined, scm: 'curl', full: 'scm' };

const made = new Map<string, ImageDefinition>();

export function buildpackDeps(suite: DebianRelease, toolset: Toolset): ImageDefinition {
  const key = `${suite}-${toolset}`;
  const known = made.get(key);
  if (known !== undefined) return known;
  const below = BELOW[toolset];
  const [size, download] = SIZES[toolset];
  const from = below === undefined ? debian(suite, 'full') : buildpackDeps(suite, below);
  const install = `set -eux; \tapt-get update; \tapt-get install -y --no-install-recommends \t\t${INSTALLED[toolset]}; \trm -rf /var/lib/apt/lists/*`;
  const definition = image({
    created: from.created,
    from,
    steps: [run(install, { files: FILES[toolset], size, download, rest: `buildpack-deps-${key}` })],
  });
  made.set(key, definition);
  return definition;
}
