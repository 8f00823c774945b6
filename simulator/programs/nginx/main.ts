/** nginx: arguments, `-t`, `-s`, `-v`, and the way to the master process. No TLS, FastCGI, gzip, caching, mail or stream. */
import type { Process } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';
import type { Signal } from '../../kernel/signals.ts';
import { ConfigError } from './config-parser.ts';
import { find, readConfiguration, type Configuration } from './configuration.ts';
import { Logs } from './logs.ts';
import { bind, Master, pidFile, workerAccount } from './master.ts';
import { makeTemporaryPaths } from './temporary-paths.ts';

interface Arguments {
  config: string;
  globals: string;
  test: boolean;
  quiet: boolean;
  dump: boolean;
  signal: string | undefined;
  version: 'v' | 'V' | undefined;
  help: boolean;
}

class BadArgument extends Error {}

function readArguments(args: readonly string[]): Arguments {
  const result: Arguments = { config: '/etc/nginx/nginx.conf', globals: '', test: false, quiet: false, dump: false, signal: undefined, version: undefined, help: false }; // prettier-ignore
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? '';
    if (!arg.startsWith('-')) throw new BadArgument(`invalid option: "${arg}"`);
    for (let at = 1; at < arg.length; at++) {
      const letter = arg[at] ?? '';
      if ('cgspe'.includes(letter)) {
        const value = arg.slice(at + 1) || args[++i];
        if (value === undefined)
          throw new BadArgument(
            `option "-${letter}" requires ${letter === 's' ? 'parameter' : letter === 'c' ? 'file name' : 'parameter'}`,
          );
        if (letter === 'c') result.config = value.startsWith('/') ? value : `/etc/nginx/${value}`;
        else if (letter === 'g') result.globals = value;
        else if (letter === 's') result.signal = value;
        break;
      }
      switch (letter) {
        case 't': result.test = true; break;
        case 'T': result.test = result.dump = true; break;
        case 'q': result.quiet = true; break;
        case 'v': case 'V': result.version = letter; break;
        case 'h': case '?': result.help = true; break;
        default: throw new BadArgument(`invalid option: "${arg}"`);
      } // prettier-ignore
    }
  }
  if (result.signal !== undefined && !['stop', 'quit', 'reload', 'reopen'].includes(result.signal))
    throw new BadArgument(`invalid option: "-s ${result.signal}"`);
  return result;
}

const SENT: Readonly<Record<string, Signal>> = { stop: 'TERM', quit: 'QUIT', reload: 'HUP', reopen: 'USR1' };

const HELP = `Usage: nginx [-?hvVtTq] [-s signal] [-p prefix]
             [-e filename] [-c filename] [-g directives]

Options:
  -?,-h         : this help
  -v            : show version and exit
  -V            : show version and configure options then exit
  -t            : test configuration and exit
  -T            : test configuration, dump it and exit
  -q            : suppress non-error messages during configuration testing
  -s signal     : send signal to a master process: stop, quit, reopen, reload
  -p prefix     : set prefix path (default: /etc/nginx/)
  -e filename   : set error log file (default: /var/log/nginx/error.log)
  -c filename   : set configuration file (default: /etc/nginx/nginx.conf)
  -g directives : set global directives out of configuration file

`;

function versionOf(p: Process): string {
  return p.env.get('NGINX_VERSION') ?? '1.26.3';
}

