/**
 * Three kinds of tests, told apart by where they lie and how they are called:
 * `*.test.ts` runs anywhere; `test/ui/` mounts components on a simulated page; `*.browser.test.ts` drives a Chromium
 * over the built page (test/support/chromium.ts says where one is looked for).
 */
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vitest/config';

const BROWSER = 'test/**/*.browser.test.ts';
const UI = 'test/ui/**/*.test.ts';

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        // Patience, not a promise: a busy machine with two processors is several times slower than a quiet one.
        test: {
          name: 'node',
          include: ['test/**/*.test.ts'],
          exclude: [BROWSER, UI],
          environment: 'node',
          setupFiles: ['test/support/seed.ts'],
          testTimeout: 60_000,
        },
      },
      {
        plugins: [svelte(), svelteTesting()],
        test: {
          name: 'ui',
          include: [UI],
          exclude: [BROWSER],
          environment: 'happy-dom',
          setupFiles: ['test/support/seed.ts'],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: [BROWSER],
          environment: 'node',
          globalSetup: ['test/support/served-site.ts'],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
