import type { FrameRequest, FromFrame, ToFrame } from '../protocol.ts';

export type Answered = Extract<ToFrame, { type: 'answer' }>;

/** Requests to the pane, each with its answer. */
export class Wire {
  readonly send: (message: FromFrame) => void;
  readonly #waiting = new Map<number, { resolve: (answer: Answered) => void; reject: (error: Error) => void }>();
  #next = 1;

  constructor(send: (message: FromFrame) => void, listen: (heard: (message: ToFrame) => void) => void) {
    this.send = send;
    listen((message) => {
      if (message.type === 'ping') {
        send({ type: 'alive' });
        return;
      }
      const waiting = this.#waiting.get(message.id);
      this.#waiting.delete(message.id);
      if (message.type === 'answer') waiting?.resolve(message);
      else waiting?.reject(new TypeError('Failed to fetch'));
    });
  }

  request(request: FrameRequest): Promise<Answered> {
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.send({ type: 'fetch', id, request });
    });
  }

  get(url: string): Promise<Answered> {
    return this.request({ url, method: 'GET', headers: [], body: new Uint8Array() });
  }
}

/** The answer's body as an address that the frame may load. */
export function asBlobUrl({ body, headers }: Answered): string {
  const type = headers.find(([name]) => name === 'content-type')?.[1] ?? '';
  return URL.createObjectURL(new Blob([body.slice()], { type }));
}