/** The compiler of the distribution the image is built on. */
function compilerOf(p: Process): string {
  const release = p.fs.exists('/etc/os-release') ? p.fs.readText('/etc/os-release') : '';
  if (/^ID=alpine/m.test(release)) return 'gcc 14.2.0 (Alpine 14.2.0)';
  const id = Number(/^VERSION_ID="?(\d+)/m.exec(release)?.[1] ?? 13);
  return id >= 13 ? 'gcc 14.2.0 (Debian 14.2.0-19)' : id === 12 ? 'gcc 12.2.0 (Debian 12.2.0-14+deb12u1)' : id === 11 ? 'gcc 10.2.1 20210110 (Debian 10.2.1-6)' : 'gcc 8.3.0 (Debian 8.3.0-6)'; // prettier-ignore
}

async function emergency(p: Process, logs: Logs, text: string): Promise<void> {
  if (text === '') return;
  await logs.say(p, 'emerg', text);
  await p.stderr.write(`nginx: [emerg] ${text}\n`);
}

async function sendSignal(p: Process, configuration: Configuration, name: string, logs: Logs): Promise<number> {
  await logs.say(p, 'notice', 'signal process started');
  const path = pidFile(configuration);
  try {
    p.kill(Number(p.fs.readText(path).trim()), SENT[name] ?? 'TERM');
    return 0;
  } catch (error) {
    if (!isSysError(error)) throw error;
    const text =
      error.code === 'ENOENT'
        ? `open() "${path}" failed (2: No such file or directory)`
        : `kill(${p.fs.readText(path).trim()}, ${name}) failed (3: No such process)`;
    await p.stderr.write(`nginx: [error] ${text}\n`);
    return 1;
  }
}

async function dump(p: Process, path: string): Promise<void> {
  await p.stdout.write(`# configuration file ${path}:\n${p.fs.readText(path)}\n`);
  const included = [...p.fs.readText(path).matchAll(/^\s*include\s+([^;]+);/gm)].map((match) => match[1] ?? '');
  for (const pattern of included) {
    const directory = pattern.slice(0, pattern.lastIndexOf('/'));
    const files = pattern.includes('*') && p.fs.exists(directory) ? p.fs.readdir(directory).map(({ name }) => `${directory}/${name}`).filter((name) => name.endsWith('.conf')).sort() : [pattern]; // prettier-ignore
    for (const file of files) await dump(p, file.startsWith('/') ? file : `/etc/nginx/${file}`);
  }
}

async function start(p: Process, args: Arguments, configuration: Configuration, logs: Logs): Promise<number> {
  const bound = await bind(p, configuration, [], (text) => emergency(p, logs, text));
  const options = {
    configuration,
    path: args.config,
    globals: args.globals,
    logs,
    version: versionOf(p),
    compiler: compilerOf(p),
  };
  if (find(configuration.main, 'daemon')?.args[0] === 'off') return new Master(p, options, bound).run();
  // What cannot be bound is said before the terminal is let go. Listeners are not inherited here: the child binds anew.
  for (const { listener } of bound) listener.close();
  await letGo(p);
  const master = async (child: Process): Promise<number> =>
    new Master(child, options, await bind(child, configuration, [], (text) => emergency(child, logs, text))).run();
  p.fork(master, { newSession: true, name: 'nginx' });
  return 0;
}

/** A daemon is not heard on, nor fed by, the terminal it was started at; its child inherits what is set here. */
async function letGo(p: Process): Promise<void> {
  const nothing = await p.open('/dev/null', { read: true, write: true });
  p.dup2(nothing, 0);
  p.dup2(nothing, 1);
  p.close(nothing);
}

export default async function nginx(p: Process): Promise<number> {
  let args: Arguments;
  try {
    args = readArguments(p.args.slice(1));
  } catch (error) {
    if (!(error instanceof BadArgument)) throw error;
    await p.stderr.write(`nginx: ${error.message}\n`);
    return 1;
  }
  if (args.version !== undefined || args.help) {
    await p.stderr.write(`nginx version: nginx/${versionOf(p)}\n${args.help ? HELP : ''}`);
    if (args.version === 'V') await p.stderr.write(`built by ${compilerOf(p)} \n`);
    return 0;
  }
  const logs = new Logs();
  try {
    await logs.open(p, undefined);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    await p.stderr.write(`nginx: [alert] could not open error log file: ${error.message}\n`);
  }
  try {
    const configuration = await readConfiguration(p, args.config, args.globals);
    await logs.open(p, configuration);
    if (args.signal !== undefined) return await sendSignal(p, configuration, args.signal, logs);
    makeTemporaryPaths(p, configuration, workerAccount(p, configuration)?.uid);
    if (!args.test) return await start(p, args, configuration, logs);
    if (!args.quiet)
      await p.stderr.write(
        `nginx: the configuration file ${args.config} syntax is ok\nnginx: configuration file ${args.config} test is successful\n`,
      );
    if (args.dump) await dump(p, args.config);
    return 0;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    await emergency(p, logs, error.message);
    if (args.test) await p.stderr.write(`nginx: configuration file ${args.config} test failed\n`);
    return 1;
  }
}
