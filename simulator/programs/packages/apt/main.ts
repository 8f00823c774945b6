/** apt-get, apt, apt-cache and apt-mark, told apart by name. */
import type { Process } from '../../../kernel/abi.ts';
import { baseName } from '../../text/paths.ts';
import { install, remove, upgrade, type ChangeOptions } from './install.ts';
import { list, policy, search, show, showPackages } from './query.ts';
import { update } from './update.ts';
import type { Voice } from './words.ts';

const VERSION = 'apt 2.6.1 (amd64)\n';

const HELP = (name: string): string => `${VERSION}Usage: ${name} [options] command

Installs, removes and looks up packages.

Most used commands:
  update - Retrieve new lists of packages
  upgrade - Perform an upgrade
  install - Install new packages
  remove - Remove packages
  purge - Remove packages and config files
  autoremove - Remove automatically all unused packages
  clean - Erase downloaded archive files
`;

interface Words {
  command: string | undefined;
  operands: string[];
  options: ChangeOptions;
  quiet: number;
  help: boolean;
  version: boolean;
  unknown: string | undefined;
}

const WITH_VALUE = new Set([
  '-o',
  '--option',
  '-c',
  '--config-file',
  '-t',
  '--target-release',
  '-a',
  '--host-architecture',
]);

function read(p: Process): Words {
  const words: Words = {
    command: undefined, operands: [], quiet: 0, help: false, version: false, unknown: undefined,
    options: { yes: false, recommends: true, reinstall: false, simulate: false, downloadOnly: false, purge: false, autoRemove: false },
  }; // prettier-ignore
  const rest = p.args.slice(1);
  while (rest.length > 0) {
    const word = rest.shift() ?? '';
    if (WITH_VALUE.has(word)) setOption(words, rest.shift() ?? '');
    else if (/^-[oct]./.test(word) && !word.startsWith('--')) setOption(words, word.slice(2));
    else if (word.startsWith('--')) longOption(words, word.slice(2));
    else if (word.startsWith('-') && word.length > 1) for (const letter of word.slice(1)) shortOption(words, letter, word);
    else if (words.command === undefined) words.command = word;
    else words.operands.push(word);
  }
  // -qq answers yes by itself.
  if (words.quiet > 1) words.options.yes = true;
  return words;
} // prettier-ignore

function setOption(words: Words, setting: string): void {
  if (/^APT::Install-Recommends=(0|false)/i.test(setting)) words.options.recommends = false;
  if (/^APT::Get::Assume-Yes=(1|true)/i.test(setting)) words.options.yes = true;
}

function longOption(words: Words, text: string): void {
  const [name = '', value] = text.split('=');
  const { options } = words;
  switch (name) {
    case 'yes': case 'assume-yes': options.yes = true; break;
    case 'force-yes': case 'allow-downgrades': case 'allow-unauthenticated': case 'fix-missing': case 'fix-broken': case 'no-install-suggests':
    case 'install-suggests': case 'allow-releaseinfo-change': case 'allow-change-held-packages': case 'only-upgrade': case 'no-upgrade':
    case 'ignore-missing': case 'allow-insecure-repositories': case 'install-recommends': case 'installed': case 'upgradable': case 'names-only': case 'all-versions': break;
    case 'no-install-recommends': options.recommends = false; break;
    case 'reinstall': options.reinstall = true; break;
    case 'simulate': case 'dry-run': case 'just-print': case 'no-act': options.simulate = true; break;
    case 'download-only': options.downloadOnly = true; break;
    case 'purge': options.purge = true; break;
    case 'auto-remove': case 'autoremove': options.autoRemove = true; break;
    case 'quiet': words.quiet = value === undefined ? words.quiet + 1 : Number(value); break;
    case 'help': words.help = true; break;
    case 'version': words.version = true; break;
    default: words.unknown ??= `E: Command line option --${text} is not understood in combination with the other options`;
  }
} // prettier-ignore

function shortOption(words: Words, letter: string, whole: string): void {
  const { options } = words;
  switch (letter) {
    case 'y': options.yes = true; break;
    case 'q': words.quiet++; break;
    case 's': options.simulate = true; break;
    case 'd': options.downloadOnly = true; break;
    case 'h': words.help = true; break;
    case 'v': words.version = true; break;
    case 'f': case 'm': case 'u': case 'V': case 'n': break;
    default: words.unknown ??= `E: Command line option '${letter}' [from ${whole}] is not understood in combination with the other options.`;
  }
} // prettier-ignore

async function change(voice: Voice, name: string, { command, operands, options }: Words): Promise<number | undefined> {
  switch (command) {
    case 'update':
      return update(voice, name === 'apt');
    case 'install':
    case 'reinstall':
      return install(voice, operands, command === 'reinstall' ? { ...options, reinstall: true } : options);
    case 'remove':
      return remove(voice, operands, options);
    case 'purge':
      return remove(voice, operands, { ...options, purge: true });
    case 'autoremove':
    case 'auto-remove':
    case 'autopurge':
      return remove(voice, operands, { ...options, autoRemove: true, purge: options.purge || command === 'autopurge' });
    case 'upgrade':
    case 'dist-upgrade':
    case 'full-upgrade':
      return upgrade(voice);
    case 'clean':
    case 'autoclean':
    case 'check':
      return 0;
    default:
      return undefined;
  }
}

async function look(voice: Voice, { command, operands }: Words): Promise<number | undefined> {
  switch (command) {
    case 'search': return search(voice, operands, baseName(voice.p.args[0] ?? '') === 'apt');
    case 'show': return show(voice, operands);
    case 'policy': return policy(voice, operands);
    case 'showpkg': case 'pkgnames': return showPackages(voice, operands);
    case 'list': return list(voice, operands, voice.p.args.includes('--installed'));
    case 'depends': return showPackages(voice, operands, true);
    default: return undefined;
  }
} // prettier-ignore

export default async function apt(p: Process): Promise<number> {
  const name = baseName(p.args[0] ?? 'apt-get');
  const words = read(p);
  if (words.version) {
    await p.stdout.write(VERSION);
    return 0;
  }
  if (words.help || words.command === undefined) {
    await p.stdout.write(HELP(name));
    return words.help ? 0 : 1;
  }
  if (words.unknown !== undefined) {
    await p.stderr.write(`${words.unknown}\n`);
    return 100;
  }
  const voice: Voice = { p, quiet: words.quiet };
  if (name === 'apt' && !p.isatty(1))
    await p.stderr.write('\nWARNING: apt does not have a stable CLI interface. Use with caution in scripts.\n\n');
  const status =
    name === 'apt-cache' ? await look(voice, words)
    : name === 'apt-mark' ? 0
    : ((await change(voice, name, words)) ?? (name === 'apt' ? await look(voice, words) : undefined)); // prettier-ignore
  if (status !== undefined) return status;
  await p.stderr.write(`E: Invalid operation ${words.command}\n`);
  return 100;
}
