/** The part of an installation that dpkg does, with its lines. */
import { fullName, type DebianPackage } from '../debian/archive-index.ts';
import { removeFiles, unpack } from '../debian/files.ts';
import { isInstalled, readStatus, writeStatus, type InstalledPackage } from '../debian/status-file.ts';
import type { Voice } from './words.ts';

/** Packages that ask something before they are configured. */
const ASKING =
  /^(ca-certificates|openssh-server|tzdata|postfix|locales|man-db|mariadb-server|libssl3|libpam0g|ucf|php8.2-cli|keyboard-configuration|dash|debconf)$/;

function pad(number: number, width: number): string {
  return String(number).padStart(width, '0');
}

function database(voice: Voice, files: number): string {
  const steps = Array.from({ length: 21 }, (_, at) => `(Reading database ... ${at === 0 ? '' : `${at * 5}%`}`);
  const done = `(Reading database ... ${files} files and directories currently installed.)\n`;
  return (voice.p.isatty(1) ? steps.slice(-1) : steps).map((text) => `${text}\r`).join('') + done;
}

export async function installPackages(voice: Voice, order: readonly DebianPackage[]): Promise<void> {
  const { p } = voice;
  const write = (text: string): Promise<void> => p.stdout.write(text);
  if (order.some(({ name }) => ASKING.test(name)) && !p.fs.exists('/usr/bin/apt-extracttemplates'))
    await p.stderr.write('debconf: delaying package configuration, since apt-utils is not installed\n');
  const status = readStatus(p.fs);
  const many = order.length > 1;
  const width = String(order.length - 1).length;
  for (const [at, it] of order.entries()) {
    await write(`Selecting previously unselected package ${fullName(it)}.\n`);
    if (at === 0) await write(database(voice, 6000 + status.size * 3));
    const file = `${it.name}_${it.version.replace(':', '%3a')}_${it.architecture}.deb`;
    const place = many ? `.../${order.length > 9 ? `${pad(at, width)}-` : order.length > 1 ? '' : ''}` : '.../';
    await write(`Preparing to unpack ${place}${file} ...\nUnpacking ${fullName(it)} (${it.version}) ...\n`);
    unpack(p, it);
    await p.sleep(10 + it.installed / 400);
    status.set(it.name, installedEntry(it));
  }
  writeStatus(p.fs, status);
  for (const it of order) {
    await write(`Setting up ${fullName(it)} (${it.version}) ...\n`);
    await p.sleep(12);
    await configure(voice, it);
  }
  await triggers(voice, order);
}

export function installedEntry(it: DebianPackage): InstalledPackage {
  const depends = it.depends.length === 0 ? '' : `Depends: ${it.depends.join(', ')}\n`;
  const text = `Package: ${it.name}\nStatus: install ok installed\nInstalled-Size: ${it.installed}\nArchitecture: ${it.architecture}\n${it.multiArch ? 'Multi-Arch: same\n' : ''}Version: ${it.version}\n${depends}`;
  return { name: it.name, version: it.version, architecture: it.architecture, status: 'install ok installed', text };
}

async function configure({ p }: Voice, { name }: DebianPackage): Promise<void> {
  if (name === 'ca-certificates') await p.stdout.write('Updating certificates in /etc/ssl/certs...\n142 added, 0 removed; done.\n'); // prettier-ignore
  if (/^(nginx|apache2|redis-server|cron|mariadb-server|openssh-server|supervisor|memcached|rsync)$/.test(name))
    await p.stdout.write('invoke-rc.d: could not determine current runlevel\ninvoke-rc.d: policy-rc.d denied execution of start.\n'); // prettier-ignore
}

async function triggers({ p }: Voice, order: readonly DebianPackage[]): Promise<void> {
  const status = readStatus(p.fs);
  const version = (name: string): string => status.get(name)?.version ?? '';
  if (order.some(({ name }) => name.startsWith('lib'))) await p.stdout.write(`Processing triggers for libc-bin (${version('libc-bin')}) ...\n`); // prettier-ignore
  if (order.some(({ name }) => name === 'ca-certificates'))
    await p.stdout.write(
      `Processing triggers for ca-certificates (${version('ca-certificates')}) ...\nUpdating certificates in /etc/ssl/certs...\n0 added, 0 removed; done.\nRunning hooks in /etc/ca-certificates/update.d...\ndone.\n`,
    );
}

export async function removePackages(voice: Voice, names: readonly string[], purge: boolean): Promise<void> {
  const { p } = voice;
  const status = readStatus(p.fs);
  await p.stdout.write(database(voice, 6000 + status.size * 3));
  for (const name of names) {
    const found = status.get(name);
    if (found === undefined) continue;
    const full = /^Multi-Arch: same$/m.test(found.text) ? `${name}:${found.architecture}` : name;
    if (isInstalled(found)) await p.stdout.write(`Removing ${full} (${found.version}) ...\n`);
    removeFiles(p.fs, name, purge);
    await p.sleep(10);
    status.delete(name);
  }
  writeStatus(p.fs, status);
  if (purge) for (const name of names) await p.stdout.write(`Purging configuration files for ${name} (${name === '' ? '' : 'removed'}) ...\n`.replace(' (removed)', '')); // prettier-ignore
}
