import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveFolder } from '../../scripts/static-server.mjs';

const folder = mkdtempSync(join(tmpdir(), 'drydock-site-'));
let server: Awaited<ReturnType<typeof serveFolder>>;

beforeAll(async () => {
  mkdirSync(join(folder, 'site', 'app'), { recursive: true });
  writeFileSync(join(folder, 'site', 'index.html'), '<p>page</p>');
  writeFileSync(join(folder, 'site', 'app', 'a b.js'), '1');
  writeFileSync(join(folder, 'secret'), 'not yours');
  server = await serveFolder(join(folder, 'site'), { port: 0 });
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

/** The path goes out as written: fetch would tidy `..` away before the server sees it. */
async function get(path: string): Promise<{ status: number | undefined; type: string | undefined; body: string }> {
  const { port } = new URL(server.address);
  return new Promise((answered, failed) => {
    request({ host: '127.0.0.1', port, path }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => (body += text));
      response.on('end', () => {
        answered({ status: response.statusCode, type: response.headers['content-type'], body });
      });
    })
      .on('error', failed)
      .end();
  });
}

describe('the static server', () => {
  it('serves the page of a folder, and files by type', async () => {
    expect(await get('/')).toEqual({ status: 200, type: 'text/html; charset=utf-8', body: '<p>page</p>' });
    expect(await get('/app/a%20b.js?v=1')).toEqual({ status: 200, type: 'text/javascript; charset=utf-8', body: '1' });
  });

  it('answers 404 for what is not there, folders without a page and broken escapes', async () => {
    expect((await get('/nothing')).status).toBe(404);
    expect((await get('/app/')).status).toBe(404);
    expect((await get('/%E0%A4%A')).status).toBe(404);
  });

  it('never leaves its folder', async () => {
    for (const path of ['/../secret', '/%2e%2e/secret', '/app/../../secret', '/..%2fsecret'])
      expect((await get(path)).body).not.toBe('not yours');
  });
});
