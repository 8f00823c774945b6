/**
 * A page as the frame can show it: style sheets, scripts and images that it names are fetched from the simulated network
 * and put into it, since the frame itself may load nothing. The page is only read here, in a document that runs nothing.
 */
import type { Page } from './client.ts';

/** Fetches by absolute address; undefined where there is nothing. */
export type Load = (url: string) => Promise<Page | undefined>;

/** Elements of a page that bring something along; more are left as they are. */
const MOST_PARTS = 400;

export async function preparePage(page: Page, load: Load): Promise<string> {
  const type = headerOf(page, 'content-type');
  if (!/\bhtml\b/i.test(type) && type !== '') return otherContent(page, type);
  const document = new DOMParser().parseFromString(decodeText(page.body, type), 'text/html');
  const base = document.querySelector('base')?.getAttribute('href');
  const url = new URL(base ?? '', page.url).href;
  document
    .querySelectorAll('base, meta[http-equiv="Content-Security-Policy" i]')
    .forEach((element) => element.remove());
  document
    .querySelectorAll(
      'link[rel~="preconnect" i], link[rel~="dns-prefetch" i], link[rel~="prefetch" i], link[rel~="preload" i]',
    )
    .forEach((element) => element.remove());
  await Promise.all(
    [
      ...document.querySelectorAll(
        'link[rel~="stylesheet" i][href], script[src], img[src], source[src], video[src], audio[src], style',
      ),
    ]
      .slice(0, MOST_PARTS)
      .map((element) => embed(element, url, load)),
  );
  // Written into the text: this page's policy would not let even a document at rest have a base.
  const html = document.documentElement.outerHTML;
  return `<!doctype html>${html.replace(/<head[^>]*>/i, (head) => `${head}<base href="${attribute(url)}">`)}`;
}

function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
}

async function embed(element: Element, base: string, load: Load): Promise<void> {
  if (element instanceof HTMLStyleElement) {
    element.textContent = await withParts(element.textContent ?? '', base, load);
    return;
  }
  const name = element.getAttribute('href') !== null ? 'href' : 'src';
  const url = absolute(element.getAttribute(name) ?? '', base);
  if (url === undefined) return;
  const part = await load(url);
  if (part === undefined || part.status >= 400) {
    element.setAttribute(name, 'data:,');
    return;
  }
  if (name === 'href') {
    const style = element.ownerDocument.createElement('style');
    const media = element.getAttribute('media');
    if (media !== null) style.media = media;
    style.textContent = await withParts(decodeText(part.body, headerOf(part, 'content-type')), url, load);
    element.replaceWith(style);
  } else if (element instanceof HTMLScriptElement) {
    element.removeAttribute('src');
    // An inline script has no `defer`; as a data address it keeps its order.
    if (element.defer || element.async || element.type === 'module') element.src = dataUrl(part, 'text/javascript');
    else element.textContent = decodeText(part.body, '').replaceAll('</script', '<\\/script');
  } else {
    element.removeAttribute('srcset');
    element.setAttribute(name, dataUrl(part, 'application/octet-stream'));
  }
}

/** A style sheet with what it imports and the images and fonts it names. */
async function withParts(css: string, base: string, load: Load, depth = 0): Promise<string> {
  const names = [
    ...css.matchAll(/@import\s+(?:url\()?["']?([^"')\s;]+)["']?\)?[^;]*;|url\(\s*["']?([^"')]+)["']?\s*\)/g),
  ];
  const parts = await Promise.all(
    names.slice(0, MOST_PARTS).map(async ([whole, sheet, file]): Promise<readonly [string, string]> => {
      const url = absolute(sheet ?? file ?? '', base);
      const part = url === undefined ? undefined : await load(url);
      if (url === undefined || part === undefined) return [whole, whole];
      if (sheet === undefined) return [whole, `url("${dataUrl(part, 'application/octet-stream')}")`];
      return [whole, depth > 3 ? '' : await withParts(decodeText(part.body, ''), url, load, depth + 1)];
    }),
  );
  return parts.reduce((text, [from, to]) => text.split(from).join(to), css);
}

function absolute(url: string, base: string): string | undefined {
  if (url === '' || /^(data|blob|javascript|about):|^#/i.test(url)) return undefined;
  try {
    return new URL(url, base).href;
  } catch {
    return undefined;
  }
}

function otherContent(page: Page, type: string): string {
  const head = '<!doctype html><meta charset="utf-8"><style>body{margin:1rem}pre{white-space:pre-wrap}</style>';
  if (type.startsWith('image/')) return `${head}<img alt="" src="${dataUrl(page, type)}">`;
  const text = decodeText(page.body, type).replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `${head}<pre>${text}</pre>`;
}

export function headerOf({ headers }: Pick<Page, 'headers'>, name: string): string {
  return headers.find(([each]) => each.toLowerCase() === name)?.[1] ?? '';
}

function decodeText(body: Uint8Array, type: string): string {
  const charset = /charset=["']?([\w-]+)/i.exec(type)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(charset).decode(body);
  } catch {
    return new TextDecoder().decode(body);
  }
}

function dataUrl(page: Page, fallback: string): string {
  const type = (headerOf(page, 'content-type') || fallback).replace(/["\s]/g, '');
  let binary = '';
  for (let at = 0; at < page.body.length; at += 8192)
    binary += String.fromCharCode(...page.body.subarray(at, at + 8192));
  return `data:${type};base64,${btoa(binary)}`;
}
