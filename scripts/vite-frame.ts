import { join } from 'node:path';
import { build } from 'esbuild';
import type { Plugin } from 'vite';

const NAME = 'browser-frame.html';

/**
 * Nothing may load from anywhere, and what the frame shows is written into it: scripts and styles stand inline or come
 * as data. The page's own policy (index.html) keeps the frame from leading anywhere.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'unsafe-inline' 'unsafe-eval' data: blob:",
  "style-src 'unsafe-inline' data: blob:",
  'img-src data: blob:',
  'font-src data: blob:',
  'media-src data: blob:',
  'connect-src data: blob:',
  'worker-src blob:',
  "frame-src 'none'",
  "object-src 'none'",
  "form-action 'none'",
].join('; ');

/**
 * The document of the browser pane's frame: one file with our script in it, since a frame without an origin could not
 * load a module from beside it.
 */
export function framePlugin(): Plugin {
  const page = async (root: string): Promise<string> => {
    const { outputFiles } = await build({
      entryPoints: [join(root, 'src/browser/frame/main.ts')],
      bundle: true,
      write: false,
      format: 'iife',
      target: 'es2022',
      minify: true,
    });
    const script = (outputFiles[0]?.text ?? '').replaceAll('</script', '<\\/script');
    return `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}"><meta http-equiv="x-dns-prefetch-control" content="off"><title>Drydock</title><script>${script}</script>`;
  };
  let root = '';
  return {
    name: 'drydock-frame',
    configResolved(config) {
      root = config.root;
    },
    async generateBundle() {
      this.emitFile({ type: 'asset', fileName: NAME, source: await page(root) });
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        if (request.url?.split('?')[0]?.endsWith(`/${NAME}`) !== true) return next();
        void page(root).then((html) => response.setHeader('content-type', 'text/html; charset=utf-8').end(html), next);
      });
    },
  };
}
