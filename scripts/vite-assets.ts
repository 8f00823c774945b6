/** Files that packages bring and the simulator asks for by name (Environment.asset): into `assets/` of the site. */
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

const FROM_PACKAGES = {
  'quickjs.wasm': 'node_modules/@jitl/quickjs-ng-wasmfile-release-sync/dist/emscripten-module.wasm',
  'quickjs-asyncify.wasm': 'node_modules/@jitl/quickjs-ng-wasmfile-release-asyncify/dist/emscripten-module.wasm',
};

export function assetsPlugin(): Plugin {
  return {
    name: 'assets of packages',
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const found = Object.entries(FROM_PACKAGES).find(([name]) => request.url?.endsWith(`/assets/${name}`) === true);
        if (found === undefined) next();
        else response.end(readFileSync(found[1]));
      });
    },
    generateBundle() {
      for (const [name, path] of Object.entries(FROM_PACKAGES)) {
        this.emitFile({ type: 'asset', fileName: `assets/${name}`, source: readFileSync(path) });
      }
    },
  };
}
