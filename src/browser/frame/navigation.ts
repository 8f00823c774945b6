import type { FrameRequest } from '../protocol.ts';
import type { Wire } from './wire.ts';

const NO_BODY = new Uint8Array();

/**
 * Links, forms and scripts that lead elsewhere are told to the pane, which fetches the page and shows it. An assignment
 * to `location` cannot be caught: the pane's policy stops it, and the pane notices that its page is gone.
 */
export function bridgeNavigation(wire: Wire): void {
  const go = (request: FrameRequest): void => wire.send({ type: 'navigate', request });
  const get = (to: string): void => {
    if (/^https?:/i.test(to)) go({ url: to, method: 'GET', headers: [], body: NO_BODY });
  };

  addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0 || !(event.target instanceof Element)) return;
    const link = event.target.closest('a[href], area[href]');
    if (!(link instanceof HTMLAnchorElement || link instanceof HTMLAreaElement)) return;
    if (/^(javascript|blob|data|mailto):/i.test(link.href)) return;
    event.preventDefault();
    if (sameButHash(link.href)) document.getElementById(decodeURIComponent(link.hash.slice(1)))?.scrollIntoView();
    else get(link.href);
  });

  addEventListener('submit', (event) => {
    if (event.defaultPrevented || !(event.target instanceof HTMLFormElement)) return;
    event.preventDefault();
    void formRequest(event.target, event.submitter).then(go);
  });
  HTMLFormElement.prototype.submit = function submit(this: HTMLFormElement) {
    void formRequest(this, null).then(go);
  };

  window.open = (to) => {
    if (to !== undefined && to !== '') get(new URL(String(to), document.baseURI).href);
    return null;
  };
  for (const name of ['pushState', 'replaceState'] as const) {
    history[name] = (_state: unknown, _title: string, to?: string | URL | null) => {
      if (to !== undefined && to !== null)
        wire.send({ type: 'address', url: new URL(String(to), document.baseURI).href });
    };
  }

  function sameButHash(to: string): boolean {
    const [target, here] = [new URL(to), new URL(document.baseURI)];
    return target.hash !== '' && target.href.split('#')[0] === here.href.split('#')[0];
  }
}

async function formRequest(form: HTMLFormElement, submitter: HTMLElement | null): Promise<FrameRequest> {
  const pressed =
    submitter instanceof HTMLButtonElement || submitter instanceof HTMLInputElement ? submitter : undefined;
  const own = (name: string): string | null => pressed?.getAttribute(`form${name}`) ?? form.getAttribute(name);
  const data = new FormData(form, pressed ?? null);
  const url = new URL(own('action') ?? '', document.baseURI);
  const fields = new URLSearchParams();
  for (const [name, value] of data) fields.append(name, typeof value === 'string' ? value : value.name);
  if ((own('method') ?? 'get').toLowerCase() !== 'post') {
    url.search = fields.toString();
    return { url: url.href, method: 'GET', headers: [], body: NO_BODY };
  }
  const body = own('enctype') === 'multipart/form-data' ? data : fields;
  const encoded = new Request('data:,', { method: 'POST', body });
  const bytes = new Uint8Array(await encoded.arrayBuffer());
  const type = encoded.headers.get('content-type') ?? 'application/x-www-form-urlencoded';
  return { url: url.href, method: 'POST', headers: [['content-type', type]], body: bytes };
}
