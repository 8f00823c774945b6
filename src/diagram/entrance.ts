/** Where what is new comes from, by what happened: over the water, from a container's glass plate, or from above. */
import type { Change } from './changes.ts';
import type { Scene } from './layout.ts';

export interface Entrance {
  readonly is: 'arrived' | 'built' | 'committed' | 'made';
  /** From where it comes to its place, in units of the drawing. */
  readonly dx: number;
  readonly dy: number;
}

/** By the id of the box. */
export function entrances(changes: readonly Change[], scene: Scene): ReadonlyMap<string, Entrance> {
  const boxes = new Map(scene.boxes.map((box) => [box.id, box]));
  const found = new Map<string, Entrance>();
  for (const change of changes) {
    switch (change.is) {
      case 'arrived': {
        const id = `layer ${change.layer.chain}`;
        const box = boxes.get(id);
        if (box !== undefined) found.set(id, { is: 'arrived', dx: scene.quay + 120 - box.x, dy: -24 });
        break;
      }
      case 'committed': {
        const id = `layer ${change.layer.chain}`;
        const [box, glass] = [boxes.get(id), boxes.get(`container ${change.container?.id ?? ''}`)];
        if (box === undefined) break;
        const from = glass ?? { x: box.x, y: box.y - 40 };
        found.set(id, { is: 'committed', dx: from.x - box.x, dy: from.y - box.y });
        break;
      }
      case 'built':
        found.set(`layer ${change.layer.chain}`, { is: 'built', dx: 0, dy: -36 });
        break;
      case 'created':
        found.set(`container ${change.container.id}`, { is: 'made', dx: 0, dy: -44 });
        break;
      case 'filled':
        found.set(`volume ${change.volume}`, { is: 'made', dx: 0, dy: -20 });
        break;
      case 'dropped':
      case 'named':
      case 'unnamed':
      case 'turned':
      case 'removed':
      case 'emptied':
        break;
    }
  }
  return found;
}
