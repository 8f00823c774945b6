/**
 * A static file server, as small as one that serves the page can be: it stands for "any folder on any server", so it
 * sets no header the page could come to depend on but the content type.
 */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';

/** @type {Readonly<Record<string, string>>} */
const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.gz': 'application/gzip',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.md': 'text/markdown; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

/**
 * The file that a URL path names inside `root`, or undefined when there is none.
 * @param {string} root
 * @param {string} path
 * @returns {Promise<{ path: string, size: number } | undefined>}
 */
async function fileFor(root, path) {
  let wanted;
  try {
    wanted = resolve(root, `.${decodeURIComponent(path)}`);
  } catch {
    return undefined;
  }
  if (wanted !== root && !wanted.startsWith(root + sep)) return undefined;
  const found = await stat(wanted).catch(() => undefined);
  if (found?.isDirectory() === true) return path.endsWith('/') ? fileFor(root, `${path}index.html`) : undefined;
  return found?.isFile() === true ? { path: wanted, size: found.size } : undefined;
}

/**
 * Serves the files of a folder over HTTP on this machine only.
 * @param {string} folder
 * @param {{ port: number, heard?: (path: string) => void }} options port 0 takes a free one; `heard` is told the path of
 *   each request
 * @returns {Promise<{ address: string, close: () => Promise<void> }>} `address` ends with a slash
 */
export async function serveFolder(folder, { port, heard }) {
  const root = resolve(folder);
  await stat(join(root, 'index.html'));
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    heard?.(path);
    void fileFor(root, path).then((file) => {
      if (file === undefined) {
        response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('Not found\n');
        return;
      }
      response.writeHead(200, {
        'content-type': TYPES[extname(file.path)] ?? 'application/octet-stream',
        'content-length': file.size,
      });
      if (request.method === 'HEAD') response.end();
      else createReadStream(file.path).pipe(response);
    });
  });
  await new Promise((listening, failed) => {
    server.once('error', failed).listen(port, '127.0.0.1', () => listening(undefined));
  });
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('The server has no port.');
  return {
    address: `http://localhost:${bound.port}/`,
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => closed(undefined));
      }),
  };
}
