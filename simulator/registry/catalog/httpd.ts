import { alpine } from './bases/alpine.ts';
import { CERTIFICATES } from './bases/buildpack-deps.ts';
import { debian } from './bases/debian.ts';
import type { DebianRelease } from './bases/debian.ts';
import { directory, program, script, stub } from './form/files.ts';
import type { Files } from './form/files.ts';
import { family, image } from './form/image.ts';
import type { ImageDefinition } from './form/image.ts';
import { cmd, copy, env, expose, run, stopSignal, workdir } from './form/steps.ts';

const PREFIX = '/usr/local/apache2';
const PATH = `${PREFIX}/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`;

const CONF = `ServerRoot "${PREFIX}"

Listen 80

LoadModule mpm_event_module modules/mod_mpm_event.so
LoadModule authn_file_module modules/mod_authn_file.so
LoadModule authn_core_module modules/mod_authn_core.so
LoadModule authz_host_module modules/mod_authz_host.so
LoadModule authz_user_module modules/mod_authz_user.so
LoadModule authz_core_module modules/mod_authz_core.so
LoadModule access_compat_module modules/mod_access_compat.so
LoadModule auth_basic_module modules/mod_auth_basic.so
LoadModule reqtimeout_module modules/mod_reqtimeout.so
LoadModule filter_module modules/mod_filter.so
LoadModule mime_module modules/mod_mime.so
LoadModule log_config_module modules/mod_log_config.so
LoadModule env_module modules/mod_env.so
LoadModule headers_module modules/mod_headers.so
LoadModule setenvif_module modules/mod_setenvif.so
LoadModule version_module modules/mod_version.so
#LoadModule proxy_module modules/mod_proxy.so
#LoadModule proxy_http_module modules/mod_proxy_http.so
LoadModule unixd_module modules/mod_unixd.so
LoadModule status_module modules/mod_status.so
LoadModule autoindex_module modules/mod_autoindex.so
LoadModule dir_module modules/mod_dir.so
LoadModule alias_module modules/mod_alias.so
#LoadModule rewrite_module modules/mod_rewrite.so

<IfModule unixd_module>
User www-data
Group www-data
</IfModule>

ServerAdmin you@example.com
#ServerName www.example.com:80

<Directory />
    AllowOverride none
    Require all denied
</Directory>

DocumentRoot "${PREFIX}/htdocs"
<Directory "${PREFIX}/htdocs">
    Options Indexes FollowSymLinks
    AllowOverride None
    Require all granted
</Directory>

<IfModule dir_module>
    DirectoryIndex index.html
</IfModule>

<Files ".ht*">
    Require all denied
</Files>

ErrorLog /proc/self/fd/2
LogLevel warn

<IfModule log_config_module>
    LogFormat "%h %l %u %t \\"%r\\" %>s %b \\"%{Referer}i\\" \\"%{User-Agent}i\\"" combined
    LogFormat "%h %l %u %t \\"%r\\" %>s %b" common
    CustomLog /proc/self/fd/1 common
</IfModule>

<IfModule alias_module>
    ScriptAlias /cgi-bin/ "${PREFIX}/cgi-bin/"
</IfModule>

<IfModule mime_module>
    TypesConfig conf/mime.types
    AddType application/x-compress .Z
    AddType application/x-gzip .gz .tgz
</IfModule>
`;

const FOREGROUND = `#!/bin/sh
set -e

# A pid file left behind by a killed server would keep a new one from starting.
rm -f ${PREFIX}/logs/httpd.pid

exec httpd -DFOREGROUND "$@"
`;

const SERVER: Files = {
  ...CERTIFICATES,
  [`${PREFIX}/bin/httpd`]: program('httpd', 2_030_000),
  [`${PREFIX}/bin/apachectl`]: program('httpd/apachectl', 3_400),
  [`${PREFIX}/bin/ab`]: program('httpd/ab', 117_000),
  [`${PREFIX}/bin/htpasswd`]: program('httpd/htpasswd', 60_000),
  [`${PREFIX}/cgi-bin/test-cgi`]: '#\necho "Content-type: text/plain"\necho\necho CGI/1.0 test script report:\n',
  [`${PREFIX}/conf/httpd.conf`]: CONF,
  [`${PREFIX}/conf/mime.types`]:
    'text/html\thtml htm\ntext/plain\ttxt\ntext/css\tcss\napplication/javascript\tjs\nimage/png\tpng\nimage/jpeg\tjpeg jpg\n',
  [`${PREFIX}/htdocs/index.html`]: '<html><body><h1>It works!</h1></body></html>\n',
  [`${PREFIX}/icons`]: directory(),
  [`${PREFIX}/logs`]: directory(),
  [`${PREFIX}/modules/mod_proxy.so`]: stub(480_000),
  [`${PREFIX}/modules/mod_rewrite.so`]: stub(260_000),
  '/usr/local/apache2/error': directory(),
};

function httpd(version: string, created: string, base: DebianRelease | 'alpine'): ImageDefinition {
  const onAlpine = base === 'alpine';
  const [size, download] = onAlpine ? [53_000_000, 15_700_000] : [37_200_000, 15_300_000];
  return image({
    created,
    from: onAlpine ? alpine('3.22') : debian(base, 'slim'),
    steps: [
      env('HTTPD_PREFIX', PREFIX),
      env('PATH', PATH),
      run('mkdir -p "$HTTPD_PREFIX" \t&& chown www-data:www-data "$HTTPD_PREFIX"', {
        [PREFIX]: directory({ uid: 33, gid: 33 }),
      }),
      workdir(PREFIX, {}),
      run('set -eux; \tapt-get update; \tapt-get install -y --no-install-recommends ca-certificates libaprutil1-ldap', {
        files: CERTIFICATES,
        ...(onAlpine ? { size: 4_400_000, download: 1_500_000 } : { size: 8_720_000, download: 3_700_000 }),
        rest: `httpd-libraries-${base}`,
      }),
      env('HTTPD_VERSION', version),
      env('HTTPD_SHA256', '58b8be97d9940ec17f7656c0c6b9f41b618aac468b894b534148e3296c53b8b3'),
      env('HTTPD_PATCHES', ''),
      run(
        'set -eux; \tsavedAptMark="$(apt-mark showmanual)"; \tapt-get update; \tapt-get install -y --no-install-recommends gcc libapr1-dev make',
        {
          files: SERVER,
          size,
          download,
          rest: `httpd-${version}`,
        },
      ),
      stopSignal('SIGWINCH'),
      copy('httpd-foreground /usr/local/bin/', { '/usr/local/bin/httpd-foreground': script(FOREGROUND) }),
      expose('80/tcp'),
      cmd('httpd-foreground'),
    ],
  });
}

export default family('httpd', {
  'latest 2 2.4 2.4.65 trixie 2.4-trixie': () => httpd('2.4.65', '2025-10-21T02:28:44Z', 'trixie'),
  'alpine 2-alpine 2.4-alpine alpine3.22': () => httpd('2.4.65', '2025-10-21T02:28:44Z', 'alpine'),
  'bookworm 2.4-bookworm': () => httpd('2.4.65', '2025-10-21T02:28:44Z', 'bookworm'),
  '2.2 2.2.34': () => httpd('2.2.34', '2018-01-17T02:28:44Z', 'stretch'),
});
