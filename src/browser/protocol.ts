/**
 * What the page in the browser pane and the pane say to each other, over a port that only our own script in the frame
 * holds. The frame is hostile: the pane takes nothing from these messages but requests to the simulated network.
 */

/** To the frame, once, with the port: the page to show. */
export interface Show {
  readonly html: string;
  readonly url: string;
  /** As `document.cookie` reads. */
  readonly cookie: string;
}

export interface FrameRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
}

export type FromFrame =
  | { readonly type: 'fetch'; readonly id: number; readonly request: FrameRequest }
  /** A link, a form, a script that leads elsewhere. */
  | { readonly type: 'navigate'; readonly request: FrameRequest }
  /** The page gave itself another address (history.pushState). */
  | { readonly type: 'address'; readonly url: string }
  | { readonly type: 'cookie'; readonly text: string }
  | { readonly type: 'alive' };

export type ToFrame =
  | {
      readonly type: 'answer';
      readonly id: number;
      readonly url: string;
      readonly status: number;
      readonly headers: readonly (readonly [string, string])[];
      readonly body: Uint8Array;
    }
  | { readonly type: 'failure'; readonly id: number }
  /** Answered by `alive` as long as the page is there. */
  | { readonly type: 'ping' };

export const READY = 'drydock-frame-ready';
