/** Ubuntu's base images. */
import { classic, add, arg, cmd, defaultPath, label } from '../form/steps.ts';
import { image } from '../form/image.ts';
import type { ImageDefinition } from '../form/image.ts';
import { directory } from '../form/files.ts';
import { DEBIAN_GROUP, DEBIAN_PASSWD, debianRoot } from './debian-files.ts';

export type UbuntuRelease = keyof typeof RELEASES;

interface Release {
  /** As in os-release: `24.04.3 LTS`. */
  version: string;
  codename: string;
  name: string;
  created: string;
  size: number;
  download: number;
}

export const RELEASES = {
  '12.04': release('12.04.5 LTS', 'precise', 'Precise Pangolin', '2017-06-16T19:22:46Z', 104_000_000, 39_100_000),
  '14.04': release('14.04.6 LTS', 'trusty', 'Trusty Tahr', '2021-03-25T22:32:29Z', 197_000_000, 70_700_000),
  '16.04': release('16.04.7 LTS', 'xenial', 'Xenial Xerus', '2021-08-31T01:21:30Z', 135_000_000, 46_500_000),
  '18.04': release('18.04.6 LTS', 'bionic', 'Bionic Beaver', '2023-05-30T09:32:09Z', 63_150_000, 25_690_000),
  '20.04': release('20.04.6 LTS', 'focal', 'Focal Fossa', '2025-04-08T10:42:25Z', 72_800_000, 27_510_000),
  '22.04': release('22.04.5 LTS', 'jammy', 'Jammy Jellyfish', '2025-10-01T14:04:27Z', 77_870_000, 29_540_000),
  '24.04': release('24.04.3 LTS', 'noble', 'Noble Numbat', '2025-10-01T14:04:27Z', 78_120_000, 29_720_000),
  '25.04': release('25.04', 'plucky', 'Plucky Puffin', '2025-10-01T14:04:27Z', 79_500_000, 29_900_000),
  '25.10': release('25.10', 'questing', 'Questing Quokka', '2025-10-09T10:12:00Z', 81_000_000, 30_400_000),
};

function release(
  version: string,
  codename: string,
  name: string,
  created: string,
  size: number,
  download: number,
): Release {
  return { version, codename, name, created, size, download };
}

const made = new Map<string, ImageDefinition>();

/** The image `ubuntu:NUMBER`; the same object each time. */
export function ubuntu(number: UbuntuRelease): ImageDefinition {
  const known = made.get(number);
  if (known !== undefined) return known;
  const { created, size, download, codename } = RELEASES[number];
  const definition = image({
    created,
    platforms: ['amd64', 'arm/v7', 'arm64/v8', 'ppc64le', 'riscv64', 's390x'],
    steps: [
      ...[
        arg('RELEASE'),
        arg('LAUNCHPAD_BUILD_ARCH'),
        label('org.opencontainers.image.ref.name', 'ubuntu'),
        label('org.opencontainers.image.version', number),
        add(`file:${FILE} in /`, { files: () => root(number), size, download, rest: `ubuntu-${codename}` }),
        cmd('/bin/bash'),
      ].map(classic),
      defaultPath,
    ],
  });
  made.set(number, definition);
  return definition;
}

const FILE = '6df775300d76441aa33f31b22c1afce8dfe35c8ffbc14ef27c27009235b12a95';

function root(number: UbuntuRelease) {
  const { version, codename, created } = RELEASES[number];
  const year = Number(number.slice(0, 2));
  // Since 23.04 the image comes with an ordinary user.
  const hasUser = year >= 23;
  return debianRoot({
    osRelease: osRelease(number),
    debianVersion: DEBIAN_VERSIONS[codename] ?? 'trixie/sid',
    issue: `Ubuntu ${version}`,
    sources: year >= 24 ? sourcesFile(codename) : { '/etc/apt/sources.list': sourcesList(codename) },
    passwd: DEBIAN_PASSWD + (hasUser ? 'ubuntu:x:1000:1000:Ubuntu:/home/ubuntu:/bin/bash\n' : ''),
    group: DEBIAN_GROUP + (hasUser ? 'ubuntu:x:1000:\n' : ''),
    packages: ['procps', 'adduser'],
    day: Math.floor(Date.parse(created) / 86_400_000),
    extra: {
      '/etc/lsb-release': `DISTRIB_ID=Ubuntu\nDISTRIB_RELEASE=${number}\nDISTRIB_CODENAME=${codename}\nDISTRIB_DESCRIPTION="Ubuntu ${version}"\n`,
      ...(hasUser ? { '/home/ubuntu': directory({ mode: 0o750, uid: 1000, gid: 1000 }) } : {}),
    },
  });
}

/** What /etc/debian_version says. */
const DEBIAN_VERSIONS: Readonly<Record<string, string>> = {
  precise: 'wheezy/sid',
  trusty: 'jessie/sid',
  xenial: 'stretch/sid',
  bionic: 'buster/sid',
  focal: 'bullseye/sid',
  jammy: 'bookworm/sid',
};

function osRelease(number: UbuntuRelease): string {
  const { version, codename, name } = RELEASES[number];
  return `PRETTY_NAME="Ubuntu ${version}"
NAME="Ubuntu"
VERSION_ID="${number}"
VERSION="${version} (${name})"
VERSION_CODENAME=${codename}
ID=ubuntu
ID_LIKE=debian
HOME_URL="https://www.ubuntu.com/"
SUPPORT_URL="https://help.ubuntu.com/"
BUG_REPORT_URL="https://bugs.launchpad.net/ubuntu/"
PRIVACY_POLICY_URL="https://www.ubuntu.com/legal/terms-and-policies/privacy-policy"
UBUNTU_CODENAME=${codename}
LOGO=ubuntu-logo
`;
}

const COMPONENTS = 'main universe restricted multiverse';

function sourcesFile(codename: string) {
  const part = (uri: string, suites: string): string =>
    `Types: deb\nURIs: ${uri}\nSuites: ${suites}\nComponents: ${COMPONENTS}\nSigned-By: /usr/share/keyrings/ubuntu-archive-keyring.gpg\n`;
  const main = part('http://archive.ubuntu.com/ubuntu/', `${codename} ${codename}-updates ${codename}-backports`);
  return {
    '/etc/apt/sources.list.d/ubuntu.sources': `${main}\n${part('http://security.ubuntu.com/ubuntu/', `${codename}-security`)}`,
  };
}

function sourcesList(codename: string): string {
  const line = (uri: string, suite: string): string => `deb ${uri} ${suite} main restricted universe multiverse\n`;
  const archive = 'http://archive.ubuntu.com/ubuntu/';
  return (
    [codename, `${codename}-updates`, `${codename}-backports`].map((suite) => line(archive, suite)).join('') +
    line('http://security.ubuntu.com/ubuntu/', `${codename}-security`)
  );
}
