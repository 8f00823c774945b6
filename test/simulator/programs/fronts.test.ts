/** Small servers and what starts them: started on a machine, asked over its network. */
import { expect, test } from 'vitest';
import { userlandMachine, type UserlandMachine } from '../../support/userland.ts';

function machine(programs: Readonly<Record<string, string>>): UserlandMachine {
  const m = userlandMachine();
  for (const [path, program] of Object.entries(programs)) m.fs.writeStub(path, { size: 1000, program }, 0o755);
  return m;
}

async function bash(m: UserlandMachine, script: string): Promise<string> {
  const { stdout, stderr } = await m.run(['bash', '-c', script]);
  return new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
}

test('memcached keeps, counts and forgets by its text protocol', async () => {
  const m = machine({ '/usr/bin/memcached': 'memcached' });
  const ask = (lines: string): string => `printf '${lines}quit\\r\\n' | nc localhost 11211;`;
  const said = await bash(
    m,
    `memcached -u root & sleep 0.1; ${ask('set a 0 1 1\\r\\n5\\r\\nincr a 2\\r\\nadd a 0 0 1\\r\\nx\\r\\nset b 0 0 1\\r\\nlong\\r\\nget a b\\r\\nnonsense\\r\\n')} sleep 2; ${ask('get a\\r\\n')} kill %1`,
  );
  expect(said.replaceAll('\r', '')).toBe(
    'STORED\n7\nNOT_STORED\nCLIENT_ERROR bad data chunk\nVALUE a 0 1\n7\nEND\nERROR\nEND\n',
  );
});

test('haproxy goes around its servers, and says which line of its configuration is wrong', async () => {
  const m = machine({ '/usr/bin/haproxy': 'haproxy', '/usr/bin/http-echo': 'http-echo' });
  const front = 'defaults\n  mode http\nfrontend f\n  bind *:80\n  default_backend b\nbackend b\n';
  m.fs.writeFile('/srv/ha.cfg', `${front}  server one 127.0.0.1:81\n  server two 127.0.0.1:82\n`);
  const start = 'http-echo -text=1 -listen=:81 >/dev/null & http-echo -text=2 -listen=:82 >/dev/null &';
  const asked = await bash(m, `${start} haproxy -f /srv/ha.cfg 2>/dev/null & sleep 0.2; for i in 1 2 3; do curl -s localhost; done; kill %2; sleep 0.1; curl -s localhost; curl -s localhost; kill %1 %3`); // prettier-ignore
  expect(asked).toBe('1\n2\n1\n1\n1\n');
  m.fs.writeFile('/srv/ha.cfg', 'frontend f\n  bnd *:80\n');
  expect(await bash(m, 'haproxy -f /srv/ha.cfg')).toContain("parsing [/srv/ha.cfg:2]: unknown keyword 'bnd' in 'frontend' section"); // prettier-ignore
});

test('caddy serves files, answers and hands on as its Caddyfile says', async () => {
  const m = machine({ '/usr/bin/caddy': 'caddy', '/usr/bin/http-echo': 'http-echo' });
  m.fs.mkdir('/srv/site');
  m.fs.writeFile('/srv/site/index.html', 'home\n');
  m.fs.writeFile('/srv/Caddyfile', ':80 {\n  root * /srv/site\n  respond /hi "hello"\n  reverse_proxy /api/* localhost:81\n  file_server\n}\n'); // prettier-ignore
  const asked = await bash(m, `http-echo -text=api -listen=:81 >/dev/null & caddy run --config /srv/Caddyfile 2>/dev/null & sleep 0.2; curl -s localhost; curl -s localhost/hi; echo; curl -s localhost/api/x; curl -s -o /dev/null -w '%{http_code}' localhost/nosuch; kill %1 %2`); // prettier-ignore
  expect(asked).toBe('home\nhello\napi\n404');
});

test('tini ends as its command did and passes signals on', async () => {
  const m = machine({ '/usr/bin/tini': 'tini' });
  expect(await bash(m, 'tini -- sh -c "exit 7"; echo $?; tini nosuch; echo $?')).toMatch(/^7\n127\n\[FATAL tini \(\d+\)\] exec nosuch failed: No such file or directory\n$/); // prettier-ignore
  expect(await bash(m, 'tini -- sleep 100 & sleep 0.1; kill $!; wait $!; echo $?')).toBe('143\n');
});

test('PHP of a page is neither run nor shown', async () => {
  const m = machine({ '/usr/sbin/apache2': 'httpd' });
  for (const directory of ['/etc/apache2', '/etc/apache2/sites-enabled', '/srv/www']) m.fs.mkdir(directory);
  m.fs.writeFile('/etc/apache2/apache2.conf', 'Listen 80\nServerName x\nErrorLog ${LOGS}/error.log\nSetHandler application/x-httpd-php\nDirectoryIndex index.php\nIncludeOptional sites-enabled/*.conf\n'); // prettier-ignore
  m.fs.writeFile('/etc/apache2/sites-enabled/a.conf', '<VirtualHost *:80>\nDocumentRoot /srv/www\n</VirtualHost>\n');
  m.fs.writeFile('/srv/www/index.php', '<?php echo "secret";\n');
  const asked = await bash(
    m,
    "LOGS=/srv apache2 -DFOREGROUND & sleep 0.1; curl -s -w '%{http_code}' localhost; kill %1",
  );
  expect(asked).toBe('Drydock does not simulate PHP: /srv/www/index.php cannot be run.\n501');
});

test.each(['/proc/self/fd/2', '/dev/stderr', '/srv/linked.log'])('apache writes its log to %s', async (log) => {
  const m = machine({ '/usr/bin/httpd': 'httpd' });
  m.fs.symlink('/dev/stderr', '/srv/linked.log');
  m.fs.writeFile('/srv/httpd.conf', `Listen 80\nServerName x\nDocumentRoot /srv\nErrorLog ${log}\n`);
  m.fs.writeFile('/srv/index.html', 'home\n');
  const asked = await bash(m, 'httpd -DFOREGROUND -f /srv/httpd.conf & sleep 0.1; curl -s localhost; kill %1; wait');
  expect(asked).toContain('home\n');
  expect(asked).toContain('resuming normal operations');
});
