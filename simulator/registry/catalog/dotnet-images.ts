/** Microsoft's images for .NET. */
import { alpine } from './bases/alpine.ts';
import { debian } from './bases/debian.ts';
import type { DebianRelease } from './bases/debian.ts';
import { accountFiles } from './bases/service-account.ts';
import { directory, link, program } from './form/files.ts';
import { family, image, TWO_PLATFORMS } from './form/image.ts';
import type { ImageDefinition, ImageFamily } from './form/image.ts';
import { cmd, copy, env, run } from './form/steps.ts';

export type DotnetKind = 'runtime' | 'aspnet' | 'sdk';
type Base = { suite: DebianRelease } | { alpine: string };

const made = new Map<string, ImageDefinition>();

/** Each kind stands on the one before: runtime, aspnet, sdk. */
export function dotnet(version: string, created: string, kind: DotnetKind, base: Base): ImageDefinition {
  const key = `${version} ${kind} ${JSON.stringify(base)}`;
  const known = made.get(key) ?? dotnetImage(version, created, kind, base);
  made.set(key, known);
  return known;
}

function dotnetImage(version: string, created: string, kind: DotnetKind, base: Base): ImageDefinition {
  if (kind === 'runtime') return runtime(version, created, base);
  if (kind === 'aspnet') {
    return image({
      created,
      from: dotnet(version, created, 'runtime', base),
      steps: [
        env('ASPNET_VERSION', version),
        copy('/shared/Microsoft.AspNetCore.App /usr/share/dotnet/shared/Microsoft.AspNetCore.App', {
          files: { [`/usr/share/dotnet/shared/Microsoft.AspNetCore.App/${version}`]: directory() },
          size: 24_600_000,
          download: 10_600_000,
          rest: `aspnet-${version}`,
        }),
      ],
    });
  }
  return image({
    created,
    from: dotnet(version, created, 'aspnet', base),
    steps: [
      env('DOTNET_GENERATE_ASPNET_CERTIFICATE', 'false'),
      env('DOTNET_NOLOGO', 'true'),
      env('DOTNET_SDK_VERSION', version.replace(/\.\d+$/, '.400')),
      env('DOTNET_USE_POLLING_FILE_WATCHER', 'true'),
      env('NUGET_XMLDOC_MODE', 'skip'),
      run(
        'apt-get update     && apt-get install -y --no-install-recommends         curl         git         tzdata         wget',
        {
          files: {
            '/usr/bin/curl': program('curl', 305_000),
            '/usr/bin/git': program('git', 3_711_000),
            '/usr/bin/wget': program('wget', 481_000),
          },
          size: 101_000_000,
          download: 32_000_000,
          rest: `dotnet-sdk-tools-${version}`,
        },
      ),
      copy('/sdk /usr/share/dotnet', {
        files: {},
        size: 512_000_000,
        download: 190_000_000,
        rest: `dotnet-sdk-${version}`,
      }),
    ],
  });
}

function runtime(version: string, created: string, base: Base): ImageDefinition {
  const onAlpine = 'alpine' in base;
  const major = Number(version.split('.')[0]);
  const account = { name: 'app', uid: 1654, gid: 1654, home: '/home/app', shell: onAlpine ? '/bin/false' : '/bin/sh' };
  return image({
    created,
    from: onAlpine ? alpine(base.alpine) : debian(base.suite, 'slim'),
    platforms: TWO_PLATFORMS,
    steps: [
      ...(major >= 8
        ? [env('APP_UID', '1654'), env('ASPNETCORE_HTTP_PORTS', '8080')]
        : [env('ASPNETCORE_URLS', 'http://+:80')]),
      env('DOTNET_RUNNING_IN_CONTAINER', 'true'),
      run(
        'apt-get update     && apt-get install -y --no-install-recommends         ca-certificates                 libc6         libgcc-s1         libicu72         libssl3         libstdc++6         tzdata         zlib1g',
        {
          files: major >= 8 ? accountFiles(onAlpine ? 'alpine' : 'debian', [account]) : {},
          size: onAlpine ? 3_200_000 : 42_800_000,
          download: onAlpine ? 1_300_000 : 18_700_000,
          rest: `dotnet-deps-${onAlpine ? base.alpine : base.suite}`,
        },
      ),
      env('DOTNET_VERSION', version),
      copy('/dotnet /usr/share/dotnet', {
        files: {
          '/usr/share/dotnet/dotnet': program('dotnet', 72_000),
          [`/usr/share/dotnet/shared/Microsoft.NETCore.App/${version}`]: directory(),
        },
        size: 76_000_000,
        download: 31_500_000,
        rest: `dotnet-${version}`,
      }),
      run('ln -s /usr/share/dotnet/dotnet /usr/bin/dotnet', { '/usr/bin/dotnet': link('/usr/share/dotnet/dotnet') }),
      ...(onAlpine ? [cmd('/bin/sh')] : [cmd('bash')]),
    ],
  });
}

const VERSIONS: readonly (readonly [
  tags: string,
  version: string,
  created: string,
  suite: DebianRelease,
  alpine: string,
])[] = [
  ['latest 9.0 9.0.10', '9.0.10', '2025-10-14T17:00:00Z', 'bookworm', '3.22'],
  ['8.0 8.0.21 8.0-jammy 8.0-bookworm-slim', '8.0.21', '2025-10-14T17:00:00Z', 'bookworm', '3.22'],
  ['7.0 7.0.20', '7.0.20', '2024-05-28T17:00:00Z', 'bullseye', '3.18'],
  ['6.0 6.0.36', '6.0.36', '2024-11-12T17:00:00Z', 'bullseye', '3.18'],
  ['5.0 5.0.17', '5.0.17', '2022-05-10T17:00:00Z', 'buster', '3.13'],
  ['3.1 3.1.32', '3.1.32', '2022-12-13T17:00:00Z', 'buster', '3.13'],
  ['3.0 3.0.100', '3.0.3', '2020-02-18T17:00:00Z', 'buster', '3.10'],
  ['2.1 2.1-runtime', '2.1.30', '2021-08-19T17:00:00Z', 'stretch', '3.10'],
];

/** A repository such as `mcr.microsoft.com/dotnet/aspnet`. */
export function dotnetFamily(name: string, kind: DotnetKind): ImageFamily {
  return family(
    name,
    Object.fromEntries(
      VERSIONS.flatMap(([tags, version, created, suite, release]) => [
        [tags, () => dotnet(version, created, kind, { suite })],
        [
          tags
            .split(' ')
            .flatMap((tag) => (tag === 'latest' ? ['alpine'] : [`${tag}-alpine`]))
            .join(' '),
          () => dotnet(version, created, kind, { alpine: release }),
        ],
      ]),
    ),
  );
}
