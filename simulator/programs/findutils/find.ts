/**
 * find(1), of GNU findutils and of busybox. Ours rather than a library's: it walks tens of thousands of files without
 * holding them, runs commands as children, and speaks of permissions and owners. Entries come in directory order.
 */
import type { Stat } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';
import { applet, Failure, gnu, UsageError, type Tool } from '../command/tool.ts';
import { joinPath } from '../text/paths.ts';
import { zoneOf } from '../text/zone.ts';
import { Accounts } from '../users/accounts.ts';
import type { ActionContext } from './find/actions.ts';
import { parseExpression, Quit, type Expression, type PruneFlag, type Settings } from './find/parse.ts';
import type { Visited } from './find/tests.ts';

const help = {
  usage: '[-H] [-L] [-P] [-Olevel] [-D debugopts] [path...] [expression]',
  about:
    'Default path is the current directory; default expression is -print.\nExpression may consist of: operators, options, tests, and actions.\n\nOperators: ( EXPR )  ! EXPR  -not EXPR  EXPR1 -a EXPR2  EXPR1 -o EXPR2  EXPR1 , EXPR2\nOptions: -depth -maxdepth LEVELS -mindepth LEVELS -mount -xdev -follow -daystart\nTests: -name -iname PATTERN -path -ipath PATTERN -regex -iregex PATTERN -type -xtype [bcdpfls] -size N[bcwkMG] -empty\n      -mtime -atime -ctime N -mmin -amin -cmin N -newer FILE -newerXY REF -perm [-/]MODE -user -group NAME -uid -gid N\n      -nouser -nogroup -links N -inum N -samefile FILE -readable -writable -executable -true -false\nActions: -print -print0 -printf FORMAT -ls -delete -prune -quit -exec COMMAND ; -exec COMMAND {} + -execdir -ok',
} as const;
const busyboxHelp = {
  usage: '[-HL] [PATH]... [OPTIONS] [ACTIONS]',
  about:
    'Search for files and perform actions on them.\nFirst failed action stops processing of current file.\nDefaults: PATH is current directory, action is -print',
} as const;

interface Arguments {
  follow: Settings['follow'];
  paths: string[];
  words: string[];
}

function splitArguments(t: Tool): Arguments {
  const args = [...t.args];
  let follow: Settings['follow'] = 'never';
  for (; args[0] !== undefined; args.shift()) {
    if (args[0] === '-H') follow = 'arguments';
    else if (args[0] === '-L') follow = 'always';
    else if (args[0] === '-P') follow = 'never';
    else if (!/^-O\d?$/.test(args[0])) break;
  }
  const paths: string[] = [];
  while (args[0] !== undefined && !/^(-.|[(!,)])/.test(args[0])) paths.push(args.shift() ?? '');
  return { follow, paths, words: args };
}

class Walker {
  private readonly t: Tool;
  private readonly expression: Expression;
  private readonly prune: PruneFlag;

  constructor(t: Tool, expression: Expression, prune: PruneFlag) {
    this.t = t;
    this.expression = expression;
    this.prune = prune;
  }

  private statOrUndefined(path: string): Stat | undefined {
    try {
      return this.t.p.fs.stat(path);
    } catch (error) {
      if (isSysError(error)) return undefined;
      throw error;
    }
  }

  private async complain(path: string, message: string): Promise<void> {
    await this.t.fail(this.t.busybox ? `${path}: ${message}` : `${this.t.quoteMessage(path)}: ${message}`);
  }

  async start(path: string): Promise<void> {
    const name = path.replace(/\/+$/, '');
    await this.visit(
      { path, name: name === '' ? '/' : name.slice(name.lastIndexOf('/') + 1), depth: 0, start: path },
      undefined,
      [],
    );
  }

  private async visit(
    at: Pick<Visited, 'path' | 'name' | 'depth' | 'start'>,
    device: number | undefined,
    above: readonly string[],
  ): Promise<void> {
    const { t, expression } = this;
    const { settings } = expression;
    const pause = t.p.step();
    if (pause !== undefined) await pause;
    let stat: Stat;
    try {
      stat = t.p.fs.lstat(at.path);
    } catch (error) {
      if (!isSysError(error)) throw error;
      return this.complain(at.path, error.message);
    }
    const followed = (): Stat | undefined => this.statOrUndefined(at.path);
    if (
      stat.type === 'symlink' &&
      (settings.follow === 'always' || (settings.follow === 'arguments' && at.depth === 0))
    )
      stat = followed() ?? stat;
    const file: Visited = { ...at, stat, followed };
    this.prune.pruned = false;
    if (!settings.depthFirst) await this.evaluate(file);
    const pruned = this.prune.pruned && !settings.depthFirst;
    const crosses = settings.oneFileSystem && device !== undefined && stat.dev !== device;
    if (stat.type === 'directory' && !pruned && at.depth < settings.maxDepth && !crosses)
      await this.descend(file, device ?? stat.dev, above);
    if (settings.depthFirst) await this.evaluate(file);
  }

  private async evaluate(file: Visited): Promise<void> {
    if (file.depth >= this.expression.settings.minDepth) await this.expression.test(file);
  }

  private async descend(file: Visited, device: number, above: readonly string[]): Promise<void> {
    const key = `${file.stat.dev}:${file.stat.ino}`;
    if (above.includes(key)) {
      return this.t.fail(
        `File system loop detected; ${this.t.quoteMessage(file.path)} is part of the same file system loop as ${this.t.quoteMessage(file.start)}.`,
      );
    }
    let names: string[];
    try {
      names = this.t.p.fs.readdir(file.path).map((entry) => entry.name);
    } catch (error) {
      if (!isSysError(error)) throw error;
      return this.complain(file.path, error.message);
    }
    const chain = this.expression.settings.follow === 'always' ? [...above, key] : above;
    for (const name of names)
      await this.visit(
        { path: joinPath(file.path, name), name, depth: file.depth + 1, start: file.start },
        device,
        chain,
      );
  }
}

async function main(t: Tool): Promise<number> {
  if (t.args[0] === '--help' || t.args[0] === '-help' || t.args[0] === '--version')
    t.parse([], [t.args[0] === '-help' ? '--help' : t.args[0]]);
  const { follow, paths, words } = splitArguments(t);
  const accounts = new Accounts(t.p);
  const zone = zoneOf(t.p);
  const context: ActionContext = {
    t,
    stat: { accounts, zone, quote: (text) => t.quote(text), mountPoint: (path) => t.p.fs.statfs(path).mountPoint },
    times: { timeStyle: 'locale', zone, now: t.p.now() },
  };
  const settings: Settings = { follow, maxDepth: Infinity, minDepth: 0, depthFirst: false, oneFileSystem: false };
  const prune: PruneFlag = { pruned: false };
  let expression: Expression;
  try {
    expression = parseExpression(context, words, settings, prune);
  } catch (error) {
    if (t.busybox && error instanceof Failure && error.message.startsWith('unrecognized'))
      throw new UsageError(error.message);
    throw error;
  }
  const walker = new Walker(t, expression, prune);
  try {
    for (const path of paths.length === 0 ? ['.'] : paths) await walker.start(path);
  } catch (error) {
    if (!(error instanceof Quit)) throw error;
  }
  await expression.finish();
  return t.status;
}

export default gnu(main, { help, raw: true, package: 'GNU findutils' });
export const busybox = applet(main, { help: busyboxHelp, raw: true });
