import { script, stub } from './form/files.ts';
import { family, image } from './form/image.ts';
import type { ImageDefinition, ImageFamily } from './form/image.ts';
import { cmd, copy, entrypoint, env, expose, label, run } from './form/steps.ts';
import { php } from './php-images.ts';

function phpmyadmin(version: string): ImageDefinition {
  return image({
    created: '2025-10-24T03:36:18Z',
    from: php('8.3.27', '2025-10-24T00:36:18Z', 'apache', { suite: 'trixie' }),
    steps: [
      run(
        'set -ex;         savedAptMark="$(apt-mark showmanual)";         apt-get update;     apt-get install -y --no-install-recommends         libbz2-dev',
        { files: {}, size: 31_000_000, download: 11_000_000, rest: 'phpmyadmin-extensions' },
      ),
      env('MAX_EXECUTION_TIME', '600'),
      env('MEMORY_LIMIT', '512M'),
      env('UPLOAD_LIMIT', '2048K'),
      env('VERSION', version),
      label('org.opencontainers.image.title', 'Official phpMyAdmin Docker image'),
      run(
        'set -ex;         savedAptMark="$(apt-mark showmanual)";         apt-get update;     curl -fsSL -o phpMyAdmin.tar.xz $URL',
        {
          files: {
            '/var/www/html/index.php': stub(24_000),
            '/var/www/html/README': `phpMyAdmin - Readme\n===================\n\nVersion ${version}\n`,
          },
          size: 62_000_000,
          download: 13_000_000,
          rest: `phpmyadmin-${version}`,
        },
      ),
      copy('docker-entrypoint.sh /docker-entrypoint.sh', {
        '/docker-entrypoint.sh': script('#!/usr/bin/env bash\nset -e\nexec "$@"\n'),
      }),
      entrypoint('/docker-entrypoint.sh'),
      cmd('apache2-foreground'),
      expose('80/tcp'),
    ],
  });
}

/** The image has two names on Hub: `phpmyadmin` and `phpmyadmin/phpmyadmin`. */
export function phpmyadminFamily(name: string): ImageFamily {
  return family(name, { 'latest 5 5.2 5.2.3 apache': () => phpmyadmin('5.2.3'), '4 4.9': () => phpmyadmin('4.9.11') });
}

export default phpmyadminFamily('phpmyadmin');
