/**
 * nginx. Also the example for new families: a base, steps as in the Dockerfile, files with what matters in them and one
 * that stands for the rest of a layer, and tags.
 */
import { alpine } from './bases/alpine.ts';
import { debian } from './bases/debian.ts';
import { accountFiles } from './bases/service-account.ts';
import { directory, link, program, script, stub } from './form/files.ts';
import type { Files } from './form/files.ts';
import { family, image } from './form/image.ts';
import type { ImageDefinition } from './form/image.ts';
import { cmd, copy, entrypoint, env, expose, label, run, silently, stopSignal, workdir } from './form/steps.ts';
import {
  DEFAULT_CONF,
  ENTRYPOINT,
  ENVSUBST,
  INDEX_PAGE,
  LISTEN_ON_IPV6,
  ERROR_PAGE,
  MIME_TYPES,
  NGINX_CONF,
} from './nginx-files.ts';
import { LOCAL_RESOLVERS, TUNE_WORKERS } from './nginx-files.ts';

interface Version {
  number: string;
  njs: string;
  created: string;
  size: number;
  download: number;
}

const ACCOUNT = { name: 'nginx', uid: 101, gid: 101, comment: 'nginx user', home: '/nonexistent', shell: '/bin/false' };

function files(base: 'debian' | 'alpine'): Files {
  const shell = base === 'debian' ? '/bin/false' : '/sbin/nologin';
  return {
    ...accountFiles(base, [{ ...ACCOUNT, shell }]),
    '/docker-entrypoint.d': directory(),
    '/etc/nginx/conf.d/default.conf': DEFAULT_CONF,
    '/etc/nginx/fastcgi_params':
      'fastcgi_param  SCRIPT_NAME        $fastcgi_script_name;\nfastcgi_param  REQUEST_METHOD     $request_method;\n',
    '/etc/nginx/mime.types': MIME_TYPES,
    '/etc/nginx/modules': link('/usr/lib/nginx/modules'),
    '/etc/nginx/nginx.conf': NGINX_CONF,
    '/usr/lib/nginx/modules/ngx_http_js_module.so': stub(1_300_000),
    '/usr/sbin/nginx': program('nginx', 1_530_000),
    '/usr/sbin/nginx-debug': program('nginx', 1_620_000),
    '/usr/bin/envsubst': program('envsubst', 35_000),
    ...(base === 'debian'
      ? { '/usr/bin/curl': program('curl', 305_000) }
      : { '/usr/bin/curl': program('curl', 260_000) }),
    '/usr/share/nginx/html/50x.html': ERROR_PAGE,
    '/usr/share/nginx/html/index.html': INDEX_PAGE,
    '/var/cache/nginx': directory(),
    '/var/log/nginx/access.log': link('/dev/stdout'),
    '/var/log/nginx/error.log': link('/dev/stderr'),
  };
}

const INSTALL =
  'set -x     && groupadd --system --gid 101 nginx     && useradd --system --gid nginx --no-create-home --home /nonexistent --comment "nginx user" --shell /bin/false --uid 101 nginx     && apt-get update     && apt-get install --no-install-recommends --no-install-suggests -y nginx gettext-base curl';

function scripts() {
  const hook = (name: string, content: string) =>
    copy(`${name} /docker-entrypoint.d`, { [`/docker-entrypoint.d/${name}`]: script(content) });
  return [
    copy('docker-entrypoint.sh /', { '/docker-entrypoint.sh': script(ENTRYPOINT) }),
    hook('10-listen-on-ipv6-by-default.sh', LISTEN_ON_IPV6),
    hook('15-local-resolvers.envsh', LOCAL_RESOLVERS),
    hook('20-envsubst-on-templates.sh', ENVSUBST),
    hook('30-tune-worker-processes.sh', TUNE_WORKERS),
  ];
}

