import { alpine } from './bases/alpine.ts';
import { debianPackages } from '../../programs/userland.ts';
import { program } from './form/files.ts';
import type { Files } from './form/files.ts';
import { family, image } from './form/image.ts';
import { cmd, run, user, workdir } from './form/steps.ts';

/** Network tools, by the programs that Debian's packages of the same tools start. */
const PACKAGES = [
  'iproute2',
  'net-tools',
  'iputils-ping',
  'bind9-dnsutils',
  'bind9-host',
  'curl',
  'jq',
  'procps',
  'bash',
];

function tools(): Files {
  const files: [string, Files[string]][] = [];
  for (const name of PACKAGES) {
    for (const [path, target] of Object.entries(debianPackages.get(name)?.commands ?? {})) {
      files.push([path.startsWith('/usr/bin/bash') ? '/bin/bash' : path, program(target, 90_000)]);
    }
  }
  return Object.fromEntries(files);
}

/** The shell is zsh in the real image; here it is bash under that name. */
const netshoot = () =>
  image({
    created: '2025-06-02T07:04:56Z',
    from: alpine('3.22'),
    platforms: ['amd64', 'arm64/v8'],
    steps: [
      run(
        'set -ex     && echo "http://dl-cdn.alpinelinux.org/alpine/edge/main" >> /etc/apk/repositories     && apk update     && apk upgrade     && apk add --no-cache     apache2-utils     bash     bind-tools',
        {
          files: () => ({
            ...tools(),
            '/bin/zsh': program('bash', 990_000),
            '/usr/bin/nmap': program('nmap', 2_900_000),
            '/usr/bin/tcpdump': program('tcpdump', 1_200_000),
            '/usr/bin/iperf3': program('iperf3', 180_000),
            '/usr/bin/drill': program('dig', 90_000),
            '/usr/bin/socat': program('socat', 420_000),
            '/usr/bin/traceroute': program('traceroute', 60_000),
          }),
          size: 460_000_000,
          download: 160_000_000,
          rest: 'netshoot',
        },
      ),
      user('root'),
      workdir('/root'),
      cmd('zsh'),
    ],
  });

export default family('nicolaka/netshoot', { 'latest v0.14 v0.13': netshoot });
