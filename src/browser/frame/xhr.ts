import type { Answered, Wire } from './wire.ts';

/** XMLHttpRequest over the simulated network, as far as pages use it: asynchronous, whole answers. */
export function bridgeXhr(wire: Wire): void {
  class BridgedRequest extends EventTarget {
    static readonly UNSENT = 0;
    static readonly OPENED = 1;
    static readonly HEADERS_RECEIVED = 2;
    static readonly LOADING = 3;
    static readonly DONE = 4;
    readonly upload = new EventTarget();
    readyState = 0;
    responseType: XMLHttpRequestResponseType = '';
    timeout = 0;
    withCredentials = false;
    status = 0;
    statusText = '';
    responseURL = '';
    onreadystatechange: ((event: Event) => void) | null = null;
    onload: ((event: Event) => void) | null = null;
    onerror: ((event: Event) => void) | null = null;
    onloadend: ((event: Event) => void) | null = null;
    onabort: ((event: Event) => void) | null = null;
    ontimeout: ((event: Event) => void) | null = null;
    onprogress: ((event: Event) => void) | null = null;
    onloadstart: ((event: Event) => void) | null = null;
    #method = 'GET';
    #url = '';
    #headers = new Headers();
    #answer: Answered | undefined;
    #aborted = false;

    open(method: string, url: string | URL): void {
      this.#method = method.toUpperCase();
      this.#url = new URL(String(url), document.baseURI).href;
      this.#headers = new Headers();
      this.#aborted = false;
      this.#turn(1);
    }

    setRequestHeader(name: string, value: string): void {
      this.#headers.append(name, value);
    }

    send(body?: XMLHttpRequestBodyInit | null): void {
      void this.#run(body ?? null);
    }

    abort(): void {
      this.#aborted = true;
      this.readyState = 0;
      this.#tell('abort');
    }

    getResponseHeader(name: string): string | null {
      const wanted = name.toLowerCase();
      const found = this.#answer?.headers.filter(([each]) => each.toLowerCase() === wanted) ?? [];
      return found.length === 0 ? null : found.map(([, value]) => value).join(', ');
    }

    getAllResponseHeaders(): string {
      return (this.#answer?.headers ?? []).map(([name, value]) => `${name.toLowerCase()}: ${value}\r\n`).join('');
    }

    overrideMimeType(): void {
      // Bytes are given out as what `responseType` asks for, whatever they are called.
    }

    get responseText(): string {
      return new TextDecoder().decode(this.#answer?.body ?? new Uint8Array());
    }

    get responseXML(): Document | null {
      return this.#answer === undefined ? null : new DOMParser().parseFromString(this.responseText, 'text/html');
    }

    get response(): unknown {
      if (this.#answer === undefined) return this.responseType === '' || this.responseType === 'text' ? '' : null;
      switch (this.responseType) {
        case 'json':
          try {
            return JSON.parse(this.responseText) as unknown;
          } catch {
            return null;
          }
        case 'arraybuffer':
          return this.#answer.body.slice().buffer;
        case 'blob':
          return new Blob([this.#answer.body.slice()], { type: this.getResponseHeader('content-type') ?? '' });
        case 'document':
          return this.responseXML;
        default:
          return this.responseText;
      }
    }

    async #run(body: XMLHttpRequestBodyInit | null): Promise<void> {
      const isBodiless = this.#method === 'GET' || this.#method === 'HEAD';
      const request = new Request('data:,', {
        method: isBodiless ? 'POST' : this.#method,
        body: isBodiless ? null : body,
      });
      const type = request.headers.get('content-type');
      if (type !== null && !this.#headers.has('content-type') && !isBodiless) this.#headers.set('content-type', type);
      this.#tell('loadstart');
      try {
        const bytes = new Uint8Array(await request.arrayBuffer());
        const answer = await wire.request({
          url: this.#url,
          method: this.#method,
          headers: [...this.#headers],
          body: bytes,
        });
        if (this.#aborted) return;
        this.#answer = answer;
        this.status = answer.status;
        this.responseURL = answer.url;
        this.#turn(2);
        this.#turn(3);
        this.#tell('progress');
        this.#turn(4);
        this.#tell('load');
      } catch {
        if (this.#aborted) return;
        this.#turn(4);
        this.#tell('error');
      }
      this.#tell('loadend');
    }

    #turn(state: number): void {
      this.readyState = state;
      this.#tell('readystatechange');
    }

    #tell(type: 'readystatechange' | 'load' | 'error' | 'loadend' | 'abort' | 'progress' | 'loadstart'): void {
      const event = type === 'readystatechange' ? new Event(type) : new ProgressEvent(type);
      this[`on${type}`]?.(event);
      this.dispatchEvent(event);
    }
  }
  Object.defineProperty(window, 'XMLHttpRequest', { value: BridgedRequest, writable: true, configurable: true });
}
