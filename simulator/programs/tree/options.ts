/** The options of tree(1). */

export interface TreeOptions {
  all: boolean;
  directoriesOnly: boolean;
  followLinks: boolean;
  fullPath: boolean;
  depth: number;
  only: string[];
  ignore: string[];
  ignoreCase: boolean;
  prune: boolean;
  fileLimit: number;
  indent: boolean;
  classify: boolean;
  quote: boolean;
  /** -N: names as they are. */
  literal: boolean;
  inode: boolean;
  mode: boolean;
  user: boolean;
  group: boolean;
  size: boolean;
  human: boolean;
  si: boolean;
  du: boolean;
  date: boolean;
  timeFormat: string | undefined;
  sort: 'name' | 'version' | 'time' | 'size' | 'none';
  reverse: boolean;
  dirsFirst: boolean;
  /** undefined: on a terminal, when LS_COLORS is set. */
  color: boolean | undefined;
  charset: string | undefined;
  report: boolean;
  output: string | undefined;
  paths: string[];
  /** Printed instead of a tree. */
  say?: string;
}

/** The whole message. */
export class TreeUsageError extends Error {
  override name = 'TreeUsageError';
}

const USAGE = `usage: tree [-acdfghilnpqrstuvxACDFJQNSUX] [-L level [-R]] [-H  baseHREF]
	[-T title] [-o filename] [-P pattern] [-I pattern] [--gitignore]
	[--gitfile[=]file] [--matchdirs] [--metafirst] [--ignore-case]
	[--nolinks] [--hintro[=]file] [--houtro[=]file] [--inodes] [--device]
	[--sort[=]<name>] [--dirsfirst] [--filesfirst] [--filelimit #] [--si]
	[--du] [--prune] [--charset[=]X] [--timefmt[=]format] [--fromfile]
	[--fflinks] [--info] [--infofile[=]file] [--noreport] [--version]
	[--help] [--] [directory ...]
`;

const VERSION =
  'tree v2.1.0 © 1996 - 2022 by Steve Baker, Thomas Moore, Francesc Rocher, Florian Sesser, Kyosuke Tokoro\n';

const ABOUT = `  -a            hidden files too
  -d            directories only
  -l            go into linked directories
  -f            whole paths
  -L level      no deeper than level directories
  -P pattern    only files that match
  -I pattern    no files that match
  -p -u -g      permissions, user, group
  -s -h -D      size, readable size, date
  -F            mark directories, executables and the like
  -t -v -U -r   sort by time, by version, not at all, in reverse
  -C -n         with colours, without
  -o filename   write there
`;

const unsimulated = (option: string): TreeUsageError => new TreeUsageError(`tree: ${option} is not simulated by Drydock\n`); // prettier-ignore

export function parseTreeArguments(args: readonly string[]): TreeOptions {
  const o: TreeOptions = {
    all: false, directoriesOnly: false, followLinks: false, fullPath: false, depth: Infinity, only: [], ignore: [], ignoreCase: false,
    prune: false, fileLimit: Infinity, indent: true, classify: false, quote: false, literal: false, inode: false, mode: false, user: false, group: false,
    size: false, human: false, si: false, du: false, date: false, timeFormat: undefined, sort: 'name', reverse: false, dirsFirst: false,
    color: undefined, charset: undefined, report: true, output: undefined, paths: [],
  }; // prettier-ignore
  const words = [...args];
  let optionsEnded = false;
  const argument = (letter: string): string => {
    const value = words.shift();
    if (value === undefined) throw new TreeUsageError(`tree: Missing argument to -${letter} option.\n`);
    return value;
  };
  const letter = (it: string): void => {
    switch (it) {
      case 'a': o.all = true; return;
      case 'd': o.directoriesOnly = true; return;
      case 'l': o.followLinks = true; return;
      case 'f': o.fullPath = true; return;
      case 'i': o.indent = false; return;
      case 'F': o.classify = true; return;
      case 'N':
        o.literal = true;
        return;
      case 'Q': o.quote = true; return;
      case 'p': o.mode = true; return;
      case 'u': o.user = true; return;
      case 'g': o.group = true; return;
      case 's': o.size = true; return;
      case 'h': o.human = true; return;
      case 'D': o.date = true; return;
      case 't': case 'c': o.sort = 'time'; return;
      case 'v': o.sort = 'version'; return;
      case 'U': o.sort = 'none'; return;
      case 'r': o.reverse = true; return;
      case 'C': o.color = true; return;
      case 'n': o.color = false; return;
      case 'x': case 'q': case 'A': case 'S': case 'R': return;
      case 'o': o.output = argument(it); return;
      case 'P': o.only.push(argument(it)); return;
      case 'I': o.ignore.push(argument(it)); return;
      case 'L': {
        o.depth = Number(argument(it));
        if (!(o.depth > 0)) throw new TreeUsageError('tree: Invalid level, must be greater than 0.\n');
        return;
      }
      case 'H': case 'T': case 'X': case 'J': throw unsimulated(`-${it}`);
      default: throw new TreeUsageError(`tree: Invalid argument -\`${it}'.\n${USAGE}`);
    }
  }; // prettier-ignore
  const long = (word: string): void => {
    const [name = '', attached] = word.slice(2).split(/=(.*)/s);
    const value = (): string => attached ?? argument(`-${name}`);
    switch (name) {
      case 'help': o.say = `${USAGE}${ABOUT}`; return;
      case 'version': o.say = VERSION; return;
      case 'noreport': o.report = false; return;
      case 'dirsfirst': o.dirsFirst = true; return;
      case 'prune': o.prune = true; return;
      case 'du': o.du = true; o.size = true; return;
      case 'si': o.si = true; o.human = true; return;
      case 'inodes': o.inode = true; return;
      case 'ignore-case': o.ignoreCase = true; return;
      case 'charset': o.charset = value(); return;
      case 'timefmt': o.timeFormat = value(); o.date = true; return;
      case 'filelimit': o.fileLimit = Number(value()); return;
      case 'sort': {
        const by = value();
        o.sort = by === 'ctime' || by === 'mtime' ? 'time' : by === 'version' || by === 'size' || by === 'none' ? by : 'name';
        return;
      }
      case 'gitignore': case 'fromfile': case 'filesfirst': case 'matchdirs': case 'metafirst': case 'nolinks': case 'info': case 'device': throw unsimulated(`--${name}`);
      default: throw new TreeUsageError(`tree: Invalid argument \`${word}'.\n${USAGE}`);
    }
  }; // prettier-ignore
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (optionsEnded || !/^-./.test(word)) o.paths.push(word);
    else if (word === '--') optionsEnded = true;
    else if (word.startsWith('--')) long(word);
    else for (const each of word.slice(1)) letter(each);
  }
  if (o.paths.length === 0) o.paths.push('.');
  return o;
}
