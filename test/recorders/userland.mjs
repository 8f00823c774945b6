/**
 * Records what the real tools of a Debian machine do with the command lines of userland-cases.mjs, for
 * test/simulator/programs/recorded.test.ts. Run as root on Debian 12 with the packages of the cases installed:
 *
 *   node test/recorders/userland.mjs [GROUP...]
 *
 * Every case runs in a fresh copy of the same directory (/srv/case) with a fixed environment. What is stored beside the
 * output is what became of the directory, where it changed.
 */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  linkSync,
  utimesSync,
  lutimesSync,
  writeFileSync,
  chownSync,
} from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { groups, splitWords, tree } from './userland-cases.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const ROOM = '/srv/case';

function makeTree() {
  rmSync(ROOM, { recursive: true, force: true });
  mkdirSync(ROOM);
  for (const [path, node] of Object.entries(tree)) {
    const full = join(ROOM, path);
    if (node.target !== undefined) symlinkSync(node.target, full);
    else if (node.link !== undefined) linkSync(join(ROOM, node.link), full);
    else if (node.text === undefined) mkdirSync(full);
    else writeFileSync(full, Buffer.from(node.text, node.encoding ?? 'utf8'));
    if (node.mode !== undefined) chmodSync(full, node.mode);
    if (node.owner !== undefined) chownSync(full, ...node.owner);
  }
  setTimes();
}

/** Again after anything has read the files, so that access times are what they were. */
function setTimes() {
  // Directories last, since filling them changes their times.
  const paths = [...Object.keys(tree)].reverse();
  for (const path of paths) {
    lutimesSync(join(ROOM, path), tree[path].mtime ?? 1735693200, tree[path].mtime ?? 1735693200);
  }
  utimesSync(ROOM, 1735693200, 1735693200);
}

/** One line per node: path, type and mode, owner, size or content, target. */
function listing(directory = ROOM, prefix = '.') {
  const lines = [];
  for (const name of readdirSync(directory).sort()) {
    const full = join(directory, name);
    const path = `${prefix}/${name}`;
    const stat = lstatSync(full);
    const kind = stat.isDirectory() ? 'd' : stat.isSymbolicLink() ? 'l' : stat.isFile() ? 'f' : 'o';
    const content =
      kind === 'l'
        ? readlinkSync(full)
        : kind === 'f' && stat.size <= 200
          ? JSON.stringify(readFileSync(full, 'latin1'))
          : kind === 'f'
            ? stat.size
            : '';
    lines.push(`${path} ${kind} ${(stat.mode & 0o7777).toString(8)} ${stat.uid}:${stat.gid} ${content}`.trimEnd());
    if (kind === 'd') lines.push(...listing(full, path));
  }
  return lines;
}

function runCase(group, given) {
  const spec = typeof given === 'string' ? { command: given } : given;
  makeTree();
  const before = listing();
  setTimes();
  const words = splitWords(spec.command);
  const argv = group.dialect === 'busybox' ? ['busybox', ...words] : words;
  const result = spawnSync(argv[0], argv.slice(1), {
    cwd: ROOM,
    input: Buffer.from(spec.stdin ?? '', 'utf8'),
    env: {
      PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      HOME: '/root',
      ...group.env,
      ...spec.env,
    },
    timeout: 5000,
    maxBuffer: 1 << 24,
  });
  const after = listing();
  const entry = {
    ...spec,
    exitCode: result.status ?? 128 + constants.signals[result.signal],
    stdout: result.stdout.toString('latin1'),
    stderr: result.stderr.toString('latin1'),
  };
  if (JSON.stringify(after) !== JSON.stringify(before)) entry.after = after;
  return entry;
}

const wanted = process.argv.slice(2);
const out = join(here, '../simulator/programs/data');
mkdirSync(out, { recursive: true });
for (const group of groups) {
  if (wanted.length > 0 && !wanted.includes(group.name)) continue;
  const cases = group.cases.map((it) => runCase(group, it));
  const file = { recorded: Math.floor(Date.now() / 1000), dialect: group.dialect, env: group.env ?? {}, cases };
  writeFileSync(join(out, `${group.name}.json`), `${JSON.stringify(file, null, 1)}\n`);
  console.log(`${group.name}: ${cases.length}`);
}
if (existsSync(ROOM)) rmSync(ROOM, { recursive: true });
