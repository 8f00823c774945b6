/** Colours of names by type and extension: dircolors' built-in table, changed by LS_COLORS. */
import type { Entry } from './entry.ts';

const DEFAULTS: Readonly<Record<string, string>> = {
  rs: '0', di: '01;34', ln: '01;36', pi: '33', so: '01;35', bd: '01;33', cd: '01;33', su: '37;41', sg: '30;43',
  tw: '30;42', ow: '34;42', st: '37;44', ex: '01;32',
}; // prettier-ignore

export class Colors {
  private readonly codes: Map<string, string>;
  private readonly suffixes: [suffix: string, code: string][] = [];
  private used = false;

  constructor(lsColors: string | undefined) {
    this.codes = new Map(Object.entries(DEFAULTS));
    for (const rule of (lsColors ?? '').split(':')) {
      const [key, code] = rule.split('=');
      if (key === undefined || code === undefined || key === '') continue;
      if (key.startsWith('*')) this.suffixes.unshift([key.slice(1), code]);
      else this.codes.set(key, code);
    }
  }

  private code(key: string): string | undefined {
    const code = this.codes.get(key);
    return code === undefined || code === '' || /^0+$/.test(code) ? undefined : code;
  }

  private permissionCode(mode: number, type: string): string | undefined {
    if (type === 'directory') {
      const sticky = (mode & 0o1000) !== 0;
      const othersWrite = (mode & 0o002) !== 0;
      if (sticky && othersWrite) return this.code('tw') ?? this.code('di');
      if (othersWrite) return this.code('ow') ?? this.code('di');
      return (sticky ? this.code('st') : undefined) ?? this.code('di');
    }
    if ((mode & 0o4000) !== 0) return this.code('su');
    if ((mode & 0o2000) !== 0) return this.code('sg');
    return (mode & 0o111) !== 0 ? this.code('ex') : undefined;
  }

  private of(type: string, mode: number, name: string): string | undefined {
    const byType: Readonly<Record<string, string>> = { fifo: 'pi', socket: 'so', block: 'bd', char: 'cd' };
    const key = byType[type];
    if (key !== undefined) return this.code(key);
    const byMode = this.permissionCode(mode, type);
    if (byMode !== undefined || type === 'directory') return byMode;
    return this.suffixes.find(([suffix]) => name.endsWith(suffix))?.[1] ?? this.code('fi');
  }

  nameCode(entry: Entry): string | undefined {
    if (entry.stat.type !== 'symlink') return this.of(entry.stat.type, entry.stat.mode, entry.name);
    if (entry.targetStat === undefined) return this.code('or') ?? this.code('ln');
    if (this.codes.get('ln') === 'target') return this.of(entry.targetStat.type, entry.targetStat.mode, entry.name);
    return this.code('ln');
  }

  /** Targets are looked at only where links that lead nowhere have a colour of their own. */
  targetCode(entry: Entry): string | undefined {
    if (this.code('or') === undefined && this.code('mi') === undefined) return undefined;
    if (entry.targetStat === undefined) return this.code('mi') ?? this.code('or');
    return this.of(entry.targetStat.type, entry.targetStat.mode, entry.target ?? '');
  }

  paint(text: string, code: string | undefined): string {
    return code === undefined ? text : `\x1b[${code}m${text}\x1b[0m`;
  }

  /** The line with the terminal's attributes reset before the first colour of all, as ls does. */
  begin(line: string): string {
    if (this.used || !line.includes('\x1b[')) return line;
    this.used = true;
    return line.replace('\x1b[', '\x1b[0m\x1b[');
  }
}
