/** What kinds of files are called in messages and by stat(1). */
import type { Stat } from '../../../kernel/abi.ts';

export function typeName(stat: Pick<Stat, 'type' | 'size'>): string {
  switch (stat.type) {
    case 'file':
      return stat.size === 0 ? 'regular empty file' : 'regular file';
    case 'directory':
      return 'directory';
    case 'symlink':
      return 'symbolic link';
    case 'char':
      return 'character special file';
    case 'block':
      return 'block special file';
    case 'fifo':
      return 'fifo';
    case 'socket':
      return 'socket';
  }
}
