/** Applications of the book "Learn Docker in a Month of Lunches" (diamol): scripts, and programs for .NET. */
import { base } from './diamol.ts';
import { dotnet } from './dotnet-images.ts';
import type { DotnetKind } from './dotnet-images.ts';
import { directory, program } from './form/files.ts';
import type { Files } from './form/files.ts';
import { family, image } from './form/image.ts';
import type { ImageDefinition, ImageFamily } from './form/image.ts';
import { cmd, copy, env, entrypoint, expose, healthcheck, volume, workdir } from './form/steps.ts';
import type { Step } from './form/steps.ts';
import { packageFiles } from './bases/buildpack-deps.ts';

const made = '2022-12-13T17:00:00Z';
const created = '2022-12-14T17:00:00Z';
const SECOND = 1_000_000_000;

interface App {
  kind: DotnetKind;
  /** The .dll files of /app and the programs they stand for. */
  programs: Readonly<Record<string, string>>;
  settings: object;
  files?: Files;
  steps: readonly Step[];
}

function app({ kind, programs, settings, files = {}, steps }: App): ImageDefinition {
  const binaries = Object.entries(programs).map(([name, of]) => [`/app/${name}`, program(of, 120_000)] as const);
  return image({
    created,
    from: dotnet('3.1.32', made, kind, { suite: 'buster' }),
    steps: [
      workdir('/app', {}),
      copy('--from=builder /out/ .', {
        ...Object.fromEntries(binaries),
        '/app/appsettings.json': `${JSON.stringify(settings, undefined, 2)}\n`,
        ...files,
      }),
      ...steps,
    ],
  });
}

const toDoList = (release: string): ImageDefinition =>
  app({
    kind: 'aspnet',
    programs: { 'ToDoList.dll': 'samples/todo-list' },
    settings: {
      Logging: { LogLevel: { Default: 'Information' } },
      ConnectionStrings: { ToDoDb: 'Filename=/data/todo-list.db' },
      Database: { Provider: 'Sqlite' },
      Release: release,
    },
    files: { '/data': directory() },
    steps: [volume('/data'), expose('80/tcp'), entrypoint('dotnet', 'ToDoList.dll')],
  });

const numbersApi = (kind: 'plain' | 'curl' | 'check'): ImageDefinition =>
  app({
    kind: 'aspnet',
    programs: {
      'Numbers.Api.dll': 'samples/numbers-api',
      ...(kind === 'check' ? { 'Utilities.HttpCheck.dll': 'samples/http-check' } : {}),
    },
    settings: {
      Logging: { LogLevel: { Default: 'Warning', Numbers: 'Debug' } },
      Rng: { Range: { Min: 0, Max: 100 }, FailAfter: { Enabled: true, CallCount: 3, Action: 'Unhealthy' } },
      HealthUrl: 'http://localhost/health',
    },
    files: kind === 'curl' ? packageFiles('curl') : {},
    steps: [
      ...(kind === 'plain'
        ? []
        : [
            healthcheck({
              Test:
                kind === 'curl'
                  ? ['CMD-SHELL', 'curl --fail http://localhost/health']
                  : ['CMD', 'dotnet', 'Utilities.HttpCheck.dll', '-c', 'HealthUrl', '-t', '500'],
              ...(kind === 'check'
                ? { Interval: 5 * SECOND, Timeout: SECOND, Retries: 2, StartPeriod: 10 * SECOND }
                : {}),
            }),
          ]),
      expose('80/tcp'),
      entrypoint('dotnet', '/app/Numbers.Api.dll'),
    ],
  });

const numbersWeb = (checks: boolean): ImageDefinition =>
  app({
    kind: 'aspnet',
    programs: {
      'Numbers.Web.dll': 'samples/numbers-web',
      ...(checks ? { 'Utilities.HttpCheck.dll': 'samples/http-check' } : {}),
    },
    settings: {
      RngApi: { Url: 'http://numbers-api/rng' },
      Logging: { LogLevel: { Default: 'Warning', Numbers: 'Debug' } },
    },
    steps: [
      env('RngApi__Url', 'http://numbers-api/rng'),
      expose('80/tcp'),
      checks
        ? cmd('/bin/sh', '-c', 'dotnet Utilities.HttpCheck.dll -c RngApi:Url -t 900 && dotnet Numbers.Web.dll')
        : entrypoint('dotnet', '/app/Numbers.Web.dll'),
    ],
  });

const timeCheck = (version: string): ImageDefinition =>
  app({
    kind: 'runtime',
    programs: {
      'TimeCheck.dll': 'samples/time-check',
      ...(Number(version) >= 5 ? { 'Tail.dll': 'samples/tail' } : {}),
    },
    settings: { Application: { Version: version, Environment: 'DEV' }, Timer: { IntervalSeconds: 5 } },
    steps: [
      Number(version) >= 5
        ? cmd('/bin/sh', '-c', 'mkdir -p /logs && touch /logs/timecheck.log && dotnet TimeCheck.dll & sleep 1; dotnet Tail.dll /logs timecheck.log') // prettier-ignore
        : cmd('dotnet', 'TimeCheck.dll'),
    ],
  });

const bindMount = (): ImageDefinition =>
  image({
    created,
    from: base(),
    steps: [
      workdir('/init', {}),
      copy('./init/ .', { '/init/abc.txt': 'abc\n', '/init/def.txt': 'def\n' }),
      cmd('/bin/sh', '-c', 'ls /init'),
    ],
  });

const fileDisplay = (): ImageDefinition =>
  image({
    created,
    from: base(),
    steps: [copy('input.txt .', { '/input.txt': 'This file comes with the image.\n' }), cmd('/bin/sh', '-c', 'cat /input.txt')], // prettier-ignore
  });

const randomNumber = (): ImageDefinition =>
  image({
    created,
    from: base(),
    steps: [workdir('/random', {}), cmd('/bin/sh', '-c', 'echo $RANDOM > /random/number.txt')],
  });

const IMAGES: Readonly<Record<string, Readonly<Record<string, () => ImageDefinition>>>> = {
  'diamol/ch06-bind-mount': { latest: bindMount },
  'diamol/ch06-file-display': { latest: fileDisplay },
  'diamol/ch06-random-number': { latest: randomNumber },
  'diamol/ch06-todo-list': { latest: () => toDoList('v1'), v2: () => toDoList('v2') },
  'diamol/ch08-numbers-api': { latest: () => numbersApi('plain'), v2: () => numbersApi('curl'), v3: () => numbersApi('check') }, // prettier-ignore
  'diamol/ch08-numbers-web': { latest: () => numbersWeb(false), v2: () => numbersWeb(false), v3: () => numbersWeb(true) }, // prettier-ignore
  'diamol/ch15-timecheck': { 'latest 3.0': () => timeCheck('3.0'), '2.0': () => timeCheck('2.0'), '1.0': () => timeCheck('1.0') }, // prettier-ignore
  'diamol/ch18-todo-list': { latest: () => toDoList('19.12') },
  'diamol/ch19-timecheck': { 'latest 5.0': () => timeCheck('5.0'), '4.0': () => timeCheck('4.0') },
};

/** Throws RangeError for a repository that is not one of these. */
export function diamolAppFamily(name: string): ImageFamily {
  const images = IMAGES[name];
  if (images === undefined) throw new RangeError(`no image ${name}`);
  return family(name, images);
}