function onDebian(
  { number, njs, created, size, download }: Version,
  suite: 'trixie' | 'bookworm' | 'bullseye' | 'buster' | 'stretch',
): ImageDefinition {
  return image({
    created,
    from: debian(suite, 'slim'),
    steps: [
      label('maintainer', 'NGINX Docker Maintainers <docker-maint@nginx.com>'),
      env('NGINX_VERSION', number),
      env('NJS_VERSION', njs),
      env('NJS_RELEASE', `1~${suite}`),
      ...(suite === 'trixie' ? [env('ACME_VERSION', '0.2.0')] : []),
      env('PKG_RELEASE', `1~${suite}`),
      env('DYNPKG_RELEASE', `1~${suite}`),
      run(INSTALL, { files: () => files('debian'), size, download, rest: `nginx-${number}` }),
      ...scripts(),
      entrypoint('/docker-entrypoint.sh'),
      expose('80/tcp'),
      stopSignal('SIGQUIT'),
      cmd('nginx', '-g', 'daemon off;'),
      silently(workdir('/')),
    ],
  });
}

/** The slim variant and, over it, the one with modules and curl. */
function onAlpine({ number, njs, created, size, download }: Version, release: string): ImageDefinition {
  return image({
    created,
    from: alpine(release),
    steps: [
      label('maintainer', 'NGINX Docker Maintainers <docker-maint@nginx.com>'),
      env('NGINX_VERSION', number),
      env('PKG_RELEASE', '1'),
      env('DYNPKG_RELEASE', '1'),
      run(
        'set -x     && addgroup -g 101 -S nginx     && adduser -S -D -H -u 101 -h /var/cache/nginx -s /sbin/nologin -G nginx -g nginx nginx     && apk add --no-cache nginx',
        {
          files: () => files('alpine'),
          size: 5_520_000,
          download: 1_810_000,
          rest: `nginx-${number}-alpine-slim`,
        },
      ),
      ...scripts(),
      entrypoint('/docker-entrypoint.sh'),
      expose('80/tcp'),
      stopSignal('SIGQUIT'),
      cmd('nginx', '-g', 'daemon off;'),
      silently(workdir('/')),
      env('NJS_VERSION', njs),
      env('NJS_RELEASE', '1'),
      run('set -x     && apk add --no-cache nginx-module-xslt nginx-module-image-filter nginx-module-njs curl', {
        files: {},
        size,
        download,
        rest: `nginx-${number}-alpine`,
      }),
    ],
  });
}

function version(number: string, njs: string, created: string, size = 73_000_000, download = 29_200_000): Version {
  return { number, njs, created, size, download };
}

const V1_29 = version('1.29.3', '0.9.4', '2025-10-28T18:32:06Z', 73_300_000, 29_900_000);
const V1_28 = version('1.28.0', '0.8.10', '2025-06-10T17:32:06Z');
const V1_27 = version('1.27.5', '0.8.10', '2025-04-16T14:50:31Z');
const V1_26 = version('1.26.3', '0.8.9', '2025-02-05T21:27:16Z');
const V1_25 = version('1.25.5', '0.8.4', '2024-05-03T19:49:21Z');
const alpineSize = (each: Version): Version => ({ ...each, size: 38_500_000, download: 16_900_000 });
const old = (number: string, created: string): Version => version(number, '0.3.0', created, 54_000_000, 22_500_000);
const oldAlpine = (number: string, created: string): Version =>
  version(number, '0.3.0', created, 13_000_000, 5_300_000);

