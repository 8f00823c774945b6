/**
 * `dotnet APP.dll` and `java -jar APP.jar`, where the file stands for a program of the simulation: it is started. There
 * is no virtual machine for any other file, and that is said.
 */
import type { Process } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';
import { baseName } from '../text/paths.ts';

async function start(p: Process, file: string, args: readonly string[], machine: string): Promise<number> {
  if (p.fs.programOf(file) !== undefined) return p.exec(file, args);
  await p.stderr.write(`${baseName(p.args[0] ?? '')}: Drydock does not simulate ${machine}: it cannot run ${file}\n`);
  return 1;
}

function exists(p: Process, path: string): boolean {
  try {
    return p.fs.stat(path).type === 'file';
  } catch (error) {
    if (!isSysError(error)) throw error;
    return false;
  }
}

export async function dotnet(p: Process): Promise<number> {
  const [first, ...rest] = p.args.slice(1);
  const version = p.env.get('DOTNET_VERSION') ?? p.env.get('ASPNET_VERSION') ?? '8.0.0';
  if (first === '--version') {
    await p.stdout.write(`${p.env.get('DOTNET_SDK_VERSION') ?? version}\n`);
    return 0;
  }
  if (first === '--list-runtimes') {
    await p.stdout.write(`Microsoft.NETCore.App ${version} [/usr/share/dotnet/shared/Microsoft.NETCore.App]\n`);
    return 0;
  }
  if (first === undefined) {
    await p.stdout.write('\nUsage: dotnet [options]\nUsage: dotnet [path-to-application]\n\nOptions:\n  -h|--help         Display help.\n  --info            Display .NET information.\n  --list-sdks       Display the installed SDKs.\n  --list-runtimes   Display the installed runtimes.\n\npath-to-application:\n  The path to an application .dll file to execute.\n'); // prettier-ignore
    return 129;
  }
  if (!first.endsWith('.dll') || !exists(p, first)) {
    const lacking = first.endsWith('.dll');
    await p.stderr.write(lacking ? `The application to execute does not exist: '${first}'.\n` : `dotnet: Drydock does not simulate the .NET SDK: '${first}' is not there\n`); // prettier-ignore
    return lacking ? 129 : 1;
  }
  return start(p, first, ['dotnet', first, ...rest], 'the .NET runtime');
}

export async function java(p: Process): Promise<number> {
  const words = p.args.slice(1);
  const version = p.env.get('JAVA_VERSION') ?? '17.0.16';
  if (words.some((word) => /^--?version$/.test(word))) {
    const number = /\d+(?:[.u]\d+)*/.exec(version.replace(/^jdk-?/, ''))?.[0] ?? version;
    await (words.includes('-version') ? p.stderr : p.stdout).write(`openjdk version "${number}"\nOpenJDK Runtime Environment (build ${version})\nOpenJDK 64-Bit Server VM (build ${version}, mixed mode, sharing)\n`); // prettier-ignore
    return 0;
  }
  const at = words.indexOf('-jar');
  const file = at < 0 ? words.find((word) => !word.startsWith('-')) : words[at + 1];
  if (file === undefined) {
    await p.stderr.write('Usage: java [options] <mainclass> [args...]\n           (to execute a class)\n   or  java [options] -jar <jarfile> [args...]\n           (to execute a jar file)\n'); // prettier-ignore
    return 1;
  }
  if (at >= 0 && !exists(p, file)) {
    await p.stderr.write(`Error: Unable to access jarfile ${file}\n`);
    return 1;
  }
  if (at < 0) {
    await p.stderr.write(`java: Drydock does not simulate the Java virtual machine: it cannot run ${file}\n`);
    return 1;
  }
  return start(p, file, ['java', ...words], 'the Java virtual machine');
}
