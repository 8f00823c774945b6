import type { DebianRelease } from './bases/debian.ts';
import { directory, script, stub } from './form/files.ts';
import type { Files } from './form/files.ts';
import { family, image } from './form/image.ts';
import type { ImageDefinition } from './form/image.ts';
import { cmd, copy, entrypoint, run, volume } from './form/steps.ts';
import { php } from './php-images.ts';
import type { PhpBase, Sapi } from './php-images.ts';

const ENTRYPOINT = `#!/usr/bin/env bash
set -Eeuo pipefail

if [[ "$1" == apache2* ]] || [ "$1" = 'php-fpm' ]; then
	uid="$(id -u)"
	user='www-data'
	if [ ! -e index.php ] && [ ! -e wp-includes/version.php ]; then
		echo >&2 "WordPress not found in $PWD - copying now..."
		if [ -n "$(find -mindepth 1 -maxdepth 1 -not -name wp-content)" ]; then
			echo >&2 "WARNING: $PWD is not empty! (copying anyhow)"
		fi
		cp -r /usr/src/wordpress/. .
		if [ "$uid" = '0' ]; then chown -R "$user:$user" .; fi
		echo >&2 "Complete! WordPress has been successfully copied to $PWD"
	fi
	if [ ! -s wp-config.php ]; then
		for variable in $(env | cut -d= -f1 | grep -E '^WORDPRESS_' || :); do
			echo >&2 "No 'wp-config.php' found in $PWD, but 'WORDPRESS_...' variables supplied; copying 'wp-config-docker.php' (\${variable})" | head -n 1
			cp wp-config-docker.php wp-config.php
			break
		done
	fi
fi

exec "$@"
`;

const CONFIG = `<?php
// Reads its settings from the environment.
if (!function_exists('getenv_docker')) {
	function getenv_docker($env, $default) {
		if ($file = getenv($env . '_FILE')) { return rtrim(file_get_contents($file), "\\r\\n"); }
		if (($value = getenv($env)) !== false) { return $value; }
		return $default;
	}
}
define('DB_NAME', getenv_docker('WORDPRESS_DB_NAME', 'wordpress'));
define('DB_USER', getenv_docker('WORDPRESS_DB_USER', 'example username'));
define('DB_PASSWORD', getenv_docker('WORDPRESS_DB_PASSWORD', 'example password'));
define('DB_HOST', getenv_docker('WORDPRESS_DB_HOST', 'mysql'));
$table_prefix = getenv_docker('WORDPRESS_TABLE_PREFIX', 'wp_');
define('WP_DEBUG', !!getenv_docker('WORDPRESS_DEBUG', ''));
if (!defined('ABSPATH')) { define('ABSPATH', __DIR__ . '/'); }
require_once ABSPATH . 'wp-settings.php';
`;

function files(version: string): Files {
  const at = '/usr/src/wordpress';
  return {
    [`${at}/index.php`]: "<?php\ndefine('WP_USE_THEMES', true);\nrequire __DIR__ . '/wp-blog-header.php';\n",
    [`${at}/wp-blog-header.php`]: "<?php\nrequire_once __DIR__ . '/wp-load.php';\n",
    [`${at}/wp-load.php`]: "<?php\nrequire_once __DIR__ . '/wp-config.php';\n",
    [`${at}/wp-login.php`]: stub(51_000),
    [`${at}/wp-settings.php`]: stub(29_000),
    [`${at}/wp-includes/version.php`]: `<?php\n$wp_version = '${version}';\n`,
    [`${at}/wp-admin/install.php`]: stub(18_000),
    [`${at}/wp-content/themes/index.php`]: '<?php\n// Silence is golden.\n',
    [`${at}/wp-content/plugins/index.php`]: '<?php\n// Silence is golden.\n',
    [`${at}/wp-content/index.php`]: '<?php\n// Silence is golden.\n',
    '/var/www/html': directory({ mode: 0o1777, uid: 33, gid: 33 }),
  };
}

