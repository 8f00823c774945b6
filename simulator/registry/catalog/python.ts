import { alpine } from './bases/alpine.ts';
import { buildpackDeps, CERTIFICATES } from './bases/buildpack-deps.ts';
import { debian } from './bases/debian.ts';
import type { DebianRelease } from './bases/debian.ts';
import { link, program, script, stub } from './form/files.ts';
import type { Files } from './form/files.ts';
import { family, image } from './form/image.ts';
import type { ImageDefinition } from './form/image.ts';
import { cmd, env, run, silently, workdir } from './form/steps.ts';

interface Version {
  number: string;
  created: string;
  sha256: string;
  /** Of the pip that comes with it. */
  pip: string;
}

const PATH = '/usr/local/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const SCRIPTS = ['idle3', 'pip3', 'pydoc3', 'python3', 'python3-config'];

function minor({ number }: Version): string {
  return number.split('.').slice(0, 2).join('.');
}

/** CPython below /usr/local, with pip. */
function interpreter(version: Version): Files {
  const name = minor(version);
  const lib = `/usr/local/lib/python${name}`;
  const major = name.startsWith('2') ? '2' : '3';
  return {
    [`/usr/local/bin/python${name}`]: program(major === '2' ? 'python2' : 'python3', 6_800),
    [`/usr/local/bin/python${major}`]: link(`python${name}`),
    [`/usr/local/bin/pydoc${name}`]: script(`#!/usr/local/bin/python${name}\nimport pydoc\npydoc.cli()\n`),
    [`/usr/local/bin/pydoc${major}`]: link(`pydoc${name}`),
    [`/usr/local/bin/idle${name}`]: script(
      `#!/usr/local/bin/python${name}\nfrom idlelib.pyshell import main\nmain()\n`,
    ),
    [`/usr/local/bin/idle${major}`]: link(`idle${name}`),
    [`/usr/local/bin/pip${name}`]: program('pip', 212),
    [`/usr/local/bin/pip${major}`]: program('pip', 212),
    [`/usr/local/bin/python${major}-config`]: link(`python${name}-config`),
    [`/usr/local/bin/python${name}-config`]: stub(3_100),
    [`/usr/local/lib/libpython${name}.so.1.0`]: stub(5_900_000),
    [`${lib}/os.py`]: stub(39_900),
    [`${lib}/json/__init__.py`]: stub(14_000),
    [`${lib}/http/server.py`]: stub(48_900),
    [`${lib}/venv/__init__.py`]: stub(28_800),
    [`${lib}/site-packages/pip/__main__.py`]: stub(1_200),
    [`${lib}/site-packages/pip/__init__.py`]: `__version__ = "${version.pip}"\n`,
    [`${lib}/site-packages/pip-${version.pip}.dist-info/METADATA`]: `Metadata-Version: 2.1\nName: pip\nVersion: ${version.pip}\n`,
    [`${lib}/site-packages/pip-${version.pip}.dist-info/INSTALLER`]: 'pip\n',
  };
}

/** Names without a number, as the last layer adds them. */
function names(version: Version): Files {
  const major = minor(version).startsWith('2') ? '2' : '3';
  return Object.fromEntries(
    SCRIPTS.map((name) => [`/usr/local/bin/${name.replace('3', '')}`, link(name.replace('3', major))]),
  );
}

type Base = { kind: 'full' | 'slim'; suite: DebianRelease } | { kind: 'alpine'; release: string };

function baseImage(base: Base): ImageDefinition {
  if (base.kind === 'alpine') return alpine(base.release);
  return base.kind === 'slim' ? debian(base.suite, 'slim') : buildpackDeps(base.suite, 'full');
}

/** Uncompressed and compressed bytes of the libraries and of the interpreter. */
const SIZES = {
  full: { libraries: [18_500_000, 6_160_000], python: [71_800_000, 27_400_000] },
  slim: { libraries: [3_810_000, 1_290_000], python: [39_300_000, 11_770_000] },
  alpine: { libraries: [892_000, 457_000], python: [36_600_000, 12_600_000] },
} as const;

