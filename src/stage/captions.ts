/** What happened, in a sentence each. */
import type { Change } from '../diagram/changes.ts';
import { shortId } from '../diagram/outline.ts';
import { formatSize } from '../diagram/size.ts';
import { s } from '../i18n/stage/index.ts';

export function captionOf(change: Change): string {
  switch (change.is) {
    case 'arrived':
    case 'built':
      return s(`change.${change.is}`, {
        maker: change.layer.madeBy || shortId(change.layer.chain),
        size: formatSize(change.layer.size),
      });
    case 'committed':
      return s('change.committed', { container: change.container?.name ?? '?', size: formatSize(change.layer.size) });
    case 'dropped':
      return s('change.dropped', { maker: change.layer.madeBy || shortId(change.layer.chain) });
    case 'named':
    case 'unnamed':
      return s(`change.${change.is}`, { name: change.name });
    case 'created':
    case 'removed':
      return s(`change.${change.is}`, { container: change.container.name });
    case 'turned':
      return s('change.turned', { container: change.container.name, state: s(`state.${change.container.state}`) });
    case 'filled':
    case 'emptied':
      return s(`change.${change.is}`, { volume: change.volume });
  }
}
