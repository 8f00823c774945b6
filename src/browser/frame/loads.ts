import { asBlobUrl, type Wire } from './wire.ts';

/**
 * Images, style sheets and scripts that a page adds while it lives: the policy lets none of them load, so each is
 * fetched over the wire and put in its place. What stood in the page from the start has been put there already.
 */
export function bridgeLoads(wire: Wire): void {
  const seen = new WeakSet<Element>();
  const adopt = (element: Element): void => {
    if (element instanceof HTMLImageElement) void loadImage(wire, element);
    if (seen.has(element)) return;
    if (element instanceof HTMLLinkElement && element.relList.contains('stylesheet')) {
      seen.add(element);
      void loadStyle(wire, element);
    }
    if (element instanceof HTMLScriptElement && element.src !== '' && !isLocal(element.src)) {
      seen.add(element);
      void loadScript(wire, element);
    }
  };
  const observer = new MutationObserver((records) => {
    for (const { target, addedNodes, type } of records) {
      if (type === 'attributes' && target instanceof Element) adopt(target);
      for (const node of addedNodes) {
        if (!(node instanceof Element)) continue;
        adopt(node);
        for (const inner of node.querySelectorAll('img, link, script')) adopt(inner);
      }
    }
  });
  observer.observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ['src', 'href'] });
}

function isLocal(url: string): boolean {
  return /^(data|blob):/.test(url);
}

async function loadImage(wire: Wire, image: HTMLImageElement): Promise<void> {
  const { src } = image;
  if (src === '' || isLocal(src)) return;
  const answer = await wire.get(src).catch(() => undefined);
  if (answer === undefined || image.src !== src) return;
  image.src = asBlobUrl(answer);
}

async function loadStyle(wire: Wire, link: HTMLLinkElement): Promise<void> {
  if (link.href === '' || isLocal(link.href)) return;
  const answer = await wire.get(link.href).catch(() => undefined);
  if (answer === undefined || answer.status >= 400) return;
  const style = document.createElement('style');
  style.textContent = new TextDecoder().decode(answer.body);
  link.replaceWith(style);
}

async function loadScript(wire: Wire, script: HTMLScriptElement): Promise<void> {
  const answer = await wire.get(script.src).catch(() => undefined);
  if (answer === undefined || answer.status >= 400) {
    script.dispatchEvent(new Event('error'));
    return;
  }
  const copy = document.createElement('script');
  for (const { name, value } of script.attributes) if (name !== 'src') copy.setAttribute(name, value);
  copy.textContent = new TextDecoder().decode(answer.body);
  script.replaceWith(copy);
  script.dispatchEvent(new Event('load'));
}
