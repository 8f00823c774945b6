/** service(8) of Debian: runs the scripts of /etc/init.d. */
import type { Process } from '../kernel/abi.ts';
import { isExecutable } from './command/path-search.ts';

const USAGE = 'Usage: service < option > | --status-all | [ service_name [ command | --full-restart ] ]\n';
const DIRECTORY = '/etc/init.d';

function services(p: Process): string[] {
  if (!p.fs.exists(DIRECTORY)) return [];
  return p.fs
    .readdir(DIRECTORY)
    .map(({ name }) => name)
    .filter((name) => name !== 'README' && isExecutable(p, `${DIRECTORY}/${name}`))
    .sort();
}

/** Exit status of a script of /etc/init.d. */
async function runScript(p: Process, name: string, args: readonly string[], quiet = false): Promise<number> {
  const env = ['PATH', 'TERM', 'LANG'].flatMap((key): [string, string][] => {
    const value = p.env.get(key);
    return value === undefined ? [] : [[key, value]];
  });
  const path = `${DIRECTORY}/${name}`;
  const fds = quiet ? new Map([[0, 0], [1, await p.open('/dev/null', { write: true })], [2, 2]]) : undefined; // prettier-ignore
  const child = p.spawn(path, [path, ...args], { env, cwd: '/', ...(fds === undefined ? {} : { fds }) });
  const status = (await p.wait(child))?.status;
  return status?.kind === 'exited' ? status.code : 1;
}

export default async function service(p: Process): Promise<number> {
  const [name, ...args] = p.args.slice(1);
  if (name === undefined || /^(-h|--help|--h)$/.test(name)) {
    await (name === undefined ? p.stderr : p.stdout).write(USAGE);
    return name === undefined ? 1 : 0;
  }
  if (name === '--version') {
    await p.stderr.write('service ver. 1.65.2\n');
    return 0;
  }
  if (name === '--status-all') {
    for (const each of services(p)) {
      const sign = (await runScript(p, each, ['status'], true)) === 0 ? '+' : '-';
      await p.stdout.write(` [ ${sign} ]  ${each}\n`);
    }
    return 0;
  }
  if (!isService(p, name)) {
    await p.stderr.write(`${name}: unrecognized service\n`);
    return 1;
  }
  if (args[0] !== '--full-restart') return runScript(p, name, args);
  await runScript(p, name, ['stop']);
  return runScript(p, name, ['start']);
}

function isService(p: Process, name: string): boolean {
  const path = `${DIRECTORY}/${name}`;
  return p.fs.exists(path) && isExecutable(p, path);
}