const PHP: Readonly<Record<string, readonly [string, string, DebianRelease, string]>> = {
  '8.3': ['8.3.27', '2025-10-24T00:36:18Z', 'trixie', '3.22'],
  '8.2': ['8.2.29', '2025-10-24T00:36:18Z', 'trixie', '3.22'],
  '7.4': ['7.4.33', '2022-11-15T00:36:18Z', 'bullseye', '3.16'],
  '7.1': ['7.1.33', '2019-11-28T00:36:18Z', 'buster', '3.10'],
};

function wordpress(version: string, phpVersion: string, sapi: Exclude<Sapi, 'cli'>, onAlpine = false): ImageDefinition {
  const [number, made, suite, release] = PHP[phpVersion] ?? [
    '8.3.27',
    '2025-10-24T00:36:18Z',
    'trixie' as const,
    '3.22',
  ];
  const base: PhpBase = onAlpine ? { alpine: release } : { suite };
  return image({
    created: version.startsWith('6') ? '2025-10-24T23:36:18Z' : made,
    from: php(number, made, sapi, base),
    steps: [
      run('set -eux; \tapt-get update; \tapt-get install -y --no-install-recommends \t\tghostscript', {
        files: {},
        size: 49_000_000,
        download: 19_400_000,
        rest: `wordpress-ghostscript-${phpVersion}`,
      }),
      run(
        'set -ex; \t\tsavedAptMark="$(apt-mark showmanual)"; \t\tapt-get update; \tapt-get install -y --no-install-recommends \t\tlibavif-dev',
        { files: {}, size: 29_600_000, download: 10_800_000, rest: `wordpress-extensions-${phpVersion}` },
      ),
      run(
        "set -eux; \tdocker-php-ext-enable opcache; \t{ \t\techo 'opcache.memory_consumption=128'; \t} > /usr/local/etc/php/conf.d/opcache-recommended.ini",
        {
          '/usr/local/etc/php/conf.d/opcache-recommended.ini':
            'opcache.memory_consumption=128\nopcache.interned_strings_buffer=8\nopcache.max_accelerated_files=4000\nopcache.revalidate_freq=2\n',
        },
      ),
      run(
        `set -eux; \tversion='${version}'; \tcurl -o wordpress.tar.gz -fL "https://wordpress.org/wordpress-$version.tar.gz"`,
        {
          files: files(version),
          size: 84_000_000,
          download: 27_500_000,
          rest: `wordpress-${version}`,
        },
      ),
      volume('/var/www/html'),
      copy('--chown=www-data:www-data wp-config-docker.php /usr/src/wordpress/', {
        '/usr/src/wordpress/wp-config-docker.php': { content: CONFIG, uid: 33, gid: 33 },
      }),
      copy('docker-entrypoint.sh /usr/local/bin/', { '/usr/local/bin/docker-entrypoint.sh': script(ENTRYPOINT) }),
      entrypoint('docker-entrypoint.sh'),
      cmd(sapi === 'fpm' ? 'php-fpm' : 'apache2-foreground'),
    ],
  });
}

export default family('wordpress', {
  'latest 6 6.8 6.8.3 apache php8.3 6-apache php8.3-apache': () => wordpress('6.8.3', '8.3', 'apache'),
  'fpm 6-fpm php8.3-fpm': () => wordpress('6.8.3', '8.3', 'fpm'),
  'fpm-alpine 6-fpm-alpine php8.3-fpm-alpine': () => wordpress('6.8.3', '8.3', 'fpm', true),
  'php8.2 php8.2-apache': () => wordpress('6.8.3', '8.2', 'apache'),
  '5 5.9 5.8 5.7 php7.4 php7.4-apache': () => wordpress('5.9.5', '7.4', 'apache'),
  '5-fpm-alpine 5.1.1-fpm-alpine': () => wordpress('5.9.5', '7.4', 'fpm', true),
  '4 4.9 4.9.8 php7.1 php7.1-apache': () => wordpress('4.9.8', '7.1', 'apache'),
});
