/** Google's distroless images: a runtime and what it needs, without a shell or a package manager. */
import { CERTIFICATES } from './bases/buildpack-deps.ts';
import { directory, link, program, stub, text } from './form/files.ts';
import type { Files } from './form/files.ts';
import { family, image } from './form/image.ts';
import type { ImageDefinition, ImageFamily } from './form/image.ts';
import { defaultPath, entrypoint, rootfs, silently, user, workdir, env } from './form/steps.ts';
import type { Step } from './form/steps.ts';

export type DistrolessKind = 'static' | 'base' | 'cc' | `nodejs${number}` | 'python3' | `java${number}`;

const ACCOUNTS =
  'root:x:0:0:root:/root:/sbin/nologin\nnobody:x:65534:65534:nobody:/nonexistent:/sbin/nologin\nnonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin\n';

function system(release: '11' | '12'): Files {
  const codename = release === '11' ? 'bullseye' : 'bookworm';
  return {
    ...CERTIFICATES,
    '/etc/passwd': ACCOUNTS,
    '/etc/group': 'root:x:0:\nnobody:x:65534:\ntty:x:5:\nstaff:x:50:\nnonroot:x:65532:\n',
    '/etc/nsswitch.conf': 'hosts: files dns\n',
    '/etc/os-release': `PRETTY_NAME="Distroless"\nNAME="Debian GNU/Linux"\nID="debian"\nVERSION_ID="${release}"\nVERSION="Debian GNU/Linux ${release} (${codename})"\nHOME_URL="https://github.com/GoogleContainerTools/distroless"\n`,
    '/home/nonroot': directory({ mode: 0o700, uid: 65532, gid: 65532 }),
    '/root': directory({ mode: 0o700 }),
    '/tmp': directory({ mode: 0o1777 }),
    '/usr/share/zoneinfo/UTC': text('TZif2'),
  };
}

const LIBC: Files = {
  '/lib/x86_64-linux-gnu/libc.so.6': stub(1_922_000),
  '/lib64/ld-linux-x86-64.so.2': stub(210_000),
  '/usr/lib/x86_64-linux-gnu/libssl.so.3': stub(690_000),
};

const layer = (files: Files, size: number, download: number, rest: string): Step =>
  rootfs('', { files, size, download, rest });

const SYSTEM_LAYERS = new Map<string, readonly Step[]>();

/** The layers that all kinds begin with, shared between them. */
function systemLayers(kind: DistrolessKind, release: '11' | '12'): readonly Step[] {
  const libc = kind === 'static' ? 'static' : 'libc';
  const key = `${libc}-${release}`;
  const known = SYSTEM_LAYERS.get(key);
  if (known !== undefined) return known;
  const below = libc === 'static' ? [] : systemLayers('static', release);
  const own =
    libc === 'static'
      ? layer(system(release), 2_450_000, 1_020_000, `distroless-static-${release}`)
      : layer(LIBC, 18_400_000, 7_200_000, `distroless-libc-${release}`);
  const steps = [...below, own];
  SYSTEM_LAYERS.set(key, steps);
  return steps;
}

function runtime(kind: DistrolessKind): readonly Step[] {
  if (kind.startsWith('nodejs')) {
    return [
      layer({ '/nodejs/bin/node': program('node', 95_000_000) }, 118_000_000, 42_000_000, `distroless-${kind}`),
      entrypoint('/nodejs/bin/node'),
    ];
  }
  if (kind.startsWith('java')) {
    const home = `/usr/lib/jvm/java-${kind.slice('java'.length)}-openjdk-amd64`;
    return [
      layer(
        { [`${home}/bin/java`]: program('java', 14_500), '/usr/bin/java': link(`${home}/bin/java`) },
        190_000_000,
        72_000_000,
        `distroless-${kind}`,
      ),
      env('JAVA_VERSION', kind.slice('java'.length)),
      entrypoint('/usr/bin/java', '-jar'),
    ];
  }
  if (kind !== 'python3') return [];
  return [
    layer(
      {
        '/usr/bin/python3.11': program('python3', 6_800_000),
        '/usr/bin/python3': link('python3.11'),
        '/usr/bin/python': link('python3'),
      },
      30_000_000,
      12_000_000,
      'distroless-python3',
    ),
    entrypoint('/usr/bin/python3.11'),
  ];
}

function distroless(kind: DistrolessKind, release: '11' | '12', nonroot: boolean): ImageDefinition {
  const steps = [...systemLayers(kind, release), ...runtime(kind)].map(silentUnlessLayer);
  return image({
    created: '1970-01-01T00:00:00Z',
    platforms: ['amd64', 'arm/v7', 'arm64', 'ppc64le', 's390x'],
    steps: [
      ...steps,
      defaultPath,
      silently(env('SSL_CERT_FILE', '/etc/ssl/certs/ca-certificates.crt')),
      silently(user(nonroot ? '65532' : '0')),
      silently(workdir(nonroot ? '/home/nonroot' : '/')),
    ],
  });
}

/** Bazel builds these images: the history tells nothing but the layers. */
function silentUnlessLayer(step: Step): Step {
  return step.layer === undefined ? silently(step) : { ...step, by: 'bazel build', comment: undefined };
}

export function distrolessFamily(name: string, kind: DistrolessKind, release: '11' | '12'): ImageFamily {
  return family(name, {
    latest: () => distroless(kind, release, false),
    nonroot: () => distroless(kind, release, true),
  });
}
