/**
 * Once before the browser tests: builds the page as `npm start` would and serves it, so that tests see what a learner
 * gets. DRYDOCK_SITE names the address of one that is served already. A page that cannot be built fails the tests
 * that open it (`siteAddress`), not the whole run.
 */
import type { TestProject } from 'vitest/node';
import { findChromium } from '../../scripts/chromium.mjs';
import { serveFolder } from '../../scripts/static-server.mjs';

export interface ServedSite {
  /** Address of the built page, with a slash at its end; empty when there is none. */
  address: string;
  /** Why there is none. */
  failure: string;
}

declare module 'vitest' {
  export interface ProvidedContext {
    site: ServedSite;
  }
}

async function buildSite(): Promise<string> {
  const { build } = await import('vite');
  // Vitest sets NODE_ENV to `test`, which would build a page for development.
  const before = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  try {
    await build({ logLevel: 'error' });
    return '';
  } catch (error) {
    return `The page could not be built. ${error instanceof Error ? error.message : String(error)}`;
  } finally {
    process.env['NODE_ENV'] = before;
  }
}

export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const address = process.env['DRYDOCK_SITE'] ?? '';
  const failure = address === '' && findChromium() !== undefined ? await buildSite() : '';
  if (address !== '' || failure !== '' || findChromium() === undefined) {
    project.provide('site', { address, failure });
    return undefined;
  }
  const server = await serveFolder('dist/site', { port: 0 });
  project.provide('site', { address: server.address, failure });
  return server.close;
}
