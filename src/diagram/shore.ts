/** The far shore: what the registries hold, as small stacks. Coordinates are relative to the quay and the floor. */
import type { RemoteShape } from './model.ts';

export interface Berth {
  readonly id: string;
  readonly name: string;
  readonly x: number;
  /** Of the name. */
  readonly y: number;
  readonly plates: readonly { readonly chain: string; readonly x: number; readonly y: number }[];
}

/** A registry's name over its berths. */
export interface Sign {
  readonly domain: string;
  readonly x: number;
  readonly width: number;
}

export interface Shore {
  readonly berths: readonly Berth[];
  readonly signs: readonly Sign[];
  readonly width: number;
  readonly height: number;
}

export const BERTH = { width: 112, plate: 9 };
/** Between the quay and the far shore. */
export const WATER = 170;
const GAP = 14;
const MARGIN = 26;

export function layShore(remotes: readonly RemoteShape[]): Shore {
  const berths: Berth[] = [];
  const signs: Sign[] = [];
  let x = WATER + MARGIN;
  let tallest = 0;
  for (const domain of new Set(remotes.map((remote) => remote.domain))) {
    const from = x;
    for (const remote of remotes.filter((each) => each.domain === domain)) {
      berths.push(berth(remote, x));
      tallest = Math.max(tallest, remote.layers.length * (BERTH.plate + 1));
      x += BERTH.width + GAP;
    }
    signs.push({ domain, x: from, width: x - GAP - from });
    x += GAP;
  }
  return { berths, signs, width: Math.max(x - GAP + MARGIN, WATER + 120), height: tallest + 40 };
}

function berth({ domain, name, layers }: RemoteShape, x: number): Berth {
  const step = BERTH.plate + 1;
  const plates = layers.map(({ chain }, at) => ({ chain, x, y: -(at + 1) * step }));
  return { id: `${domain}/${name}`, name, x, y: -layers.length * step - 7, plates };
}
