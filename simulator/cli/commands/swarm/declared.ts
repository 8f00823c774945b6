/** Commands made from one-line declarations. */
import { command, type ArgsRule, type Command } from '../../command.ts';
import type { Flag, FlagTable } from '../../flags/flag.ts';
import { withOptions } from '../../flags/flag.ts';
import { filter, list, listOf, strings } from '../../flags/lists.ts';
import { bool, bytes, decimal, duration, float, int, string, uint } from '../../flags/scalars.ts';
import { parseBool } from '../../go/strconv.ts';
import { parseDuration } from '../../go/duration.ts';
import type { CommandEntry, Entry, Group } from '../../tree.ts';
import { answer } from './answers.ts';
import { DECLARATIONS } from './declarations.ts';

/** The children of a noun, groups within it (`trust key`) included. */
export function declaredEntries(noun: string): readonly Entry[] {
  const lines = (DECLARATIONS[noun] ?? '').split('\n').filter((line) => line !== '');
  const entries: Entry[] = [];
  const groups = new Map<string, Entry[]>();
  for (const line of lines) {
    const [path = '', usage = '', aliases = '', flags = ''] = line.split(' | ').map((part) => part.trim());
    const [first = '', second] = path.split(' ');
    const entry = commandEntry(`${noun} ${path}`, second ?? first, usage, aliases, flags);
    if (second === undefined) entries.push(entry);
    else groups.set(first, [...(groups.get(first) ?? []), entry]);
  }
  const nested = [...groups].map(([name, children]): Group => ({ kind: 'group', name, children }));
  return [...entries, ...nested];
}

/** Without a swarm, only what makes one or joins one is shown. */
const SHOWN_WITHOUT_SWARM = new Set(['swarm init', 'swarm join']);

function commandEntry(path: string, name: string, usage: string, aliases: string, flags: string): CommandEntry {
  const names = aliases === '' ? [] : aliases.split(' ');
  const hidden = path.startsWith('swarm ') && !SHOWN_WITHOUT_SWARM.has(path);
  return {
    kind: 'command',
    name,
    ...(names.length > 0 ? { aliases: names } : {}),
    ...(hidden ? { hidden } : {}),
    load: () => Promise.resolve(declaredCommand(path, usage, names, flags)),
  };
}

function declaredCommand(path: string, usage: string, aliases: readonly string[], flags: string): Command {
  const [noun = ''] = path.split(' ');
  const aliasLine = [path, ...aliases.map((alias) => `${noun} ${alias}`)].map((words) => `docker ${words}`).join(', ');
  return command({
    usage,
    args: argsOf(usage),
    flags: flagsOf(flags),
    ...(path === 'service create' ? { interspersed: false } : {}),
    ...(aliases.length > 0 ? { aliasLine } : {}),
    complete: () => [],
    run: (invocation) => answer(path, invocation),
  });
}

/** How many arguments a usage line asks for. */
function argsOf(usage: string): ArgsRule {
  const words = usage
    .replace(/^\[OPTIONS\] ?|^OPTIONS /, '')
    .split(' ')
    .filter((word) => word !== '');
  const min = words.filter((word) => !/^\[.*\]$|^\[?[A-Z]+=?[A-Z]*\.\.\.\]$/.test(word)).length;
  return usage.includes('...') ? { min } : { min, max: words.length };
}

function flagsOf(text: string): FlagTable {
  const words = text.split(' ').filter((word) => word !== '');
  return Object.fromEntries(words.map(flagOf));
}

function flagOf(word: string): [string, Flag<unknown>] {
  const [, name = '', shorthand, type = 'bool', initial] =
    /^([\w-]+)(?:\/(\w))?(?::([\w-]+))?(?:=(.*))?$/.exec(word) ?? [];
  const flag = flagOfType(type, shorthand, initial);
  return [
    name,
    initial !== undefined && flag.defaultText === undefined ? withOptions(flag, { defaultText: initial }) : flag,
  ];
}

function flagOfType(type: string, shorthand: string | undefined, initial = ''): Flag<unknown> {
  const number = Number(initial);
  switch (type) {
    case 'bool':
      return bool(shorthand, initial !== '' && parseBool(initial));
    case 'string':
      return string(shorthand, initial);
    case 'int':
      return int(shorthand, number);
    case 'uint':
      return uint(64, shorthand, number);
    case 'uint32':
      return uint(32, shorthand, number);
    case 'float':
      return float(shorthand, number);
    case 'duration':
      return duration(shorthand, initial === '' ? 0 : parseDuration(initial));
    case 'bytes':
      return bytes(shorthand);
    case 'decimal':
      return decimal();
    case 'list':
      return list(shorthand);
    case 'strings':
      return strings(shorthand);
    case 'filter':
      return filter(shorthand);
    default:
      return listOf(type, (text) => text, shorthand);
  }
}
