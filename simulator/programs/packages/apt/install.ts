/** `apt-get install`, `remove`, `purge`, `autoremove`, `upgrade`. */
import { confirmDefaultYes } from './question.ts';
import { debianArchive, STANDS_FOR, type DebianPackage } from '../debian/archive-index.ts';
import {
  isInstalled,
  readAutomatic,
  readStatus,
  writeAutomatic,
  type InstalledPackage,
} from '../debian/status-file.ts';
import { installPackages, removePackages } from './dpkg-run.ts';
import { fetchAll, tellFetched, type Item } from './fetch.ts';
import { orphans, planFor } from './solve.ts';
import { readSources } from './sources.ts';
import { hasLists } from './update.ts';
import { aptSize, nameList, say, step, type Voice } from './words.ts';

export interface ChangeOptions {
  yes: boolean;
  recommends: boolean;
  reinstall: boolean;
  simulate: boolean;
  downloadOnly: boolean;
  purge: boolean;
  autoRemove: boolean;
}

const FAILED = 100;

async function begin(voice: Voice): Promise<boolean> {
  const { p } = voice;
  if (p.credentials.uid !== 0) {
    await p.stderr.write(
      'E: Could not open lock file /var/lib/dpkg/lock-frontend - open (13: Permission denied)\nE: Unable to acquire the dpkg frontend lock (/var/lib/dpkg/lock-frontend), are you root?\n',
    );
    return false;
  }
  for (const what of ['Reading package lists', 'Building dependency tree', 'Reading state information']) await step(voice, what);
  return true;
} // prettier-ignore

/** What can be found now: with the lists everything, without them only what is installed. */
export function lookup(voice: Voice, status: ReadonlyMap<string, InstalledPackage>): (name: string) => DebianPackage | undefined {
  const archive = debianArchive();
  const known = hasLists(voice);
  return (name) => (known || isInstalled(status.get(name)) ? archive.get(name) : undefined);
} // prettier-ignore

interface Chosen {
  wanted: DebianPackage[];
  errors: string[];
  notes: string;
}

function choose(voice: Voice, words: readonly string[], status: ReadonlyMap<string, InstalledPackage>): Chosen {
  const find = lookup(voice, status);
  const chosen: Chosen = { wanted: [], errors: [], notes: '' };
  for (const word of words) {
    const [, name = word, version] = /^([^=/]+)(?:=(.*)|\/.*)?$/.exec(word) ?? [];
    const plain = name.replace(/:(amd64|any)$/, '').replace(/\+$/, name === 'g++' ? '+' : '');
    const stands = STANDS_FOR[plain];
    let found = find(plain);
    if (found === undefined && stands !== undefined && (found = find(stands)) !== undefined)
      chosen.notes += `Note, selecting '${stands}' instead of '${plain}'\n`;
    if (found === undefined && isInstalled(status.get(plain))) {
      chosen.notes += `${plain} is already the newest version (${status.get(plain)?.version ?? ''}).\n`;
      continue;
    }
    if (found === undefined) chosen.errors.push(...notFound(plain));
    else if (version !== undefined && version !== found.version && !globMatches(version, found.version))
      chosen.errors.push(`E: Version '${version}' for '${plain}' was not found`);
    else chosen.wanted.push(found);
  }
  return chosen;
}