const LIBRARIES = {
  full: 'libbluetooth-dev \t\ttk-dev \t\tuuid-dev \t',
  slim: '\t\tca-certificates \t\tnetbase \t\ttzdata \t',
  alpine: '\t\tca-certificates \t\ttzdata \t',
};

function python(version: Version, base: Base): ImageDefinition {
  const { libraries, python: sizes } = SIZES[base.kind];
  const label = base.kind === 'alpine' ? `alpine${base.release}` : `${base.suite}-${base.kind}`;
  const install =
    base.kind === 'alpine'
      ? `set -eux; \tapk add --no-cache ${LIBRARIES.alpine}`
      : `set -eux; \tapt-get update; \tapt-get install -y --no-install-recommends ${LIBRARIES[base.kind]}; \trm -rf /var/lib/apt/lists/*`;
  return image({
    created: version.created,
    from: baseImage(base),
    steps: [
      env('PATH', PATH),
      ...(minor(version) < '3.13' ? [env('LANG', 'C.UTF-8')] : []),
      run(install, {
        files: base.kind === 'full' ? {} : CERTIFICATES,
        size: libraries[0],
        download: libraries[1],
        rest: `python-libraries-${label}`,
      }),
      env('PYTHON_VERSION', version.number),
      env('PYTHON_SHA256', version.sha256),
      run(
        'set -eux; \t\tsavedAptMark="$(apt-mark showmanual)"; \tapt-get update; \tapt-get install -y --no-install-recommends gcc libc6-dev make',
        {
          files: () => interpreter(version),
          size: sizes[0],
          download: sizes[1],
          rest: `python-${version.number}`,
        },
      ),
      run(
        `set -eux; \tfor src in ${SCRIPTS.join(' ')}; do \t\tdst="$(echo "$src" | tr -d 3)"; \t\tln -svT "$src" "/usr/local/bin/$dst"; \tdone`,
        names(version),
      ),
      cmd(minor(version).startsWith('2') ? 'python2' : 'python3'),
      silently(workdir('/')),
    ],
  });
}

function version(
  number: string,
  created: string,
  pip = '25.2',
  sha256 = '8fb5f9fbc7609fa822cb31549884575db7fd9657cbffb89510b5d7975963a83a',
): Version {
  return { number, created, sha256, pip };
}

const V3_14 = version('3.14.0', '2025-10-14T20:04:23Z');
const V3_13 = version(
  '3.13.5',
  '2025-10-14T20:04:23Z',
  '25.1.1',
  '93e583f243454e6e9e4588ca2c2662206ad961659863277afcdb96801647d640',
);
const V3_12 = version('3.12.12', '2025-10-14T20:04:23Z', '25.0.1');
const V3_11 = version('3.11.14', '2025-10-14T20:04:23Z', '24.0');
const V3_10 = version('3.10.19', '2025-10-14T20:04:23Z', '23.0.1');
const V3_9 = version('3.9.24', '2025-10-14T20:04:23Z', '23.0.1');
const V3_8 = version('3.8.20', '2024-09-27T18:01:42Z', '23.0.1');
const V3_7 = version('3.7.17', '2023-06-14T21:54:17Z', '23.0.1');
const V3_6 = version('3.6.15', '2021-12-21T18:10:38Z', '21.2.4');
const V3_5 = version('3.5.10', '2020-09-10T20:33:38Z', '20.2.3');
const V3_4 = version('3.4.10', '2019-03-27T02:11:13Z', '19.0.3');
const V2_7 = version('2.7.18', '2020-04-20T19:47:53Z', '20.0.2');

const full = (each: Version, suite: DebianRelease) => () => python(each, { kind: 'full', suite });
const slim = (each: Version, suite: DebianRelease) => () => python(each, { kind: 'slim', suite });
const small = (each: Version, release: string) => () => python(each, { kind: 'alpine', release });

