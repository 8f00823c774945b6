/** PHP's images, and what WordPress, phpMyAdmin and Adminer build on. */
import { alpine } from './bases/alpine.ts';
import { packageFiles } from './bases/buildpack-deps.ts';
import { debian } from './bases/debian.ts';
import type { DebianRelease } from './bases/debian.ts';
import { directory, link, program, script } from './form/files.ts';
import type { Files } from './form/files.ts';
import { image } from './form/image.ts';
import type { ImageDefinition } from './form/image.ts';
import { cmd, copy, entrypoint, env, expose, run, stopSignal, workdir } from './form/steps.ts';

export type Sapi = 'cli' | 'apache' | 'fpm';
export type PhpBase = { suite: DebianRelease } | { alpine: string };

const ENTRYPOINT = `#!/bin/sh
set -e

# Options alone are for php.
if [ "\${1#-}" != "$1" ]; then
	set -- COMMAND "$@"
fi

exec "$@"
`;

const FOREGROUND = `#!/bin/bash
set -e
: "\${APACHE_CONFDIR:=/etc/apache2}"
: "\${APACHE_ENVVARS:=$APACHE_CONFDIR/envvars}"
if test -f "$APACHE_ENVVARS"; then . "$APACHE_ENVVARS"; fi
: "\${APACHE_RUN_DIR:=/var/run/apache2}"
: "\${APACHE_PID_FILE:=$APACHE_RUN_DIR/apache2.pid}"
mkdir -p "$APACHE_RUN_DIR"
rm -f "$APACHE_PID_FILE"
exec apache2 -DFOREGROUND "$@"
`;

const APACHE: Files = {
  '/usr/sbin/apache2': program('httpd', 721_000),
  '/usr/sbin/apache2ctl': program('httpd/apachectl', 7_200),
  '/usr/sbin/a2enmod': program('httpd/a2enmod', 16_000),
  '/usr/sbin/a2dismod': link('a2enmod'),
  '/usr/sbin/a2ensite': link('a2enmod'),
  '/etc/apache2/envvars':
    'export APACHE_RUN_USER=www-data\nexport APACHE_RUN_GROUP=www-data\nexport APACHE_PID_FILE=/var/run/apache2/apache2.pid\nexport APACHE_RUN_DIR=/var/run/apache2\nexport APACHE_LOG_DIR=/var/log/apache2\n',
  '/etc/apache2/apache2.conf':
    'PidFile ${APACHE_PID_FILE}\nUser ${APACHE_RUN_USER}\nGroup ${APACHE_RUN_GROUP}\nErrorLog ${APACHE_LOG_DIR}/error.log\nLogLevel warn\nIncludeOptional mods-enabled/*.conf\nInclude ports.conf\n<Directory /var/www/>\n\tOptions Indexes FollowSymLinks\n\tAllowOverride None\n\tRequire all granted\n</Directory>\nIncludeOptional conf-enabled/*.conf\nIncludeOptional sites-enabled/*.conf\n',
  '/etc/apache2/ports.conf': 'Listen 80\n',
  '/etc/apache2/conf-enabled/docker-php.conf':
    '<FilesMatch \\.php$>\n\tSetHandler application/x-httpd-php\n</FilesMatch>\n\nDirectoryIndex disabled\nDirectoryIndex index.php index.html\n\n<Directory /var/www/>\n\tOptions -Indexes\n\tAllowOverride All\n</Directory>\n',
  '/etc/apache2/mods-enabled/rewrite.load': 'LoadModule rewrite_module /usr/lib/apache2/modules/mod_rewrite.so\n',
  '/etc/apache2/sites-enabled/000-default.conf':
    '<VirtualHost *:80>\n\tServerAdmin webmaster@localhost\n\tDocumentRoot /var/www/html\n\tErrorLog ${APACHE_LOG_DIR}/error.log\n\tCustomLog ${APACHE_LOG_DIR}/access.log combined\n</VirtualHost>\n',
  '/var/log/apache2/access.log': link('/dev/stdout'),
  '/var/log/apache2/error.log': link('/dev/stderr'),
  '/var/www/html': directory({ mode: 0o1777, uid: 33, gid: 33 }),
};

function interpreter(version: string, sapi: Sapi): Files {
  return {
    '/usr/local/bin/php': program('php', 16_900_000),
    '/usr/local/bin/docker-php-ext-install': program('php/docker-php-ext', 2_900),
    '/usr/local/bin/docker-php-ext-configure': program('php/docker-php-ext', 1_500),
    '/usr/local/bin/docker-php-ext-enable': program('php/docker-php-ext', 2_600),
    '/usr/local/bin/pecl': program('php/pecl', 800),
    ...(sapi === 'fpm' ? { '/usr/local/sbin/php-fpm': program('php-fpm', 17_200_000) } : {}),
    '/usr/local/etc/php/conf.d': directory(),
    '/usr/local/etc/php/php.ini-development': '; php.ini for development\ndisplay_errors = On\n',
    '/usr/local/etc/php/php.ini-production': '; php.ini for production\ndisplay_errors = Off\n',
    '/usr/local/include/php/main/php_version.h': `#define PHP_VERSION "${version}"\n`,
  };
}

