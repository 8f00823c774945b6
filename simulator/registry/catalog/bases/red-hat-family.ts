/** The releases of the Red Hat family that courses name. */
import type { ImageDefinition } from '../form/image.ts';
import { rpmImage } from './rpm.ts';
import type { RpmSystem } from './rpm.ts';

interface Facts {
  id: string;
  pretty: string;
  title: string;
  version: string;
  /** Words after `VERSION=`: `9.6 (Blue Onyx)`. */
  long: string;
  like: string;
  home: string;
}

function osRelease({ id, pretty, title, version, long, like, home }: Facts): string {
  return `NAME="${title}"
VERSION="${long}"
ID="${id}"
ID_LIKE="${like}"
VERSION_ID="${version}"
PLATFORM_ID="platform:el${version.split('.')[0] ?? ''}"
PRETTY_NAME="${pretty}"
HOME_URL="${home}"
`;
}

const made = new Map<string, ImageDefinition>();

function once(name: string, system: () => Omit<RpmSystem, 'name'>): ImageDefinition {
  const known = made.get(name) ?? rpmImage({ name, ...system() });
  made.set(name, known);
  return known;
}

export function centos(version: '6' | '7' | '8'): ImageDefinition {
  const full = { '6': '6.10', '7': '7.9.2009', '8': '8.4.2105' }[version];
  const release = `CentOS Linux release ${full} (Core)\n`;
  return once(`centos-${version}`, () => ({
    osRelease: osRelease({
      id: 'centos',
      pretty: `CentOS Linux ${version} (Core)`,
      title: 'CentOS Linux',
      version,
      long: `${version} (Core)`,
      like: 'rhel fedora',
      home: 'https://www.centos.org/',
    }),
    releaseFiles: { '/etc/centos-release': release, '/etc/redhat-release': release },
    created: '2021-09-15T18:20:05Z',
    size: { '6': 194_000_000, '7': 204_000_000, '8': 231_000_000 }[version],
    download: { '6': 69_800_000, '7': 76_100_000, '8': 83_500_000 }[version],
    tools: version === '8' ? ['dnf'] : ['yum'],
    labels: { 'org.label-schema.name': 'CentOS Base Image', 'org.label-schema.license': 'GPLv2' },
  }));
}

export function fedora(version: string): ImageDefinition {
  const release = `Fedora release ${version}\n`;
  return once(`fedora-${version}`, () => ({
    osRelease: osRelease({
      id: 'fedora',
      pretty: `Fedora Linux ${version} (Container Image)`,
      title: 'Fedora Linux',
      version,
      long: `${version} (Container Image)`,
      like: '',
      home: 'https://fedoraproject.org/',
    }).replace('ID_LIKE=""\n', ''),
    releaseFiles: { '/etc/fedora-release': release, '/etc/redhat-release': release },
    created: '2025-10-29T05:46:38Z',
    size: 176_000_000,
    download: 64_600_000,
    tools: ['dnf'],
    labels: { maintainer: 'Clement Verna <cverna@fedoraproject.org>' },
  }));
}

export function rockylinux(version: '8' | '9'): ImageDefinition {
  const [full, name] = version === '8' ? ['8.9', 'Green Obsidian'] : ['9.3', 'Blue Onyx'];
  const release = `Rocky Linux release ${full} (${name})\n`;
  return once(`rockylinux-${version}`, () => ({
    osRelease: osRelease({
      id: 'rocky',
      pretty: `Rocky Linux ${full} (${name})`,
      title: 'Rocky Linux',
      version: full,
      long: `${full} (${name})`,
      like: 'rhel centos fedora',
      home: 'https://rockylinux.org/',
    }),
    releaseFiles: { '/etc/rocky-release': release, '/etc/redhat-release': release },
    created: '2023-11-20T19:13:53Z',
    size: version === '8' ? 198_000_000 : 176_000_000,
    download: version === '8' ? 68_400_000 : 65_200_000,
    tools: ['dnf'],
  }));
}

export function oraclelinux(version: '8' | '9', variant: 'full' | 'slim'): ImageDefinition {
  const full = version === '8' ? '8.10' : '9.6';
  const slim = variant === 'slim';
  return once(`oraclelinux-${version}-${variant}`, () => ({
    osRelease: osRelease({
      id: 'ol',
      pretty: `Oracle Linux Server ${full}`,
      title: 'Oracle Linux Server',
      version: full,
      long: full,
      like: 'fedora',
      home: 'https://linux.oracle.com/',
    }),
    releaseFiles: {
      '/etc/oracle-release': `Oracle Linux Server release ${full}\n`,
      '/etc/redhat-release': `Red Hat Enterprise Linux release ${full} (Plow)\n`,
    },
    created: '2025-10-16T19:31:41Z',
    size: slim ? 110_000_000 : 232_000_000,
    download: slim ? 41_000_000 : 89_000_000,
    tools: slim ? ['microdnf'] : ['dnf'],
  }));
}

export function amazonlinux(version: '2' | '2023'): ImageDefinition {
  return once(`amazonlinux-${version}`, () => ({
    osRelease: osRelease({
      id: 'amzn',
      pretty: version === '2' ? 'Amazon Linux 2' : 'Amazon Linux 2023.9.20251027',
      title: 'Amazon Linux',
      version,
      long: version,
      like: version === '2' ? 'centos rhel fedora' : 'fedora',
      home: 'https://aws.amazon.com/linux/',
    }),
    releaseFiles: {
      '/etc/system-release':
        version === '2' ? 'Amazon Linux release 2 (Karoo)\n' : 'Amazon Linux release 2023.9.20251027 (Amazon Linux)\n',
    },
    created: '2025-10-28T00:10:25Z',
    size: version === '2' ? 166_000_000 : 146_000_000,
    download: version === '2' ? 62_700_000 : 54_200_000,
    tools: version === '2' ? ['yum'] : ['dnf'],
  }));
}
