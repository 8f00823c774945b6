/** Servers as they run: started on a machine, asked over its network, stopped by a signal. */
import { expect, test } from 'vitest';
import { userlandMachine, type UserlandMachine } from '../../support/userland.ts';

const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

function machine(programs: Readonly<Record<string, string>>): UserlandMachine {
  const m = userlandMachine();
  for (const [path, program] of Object.entries(programs)) m.fs.writeStub(path, { size: 1000, program }, 0o755);
  return m;
}

async function bash(m: UserlandMachine, script: string): Promise<string> {
  const { stdout, stderr } = await m.run(['bash', '-c', script]);
  return decode(stdout) + decode(stderr);
}

const CONF = `events {}
http {
  access_log off;
  error_log stderr;
  upstream both { server 127.0.0.1:81; server 127.0.0.1:82; }
  server { listen 81; location / { default_type text/plain; return 200 "one\\n"; } }
  server { listen 82; location / { default_type text/plain; return 200 "two\\n"; } }
  server {
    listen 80;
    root /srv/www;
    location /both/ { proxy_pass http://both; }
    location /old { return 301 /new; }
    location /app/ { try_files $uri /index.html; }
    location /no/ { deny all; }
  }
}
`;

function nginx(): UserlandMachine {
  const m = machine({ '/usr/bin/nginx': 'nginx' });
  for (const directory of ['/etc/nginx', '/srv/www', '/srv/www/empty', '/var/lib/nginx', '/var/log/nginx'])
    m.fs.mkdir(directory);
  m.fs.writeFile('/etc/nginx/nginx.conf', CONF);
  m.fs.writeFile('/srv/www/index.html', 'home\n');
  return m;
}

const START = 'nginx 2>/dev/null; sleep 0.1;';

test('nginx serves files, answers what is wrong, goes around its upstreams', async () => {
  const m = nginx();
  const codes = '/ /nosuch /empty/ /empty /old /app/x /no/';
  const ask = `for at in ${codes}; do curl -s -o /dev/null -w '%{http_code} ' localhost$at; done; echo; curl -s localhost/app/y`;
  expect(await bash(m, `${START} ${ask}`)).toBe('200 404 403 301 301 200 403 \nhome\n');
  expect(await bash(m, 'for i in 1 2 3 4; do curl -s localhost/both/; done')).toBe('one\ntwo\none\ntwo\n');
  expect(await bash(m, 'nginx -s quit 2>/dev/null; sleep 0.5; curl -sS localhost')).toContain("Couldn't connect");
});

test('nginx -t says which line is wrong', async () => {
  const m = nginx();
  m.fs.writeFile('/etc/nginx/nginx.conf', CONF.replace('access_log off;', 'acces_log off;'));
  const said = await bash(m, 'nginx -t; echo $?');
  expect(said).toContain('nginx: [emerg] unknown directive "acces_log" in /etc/nginx/nginx.conf:3\n');
  expect(said).toContain('nginx: configuration file /etc/nginx/nginx.conf test failed\n');
});

test('redis keeps its data over a restart', async () => {
  const m = machine({ '/usr/bin/redis-server': 'redis-server', '/usr/bin/redis-cli': 'redis-cli' });
  const start = 'redis-server --dir /srv --logfile /srv/log & sleep 0.1;';
  expect(await bash(m, `${start} redis-cli set a 1; redis-cli rpush l x y; redis-cli shutdown; wait`)).toBe('OK\n2\n');
  expect(await bash(m, `${start} redis-cli get a; redis-cli lrange l 0 -1; redis-cli shutdown; wait`)).toBe(
    '1\nx\ny\n',
  );
});

test('redis with an append-only file keeps what was never saved', async () => {
  const m = machine({ '/usr/bin/redis-server': 'redis-server', '/usr/bin/redis-cli': 'redis-cli' });
  const start = 'redis-server --dir /srv --appendonly yes --logfile /srv/log & sleep 0.1;';
  await bash(m, `${start} redis-cli incr n; redis-cli incr n; kill -9 %1; wait`);
  expect(await bash(m, `${start} redis-cli get n; redis-cli shutdown nosave; wait`)).toBe('2\n');
});

test('redis asks for its password', async () => {
  const m = machine({ '/usr/bin/redis-server': 'redis-server', '/usr/bin/redis-cli': 'redis-cli' });
  const start = 'redis-server --dir /srv --requirepass s3 --logfile /srv/log & sleep 0.1;';
  const said = await bash(m, `${start} redis-cli ping; redis-cli --no-auth-warning -a s3 ping; kill %1; wait`);
  expect(said).toBe('NOAUTH Authentication required.\n\nPONG\n');
});

test('whoami tells who asked', async () => {
  const m = machine({ '/usr/bin/whoami-server': 'whoami' });
  const said = await bash(
    m,
    'whoami-server --port 8000 --name me & sleep 0.1; curl -s localhost:8000/x; kill %1; wait',
  );
  expect(said).toMatch(/^.* Starting up on port 8000\nName: me\nHostname: vm\nIP: 127\.0\.0\.1\n/);
  expect(said).toContain('GET /x HTTP/1.1\nHost: localhost:8000\nAccept: */*\n');
});

test('httpd shows its pages and lists a directory without an index', async () => {
  const m = machine({ '/usr/bin/httpd': 'httpd' });
  for (const directory of ['/usr/local/apache2', '/usr/local/apache2/conf', '/srv/www', '/srv/www/d'])
    m.fs.mkdir(directory);
  m.fs.writeFile('/srv/www/d/a.txt', 'a');
  const conf =
    'Listen 80\nServerName x\nDocumentRoot /srv/www\nErrorLog /srv/error\n<Directory /srv/www>\n Options Indexes\n Require all granted\n</Directory>\n';
  m.fs.writeFile('/usr/local/apache2/conf/httpd.conf', conf);
  const said = await bash(
    m,
    'httpd -DFOREGROUND & sleep 0.1; curl -s localhost/d/; curl -s localhost/nosuch; kill %1; wait',
  );
  expect(said).toContain('<li><a href="a.txt"> a.txt</a></li>');
  expect(said).toContain('<title>404 Not Found</title>');
  m.fs.writeFile('/usr/local/apache2/conf/httpd.conf', `${conf}Foo bar\n`);
  expect(await bash(m, 'httpd -t')).toContain("Invalid command 'Foo', perhaps misspelled");
});