const FPM_CONF: Files = {
  '/usr/local/etc/php-fpm.conf': '[global]\npid = run/php-fpm.pid\ninclude=etc/php-fpm.d/*.conf\n',
  '/usr/local/etc/php-fpm.d/www.conf':
    '[www]\nuser = www-data\ngroup = www-data\nlisten = 127.0.0.1:9000\npm = dynamic\npm.max_children = 5\n',
  '/usr/local/etc/php-fpm.d/docker.conf':
    '[global]\nerror_log = /proc/self/fd/2\n\n[www]\naccess.log = /proc/self/fd/2\nclear_env = no\ncatch_workers_output = yes\n',
  '/usr/local/etc/php-fpm.d/zz-docker.conf': '[global]\ndaemonize = no\n\n[www]\nlisten = 9000\n',
};

const made = new Map<string, ImageDefinition>();

export function php(version: string, created: string, sapi: Sapi, base: PhpBase): ImageDefinition {
  const key = `${version} ${sapi} ${JSON.stringify(base)}`;
  const known = made.get(key) ?? phpImage(version, created, sapi, base);
  made.set(key, known);
  return known;
}

function phpImage(version: string, created: string, sapi: Sapi, base: PhpBase): ImageDefinition {
  const onAlpine = 'alpine' in base;
  const label = onAlpine ? `alpine${base.alpine}` : base.suite;
  const command = { cli: 'php', apache: 'apache2-foreground', fpm: 'php-fpm' }[sapi];
  return image({
    created,
    from: onAlpine ? alpine(base.alpine) : debian(base.suite, 'slim'),
    steps: [
      ...(onAlpine
        ? []
        : [
            run(
              "set -eux; \t{ \t\techo 'Package: php*'; \t\techo 'Pin: release *'; \t\techo 'Pin-Priority: -1'; \t} > /etc/apt/preferences.d/no-debian-php",
              { '/etc/apt/preferences.d/no-debian-php': 'Package: php*\nPin: release *\nPin-Priority: -1\n' },
            ),
          ]),
      env(
        'PHPIZE_DEPS',
        'autoconf \t\tdpkg-dev \t\tfile \t\tg++ \t\tgcc \t\tlibc-dev \t\tmake \t\tpkg-config \t\tre2c',
      ),
      run(
        'set -eux; \tapt-get update; \tapt-get install -y --no-install-recommends \t\t$PHPIZE_DEPS \t\tca-certificates \t\tcurl \t\txz-utils',
        {
          files: onAlpine ? { '/usr/bin/curl': program('curl', 260_000) } : packageFiles('curl'),
          size: onAlpine ? 10_200_000 : 286_000_000,
          download: onAlpine ? 3_900_000 : 104_300_000,
          rest: `php-deps-${label}`,
        },
      ),
      env('PHP_INI_DIR', '/usr/local/etc/php'),
      run(
        'set -eux; \tmkdir -p "$PHP_INI_DIR/conf.d"; \t[ ! -d /var/www/html ]; \tmkdir -p /var/www/html; \tchown www-data:www-data /var/www/html; \tchmod 1777 /var/www/html',
        {
          '/var/www/html': directory({ mode: 0o1777, uid: onAlpine ? 82 : 33, gid: onAlpine ? 82 : 33 }),
        },
      ),
      ...(sapi === 'apache'
        ? [
            env('APACHE_CONFDIR', '/etc/apache2'),
            env('APACHE_ENVVARS', '/etc/apache2/envvars'),
            run('set -eux; \tapt-get update; \tapt-get install -y --no-install-recommends apache2', {
              files: APACHE,
              size: 12_300_000,
              download: 4_200_000,
              rest: `php-apache-${label}`,
            }),
          ]
        : []),
      env('PHP_CFLAGS', '-fstack-protector-strong -fpic -fpie -O2 -D_LARGEFILE_SOURCE -D_FILE_OFFSET_BITS=64'),
      env('PHP_VERSION', version),
      env('PHP_URL', `https://www.php.net/distributions/php-${version}.tar.xz`),
      run(
        'set -eux; \t\tsavedAptMark="$(apt-mark showmanual)"; \tapt-get update; \tapt-get install -y --no-install-recommends libargon2-dev libcurl4-openssl-dev',
        {
          files: () => interpreter(version, sapi),
          size: 48_000_000,
          download: 14_500_000,
          rest: `php-${version}-${sapi}`,
        },
      ),
      copy('docker-php-ext-* docker-php-entrypoint /usr/local/bin/', {
        '/usr/local/bin/docker-php-entrypoint': script(ENTRYPOINT.replace('COMMAND', command)),
      }),
      entrypoint('docker-php-entrypoint'),
      ...(sapi === 'apache'
        ? [
            stopSignal('SIGWINCH'),
            copy('apache2-foreground /usr/local/bin/', { '/usr/local/bin/apache2-foreground': script(FOREGROUND) }),
            workdir('/var/www/html'),
            expose('80/tcp'),
          ]
        : []),
      ...(sapi === 'fpm'
        ? [
            workdir('/var/www/html'),
            run('set -eux; \tcd /usr/local/etc; \tcp php-fpm.conf.default php-fpm.conf', FPM_CONF),
            stopSignal('SIGQUIT'),
            expose('9000/tcp'),
          ]
        : []),
      sapi === 'cli' ? cmd('php', '-a') : cmd(command),
    ],
  });
}
