import { accountFiles } from './bases/service-account.ts';
import { alpine } from './bases/alpine.ts';
import { buildpackDeps } from './bases/buildpack-deps.ts';
import { debian } from './bases/debian.ts';
import type { DebianRelease } from './bases/debian.ts';
import { directory, link, program, script, text } from './form/files.ts';
import type { Files } from './form/files.ts';
import { family, image } from './form/image.ts';
import type { ImageDefinition } from './form/image.ts';
import { cmd, copy, entrypoint, env, run, silently, workdir } from './form/steps.ts';

interface Version {
  number: string;
  created: string;
  npm: string;
}

const ENTRYPOINT = `#!/bin/sh
set -e

# An option, a file that is no program, or a word that is no command: then it is for node.
if [ "\${1#-}" != "\${1}" ] || [ -z "$(command -v "\${1}")" ] || { [ -f "\${1}" ] && ! [ -x "\${1}" ]; }; then
  set -- node "$@"
fi

exec "$@"
`;
const YARN = '1.22.22';

function runtime({ number, npm }: Version): Files {
  const major = Number(number.split('.')[0]);
  const lib = '/usr/local/lib/node_modules';
  return {
    '/usr/local/bin/node': program('node', 62_000_000),
    '/usr/local/bin/nodejs': link('/usr/local/bin/node'),
    '/usr/local/bin/npm': link('../lib/node_modules/npm/bin/npm-cli.js'),
    '/usr/local/bin/npx': link('../lib/node_modules/npm/bin/npx-cli.js'),
    [`${lib}/npm/bin/npm-cli.js`]: program('npm', 4_200),
    [`${lib}/npm/bin/npx-cli.js`]: program('npx', 2_900),
    [`${lib}/npm/package.json`]: `{\n  "name": "npm",\n  "version": "${npm}"\n}\n`,
    ...(major >= 14 && major < 25
      ? {
          '/usr/local/bin/corepack': link('../lib/node_modules/corepack/dist/corepack.js'),
          [`${lib}/corepack/dist/corepack.js`]: program('corepack', 1_000),
        }
      : {}),
    '/usr/local/include/node/node_version.h': `#define NODE_VERSION "${number}"\n`,
    '/usr/local/LICENSE': text('Node.js is licensed for use as its authors say.\n'),
  };
}

function yarn(): Files {
  const home = `/opt/yarn-v${YARN}`;
  return {
    [`${home}/bin/yarn`]: program('yarn', 1_000),
    [`${home}/package.json`]: `{\n  "name": "yarn",\n  "version": "${YARN}"\n}\n`,
    '/usr/local/bin/yarn': link(`${home}/bin/yarn`),
    '/usr/local/bin/yarnpkg': link(`${home}/bin/yarn`),
  };
}

type Base = { kind: 'full' | 'slim'; suite: DebianRelease } | { kind: 'alpine'; release: string };

function baseImage(base: Base): ImageDefinition {
  if (base.kind === 'alpine') return alpine(base.release);
  return base.kind === 'slim' ? debian(base.suite, 'slim') : buildpackDeps(base.suite, 'full');
}

/** Uncompressed and compressed bytes, by major version: the runtime has grown over the years. */
function runtimeSize({ number }: Version, base: Base): readonly [number, number] {
  const major = Number(number.split('.')[0]);
  const size = major >= 24 ? 180_000_000 : major >= 20 ? 148_000_000 : major >= 16 ? 110_000_000 : 86_000_000;
  return base.kind === 'alpine' ? [Math.round(size * 0.82), Math.round(size * 0.27)] : [size, Math.round(size * 0.33)];
}

function node(version: Version, base: Base): ImageDefinition {
  const onAlpine = base.kind === 'alpine';
  const [size, download] = runtimeSize(version, base);
  const label = onAlpine ? `alpine${base.release}` : base.kind;
  const account = { name: 'node', uid: 1000, gid: 1000, home: '/home/node', shell: onAlpine ? '/bin/sh' : '/bin/bash' };
  const userFiles: Files = {
    ...accountFiles(onAlpine ? 'alpine' : 'debian', [account]),
    '/home/node': directory({ uid: 1000, gid: 1000 }),
  };
  const user = run(
    'groupadd --gid 1000 node   && useradd --uid 1000 --gid node --shell /bin/bash --create-home node',
    userFiles,
  );
  const fetched =
    'ARCH= && dpkgArch="$(dpkg --print-architecture)"   && set -ex   && curl -fsSLO --compressed "https://nodejs.org/dist/v$NODE_VERSION/node-v$NODE_VERSION-linux-$ARCH.tar.xz"';
  const install = run(
    onAlpine
      ? 'addgroup -g 1000 node     && adduser -u 1000 -G node -s /bin/sh -D node     && apk add --no-cache         libstdc++     && apk add --no-cache --virtual .build-deps         curl'
      : fetched,
    {
      files: () => ({ ...runtime(version), ...(onAlpine ? userFiles : {}) }),
      size,
      download,
      rest: `node-${version.number}-${label}`,
    },
  );
  return image({
    created: version.created,
    from: baseImage(base),
    steps: [
      ...(onAlpine ? [] : [user]),
      env('NODE_VERSION', version.number),
      install,
      env('YARN_VERSION', YARN),
      run(
        'set -ex   && for key in     6A010C5166006599AA17F08146C2130DFD2497F5   ; do     gpg --batch --keyserver hkps://keys.openpgp.org --recv-keys "$key"   ; done',
        {
          files: yarn,
          size: 5_340_000,
          download: 1_250_000,
          rest: `yarn-${label}`,
        },
      ),
      copy('docker-entrypoint.sh /usr/local/bin/', { '/usr/local/bin/docker-entrypoint.sh': script(ENTRYPOINT) }),
      entrypoint('docker-entrypoint.sh'),
      cmd('node'),
      silently(workdir('/')),
    ],
  });
}

