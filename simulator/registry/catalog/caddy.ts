import { alpine } from './bases/alpine.ts';
import { CERTIFICATES } from './bases/buildpack-deps.ts';
import { directory, program } from './form/files.ts';
import { family, image } from './form/image.ts';
import type { ImageDefinition } from './form/image.ts';
import { cmd, env, expose, label, run, workdir } from './form/steps.ts';

const CADDYFILE = `# The Caddyfile is an easy way to configure your Caddy web server.
:80 {
	# Set this path to your site's directory.
	root * /usr/share/caddy

	# Enable the static file server.
	file_server
}
`;

const PAGE = `<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Caddy works!</title></head>
<body><h1>Congratulations!</h1><p>Your web server is working. Now make it work for <i>you</i>.</p></body>
</html>
`;

function caddy(version: string, created: string, release: string): ImageDefinition {
  return image({
    created,
    from: alpine(release),
    steps: [
      run('apk add --no-cache \tca-certificates \tlibcap \tmailcap', { files: CERTIFICATES, download: 320_000 }),
      run('set -eux; \tmkdir -p \t\t/config/caddy \t\t/data/caddy \t\t/etc/caddy \t\t/usr/share/caddy', {
        '/config/caddy': directory(),
        '/data/caddy': directory(),
        '/etc/caddy/Caddyfile': CADDYFILE,
        '/usr/share/caddy/index.html': PAGE,
      }),
      env('CADDY_VERSION', `v${version}`),
      run(
        'set -eux; \tapkArch="$(apk --print-arch)"; \twget -O /tmp/caddy.tar.gz "https://github.com/caddyserver/caddy/releases/download/v$CADDY_VERSION/caddy.tar.gz"',
        {
          files: { '/usr/bin/caddy': program('caddy', 42_700_000) },
          download: 15_900_000,
        },
      ),
      env('XDG_CONFIG_HOME', '/config'),
      env('XDG_DATA_HOME', '/data'),
      label('org.opencontainers.image.version', `v${version}`),
      label('org.opencontainers.image.title', 'Caddy'),
      expose('80/tcp', '443/tcp', '443/udp', '2019/tcp'),
      workdir('/srv', {}),
      cmd('caddy', 'run', '--config', '/etc/caddy/Caddyfile', '--adapter', 'caddyfile'),
    ],
  });
}

export default family('caddy', {
  'latest 2 2.10 2.10.2 alpine 2-alpine': () => caddy('2.10.2', '2025-10-08T23:04:56Z', '3.22'),
  '2.8 2.8.4 2.8-alpine': () => caddy('2.8.4', '2024-06-03T23:04:56Z', '3.20'),
  '2.7 2.7.6': () => caddy('2.7.6', '2023-12-07T23:04:56Z', '3.18'),
});
