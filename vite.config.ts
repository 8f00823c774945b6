/**
 * The page: `index.html` and `src/` become a folder of static files under `dist/site` that works from any path of any
 * server (`base: './'`), with the simulator in a Web Worker of its own. The manifest is what `npm run size` reads.
 */
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { framePlugin } from './scripts/vite-frame.ts';
import { assetsPlugin } from './scripts/vite-assets.ts';
import { lessonsPlugin } from './scripts/vite-lessons.ts';
import { offlinePlugin } from './scripts/vite-offline.ts';
import { woff2Plugin } from './scripts/vite-woff2.ts';

export default defineConfig({
  base: './',
  plugins: [assetsPlugin(), lessonsPlugin(), framePlugin(), woff2Plugin(), svelte(), offlinePlugin()],
  build: {
    outDir: 'dist/site',
    // Not `assets`: that folder of the site holds what the simulator fetches by name (Environment.asset).
    assetsDir: 'app',
    manifest: true,
    target: 'es2022',
    // Fonts as data would be refused by the page's own policy.
    assetsInlineLimit: (path) => (path.endsWith('.woff2') ? false : undefined),
    // Every browser that runs the page knows `modulepreload`.
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  worker: { format: 'es', plugins: () => [lessonsPlugin()] },
});
