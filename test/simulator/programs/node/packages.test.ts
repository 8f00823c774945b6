/** Packages of the npm registry that are simulated: what they do as their own documentation tells it. */
import { gunzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { nodeMachine, type Ran } from './node-machine.ts';

/** An express application and one request to it, whose answer is printed as JSON. */
const ASKED = `
const server = app.listen(0, async () => {
  const { port } = server.address();
  require('http').get({ port, path: '/', headers: { 'Accept-Encoding': process.argv[2] ?? 'identity' } }, (res) => {
    const chunks = [];
    res.on('data', (chunk) => chunks.push(chunk));
    res.on('end', () => {
      console.log(JSON.stringify({ status: res.statusCode, headers: res.headers, body: Buffer.concat(chunks).toString('base64') }));
      server.close();
    });
  });
});`;

interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

async function ask(packages: readonly string[], source: string, encoding = 'identity'): Promise<Answer> {
  const { run } = nodeMachine();
  await run({}, ['npm', 'install', 'express', ...packages]);
  const { stdout, stderr } = await run({ 'app.js': source + ASKED }, ['node', 'app.js', encoding]);
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as Answer;
}

async function print(name: string, expression: string): Promise<Ran> {
  const { run } = nodeMachine();
  await run({}, ['npm', 'install', name]);
  return run({}, ['node', '-p', expression]);
}

describe('helmet', { timeout: 20_000 }, () => {
  it('sends its headers and hides Express', async () => {
    const { headers } = await ask(['helmet'], `
      const app = require('express')();
      app.use(require('helmet')({ xFrameOptions: { action: 'deny' }, strictTransportSecurity: false }));
      app.get('/', (req, res) => res.send('hi'));`); // prettier-ignore
    expect(headers).toMatchObject({
      'content-security-policy': expect.stringContaining("default-src 'self';base-uri 'self'") as string,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'x-xss-protection': '0',
    });
    expect(headers['x-powered-by']).toBeUndefined();
    expect(headers['strict-transport-security']).toBeUndefined();
  });
});

describe('compression', { timeout: 20_000 }, () => {
  const source = (size: number): string => `
    const app = require('express')();
    app.use(require('compression')());
    app.get('/', (req, res) => res.send('x'.repeat(${size})));`;

  it('gzips what is large, for those who take it', async () => {
    const { headers, body } = await ask(['compression'], source(5000), 'gzip, deflate');
    expect(headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'Accept-Encoding' });
    expect(headers['content-length']).toBeUndefined();
    expect(new TextDecoder().decode(gunzipSync(Buffer.from(body, 'base64')))).toBe('x'.repeat(5000));
  });

  it.each([
    ['who does not take it', 5000, 'identity'],
    ['who takes it with quality zero', 5000, 'gzip;q=0'],
    ['what is small', 100, 'gzip'],
  ])('leaves as it is: %s', async (_what, size, encoding) => {
    const { headers, body } = await ask(['compression'], source(size), encoding);
    expect(headers['content-encoding']).toBeUndefined();
    expect(Buffer.from(body, 'base64').length).toBe(size);
  });
});

describe('uuid', { timeout: 20_000 }, () => {
  it.each([1, 4, 7])('v%i is of its version', async (version) => {
    const { stdout } = await print('uuid', `const u = require('uuid'), id = u.v${version}(); [u.version(id), u.validate(id), id !== u.v${version}()].join()`); // prettier-ignore
    expect(stdout).toBe(`${version},true,true\n`);
  });

  it('v1 and v7 hold the time; v7 sorts by it', async () => {
    const source = `const u = require('uuid');
      const ids = Array.from({ length: 100 }, () => u.v7());
      const at = parseInt(ids[0].replace('-', '').slice(0, 12), 16);
      const [low, middle, high] = u.v1().split('-');
      const ticks = BigInt('0x' + high.slice(1) + middle + low);
      const then = Number((ticks - 122192928000000000n) / 10000n);
      [ids.join() === [...ids].sort().join(), Math.abs(Date.now() - at) < 1000, Math.abs(Date.now() - then) < 1000].join()`;
    expect((await print('uuid', source)).stdout).toBe('true,true,true\n');
  });

  it('v5 is the one of the standard', async () => {
    // RFC 9562, appendix A.4.
    const { stdout } = await print('uuid', "const { v5 } = require('uuid'); v5('www.example.com', v5.DNS)");
    expect(stdout).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2\n');
  });
});
