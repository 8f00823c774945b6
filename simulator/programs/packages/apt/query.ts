/** Looking packages up: `apt-cache search`, `show`, `policy`, `apt list`. */
import { debianArchive, type DebianPackage } from '../debian/archive-index.ts';
import { isInstalled, readAutomatic, readStatus } from '../debian/status-file.ts';
import { lookup } from './install.ts';
import { readSources } from './sources.ts';
import { hasLists } from './update.ts';
import type { Voice } from './words.ts';

function visible(voice: Voice): DebianPackage[] {
  const status = readStatus(voice.p.fs);
  const find = lookup(voice, status);
  return [...debianArchive().values()].filter(({ name }) => find(name) !== undefined).sort((a, b) => (a.name < b.name ? -1 : 1)); // prettier-ignore
}

/** Names only: the archive's descriptions are not part of the simulation. */
export async function search(voice: Voice, patterns: readonly string[], isApt: boolean): Promise<number> {
  if (patterns.length === 0) {
    await voice.p.stderr.write('E: You must give at least one search pattern\n');
    return 100;
  }
  const expressions = patterns.map((pattern) => new RegExp(pattern.replace(/[()[\]{}|\\]/g, '\\$&'), 'i'));
  if (isApt) await voice.p.stdout.write('Sorting...\nFull Text Search...\n');
  for (const it of visible(voice)) {
    if (!expressions.every((expression) => expression.test(it.name))) continue;
    await voice.p.stdout.write(isApt ? `${it.name}/${suiteOf(voice)} ${it.version} ${it.architecture}\n  ${it.name}\n\n` : `${it.name} - ${it.name}\n`); // prettier-ignore
  }
  return 0;
}

function suiteOf(voice: Voice): string {
  return readSources(voice.p.fs)[0]?.suite ?? 'stable';
}

async function missing(voice: Voice, name: string): Promise<void> {
  await voice.p.stderr.write(`E: No packages found\n`.replace('No packages found', `Unable to locate package ${name}`));
}

export async function show(voice: Voice, names: readonly string[]): Promise<number> {
  const find = lookup(voice, readStatus(voice.p.fs));
  for (const name of names) {
    const it = find(name);
    if (it === undefined) {
      await missing(voice, name);
      await voice.p.stderr.write('E: No packages found\n');
      return 100;
    }
    const depends = it.depends.length === 0 ? '' : `Depends: ${it.depends.join(', ')}\n`;
    const recommends = it.recommends.length === 0 ? '' : `Recommends: ${it.recommends.join(', ')}\n`;
    await voice.p.stdout.write(`Package: ${it.name}\nVersion: ${it.version}\nInstalled-Size: ${it.installed}\nArchitecture: ${it.architecture}\n${depends}${recommends}Size: ${it.download}\n\n`); // prettier-ignore
  }
  return 0;
}

export async function policy(voice: Voice, names: readonly string[]): Promise<number> {
  const status = readStatus(voice.p.fs);
  const known = hasLists(voice);
  const [source] = readSources(voice.p.fs);
  for (const name of names) {
    const it = lookup(voice, status)(name);
    if (it === undefined) {
      await voice.p.stdout.write(`N: Unable to locate package ${name}\n`);
      continue;
    }
    const installed = status.get(name);
    const current = isInstalled(installed) ? (installed?.version ?? '') : '(none)';
    const mark = current === it.version ? '***' : '   ';
    const archive =
      known && source !== undefined ? `        500 ${source.uri} ${source.suite}/main amd64 Packages\n` : '';
    const own = current === '(none)' ? '' : '        100 /var/lib/dpkg/status\n';
    await voice.p.stdout.write(`${name}:\n  Installed: ${current}\n  Candidate: ${it.version}\n  Version table:\n ${mark} ${it.version} 500\n${archive}${own}`); // prettier-ignore
  }
  return 0;
}

export async function showPackages(voice: Voice, names: readonly string[], depends = false): Promise<number> {
  const find = lookup(voice, readStatus(voice.p.fs));
  if (names.length === 0) {
    for (const { name } of visible(voice)) await voice.p.stdout.write(`${name}\n`);
    return 0;
  }
  for (const name of names) {
    const it = find(name);
    if (it === undefined) {
      await missing(voice, name);
      return 100;
    }
    await voice.p.stdout.write(`${name}\n`);
    if (!depends) continue;
    for (const each of it.depends) await voice.p.stdout.write(`  Depends: ${each}\n`);
    for (const each of it.recommends) await voice.p.stdout.write(`  Recommends: ${each}\n`);
  }
  return 0;
}

export async function list(voice: Voice, names: readonly string[], onlyInstalled: boolean): Promise<number> {
  const status = readStatus(voice.p.fs);
  const automatic = readAutomatic(voice.p.fs);
  const suite = suiteOf(voice);
  await voice.p.stdout.write('Listing...\n');
  for (const it of visible(voice)) {
    const there = isInstalled(status.get(it.name));
    if ((onlyInstalled && !there) || (names.length > 0 && !names.includes(it.name))) continue;
    const note = there ? ` [installed${automatic.has(it.name) ? ',automatic' : ''}]` : '';
    await voice.p.stdout.write(`${it.name}/${suite} ${it.version} ${it.architecture}${note}\n`);
  }
  return 0;
}
