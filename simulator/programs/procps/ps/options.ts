/** ps's command line, in which UNIX options (with a dash), BSD options (without) and long ones live together. */
export interface Field {
  key: string;
  header: string | undefined;
  width: number | undefined;
}

export interface PsOptions {
  /** Whom to show: everybody, everybody with a terminal, only those that match, or the default. */
  scope: 'default' | 'all' | 'with-tty' | 'own' | 'chosen';
  /** -a: all with a terminal but session leaders; -d: all but session leaders. */
  noLeaders: boolean;
  needTty: boolean;
  negate: boolean;
  pids: number[];
  ppids: number[];
  sids: number[];
  users: string[];
  groups: string[];
  names: string[];
  ttys: string[];
  fields: Field[];
  preset: 'simple' | 'full' | 'extra-full' | 'long' | 'jobs' | 'bsd' | 'bsd-user' | 'bsd-long' | 'bsd-jobs';
  threads: boolean;
  forest: boolean;
  sort: { key: string; reverse: boolean }[];
  headers: boolean;
  width: number | undefined;
}

/** The message follows `error: `. */
export class PsError extends Error {
  override name = 'PsError';
}

const KEYS =
  /^(pid|tgid|ppid|pgid|pgrp|sid|sess|session|lwp|tid|spid|tpgid|user|euser|uname|ruser|group|egroup|rgroup|uid|euid|ruid|gid|egid|rgid|%cpu|pcpu|%mem|pmem|c|cp|util|vsz|vsize|rss|rssize|rsz|size|sz|tty|tt|tname|stat|s|state|stime|start_time|bsdstart|start|lstart|etime|etimes|time|cputime|bsdtime|times|comm|ucmd|ucomm|args|command|cmd|fname|ni|nice|pri|opri|priority|f|flag|flags|addr|wchan|nwchan|nlwp|thcount|psr|cls|class|policy)$/i;

/** `pid,user=WHO,args:30`. A header without text hides it; a header takes the rest of the list. */
export function parseFields(list: string): Field[] {
  const fields: Field[] = [];
  let rest = list.trim();
  while (rest !== '') {
    const [whole, name = '', width, equals, header] =
      /^([^\s,=:]+)(?::(\d+))?(?:(=)([^,]*(?:,(?![a-z%_]+(?:[,=]|$))[^,]*)*))?/i.exec(rest) ?? [''];
    if (whole === '' || !KEYS.test(name))
      throw new PsError(`unknown user-defined format specifier "${name === '' ? rest : name}"`);
    fields.push({
      key: name,
      header: equals === undefined ? undefined : header,
      width: width === undefined ? undefined : Number(width),
    });
    rest = rest.slice(whole.length).replace(/^[\s,]+/, '');
  }
  return fields;
}

function numbers(list: string, what: string): number[] {
  const parts = list.split(/[\s,]+/).filter((part) => part !== '');
  if (parts.length === 0 || parts.some((part) => !/^\d+$/.test(part))) throw new PsError(what);
  return parts.map(Number);
}

const words = (list: string): string[] => list.split(/[\s,]+/).filter((part) => part !== '');

export function parseSort(list: string): PsOptions['sort'] {
  return words(list).map((word) => {
    const [, sign, key = ''] = /^([-+]?)(.*)$/.exec(word) ?? [];
    if (!KEYS.test(key)) throw new PsError('unknown sort specifier');
    return { key, reverse: sign === '-' };
  });
}

class Parser {
  private readonly args: string[];
  readonly o: PsOptions = {
    scope: 'default', noLeaders: false, needTty: false, negate: false, pids: [], ppids: [], sids: [], users: [], groups: [], names: [], ttys: [],
    fields: [], preset: 'simple', threads: false, forest: false, sort: [], headers: true, width: undefined,
  }; // prettier-ignore
  /** What a and x of BSD ask for: lift the limit to own processes, or to those with a terminal. */
  private everyUser = false;
  private anyTty = false;
  private bsd = false;

  constructor(args: readonly string[]) {
    this.args = [...args];
  }

  parse(): PsOptions {
    for (let word = this.args.shift(); word !== undefined; word = this.args.shift()) {
      if (word.startsWith('--')) this.long(word);
      // `ps -aux` is what everybody types for `ps aux`.
      else if (/^-a[a-z]*x/.test(word)) this.letters(word.slice(1));
      else if (word.startsWith('-')) this.unix(word.slice(1));
      else if (/^[\d,]+$/.test(word)) this.choosePids(word);
      else this.letters(word);
    }
    this.settleScope();
    return this.o;
  }

  private settleScope(): void {
    const { o } = this;
    if (o.scope !== 'default' || !this.bsd) return;
    if (this.everyUser && this.anyTty) o.scope = 'all';
    else if (this.everyUser) o.scope = 'with-tty';
    else if (this.anyTty) o.scope = 'own';
  }

  private value(rest: string, what: string): string {
    const value = rest !== '' ? rest : this.args.shift();
    if (value === undefined) throw new PsError(what);
    return value;
  }

  private choosePids(list: string): void {
    this.o.pids.push(...numbers(list, 'process ID list syntax error'));
    this.o.scope = 'chosen';
  }

