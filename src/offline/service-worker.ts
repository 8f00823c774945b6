/**
 * Opens the app without a network. Scripts and styles are kept when the worker is installed; what is large and not always
 * needed (fonts, runtimes of languages) when it is first fetched. Only files of the app itself are answered, each by its
 * own version: a new one takes over when no page of the old one is open any more.
 *
 * Built by scripts/vite-offline.ts, which puts the two lists in.
 */
import type { ExtendableEvent, FetchEvent, ServiceWorkerScope } from './service-worker-types.ts';

declare const self: ServiceWorkerScope;
/** A digest of all files. */
declare const VERSION: string;
/** Paths below the app's own address. */
declare const AT_ONCE: readonly string[];
declare const WHEN_FETCHED: readonly string[];

const PREFIX = 'drydock ';
const CACHE = PREFIX + VERSION;
const base = new URL('./', self.location.href);
const known = new Set([...AT_ONCE, ...WHEN_FETCHED].map((path) => new URL(path, base).href));

self.addEventListener('install', (event: ExtendableEvent) => event.waitUntil(keepAll()));
self.addEventListener('activate', (event: ExtendableEvent) => event.waitUntil(takeOver()));
self.addEventListener('fetch', (event: FetchEvent) => {
  const address = addressOf(event.request);
  if (event.request.method === 'GET' && known.has(address)) event.respondWith(kept(event.request, address));
});

async function keepAll(): Promise<void> {
  const cache = await caches.open(CACHE);
  // Past the browser's own cache, which may still hold another version's index.html.
  await cache.addAll(AT_ONCE.map((path) => new Request(new URL(path, base), { cache: 'no-cache' })));
}

async function takeOver(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** The page's address says which lesson and language (`?lesson=…`); the file is the same. */
function addressOf(request: Request): string {
  const url = new URL(request.url);
  url.hash = '';
  url.search = '';
  return request.mode === 'navigate' && url.href === base.href ? new URL('index.html', base).href : url.href;
}

async function kept(request: Request, address: string): Promise<Response> {
  const cache = await caches.open(CACHE);
  const found = await cache.match(address);
  if (found !== undefined) return found;
  const answer = await fetch(request);
  if (answer.ok && answer.type === 'basic') await cache.put(address, answer.clone());
  return answer;
}
