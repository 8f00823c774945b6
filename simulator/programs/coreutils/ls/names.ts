/** How ls writes a name: quoted by style, with indicator and colour. */
import { encodeText } from '../../text/codec.ts';
import { isPrintable, quoteAlways, quoteIfNeeded } from '../../text/quote.ts';
import type { Cell } from '../../text/columns.ts';
import { localeWidth } from '../../text/width.ts';
import type { Colors } from './color.ts';
import type { Entry } from './entry.ts';
import type { LsOptions } from './options.ts';

const cEscapes: Readonly<Record<string, string>> = {
  '\x07': '\\a', '\b': '\\b', '\f': '\\f', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\v': '\\v', '\\': '\\\\',
}; // prettier-ignore

type Environment = ReadonlyMap<string, string>;

function escapeC(name: string, quote: string, env: Environment): string {
  let text = '';
  for (const character of name) {
    if (character === quote || (quote === '' && character === ' ')) text += `\\${character}`;
    else if (cEscapes[character] !== undefined) text += cEscapes[character];
    else if (isPrintable(character, env)) text += character;
    else for (const byte of encodeText(character)) text += `\\${byte.toString(8).padStart(3, '0')}`;
  }
  return text;
}

function hideUnprintable(name: string, env: Environment): string {
  let text = '';
  for (const character of name)
    text += isPrintable(character, env) ? character : '?'.repeat(encodeText(character).length);
  return text;
}

export class NameWriter {
  private readonly options: LsOptions;
  private readonly env: ReadonlyMap<string, string>;
  private readonly colors: Colors | undefined;
  /** Some name of this listing is quoted, so that the others begin a column later. */
  aligned = false;

  constructor(options: LsOptions, env: ReadonlyMap<string, string>, colors: Colors | undefined) {
    this.options = options;
    this.env = env;
    this.colors = colors;
  }

  quoted(name: string): string {
    switch (this.options.quoting) {
      case 'literal':
        return this.options.hideControls ? hideUnprintable(name, this.env) : name;
      case 'shell':
      case 'shell-escape':
        return quoteIfNeeded(name, this.env);
      case 'shell-always':
      case 'shell-escape-always':
        return quoteAlways(name, this.env);
      case 'c':
        return `"${escapeC(name, '"', this.env)}"`;
      case 'escape':
        return escapeC(name, '', this.env);
    }
  }

  /** Decides, for one listing, whether unquoted names are set in by a blank to line up with quoted ones. */
  align(entries: readonly Entry[]): void {
    const { format, quoting, width } = this.options;
    const variable = quoting === 'shell' || quoting === 'shell-escape';
    const lined = format === 'long' || ((format === 'columns' || format === 'across') && width > 0);
    this.aligned = variable && lined && entries.some((entry) => this.quoted(entry.name) !== entry.name);
  }

  indicator(entry: Entry): string {
    const { indicator } = this.options;
    if (indicator === 'none') return '';
    const { type, mode } = entry.stat;
    if (type === 'directory') return '/';
    if (indicator === 'slash') return '';
    if (type === 'file') return indicator === 'classify' && (mode & 0o111) !== 0 ? '*' : '';
    return { symlink: '@', fifo: '|', socket: '=', char: '', block: '' }[type];
  }

  /** The name as a cell: `prefix` holds inode and block count. */
  cell(entry: Entry, prefix: string): Cell {
    const shown = this.quoted(entry.name);
    const lead = this.aligned && shown === entry.name ? ' ' : '';
    const after = this.indicator(entry);
    const painted = this.colors?.paint(shown, this.colors.nameCode(entry)) ?? shown;
    return { text: prefix + lead + painted + after, width: localeWidth(prefix + lead + shown + after, this.env) };
  }

  /** ` -> target` of a link in a long listing. */
  target(entry: Entry): string {
    if (entry.target === undefined) return '';
    const shown = this.quoted(entry.target);
    const painted = this.colors?.paint(shown, this.colors.targetCode(entry)) ?? shown;
    const target = entry.targetStat;
    const mark =
      target === undefined || this.options.indicator === 'none' ? '' : this.indicator({ ...entry, stat: target });
    return ` -> ${painted}${mark}`;
  }
}
