import type { Wire } from './wire.ts';

/** Statuses whose answers have no body (fetch, "null body status"). */
const BODILESS = new Set([101, 204, 205, 304]);

/** `fetch` and `navigator.sendBeacon` over the simulated network. */
export function bridgeFetch(wire: Wire): void {
  const real = window.fetch.bind(window);
  window.fetch = async (input, init) => {
    const request = new Request(input instanceof Request ? input : new URL(String(input), document.baseURI), init);
    if (/^(data|blob):/.test(request.url)) return real(request);
    const body = new Uint8Array(await request.clone().arrayBuffer());
    const answer = await wire.request({
      url: request.url,
      method: request.method,
      headers: [...request.headers],
      body,
    });
    const { status } = answer;
    const response = new Response(BODILESS.has(status) ? null : answer.body.slice(), {
      status,
      headers: answer.headers.map(([name, value]): [string, string] => [name, value]),
    });
    Object.defineProperty(response, 'url', { value: answer.url });
    return response;
  };
  navigator.sendBeacon = (url, data) => {
    void window.fetch(url, { method: 'POST', body: data ?? null }).catch(() => undefined);
    return true;
  };
}
