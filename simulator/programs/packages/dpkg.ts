/** dpkg and dpkg-query: what is installed, which files belong to it. */
import type { Process } from '../../kernel/abi.ts';
import { baseName } from '../text/paths.ts';
import { fnmatch } from '../text/fnmatch.ts';
import { filesOf } from './debian/files.ts';
import { isInstalled, readStatus, type InstalledPackage } from './debian/status-file.ts';

function fullName(it: InstalledPackage): string {
  return /^Multi-Arch: same$/m.test(it.text) ? `${it.name}:${it.architecture}` : it.name;
}

function all(p: Process): InstalledPackage[] {
  return [...readStatus(p.fs).values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

const RULE = `Desired=Unknown/Install/Remove/Purge/Hold
| Status=Not/Inst/Conf-files/Unpacked/halF-conf/Half-inst/trig-aWait/Trig-pend
|/ Err?=(none)/Reinst-required (Status,Err: uppercase=bad)
`;

async function table(p: Process, patterns: readonly string[]): Promise<number> {
  const rows = all(p).filter((it) => patterns.length === 0 || patterns.some((pattern) => fnmatch(pattern, it.name)));
  let status = 0;
  for (const pattern of patterns) {
    if (rows.some((it) => fnmatch(pattern, it.name))) continue;
    await p.stderr.write(`dpkg-query: no packages found matching ${pattern}\n`);
    status = 1;
  }
  if (rows.length === 0) return status;
  const cells = rows.map((it) => [isInstalled(it) ? 'ii' : 'rc', fullName(it), it.version, it.architecture]);
  const widths = [0, 14, 12, 12].map((least, column) => Math.max(least, ...cells.map((row) => row[column]?.length ?? 0)));
  const pad = (text: string, column: number): string => text.padEnd(widths[column] ?? 0);
  const line = (row: readonly string[]): string => `${row[0] ?? ''}  ${[1, 2, 3].map((column) => pad(row[column] ?? '', column)).join(' ')} `;
  const rule = [1, 2, 3].map((column) => '='.repeat(widths[column] ?? 0)).join('-');
  const about = 'Description';
  await p.stdout.write(`${RULE}||/ ${[['Name', 1], ['Version', 2], ['Architecture', 3]].map(([text, column]) => pad(String(text), Number(column))).join(' ')} ${about}\n+++-${rule}-${'='.repeat(33)}\n`);
  for (const row of cells) await p.stdout.write(`${line(row)}${String(row[1]).replace(/:.*/, '')}\n`);
  return status;
} // prettier-ignore

async function files(p: Process, names: readonly string[]): Promise<number> {
  let status = 0;
  for (const name of names) {
    const found = readStatus(p.fs).get(name);
    if (!isInstalled(found)) {
      await p.stderr.write(`dpkg-query: package '${name}' is not installed\nUse dpkg --contents (= dpkg-deb --contents) to list archive files contents.\n`); // prettier-ignore
      status = 1;
      continue;
    }
    await p.stdout.write((filesOf(p.fs, name) ?? ['/.']).map((path) => `${path}\n`).join(''));
  }
  return status;
}

async function owner(p: Process, patterns: readonly string[]): Promise<number> {
  let status = 0;
  for (const pattern of patterns) {
    let found = false;
    for (const it of all(p)) {
      const hit = (filesOf(p.fs, it.name) ?? []).find((path) => path === pattern || (pattern.includes('/') ? false : baseName(path) === pattern)); // prettier-ignore
      if (hit === undefined) continue;
      found = true;
      await p.stdout.write(`${fullName(it)}: ${hit}\n`);
    }
    if (found) continue;
    await p.stderr.write(`dpkg-query: no path found matching pattern ${pattern}\n`);
    status = 1;
  }
  return status;
}

async function statusOf(p: Process, names: readonly string[]): Promise<number> {
  let status = 0;
  for (const name of names) {
    const found = readStatus(p.fs).get(name);
    if (found !== undefined) await p.stdout.write(`${found.text.trim()}\n\n`);
    else {
      await p.stderr.write(`dpkg-query: package '${name}' is not installed and no information is available\nUse dpkg --info (= dpkg-deb --info) to examine archive files.\n`); // prettier-ignore
      status = 1;
    }
  }
  return status;
}

async function show(p: Process, format: string | undefined, names: readonly string[]): Promise<number> {
  let status = 0;
  const rows = all(p).filter((it) => names.length === 0 || names.some((name) => fnmatch(name, it.name)));
  for (const it of rows) {
    const text = (format ?? '${Package}\t${Version}\n').replace(/\\n/g, '\n').replace(/\\t/g, '\t').replace(/\$\{([\w:-]+)(?:;-?\d+)?\}/g, (_, name: string) => {
      if (name === 'binary:Package') return fullName(it);
      if (name === 'db:Status-Abbrev') return isInstalled(it) ? 'ii ' : 'rc ';
      return new RegExp(`^${name}: (.*)$`, 'm').exec(it.text)?.[1] ?? '';
    });
    await p.stdout.write(text);
  }
  for (const name of names)
    if (!rows.some((it) => fnmatch(name, it.name))) {
      await p.stderr.write(`dpkg-query: no packages found matching ${name}\n`);
      status = 1;
    }
  return status;
} // prettier-ignore

export default async function dpkg(p: Process): Promise<number> {
  const name = baseName(p.args[0] ?? 'dpkg');
  const options = p.args.slice(1).filter((word) => word.startsWith('-'));
  const operands = p.args.slice(1).filter((word) => !word.startsWith('-'));
  const format = /^(?:-f=?|--showformat=)(.*)$/s.exec(options.find((word) => /^(-f|--showformat=)/.test(word)) ?? '')?.[1];
  const [action] = options;
  switch (action) {
    case '-l': case '--list': return table(p, operands);
    case '-L': case '--listfiles': return files(p, operands);
    case '-S': case '--search': return owner(p, operands);
    case '-s': case '--status': return statusOf(p, operands);
    case '-W': case '--show': return show(p, format, operands);
    case '--print-architecture': await p.stdout.write('amd64\n'); return 0;
    case '--print-foreign-architectures': return 0;
    case '--get-selections':
      for (const it of all(p)) await p.stdout.write(`${fullName(it).padEnd(47)} install\n`);
      return 0;
    case '--version':
      await p.stdout.write("Debian 'dpkg' package management program version 1.21.22 (amd64).\n");
      return 0;
    case '--configure': case '--add-architecture': case '--audit': return 0;
    case '-i': case '--install':
      await p.stderr.write(operands.every((path) => !p.fs.exists(path)) ? `dpkg: error: cannot access archive '${operands[0] ?? ''}': No such file or directory\n` : 'dpkg: installing archive files is not part of this simulation; apt-get install is\n');
      return 2;
    default:
      if (format !== undefined) return show(p, format, operands);
      await p.stderr.write(`${name}: error: need an action option\n\nType dpkg --help for help about installing and deinstalling packages [*];\nUse 'apt' or 'aptitude' for user-friendly package management.\n`);
      return 2;
  }
} // prettier-ignore