function globMatches(pattern: string, version: string): boolean {
  return pattern.includes('*') && new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`).test(version); // prettier-ignore
}

function notFound(name: string): string[] {
  const errors = [`E: Unable to locate package ${name}`];
  if (/[.*?[]/.test(name)) errors.push(`E: Couldn't find any package by glob '${name}'`);
  if (/[.+*?[]/.test(name)) errors.push(`E: Couldn't find any package by regex '${name}'`);
  return errors;
}

export async function install(voice: Voice, words: readonly string[], o: ChangeOptions): Promise<number> {
  if (!(await begin(voice))) return FAILED;
  const { p } = voice;
  const status = readStatus(p.fs);
  const { wanted, errors, notes } = choose(voice, words, status);
  if (notes !== '' && errors.length === 0) await say(voice, notes);
  if (errors.length > 0) {
    await p.stderr.write(errors.map((line) => `${line}\n`).join(''));
    return FAILED;
  }
  const there = (name: string): boolean => isInstalled(status.get(name));
  const fresh = wanted.filter(({ name }) => !there(name) || o.reinstall);
  for (const { name, version } of wanted.filter((it) => !fresh.includes(it)))
    await say(voice, `${name} is already the newest version (${status.get(name)?.version ?? version}).\n`);
  const { order } = planFor(fresh, lookup(voice, status), there, o.recommends);
  const extra = order.filter((it) => !fresh.includes(it));
  const sorted = (list: readonly DebianPackage[]): string[] => list.map(({ name }) => name).sort();
  if (extra.length > 0) await say(voice, nameList('The following additional packages will be installed:', sorted(extra)));
  if (order.length > 0) await say(voice, nameList('The following NEW packages will be installed:', sorted(order)));
  await say(voice, `0 upgraded, ${order.length} newly installed, 0 to remove and 0 not upgraded.\n`);
  if (order.length === 0) return 0;
  const bytes = order.reduce((sum, it) => sum + it.download, 0);
  const space = order.reduce((sum, it) => sum + it.installed * 1024, 0);
  await say(voice, `Need to get ${aptSize(bytes)} of archives.\nAfter this operation, ${aptSize(space)} of additional disk space will be used.\n`);
  if (o.simulate) return simulate(voice, order);
  if (extra.length > 0 && !o.yes && !(await confirmDefaultYes(voice))) return 1;
  if (!(await download(voice, order))) return FAILED;
  if (o.downloadOnly) return 0;
  await installPackages(voice, order);
  const automatic = readAutomatic(p.fs);
  for (const { name } of extra) automatic.add(name);
  for (const { name } of wanted) automatic.delete(name);
  writeAutomatic(p.fs, automatic);
  return 0;
} // prettier-ignore

async function simulate(voice: Voice, order: readonly DebianPackage[]): Promise<number> {
  for (const verb of ['Inst', 'Conf'])
    for (const it of order) await voice.p.stdout.write(`${verb} ${it.name} (${it.version} Debian:12/stable [${it.architecture}])\n`); // prettier-ignore
  return 0;
}

async function download(voice: Voice, order: readonly DebianPackage[]): Promise<boolean> {
  const started = voice.p.now();
  const sources = readSources(voice.p.fs);
  const items = order.map((it): Item => {
    const source = (it.suite === 'main' ? undefined : sources.find(({ suite }) => suite.includes(it.suite))) ?? sources[0];
    const { uri = 'http://deb.debian.org/debian', suite = 'bookworm' } = source ?? {};
    const shelf = it.name.startsWith('lib') ? it.name.slice(0, 4) : it.name.charAt(0);
    const file = `${it.name}_${it.version.replace(/^\d+:/, '').replaceAll('+', '%2b').replaceAll('~', '%7e')}_${it.architecture}.deb`;
    return {
      description: `${uri} ${suite}/main amd64 ${it.name} ${it.architecture} ${it.version}`,
      uri: `${uri}/pool/main/${shelf}/${it.name}/${file}`,
      size: it.download,
    };
  });
  const { bytes, failed } = await fetchAll(voice, items);
  if (failed.length === 0) {
    await tellFetched(voice, bytes, started);
    return true;
  }
  for (const { item, reason } of failed) await voice.p.stderr.write(`E: Failed to fetch ${item.uri}  ${reason}\n`);
  await voice.p.stderr.write('E: Unable to fetch some archives, maybe run apt-get update or try with --fix-missing?\n');
  return false;
} // prettier-ignore

/** Everything installed that needs one of `names`, and they themselves. */
function dependants(names: readonly string[], installed: ReadonlySet<string>): string[] {
  const archive = debianArchive();
  const gone = new Set(names);
  for (let grew = true; grew;) {
    grew = false;
    for (const name of installed) {
      if (gone.has(name) || archive.get(name)?.depends.some((each) => gone.has(each)) !== true) continue;
      gone.add(name);
      grew = true;
    }
  }
  return [...gone].sort();
}

export async function remove(voice: Voice, words: readonly string[], o: ChangeOptions): Promise<number> {
  if (!(await begin(voice))) return FAILED;
  const { p } = voice;
  const status = readStatus(p.fs);
  const installed = new Set([...status.values()].filter((it) => isInstalled(it)).map(({ name }) => name));
  const find = lookup(voice, status);
  const wanted: string[] = [];
  for (const name of words) {
    if (installed.has(name)) wanted.push(name);
    else if (find(name) !== undefined) await say(voice, `Package '${name}' is not installed, so not removed\n`);
    else {
      await p.stderr.write(`E: Unable to locate package ${name}\n`);
      return FAILED;
    }
  }
  const gone = dependants(wanted, installed);
  const archive = debianArchive();
  const automatic = readAutomatic(p.fs);
  const left = new Set([...installed].filter((name) => !gone.includes(name)));
  const unneeded = orphans(left, automatic, (name) => archive.get(name));
  const all = o.autoRemove ? [...new Set([...gone, ...unneeded])].sort() : gone;
  if (!o.autoRemove && unneeded.length > 0 && words.length > 0) {
    await say(voice, nameList('The following packages were automatically installed and are no longer required:', unneeded));
    await say(voice, `Use 'apt autoremove' to remove ${unneeded.length === 1 ? 'it' : 'them'}.\n`);
  }
  if (all.length > 0) await say(voice, nameList('The following packages will be REMOVED:', all.map((name) => (o.purge ? `${name}*` : name))));
  await say(voice, `0 upgraded, 0 newly installed, ${all.length} to remove and 0 not upgraded.\n`);
  if (all.length === 0) return 0;
  const space = all.reduce((sum, name) => sum + (archive.get(name)?.installed ?? 0) * 1024, 0);
  await say(voice, `After this operation, ${aptSize(space)} disk space will be freed.\n`);
  if (!o.yes && !(await confirmDefaultYes(voice))) return 1;
  await removePackages(voice, all, o.purge);
  writeAutomatic(p.fs, new Set([...automatic].filter((name) => !all.includes(name))));
  return 0;
} // prettier-ignore

export async function upgrade(voice: Voice): Promise<number> {
  if (!(await begin(voice))) return FAILED;
  await step(voice, 'Calculating upgrade');
  await say(voice, '0 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.\n');
  return 0;
}