/** The newest release here is 3.13, the one whose start courses show; 3.14 goes by its number. */
export default family('python', {
  'latest 3 3.13 3.13.5 trixie 3-trixie 3.13-trixie': full(V3_13, 'trixie'),
  'slim 3-slim 3.13-slim 3.13.5-slim slim-trixie 3-slim-trixie 3.13-slim-trixie': slim(V3_13, 'trixie'),
  'alpine 3-alpine 3.13-alpine 3.13.5-alpine alpine3.22 3.13-alpine3.22': small(V3_13, '3.22'),
  'bookworm 3-bookworm 3.13-bookworm': full(V3_13, 'bookworm'),
  'slim-bookworm 3-slim-bookworm 3.13-slim-bookworm': slim(V3_13, 'bookworm'),
  '3.14 3.14.0 3.14-trixie': full(V3_14, 'trixie'),
  '3.14-slim 3.14.0-slim 3.14-slim-trixie': slim(V3_14, 'trixie'),
  '3.14-alpine 3.14.0-alpine': small(V3_14, '3.22'),
  '3.12 3.12.12 3.12-trixie': full(V3_12, 'trixie'),
  '3.12-slim 3.12.12-slim 3.12-slim-trixie': slim(V3_12, 'trixie'),
  '3.12-alpine 3.12.12-alpine': small(V3_12, '3.22'),
  '3.12-bookworm': full(V3_12, 'bookworm'),
  '3.12-slim-bookworm': slim(V3_12, 'bookworm'),
  '3.11 3.11.14 3.11-trixie': full(V3_11, 'trixie'),
  '3.11-slim 3.11.14-slim 3.11-slim-trixie': slim(V3_11, 'trixie'),
  '3.11-alpine 3.11.14-alpine': small(V3_11, '3.22'),
  '3.11-bookworm': full(V3_11, 'bookworm'),
  '3.11-slim-bookworm 3.11-slim-bullseye': slim(V3_11, 'bookworm'),
  '3.10 3.10.19': full(V3_10, 'trixie'),
  '3.10-slim 3.10-slim-trixie': slim(V3_10, 'trixie'),
  '3.10-slim-bookworm 3.10-slim-bullseye 3.10-slim-buster': slim(V3_10, 'bookworm'),
  '3.10-alpine': small(V3_10, '3.22'),
  '3.9 3.9.24': full(V3_9, 'trixie'),
  '3.9-slim 3.9-slim-trixie': slim(V3_9, 'trixie'),
  '3.9-slim-bookworm 3.9-slim-bullseye 3.9-slim-buster': slim(V3_9, 'bullseye'),
  '3.9-alpine': small(V3_9, '3.22'),
  '3.8 3.8.20': full(V3_8, 'bookworm'),
  '3.8-slim 3.8-slim-buster 3.8-slim-bullseye 3.8-slim-bookworm': slim(V3_8, 'bookworm'),
  '3.8-alpine': small(V3_8, '3.20'),
  '3.7 3.7.17': full(V3_7, 'bookworm'),
  '3.7-slim 3.7-slim-buster 3.7-slim-bullseye': slim(V3_7, 'bookworm'),
  '3.7-alpine': small(V3_7, '3.18'),
  '3.6 3.6.15': full(V3_6, 'bullseye'),
  '3.6-slim 3.6-slim-buster': slim(V3_6, 'bullseye'),
  '3.6-alpine': small(V3_6, '3.15'),
  '3.5 3.5.10': full(V3_5, 'buster'),
  '3.5-slim': slim(V3_5, 'buster'),
  '3.5-alpine': small(V3_5, '3.12'),
  '3.4 3.4.10': full(V3_4, 'stretch'),
  '3.4-alpine': small(V3_4, '3.9'),
  '2 2.7 2.7.18': full(V2_7, 'buster'),
  '2-slim 2.7-slim': slim(V2_7, 'buster'),
  '2-alpine 2.7-alpine': small(V2_7, '3.11'),
});
