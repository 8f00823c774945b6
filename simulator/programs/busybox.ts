/**
 * busybox: one program that is many, by argv[0] or by its first argument. The shell applets (`sh`, `ash`) are another
 * program of the table and found there.
 */
import type { Process, Program, ProgramEntry } from '../kernel/abi.ts';
import { applets } from './busybox/applets.ts';
import { BUSYBOX_BANNER } from './command/help.ts';
import { baseName } from './text/paths.ts';
import { busyboxApplets } from './userland.ts';

export type FindProgram = (name: string) => ProgramEntry | undefined;

const SHELLS = new Set(['sh', 'ash']);

function names(): string[] {
  return ['busybox', ...busyboxApplets.keys()].sort();
}

/** The list that `busybox` alone prints, in lines of at most 80 columns set in by a tab. */
function wrappedNames(): string {
  const lines: string[] = [];
  let line = '';
  for (const name of names()) {
    if (line.length + name.length + 2 > 71) {
      lines.push(`\t${line}`);
      line = '';
    }
    line += `${name}, `;
  }
  lines.push(`\t${line.replace(/, $/, '')}`);
  return `${lines.map((it) => it.trimEnd()).join('\n')}\n`;
}

const about = `${BUSYBOX_BANNER}
BusyBox is copyrighted by many authors between 1998-2015.
Licensed under GPLv2. See source distribution for detailed
copyright notices.

Usage: busybox [function [arguments]...]
   or: busybox --list[-full]
   or: busybox --show SCRIPT
   or: busybox --install [-s] [DIR]
   or: function [arguments]...

\tBusyBox is a multi-call binary that combines many common Unix
\tutilities into a single executable.  Most people will create a
\tlink to busybox for each function they wish to use and BusyBox
\twill act like whatever it was invoked as.

Currently defined functions:
`;

async function install(p: Process, args: readonly string[]): Promise<number> {
  const symbolic = args.includes('-s');
  const directory = args.find((arg) => arg !== '-s');
  for (const [name, home] of busyboxApplets) {
    const path = `${directory ?? home}/${name}`;
    if (p.fs.exists(path)) continue;
    if (symbolic) p.fs.symlink(p.executable, path);
    else p.fs.link(p.executable, path);
  }
  return 0;
}

async function runEntry(p: Process, entry: ProgramEntry, name: string, args: readonly string[]): Promise<number> {
  const run = entry.kind === 'ready' ? entry.run : await p.outside(entry.load);
  return run === undefined ? 127 : run(withArgs(p, [name, ...args]));
}

/** The process with another argv: what a shell started as `busybox sh` sees. */
function withArgs(p: Process, args: readonly string[]): Process {
  if (p.args[0] === args[0]) return p;
  return new Proxy(p, {
    get(target, key) {
      if (key === 'args') return args;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

export function createBusybox(find: FindProgram): Program {
  const call = async (p: Process, name: string, args: readonly string[], called = name): Promise<number> => {
    if (SHELLS.has(name)) {
      const shell = find('ash') ?? find('dash');
      // A shell calls itself as it was called, with its directory if there was one.
      if (shell !== undefined) return runEntry(p, shell, called, args);
    }
    const load = applets[name];
    if (load === undefined) {
      await p.stderr.write(`${name}: applet not found\n`);
      return 127;
    }
    const run = await p.outside(load);
    return run(p, name, args);
  };
  return async (p) => {
    const called = (p.args[0] ?? '').replace(/^-/, '');
    const name = baseName(called);
    if (!name.startsWith('busybox')) return call(p, name, p.args.slice(1), called);
    const [first, ...rest] = p.args.slice(1);
    if (first === undefined || first === '--help') {
      await p.stdout.write(`${about}${wrappedNames()}\n`);
      return 0;
    }
    if (first === '--list') {
      await p.stdout.write(`${names().join('\n')}\n`);
      return 0;
    }
    if (first === '--list-full') {
      const full = [...busyboxApplets].map(([it, home]) => `${home.slice(1)}/${it}`);
      await p.stdout.write(
        `${[...full, 'bin/busybox'].sort((a, b) => (baseName(a) < baseName(b) ? -1 : 1)).join('\n')}\n`,
      );
      return 0;
    }
    if (first === '--install') return install(p, rest);
    return call(p, baseName(first), rest);
  };
}
