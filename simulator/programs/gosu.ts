/** gosu and su-exec: become another user, then the command. */
import type { Process } from '../kernel/abi.ts';
import { isSysError } from '../kernel/errno.ts';

interface Account {
  name: string;
  uid: number;
  gid: number;
  home: string;
}

function rows(p: Process, path: string): string[][] {
  return p.fs.exists(path) ? p.fs.readText(path).split('\n').map((line) => line.split(':')) : []; // prettier-ignore
}

function accountOf(p: Process, text: string): Account | undefined {
  const row = rows(p, '/etc/passwd').find(([name, , uid]) => name === text || uid === text);
  const [name = '', , uid, gid, , home = '/'] = row ?? [];
  if (uid !== undefined) return { name, uid: Number(uid), gid: Number(gid), home };
  return /^\d+$/.test(text) ? { name: text, uid: Number(text), gid: 0, home: '/' } : undefined;
}

function groupOf(p: Process, text: string): number | undefined {
  const id = rows(p, '/etc/group').find(([name]) => name === text)?.[2];
  return id === undefined ? (/^\d+$/.test(text) ? Number(text) : undefined) : Number(id);
}

function locate(p: Process, name: string): string | undefined {
  if (name.includes('/')) return name;
  return (p.env.get('PATH') ?? '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin')
    .split(':')
    .map((directory) => `${directory}/${name}`)
    .find((path) => p.fs.exists(path) && p.fs.stat(path).type === 'file' && p.fs.access(path, 'x'));
}

export default async function gosu(p: Process): Promise<number> {
  const own = (p.args[0] ?? 'gosu').replace(/^.*\//, '');
  const [, spec, ...command] = p.args;
  const [first] = command;
  if (spec === '--version') {
    await p.stdout.write('1.19 (go1.24.6 on linux/amd64; gc)\n');
    return 0;
  }
  if (spec === undefined || first === undefined) {
    await p.stderr.write(`Usage: ./${own} user-spec command [args]\n`);
    return 1;
  }
  const [user = '', group] = spec.split(':');
  const account = accountOf(p, user);
  const gid = group === undefined ? account?.gid : groupOf(p, group);
  if (account === undefined || gid === undefined) {
    await p.stderr.write(
      `error: failed switching to "${spec}": unable to find ${account === undefined ? `user ${user}` : `group ${group ?? ''}`}: no matching entries in ${account === undefined ? 'passwd' : 'group'} file\n`,
    );
    return 1;
  }
  const others = rows(p, '/etc/group').filter(([, , , members]) => members?.split(',').includes(account.name) === true).map(([, , id]) => Number(id)); // prettier-ignore
  p.setCredentials({ uid: account.uid, gid, groups: [gid, ...others] });
  p.env.set('HOME', account.home);
  const path = locate(p, first);
  if (path === undefined) {
    await p.stderr.write(`error: exec: "${first}": executable file not found in $PATH\n`);
    return 1;
  }
  try {
    return await p.exec(path, command, p.env);
  } catch (error) {
    if (!isSysError(error)) throw error;
    await p.stderr.write(`error: exec: "${first}": ${error.message.toLowerCase()}\n`);
    return 1;
  }
}
