/** pip's command line. */

export interface PipOptions {
  requirements: string[];
  editable: string[];
  constraints: string[];
  quiet: number;
  upgrade: boolean;
  reinstall: boolean;
  dependencies: boolean;
  user: boolean;
  yes: boolean;
  outdated: boolean;
  target: string | undefined;
  format: string | undefined;
  rootAction: string;
  versionCheck: boolean;
  breakSystem: boolean;
  dryRun: boolean;
  files: boolean;
  destination: string;
  local: boolean;
}

export interface PipWords {
  command: string | undefined;
  operands: string[];
  options: PipOptions;
  help: boolean;
  version: boolean;
  /** What is wrong with the line, as pip says it. */
  error: string | undefined;
}

/** Options that take a value and change nothing of what is simulated. */
const WITH_VALUE = new Set(['-i', '--index-url', '--extra-index-url', '--trusted-host', '--timeout', '--default-timeout', '--retries', '--proxy', '--cert', '-f', '--find-links', '--cache-dir', '--progress-bar', '--log', '--python-version', '--platform', '--only-binary', '--no-binary', '--root', '--prefix', '--src', '-b', '--upgrade-strategy', '--use-feature', '--global-option', '--install-option', '--config-settings', '--exists-action', '--python', '--resume-retries', '--implementation', '--abi', '-w', '--wheel-dir', '--exclude', '--path']); // prettier-ignore
const WITHOUT_EFFECT = new Set(['--no-cache-dir', '--pre', '--no-build-isolation', '--no-compile', '--compile', '--prefer-binary', '--no-input', '-v', '--verbose', '-vv', '-vvv', '--no-warn-script-location', '--no-warn-conflicts', '--ignore-requires-python', '--isolated', '--require-virtualenv', '--no-color', '--no-python-version-warning', '--use-pep517', '--debug', '--require-hashes', '--no-clean', '--use-deprecated=legacy-resolver', '--no-index', '--uptodate', '--not-required', '--include-editable', '--exclude-editable', '--all', '--editable-only']); // prettier-ignore

export function readWords(args: readonly string[]): PipWords {
  const options: PipOptions = { requirements: [], editable: [], constraints: [], quiet: 0, upgrade: false, reinstall: false, dependencies: true, user: false, yes: false, outdated: false, target: undefined, format: undefined, rootAction: 'warn', versionCheck: true, breakSystem: false, dryRun: false, files: false, destination: '.', local: false }; // prettier-ignore
  const words: PipWords = { command: undefined, operands: [], options, help: false, version: false, error: undefined };
  const rest = [...args];
  while (rest.length > 0) {
    const word = rest.shift() ?? '';
    if (!word.startsWith('-') || word === '-') {
      if (words.command === undefined) words.command = word;
      else words.operands.push(word);
      continue;
    }
    const [name = '', inline] = word.startsWith('--') && word.includes('=') ? [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)] : word.length > 2 && /^-[rceit]/.test(word) && !word.startsWith('--') ? [word.slice(0, 2), word.slice(2)] : [word, undefined]; // prettier-ignore
    const value = (): string => {
      const given = inline ?? rest.shift();
      if (given === undefined) words.error ??= `${name} option requires 1 argument`;
      return given ?? '';
    };
    read(words, name, value);
  }
  return words;
}

function read(words: PipWords, name: string, value: () => string): void {
  const { options } = words;
  switch (name) {
    case '-r': case '--requirement': options.requirements.push(value()); break;
    case '-c': case '--constraint': options.constraints.push(value()); break;
    case '-e': case '--editable': if (words.command === 'list') break; options.editable.push(value()); break;
    case '-q': case '--quiet': options.quiet += 1; break;
    case '-qq': options.quiet += 2; break;
    case '-qqq': options.quiet += 3; break;
    case '-U': case '--upgrade': options.upgrade = true; break;
    case '--force-reinstall': case '-I': case '--ignore-installed': options.reinstall = true; break;
    case '--no-deps': options.dependencies = false; break;
    case '--user': options.user = true; break;
    case '-y': case '--yes': options.yes = true; break;
    case '-o': case '--outdated': options.outdated = true; break;
    case '-t': case '--target': options.target = value(); break;
    case '--format': options.format = value(); break;
    case '--root-user-action': options.rootAction = value(); break;
    case '--disable-pip-version-check': options.versionCheck = false; break;
    case '--break-system-packages': options.breakSystem = true; break;
    case '--dry-run': options.dryRun = true; break;
    case '--files': options.files = true; break;
    case '-f': if (words.command === 'show') options.files = true; else value(); break;
    case '-l': case '--local': options.local = true; break;
    case '-d': case '--dest': case '--destination-directory': options.destination = value(); break;
    case '-h': case '--help': words.help = true; break;
    case '-V': case '--version': words.version = true; break;
    default:
      if (WITH_VALUE.has(name)) value();
      else if (!WITHOUT_EFFECT.has(name)) words.error ??= `no such option: ${name}`;
  }
} // prettier-ignore