  private choose(list: 'users' | 'groups' | 'names' | 'ttys', value: string): void {
    this.o[list].push(...words(value));
    this.o.scope = 'chosen';
  }

  private long(word: string): void {
    const at = word.indexOf('=');
    const name = at < 0 ? word.slice(2) : word.slice(2, at);
    const value = (): string =>
      at < 0 ? this.value('', `list of process IDs must follow --${name}`) : word.slice(at + 1);
    const { o } = this;
    if (name === 'no-headers' || name === 'no-heading' || name === 'no-headings' || name === 'noheaders')
      o.headers = false;
    else if (name === 'headers' || name === 'heading') o.headers = true;
    else if (name === 'forest') o.forest = true;
    else if (name === 'sort') o.sort.push(...parseSort(value()));
    else if (name === 'pid') this.choosePids(value());
    else if (name === 'ppid') [o.ppids, o.scope] = [numbers(value(), 'process ID list syntax error'), 'chosen'];
    else if (name === 'sid') [o.sids, o.scope] = [numbers(value(), 'session list syntax error'), 'chosen'];
    else if (name === 'user' || name === 'User') this.choose('users', value());
    else if (name === 'group' || name === 'Group') this.choose('groups', value());
    else if (name === 'tty') this.choose('ttys', value());
    else if (name === 'format') o.fields.push(...parseFields(value()));
    else if (name === 'cols' || name === 'columns' || name === 'width') o.width = Number(value());
    else if (name === 'deselect') o.negate = true;
    else if (name === 'cumulative' || name === 'info') return;
    else throw new PsError(`unknown gnu long option`);
  }

  private unix(letters: string): void {
    const { o } = this;
    for (let at = 0; at < letters.length; at++) {
      const letter = letters[at] ?? '';
      const rest = letters.slice(at + 1);
      switch (letter) {
        case 'e': case 'A': o.scope = 'all'; break;
        case 'a': o.scope = 'all'; o.noLeaders = o.needTty = true; break;
        case 'd': o.scope = 'all'; o.noLeaders = true; break;
        case 'N': o.negate = true; break;
        case 'f': o.preset = o.preset === 'jobs' ? 'jobs' : 'full'; break;
        case 'F': o.preset = 'extra-full'; break;
        case 'l': o.preset = 'long'; break;
        case 'j': o.preset = 'jobs'; break;
        case 'L': case 'T': case 'm': o.threads = true; break;
        case 'H': o.forest = true; break;
        case 'w': o.width = Infinity; break;
        case 'y': case 'c': case 'M': case 'P': break;
        case 'o': case 'O': o.fields.push(...parseFields(this.value(rest, 'format specification must follow -o'))); return;
        case 'p': this.choosePids(this.value(rest, 'list of process IDs must follow -p')); return;
        case 'q': this.choosePids(this.value(rest, 'list of process IDs must follow -q')); return;
        case 'u': case 'U': this.choose('users', this.value(rest, `list of users must follow -${letter}`)); return;
        case 'g': case 's': o.sids.push(...numbers(this.value(rest, 'list of session leaders OR effective group names must follow -g'), 'session list syntax error')); o.scope = 'chosen'; return;
        case 'G': this.choose('groups', this.value(rest, 'list of real groups must follow -G')); return;
        case 'C': this.choose('names', this.value(rest, 'list of command names must follow -C')); return;
        case 't': this.choose('ttys', this.value(rest, 'list of terminals (pty, tty...) must follow -t')); return;
        case 'k': o.sort.push(...parseSort(this.value(rest, 'list of sort keys must follow -k'))); return;
        default: throw new PsError('unsupported SysV option');
      }
    }
  } // prettier-ignore

  private letters(letters: string): void {
    const { o } = this;
    this.bsd = true;
    if (o.preset === 'simple') o.preset = 'bsd';
    for (let at = 0; at < letters.length; at++) {
      const letter = letters[at] ?? '';
      const rest = letters.slice(at + 1);
      switch (letter) {
        case 'a': this.everyUser = true; break;
        case 'x': this.anyTty = true; break;
        case 'u': o.preset = 'bsd-user'; break;
        case 'l': o.preset = 'bsd-long'; break;
        case 'j': o.preset = 'bsd-jobs'; break;
        case 'f': o.forest = true; break;
        case 'w': o.width = Infinity; break;
        case 'h': o.headers = false; break;
        case 'e': case 'c': case 'S': case 'n': case 'r': case 'T': case 'g': case 'm': case 'H': break;
        case 'o': case 'O': o.fields.push(...parseFields(this.value(rest, 'format specification must follow o'))); return;
        case 'p': this.choosePids(this.value(rest, 'list of process IDs must follow p')); return;
        case 'U': this.choose('users', this.value(rest, 'list of users must follow U')); return;
        case 't': this.choose('ttys', this.value(rest, 'list of terminals must follow t')); return;
        case 'k': o.sort.push(...parseSort(this.value(rest, 'list of sort keys must follow k'))); return;
        default: throw new PsError(letter === 'V' ? 'conflicting format options' : 'unsupported option (BSD syntax)');
      }
    }
  } // prettier-ignore
}

export function parsePsOptions(args: readonly string[]): PsOptions {
  return new Parser(args).parse();
}
