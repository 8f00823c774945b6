/** The program `node`: its command line, and which of its ways to begin is meant. */
import type { Process, Program } from '../../kernel/abi.ts';
import { decode } from '../../kernel/bytes.ts';
import { isSysError } from '../../kernel/errno.ts';
import { NodeProgram } from './program.ts';
import type { Asset } from './quickjs/module.ts';
import { ResolutionError } from './resolve.ts';
import { codeName, componentVersions, installedVersion, loaderFrames, majorOf } from './versions.ts';

interface CommandLine {
  version: boolean;
  help: boolean;
  check: boolean;
  interactive: boolean;
  print: boolean;
  text: string | undefined;
  module: boolean;
  required: string[];
  envFiles: string[];
  /** Options of Node itself, as process.execArgv has them. */
  own: string[];
  rest: string[];
  wrong: string | undefined;
  watch: boolean;
}

/** Options that take a value of their own word. */
const VALUED = new Set(['-r', '--require', '--import', '--env-file', '--input-type', '-C', '--conditions', '--loader', '--experimental-loader', '--title', '--inspect-port', '--unhandled-rejections', '--max-http-header-size', '--env-file-if-exists', '--icu-data-dir', '--redirect-warnings', '--trace-event-categories', '--watch-path']); // prettier-ignore
const KNOWN =
  /^--(max-old-space-size|max-semi-space-size|inspect|inspect-brk|inspect-wait|no-warnings|trace-warnings|trace-deprecation|no-deprecation|throw-deprecation|trace-uncaught|enable-source-maps|experimental-[\w-]+|no-experimental-[\w-]+|preserve-symlinks|expose-gc|stack-size|harmony[\w-]*|watch|watch-preserve-output|trace-exit|dns-result-order|openssl-legacy-provider|insecure-http-parser|use-strict|optimize-for-size|unhandled-rejections|es-module-specifier-resolution|input-type|title|no-addons|tls-[\w-]+|abort-on-uncaught-exception|report-[\w-]+|heapsnapshot-[\w-]+|cpu-prof[\w-]*|prof|disable-warning|stack-trace-limit|jitless|permission|allow-[\w-]+|import|require|env-file|env-file-if-exists|conditions|loader|frozen-intrinsics|disallow-code-generation-from-strings|zero-fill-buffers|v8-pool-size|secure-heap[\w-]*|icu-data-dir|node-memory-debug|no-global-search-paths|no-force-async-hooks-checks|interpreted-frames-native-stack|perf-[\w-]+|gc-[\w-]+|trace-[\w-]+|max-http-header-size|network-family-autoselection|no-network-family-autoselection|verify-base-objects|test|test-[\w-]+)(=|$)/;

function readCommandLine(args: readonly string[]): CommandLine {
  const line: CommandLine = { version: false, help: false, check: false, interactive: false, print: false, text: undefined, module: false, required: [], envFiles: [], own: [], rest: [], wrong: undefined, watch: false }; // prettier-ignore
  const queue = [...args];
  while (queue.length > 0) {
    const arg = queue[0] ?? '';
    if (!arg.startsWith('-') || arg === '-') break;
    queue.shift();
    if (arg === '--') break;
    line.own.push(arg);
    const [name = '', inline] =
      arg.startsWith('--') && arg.includes('=')
        ? [arg.slice(0, arg.indexOf('=')), arg.slice(arg.indexOf('=') + 1)]
        : [arg];
    const value = (): string => {
      if (inline !== undefined) return inline;
      const next = queue.shift();
      if (next === undefined) line.wrong ??= `${name} requires an argument`;
      else line.own.push(next);
      return next ?? '';
    };
    if (name === '-v' || name === '--version') line.version = true;
    else if (name === '-h' || name === '--help') line.help = true;
    else if (name === '-c' || name === '--check') line.check = true;
    else if (name === '-i' || name === '--interactive') line.interactive = true;
    else if (name === '-p' || name === '--print' || name === '-pe') {
      line.print = true;
      line.text = inline ?? queue.shift() ?? line.text;
      if (line.text !== undefined) line.own.push(line.text);
    } else if (name === '-e' || name === '--eval') line.text = value();
    else if (name === '-r' || name === '--require') line.required.push(value());
    else if (name === '--env-file' || name === '--env-file-if-exists') line.envFiles.push(value());
    else if (name === '--input-type') line.module = value() === 'module';
    else if (name === '--watch') line.watch = true;
    else if (VALUED.has(name)) value();
    else if (!KNOWN.test(name) && name !== '-') line.wrong ??= `bad option: ${arg}`;
  }
  line.rest = queue;
  return line;
}

const HELP = `Usage: node [options] [ script.js ] [arguments]
       node inspect [options] [ script.js | host:port ] [arguments]

Options simulated here:
  -v, --version        print the version
  -e, --eval TEXT      run a text
  -p, --print TEXT     run a text and print its value
  -c, --check          only look whether a file is JavaScript
  -i, --interactive    a prompt, whatever the input is
  -r, --require NAME   load a module first
  --env-file FILE      take variables from a file
  --input-type=module  the text is an ES module
`;

