/** Command lines as the real tools answered them (test/recorders/userland.mjs), replayed on the simulated machine. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ProcessFs } from '../../../simulator/kernel/abi.ts';
import { joinPath } from '../../../simulator/programs/text/paths.ts';
import { groups, splitWords, tree } from '../../recorders/userland-cases.mjs';
import { ROOM, userlandMachine } from '../../support/userland.ts';

interface RecordedCase {
  command: string;
  stdin?: string;
  env?: Record<string, string>;
  exitCode: number;
  stdout: string;
  stderr: string;
  after?: string[];
  /** Lines come in the order of the directory, which differs. */
  unordered?: boolean;
}

interface Recording {
  recorded: number;
  dialect: 'gnu' | 'busybox';
  env: Record<string, string>;
  cases: RecordedCase[];
}

const directory = new URL('./data/', import.meta.url);

/** What differs for a reason that is no fault: the reason, by group and command. */
const known: Readonly<Record<string, string>> = JSON.parse(
  readFileSync(new URL('./known-differences.json', directory), 'utf8'),
);

function makeTree(fs: ProcessFs): void {
  removeAll(fs, ROOM);
  const time = 1735693200000;
  for (const [path, node] of Object.entries(tree)) {
    const full = joinPath(ROOM, path);
    if (node.target !== undefined) fs.symlink(node.target, full);
    else if (node.link !== undefined) fs.link(joinPath(ROOM, node.link), full);
    else if (node.text === undefined) fs.mkdir(full);
    else fs.writeFile(full, Buffer.from(node.text, node.encoding ?? 'utf8'), 0o644);
    if (node.mode !== undefined) fs.chmod(full, node.mode);
    if (node.owner !== undefined) fs.chown(full, ...node.owner);
  }
  for (const path of Object.keys(tree).reverse()) {
    const mtime = tree[path]?.mtime;
    fs.utimes(
      joinPath(ROOM, path),
      mtime === undefined ? time : mtime * 1000,
      mtime === undefined ? time : mtime * 1000,
      false,
    );
  }
  fs.utimes(ROOM, time, time);
}

function removeAll(fs: ProcessFs, path: string): void {
  for (const { name, type } of fs.readdir(path)) {
    const full = joinPath(path, name);
    if (type === 'directory') {
      removeAll(fs, full);
      fs.rmdir(full);
    } else fs.unlink(full);
  }
}

function listing(fs: ProcessFs, path = ROOM, prefix = '.'): string[] {
  const lines: string[] = [];
  const names = fs
    .readdir(path)
    .map((entry) => entry.name)
    .sort();
  for (const name of names) {
    const full = joinPath(path, name);
    const stat = fs.lstat(full);
    const kind = { directory: 'd', symlink: 'l', file: 'f' }[stat.type as string] ?? 'o';
    const bytes = kind === 'f' ? Buffer.from(fs.readFile(full)) : undefined;
    const content =
      kind === 'l'
        ? fs.readlink(full)
        : bytes === undefined
          ? ''
          : bytes.length <= 200
            ? JSON.stringify(bytes.toString('latin1'))
            : String(bytes.length);
    lines.push(`${prefix}/${name} ${kind} ${stat.mode.toString(8)} ${stat.uid}:${stat.gid} ${content}`.trimEnd());
    if (kind === 'd') lines.push(...listing(fs, full, `${prefix}/${name}`));
  }
  return lines;
}

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

function lines(output: string, { unordered }: RecordedCase): string {
  return unordered === true ? output.split('\n').sort().join('\n') : output;
}

/** What options do is told in our own words, so of a usage text only the lines up to the usage itself are compared. */
function comparable(message: string): string {
  return message.replace(/^(Usage:(?:[^\n]+\n)+)\n[^]*/m, '$1');
}

for (const file of readdirSync(directory).filter(
  (name) => name.endsWith('.json') && name !== 'known-differences.json',
)) {
  const group = file.replace('.json', '');
  if (!groups.some((it) => it.name === group)) continue;
  const recording: Recording = JSON.parse(readFileSync(new URL(file, directory), 'utf8'));
  describe(`${group} as recorded`, () => {
    const machine = userlandMachine({ startAt: recording.recorded * 1000 });
    machine.fs.mkdir('/usr/games');
    for (const name of ['cowsay', 'cowthink'])
      machine.fs.writeStub(`/usr/games/${name}`, { size: 4664, program: 'cowsay' }, 0o755);
    for (const [index, given] of recording.cases.entries()) {
      const stdin = given.stdin === undefined ? '' : ` <<< ${JSON.stringify(given.stdin)}`;
      const reason = known[`${group}: ${given.command}`];
      const name = `${index} ${given.command}${stdin}`;
      const body = async (): Promise<void> => {
        makeTree(machine.fs);
        const before = listing(machine.fs);
        const words = splitWords(given.command);
        const ran = await machine.run(recording.dialect === 'busybox' ? ['busybox', ...words] : words, {
          env: { ...recording.env, ...given.env },
          stdin: Buffer.from(given.stdin ?? '', 'utf8'),
        });
        const after = listing(machine.fs);
        expect({
          stdout: lines(text(ran.stdout), given),
          stderr: comparable(text(ran.stderr)),
          exitCode: ran.exitCode,
          after: after.join('\n') === before.join('\n') ? undefined : after,
        }).toEqual({
          stdout: lines(given.stdout, given),
          stderr: comparable(given.stderr),
          exitCode: given.exitCode,
          after: given.after,
        });
      };
      if (reason === undefined) it(name, body);
      else it.fails(`${name} (known: ${reason})`, body);
    }
  });
}