export default family('nginx', {
  'latest mainline 1 1.29 1.29.3 trixie mainline-trixie 1-trixie 1.29-trixie 1.29.3-trixie': () =>
    onDebian(V1_29, 'trixie'),
  'alpine mainline-alpine 1-alpine 1.29-alpine 1.29.3-alpine alpine3.22 1.29-alpine3.22': () =>
    onAlpine(alpineSize(V1_29), '3.22'),
  'stable 1.28 1.28.0 stable-bookworm': () => onDebian(V1_28, 'bookworm'),
  'stable-alpine 1.28-alpine 1.28.0-alpine': () => onAlpine(alpineSize(V1_28), '3.21'),
  '1.27 1.27.5 1.27-bookworm bookworm': () => onDebian(V1_27, 'bookworm'),
  '1.27-alpine 1.27.5-alpine': () => onAlpine(alpineSize(V1_27), '3.21'),
  '1.26 1.26.3': () => onDebian(V1_26, 'bookworm'),
  '1.26-alpine': () => onAlpine(alpineSize(V1_26), '3.20'),
  '1.25 1.25.5': () => onDebian(V1_25, 'bookworm'),
  '1.25-alpine 1.25.5-alpine': () => onAlpine(alpineSize(V1_25), '3.19'),
  '1.24 1.24.0': () => onDebian(version('1.24.0', '0.7.12', '2023-04-13T21:07:06Z'), 'bullseye'),
  '1.24-alpine': () => onAlpine(oldAlpine('1.24.0', '2023-04-13T21:07:06Z'), '3.17'),
  '1.23 1.23.4': () => onDebian(version('1.23.4', '0.7.11', '2023-04-11T21:07:06Z'), 'bullseye'),
  '1.23-alpine 1.23.4-alpine': () => onAlpine(oldAlpine('1.23.4', '2023-04-11T21:07:06Z'), '3.17'),
  '1.22 1.22.1': () => onDebian(version('1.22.1', '0.7.6', '2022-10-19T21:07:06Z'), 'bullseye'),
  '1.22-alpine': () => onAlpine(oldAlpine('1.22.1', '2022-10-19T21:07:06Z'), '3.16'),
  '1.21 1.21.6': () => onDebian(version('1.21.6', '0.7.2', '2022-01-26T08:58:35Z'), 'bullseye'),
  '1.21-alpine 1.21.6-alpine': () => onAlpine(oldAlpine('1.21.6', '2022-01-26T08:58:35Z'), '3.15'),
  '1.20 1.20.2': () => onDebian(version('1.20.2', '0.7.0', '2021-11-17T02:50:27Z', 70_000_000, 28_000_000), 'bullseye'),
  '1.20-alpine 1.20.2-alpine': () => onAlpine(oldAlpine('1.20.2', '2021-11-17T02:50:27Z'), '3.14'),
  '1.19 1.19.10': () => onDebian(old('1.19.10', '2021-04-13T19:22:28Z'), 'buster'),
  '1.19-alpine 1.19.10-alpine 1.19.7-alpine': () => onAlpine(oldAlpine('1.19.10', '2021-04-13T19:22:28Z'), '3.13'),
  '1.18 1.18.0': () => onDebian(old('1.18.0', '2020-04-21T18:58:35Z'), 'buster'),
  '1.17 1.17.10': () => onDebian(old('1.17.10', '2020-04-14T18:58:35Z'), 'buster'),
  '1.16 1.16.1': () => onDebian(old('1.16.1', '2019-08-13T18:58:35Z'), 'buster'),
  '1.15 1.15.12': () => onDebian(old('1.15.12', '2019-04-16T18:58:35Z'), 'stretch'),
  '1.14 1.14.2': () => onDebian(old('1.14.2', '2018-12-04T18:58:35Z'), 'stretch'),
  '1.13 1.13.12': () => onDebian(old('1.13.12', '2018-04-10T18:58:35Z'), 'stretch'),
  '1.13-alpine 1.13.12-alpine': () => onAlpine(oldAlpine('1.13.12', '2018-04-10T18:58:35Z'), '3.7'),
  '1.12 1.12.2': () => onDebian(old('1.12.2', '2017-10-17T18:58:35Z'), 'stretch'),
  '1.11 1.11.13 1.11.9': () => onDebian(old('1.11.13', '2017-04-04T18:58:35Z'), 'stretch'),
  '1.9 1.9.15': () => onDebian(old('1.9.15', '2016-04-19T18:58:35Z'), 'stretch'),
});
