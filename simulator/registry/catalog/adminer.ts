import { directory, script, stub } from './form/files.ts';
import { family, image } from './form/image.ts';
import type { ImageDefinition } from './form/image.ts';
import { cmd, copy, entrypoint, env, expose, run, user, workdir } from './form/steps.ts';
import { php } from './php-images.ts';

function adminer(version: string): ImageDefinition {
  return image({
    created: '2025-10-24T02:36:18Z',
    from: php('8.4.14', '2025-10-24T00:36:18Z', 'cli', { alpine: '3.22' }),
    steps: [
      run(
        'addgroup -S adminer &&\tadduser -S -G adminer adminer &&\tmkdir -p /var/www/html &&\tmkdir /var/www/html/plugins-enabled &&\tchown -R adminer:adminer /var/www/html',
        {
          '/var/www/html/plugins-enabled': directory({ uid: 100, gid: 101 }),
        },
      ),
      workdir('/var/www/html'),
      env('ADMINER_VERSION', version),
      run('set -x &&\tapk add --virtual .build-deps postgresql-dev', {
        files: { '/var/www/html/adminer.php': stub(497_000) },
        size: 21_000_000,
        download: 7_000_000,
        rest: 'adminer',
      }),
      copy('*.php /var/www/html/', { '/var/www/html/index.php': '<?php\ninclude "./adminer.php";\n' }),
      copy('entrypoint.sh /usr/local/bin/', {
        '/usr/local/bin/entrypoint.sh': script('#!/bin/sh\nset -e\nexec "$@"\n'),
      }),
      entrypoint('entrypoint.sh', 'docker-php-entrypoint'),
      user('adminer'),
      cmd('php', '-S', '[::]:8080', '-t', '/var/www/html'),
      expose('8080/tcp'),
    ],
  });
}

export default family('adminer', {
  'latest 5 5.4.1 standalone': () => adminer('5.4.1'),
  '4 4.17.1 4.8.1': () => adminer('4.17.1'),
});