/** `asset` brings the JavaScript engine. */
export function createNode(asset: Asset): Program {
  return async (p) => {
    const line = readCommandLine([...optionsOf(p), ...p.args.slice(1)]);
    const version = installedVersion(p);
    if (line.wrong !== undefined) {
      await p.stderr.write(`${p.args[0] ?? 'node'}: ${line.wrong}\n`);
      return 9;
    }
    if (line.version) {
      await p.stdout.write(`v${version}\n`);
      return 0;
    }
    if (line.help) {
      await p.stdout.write(HELP);
      return 0;
    }
    if (line.watch) {
      await p.stderr.write('node: --watch is not simulated by Drydock\n');
      return 9;
    }
    return start(p, asset, line, version);
  };
}

function optionsOf(p: Process): string[] {
  return (p.env.get('NODE_OPTIONS') ?? '').split(/\s+/).filter((word) => word !== '');
}

async function start(p: Process, asset: Asset, line: CommandLine, version: string): Promise<number> {
  const env = new Map(p.env);
  for (const file of line.envFiles) {
    try {
      for (const [key, value] of envLines(decode(p.fs.readFile(file)))) if (!env.has(key)) env.set(key, value);
    } catch (error) {
      if (!isSysError(error)) throw error;
      await p.stderr.write(`node: ${file}: not found\n`);
      return 9;
    }
  }
  const program = await NodeProgram.create(p, asset);
  const [script, ...args] = line.rest;
  const inline = line.text !== undefined;
  const dash = script === '-';
  const repl = !inline && (line.interactive || (script === undefined && p.isatty(0)));
  const fromInput = !inline && !repl && (script === undefined || dash);
  const path = script === undefined || inline || dash ? undefined : absolute(p, script);
  const argv = [
    p.executable,
    ...(path === undefined ? (inline ? line.rest : dash ? ['-', ...args] : []) : [path, ...args]),
  ];
  return program.run(async () => {
    await program.begin({
      argv,
      argv0: p.args[0] ?? 'node',
      execArgv: line.own,
      execPath: p.executable,
      env: [...env],
      pid: p.pid,
      ppid: p.ppid,
      now: p.now(),
      version: `v${version}`,
      versions: componentVersions(version),
      arch: p.machine().architecture === 'aarch64' ? 'arm64' : 'x64',
      release: codeName(version),
      title: 'node',
      frames: loaderFrames(version),
    });
    for (const name of line.required) await program.runText(`require(${JSON.stringify(name)})`, false, false);
    if (repl) return program.repl();
    if (fromInput) return program.runText(await p.stdin.readText(), false, line.module);
    if (inline) return program.runText(line.text ?? '', line.print, line.module);
    return runScript(program, p, path ?? '', version, line.check);
  });
}

async function runScript(
  program: NodeProgram,
  p: Process,
  path: string,
  version: string,
  check: boolean,
): Promise<void> {
  let file: string;
  try {
    file = program.resolver.resolve(path, `${p.cwd()}/x`, 'require');
  } catch (error) {
    if (!(error instanceof ResolutionError)) throw error;
    return program.fail({
      name: 'Error',
      message: `Cannot find module '${path}'`,
      arrow: notFoundArrow(version),
      frames: notFoundFrames(version),
    });
  }
  if (check) {
    const text = program.sources.textOf(file) ?? '';
    const bad = program.sources.check(file, text, program.resolver.format(file) === 'module');
    if (bad !== undefined)
      return program.fail({
        name: 'SyntaxError',
        message: bad.message,
        arrow: bad.arrow,
        frames: [
          '    at wrapSafe (node:internal/modules/cjs/loader:1464:18)',
          '    at checkSyntax (node:internal/main/check_syntax:74:5)',
        ],
      });
    return undefined;
  }
  return program.runFile(file);
}

function notFoundArrow(version: string): string {
  return majorOf(version) >= 16
    ? 'node:internal/modules/cjs/loader:1210\n  throw err;\n  ^\n'
    : 'internal/modules/cjs/loader.js:905\n  throw err;\n  ^\n';
}

function notFoundFrames(version: string): string[] {
  const frames =
    majorOf(version) >= 16
      ? [
          'Module._resolveFilename (node:internal/modules/cjs/loader:1207:15)',
          'Module._load (node:internal/modules/cjs/loader:1038:27)',
          'Function.executeUserEntryPoint [as runMain] (node:internal/modules/run_main:164:12)',
          'node:internal/main/run_main_module:28:49',
        ]
      : [
          'Function.Module._resolveFilename (internal/modules/cjs/loader.js:902:15)',
          'Function.Module._load (internal/modules/cjs/loader.js:746:27)',
          'Function.executeUserEntryPoint [as runMain] (internal/modules/run_main.js:76:12)',
          'internal/main/run_main_module.js:17:47',
        ];
  return frames.map((frame) => `    at ${frame}`);
}

function absolute(p: Process, path: string): string {
  const joined = path.startsWith('/') ? path : `${p.cwd()}/${path}`;
  const out: string[] = [];
  for (const part of joined.split('/')) {
    if (part === '..') out.pop();
    else if (part !== '' && part !== '.') out.push(part);
  }
  return `/${out.join('/')}`;
}

function envLines(text: string): [string, string][] {
  return text.split('\n').flatMap((line): [string, string][] => {
    const [, key, value = ''] = /^\s*(?:export\s+)?([\w.-]+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    return key === undefined ? [] : [[key, value.replace(/^(['"])(.*)\1$/, '$2').replace(/\s+#.*$/, '')]];
  });
}