const v = (number: string, created: string, npm: string): Version => ({ number, created, npm });

interface Line {
  version: Version;
  /** Tags beside the numbers: `latest`, `lts`, the code name. */
  names: string;
  suite: DebianRelease;
  alpine: string;
  /** Older point releases that courses name; the newest of the line stands for them. */
  also?: string;
}

const LINES: readonly Line[] = [
  { version: v('23.11.1', '2025-05-15T01:05:57Z', '10.9.2'), names: '', suite: 'bookworm', alpine: '3.22' },
  { version: v('21.7.3', '2024-04-10T01:05:57Z', '10.5.0'), names: '', suite: 'bookworm', alpine: '3.20' },
  { version: v('19.9.0', '2023-04-12T01:05:57Z', '9.6.3'), names: '', suite: 'bullseye', alpine: '3.17' },
  { version: v('17.9.1', '2022-06-01T01:05:57Z', '8.11.0'), names: '', suite: 'bullseye', alpine: '3.16' },
  { version: v('15.14.0', '2021-04-06T01:05:57Z', '7.7.6'), names: '', suite: 'buster', alpine: '3.13' },
  { version: v('9.11.2', '2018-06-12T01:05:57Z', '5.6.0'), names: '', suite: 'stretch', alpine: '3.6' },
  {
    version: v('25.1.0', '2025-10-29T01:05:57Z', '11.6.2'),
    names: 'latest current',
    suite: 'bookworm',
    alpine: '3.22',
  },
  { version: v('24.11.0', '2025-10-29T01:05:57Z', '11.6.1'), names: 'lts krypton', suite: 'bookworm', alpine: '3.22' },
  { version: v('22.21.1', '2025-10-29T01:05:57Z', '10.9.4'), names: 'jod', suite: 'bookworm', alpine: '3.22' },
  { version: v('20.19.2', '2025-10-22T01:05:57Z', '10.8.2'), names: 'iron', suite: 'bookworm', alpine: '3.22' },
  { version: v('18.20.8', '2025-03-27T23:35:31Z', '10.8.2'), names: 'hydrogen', suite: 'bookworm', alpine: '3.21' },
  { version: v('18.17.0', '2023-07-18T20:35:31Z', '9.6.7'), names: '', suite: 'bookworm', alpine: '3.18' },
  {
    version: v('16.20.2', '2023-08-09T23:35:31Z', '8.19.4'),
    names: 'gallium',
    suite: 'buster',
    alpine: '3.18',
    also: '16.13',
  },
  { version: v('14.21.3', '2023-02-16T23:35:31Z', '6.14.18'), names: 'fermium', suite: 'buster', alpine: '3.17' },
  { version: v('12.22.12', '2022-04-05T23:35:31Z', '6.14.16'), names: 'erbium', suite: 'stretch', alpine: '3.15' },
  {
    version: v('10.24.1', '2021-04-06T23:35:31Z', '6.14.12'),
    names: 'dubnium',
    suite: 'stretch',
    alpine: '3.11',
    also: '10.15',
  },
  {
    version: v('8.17.0', '2019-12-17T23:35:31Z', '6.13.4'),
    names: 'carbon',
    suite: 'stretch',
    alpine: '3.11',
    also: '8.9.4',
  },
  {
    version: v('6.17.1', '2019-04-03T23:35:31Z', '3.10.10'),
    names: 'boron',
    suite: 'stretch',
    alpine: '3.9',
    also: '6.9',
  },
  { version: v('4.9.1', '2018-03-29T23:35:31Z', '2.15.11'), names: 'argon', suite: 'jessie', alpine: '3.7' },
];

/** All tags of one line and one variant: `20 20.19 20.19.2 iron` with `-slim` behind each. */
function tagsOf({ version, names, also = '' }: Line, suffix: string, own: string, newest: ReadonlySet<string>): string {
  const [major = '', minor = '', patch = ''] = version.number.split('.');
  const numbers = [`${major}.${minor}.${patch}`, `${major}.${minor}`, ...(newest.has(version.number) ? [major] : [])];
  const all = [...numbers, ...names.split(' '), ...also.split(' ')].filter((name) => name !== '' && name !== 'latest');
  return [...all.map((name) => name + suffix), ...(names.includes('latest') ? [own] : [])].join(' ');
}

function images(): Record<string, () => ImageDefinition> {
  const newest = new Map<string, string>();
  for (const { version } of [...LINES].reverse()) newest.set(version.number.split('.')[0] ?? '', version.number);
  // Where a major has several points, its number alone is the newest one's, which stands first.
  const whole = new Set(newest.values());
  return Object.fromEntries(
    LINES.flatMap((line) => {
      const { version, suite } = line;
      return [
        [
          `${tagsOf(line, '', 'latest', whole)} ${tagsOf(line, `-${suite}`, suite, whole)}`,
          () => node(version, { kind: 'full', suite }),
        ],
        [
          `${tagsOf(line, '-slim', 'slim', whole)} ${tagsOf(line, `-${suite}-slim`, `${suite}-slim`, whole)}`,
          () => node(version, { kind: 'slim', suite }),
        ],
        [
          `${tagsOf(line, '-alpine', 'alpine', whole)} ${tagsOf(line, `-alpine${line.alpine}`, `alpine${line.alpine}`, whole)}`,
          () => node(version, { kind: 'alpine', release: line.alpine }),
        ],
      ];
    }),
  );
}

export default family('node', images());
