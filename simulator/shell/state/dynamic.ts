/** Variables whose value is worked out when they are read (RANDOM, SECONDS, FUNCNAME ...). */
import { IndexedArray } from './arrays.ts';
import type { Shell } from './shell.ts';
import type { Content } from './variables.ts';

interface DynamicVariable {
  read(shell: Shell): Content | undefined;
  /** What an assignment does; nothing when absent. */
  write?(shell: Shell, value: string): void;
}

const frameNames = (shell: Shell): IndexedArray | undefined => {
  if (!shell.frames.some((frame) => frame.kind === 'function')) return undefined;
  return IndexedArray.from([
    ...shell.frames.map((frame) => frame.name).reverse(),
    ...(shell.origin === 'file' ? ['main'] : []),
  ]);
};

const BASH: Readonly<Record<string, DynamicVariable>> = {
  RANDOM: {
    read: (shell) => String(nextRandom(shell)),
    write: (shell, value) => void (shell.randomState = Number(value) >>> 0),
  },
  SRANDOM: { read: (shell) => String(new DataView(shell.p.random(4).slice().buffer).getUint32(0)) },
  SECONDS: {
    read: (shell) => String(Math.floor((shell.p.now() - shell.startedAt) / 1000)),
    write: (shell, value) => void (shell.startedAt = shell.p.now() - (Number.parseInt(value, 10) || 0) * 1000),
  },
  LINENO: { read: (shell) => String(shell.line) },
  BASHPID: { read: (shell) => String(shell.p.pid) },
  BASH_SUBSHELL: { read: (shell) => String(shell.subshellLevel) },
  BASH_COMMAND: {
    read: (shell) => (shell.commandNode === undefined ? '' : shell.interpreter.commandSource(shell.commandNode)),
  },
  EPOCHSECONDS: { read: (shell) => String(Math.floor(shell.p.now() / 1000)) },
  EPOCHREALTIME: { read: (shell) => (shell.p.now() / 1000).toFixed(6) },
  FUNCNAME: { read: frameNames },
  BASH_SOURCE: { read: (shell) => callSources(shell) },
  BASH_LINENO: {
    read: (shell) =>
      IndexedArray.from([
        ...shell.frames.map((frame) => String(frame.callLine)).reverse(),
        ...(shell.origin === 'file' ? ['0'] : []),
      ]),
  },
  PIPESTATUS: { read: (shell) => IndexedArray.from(shell.pipeStatus.map(String)) },
  DIRSTACK: {
    read: (shell) =>
      IndexedArray.from(
        [shell.variables.find('PWD')?.content, ...shell.directoryStack].filter((dir) => typeof dir === 'string'),
      ),
  },
  GROUPS: {
    read: (shell) =>
      IndexedArray.from([...new Set([shell.p.credentials.gid, ...shell.p.credentials.groups])].map(String)),
  },
  SHELLOPTS: { read: (shell) => shell.dialect.optionNames.filter((name) => shell.options.has(name)).join(':') },
};

const ASH: Readonly<Record<string, DynamicVariable>> = {
  RANDOM: {
    read: (shell) => String(nextRandom(shell)),
    write: (shell, value) => void (shell.randomState = Number(value) >>> 0),
  },
  LINENO: { read: (shell) => String(shell.line) },
  EPOCHSECONDS: { read: (shell) => String(Math.floor(shell.p.now() / 1000)) },
  EPOCHREALTIME: { read: (shell) => (shell.p.now() / 1000).toFixed(6) },
};

/** The dynamic variable `name`, unless `unset` has made it ordinary. */
export function dynamicVariable(shell: Shell, name: string): DynamicVariable | undefined {
  const table = shell.dialect.name === 'bash' ? BASH : shell.dialect.name === 'ash' ? ASH : undefined;
  if (table === undefined || !Object.hasOwn(table, name) || shell.ordinary.has(name)) return undefined;
  return table[name];
}

export function dynamicNames(shell: Shell): string[] {
  return shell.dialect.name === 'bash' ? Object.keys(BASH) : [];
}

/** The sources of the running functions, innermost first, then the script. */
function callSources(shell: Shell): IndexedArray | undefined {
  const sources = shell.frames.map((frame) => frame.source).reverse();
  if (shell.origin === 'file') sources.push(shell.name);
  return sources.length === 0 ? undefined : IndexedArray.from(sources);
}

/** bash's generator: the minimal standard one of Park and Miller, folded to 15 bits. */
function nextRandom(shell: Shell): number {
  const state = shell.randomState === 0 ? 123459876 : shell.randomState | 0;
  const high = Math.trunc(state / 127773);
  const low = state - 127773 * high;
  const next = 16807 * low - 2836 * high;
  shell.randomState = next < 0 ? next + 0x7fffffff : next;
  return ((shell.randomState >>> 16) ^ (shell.randomState & 0xffff)) & 0x7fff;
}
