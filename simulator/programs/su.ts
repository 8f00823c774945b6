/** su, runuser, sudo and newgrp: a command or a shell as somebody else. */
import type { Process } from '../kernel/abi.ts';
import { isSysError } from '../kernel/errno.ts';
import { execProgram } from './command/path-search.ts';
import { applet, type Tool } from './command/tool.ts';
import { baseName } from './text/paths.ts';
import { Accounts, type User } from './users/accounts.ts';

interface Wish {
  login: boolean;
  user: string;
  command: string | undefined;
  shell: string | undefined;
  keepEnvironment: boolean;
  args: string[];
}

function readWish(args: readonly string[]): Wish {
  const wish: Wish = { login: false, user: '', command: undefined, shell: undefined, keepEnvironment: false, args: [] };
  const rest = [...args];
  let named = false;
  while (rest.length > 0) {
    const word = rest.shift() ?? '';
    if (word === '-' || word === '-l' || word === '--login') wish.login = true;
    else if (word === '-c' || word === '--command') wish.command = rest.shift();
    else if (word.startsWith('--command=')) wish.command = word.slice('--command='.length);
    else if (word === '-s' || word === '--shell') wish.shell = rest.shift();
    else if (word === '-u' || word === '--user') {
      wish.user = rest.shift() ?? '';
      named = true;
    } else if (word === '-m' || word === '-p' || word === '--preserve-environment') wish.keepEnvironment = true;
    else if (word === '-lc') {
      wish.login = true;
      wish.command = rest.shift();
    } else if (word === '--' && named) break;
    else if (!named && !word.startsWith('-')) {
      wish.user = word;
      named = true;
    } else if (word !== '--') wish.args.push(word);
  }
  wish.args.push(...rest);
  if (wish.user === '') wish.user = 'root';
  return wish;
}

function become(p: Process, user: User): void {
  const groups = new Accounts(p).groupsOf(user.name);
  p.setCredentials({ uid: user.uid, gid: user.gid, groups: [...new Set([user.gid, ...groups])] });
}

/** What su says where it may not change ids; undefined where it may. */
function refusal(name: string, isBusybox: boolean, p: Process, user: User): string | undefined {
  try {
    become(p, user);
    return undefined;
  } catch (error) {
    if (!isSysError(error, 'EPERM')) throw error;
    return `${name}: ${isBusybox ? "can't" : 'cannot'} set groups: Operation not permitted\n`;
  }
}

/** Who called: the set-user-id bit has made this process root, so its parent tells. */
function callerId(p: Process): number {
  return p.processes().find(({ pid }) => pid === p.ppid)?.uid ?? p.credentials.uid;
}

async function switchUser(p: Process, name: string, wish: Wish, isBusybox = false): Promise<number> {
  const user = new Accounts(p).userNamed(wish.user);
  if (user === undefined) {
    await p.stderr.write(name === 'su' ? `su: user ${wish.user} does not exist or the user entry does not contain all the required fields\n` : `${name}: user ${wish.user} does not exist\n`); // prettier-ignore
    return 1;
  }
  if (callerId(p) !== 0) {
    await p.stderr.write('Password: ');
    await p.sleep(1500);
    await p.stderr.write('\nsu: Authentication failure\n');
    return 1;
  }
  const refused = refusal(name, isBusybox, p, user);
  if (refused !== undefined) {
    await p.stderr.write(refused);
    return 1;
  }
  const shell = wish.shell ?? (user.shell === '' ? '/bin/sh' : user.shell);
  const { env } = p;
  if (wish.login) {
    const term = env.get('TERM');
    env.clear();
    if (term !== undefined) env.set('TERM', term);
    env.set('PATH', user.uid === 0 ? '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' : '/usr/local/bin:/usr/bin:/bin:/usr/local/games:/usr/games'); // prettier-ignore
    if (p.fs.exists(user.home)) p.chdir(user.home);
    else await p.stderr.write(`su: warning: cannot change directory to ${user.home}: No such file or directory\n`);
  }
  if (!wish.keepEnvironment || wish.login) {
    env.set('HOME', user.home);
    env.set('SHELL', shell);
    if (user.uid !== 0 || wish.login) {
      env.set('USER', user.name);
      env.set('LOGNAME', user.name);
    }
  }
  const own = `${wish.login ? '-' : ''}${baseName(shell)}`;
  const args = wish.command === undefined ? wish.args : ['-c', wish.command, ...wish.args];
  try {
    return await p.exec(shell, [own, ...args], env);
  } catch (error) {
    if (!isSysError(error)) throw error;
    await p.stderr.write(`${name}: failed to execute ${shell}: ${error.message}\n`);
    return error.code === 'ENOENT' ? 127 : 126;
  }
}

/** `runuser -u USER COMMAND` runs a command without a shell. */
async function runAs(p: Process, name: string, wish: Wish): Promise<number> {
  const user = new Accounts(p).userNamed(wish.user);
  if (user === undefined) {
    await p.stderr.write(`${name}: user ${wish.user} does not exist or the user entry does not contain all the required fields\n`); // prettier-ignore
    return 1;
  }
  const refused = refusal(name, false, p, user);
  if (refused !== undefined) {
    await p.stderr.write(refused);
    return 1;
  }
  return execProgram(p, wish.args, p.env);
}

async function sudo(p: Process): Promise<number> {
  const rest = p.args.slice(1);
  let target = 'root';
  let login = false;
  let shell = false;
  const settings: [string, string][] = [];
  while (rest[0]?.startsWith('-') === true || /^\w+=/.test(rest[0] ?? '')) {
    const word = rest.shift() ?? '';
    if (word === '--') break;
    if (word === '-u' || word === '--user') target = rest.shift() ?? 'root';
    else if (word === '-g' || word === '-p' || word === '-C') rest.shift();
    else if (word === '-i') login = true;
    else if (word === '-s') shell = true;
    else if (word === '-l' || word === '-v' || word === '-k') return 0;
    else if (word === '-V' || word === '--version') {
      await p.stdout.write('Sudo version 1.9.13p3\n');
      return 0;
    } else if (!word.startsWith('-')) settings.push([word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)]);
  }
  const accounts = new Accounts(p);
  const caller = accounts.user(callerId(p));
  const user = accounts.userNamed(target);
  if (user === undefined) {
    await p.stderr.write(`sudo: unknown user ${target}\nsudo: error initializing audit plugin sudoers_audit\n`);
    return 1;
  }
  if (rest.length === 0 && !login && !shell) {
    await p.stderr.write('usage: sudo -h | -K | -k | -V\nusage: sudo [-u user] [VAR=value] [-i | -s] [command [arg ...]]\n');
    return 1;
  }
  if (callerId(p) !== 0 && !allowed(p, caller)) {
    await p.stderr.write(`[sudo] password for ${caller?.name ?? '?'}: `);
    await p.sleep(1500);
    await p.stderr.write('\nsudo: a password is required, and this simulation knows no passwords: NOPASSWD in /etc/sudoers lets a user in\n');
    return 1;
  }
  become(p, user);
  for (const [key, text] of [['SUDO_USER', caller?.name ?? ''], ['SUDO_UID', String(caller?.uid ?? 0)], ['HOME', user.home], ['USER', user.name], ['LOGNAME', user.name], ...settings]) p.env.set(key ?? '', text ?? '');
  if (login && p.fs.exists(user.home)) p.chdir(user.home);
  const command = rest.length > 0 && !login && !shell ? rest : [user.shell, ...(rest.length > 0 ? ['-c', rest.join(' ')] : [])];
  try {
    return await execProgram(p, command, p.env);
  } catch (error) {
    if (!isSysError(error)) throw error;
    await p.stderr.write(`sudo: ${command[0] ?? ''}: ${error.code === 'ENOENT' ? 'command not found' : error.message}\n`);
    return 1;
  }
} // prettier-ignore

/** A NOPASSWD line of /etc/sudoers or its directory that names the user or one of the user's groups. */
function allowed(p: Process, caller: User | undefined): boolean {
  if (caller === undefined) return false;
  const accounts = new Accounts(p);
  const groups = accounts.groups().filter(({ members, gid }) => members.includes(caller.name) || gid === caller.gid);
  const names = new Set([caller.name, 'ALL', ...groups.map(({ name }) => `%${name}`)]);
  const files = ['/etc/sudoers', ...(p.fs.exists('/etc/sudoers.d') ? p.fs.readdir('/etc/sudoers.d').map(({ name }) => `/etc/sudoers.d/${name}`) : [])]; // prettier-ignore
  const lines = files.flatMap((path) => (p.fs.exists(path) ? p.fs.readText(path).split('\n') : []));
  return lines.some((line) => /NOPASSWD/.test(line) && names.has(line.trim().split(/\s+/)[0] ?? ''));
}

export default async function su(p: Process): Promise<number> {
  const name = baseName(p.args[0] ?? 'su');
  if (name === 'sudo') return sudo(p);
  const args = p.args.slice(1);
  const wish = readWish(args);
  if (name === 'runuser' && (args.includes('-u') || args.includes('--user'))) return runAs(p, name, wish);
  return switchUser(p, name, wish);
}

export const busybox = applet((t: Tool) => switchUser(t.p, 'su', readWish(t.args), true), {
  help: { usage: '[-lmp] [-s SH] [-] [USER [FILE ARGS]]', about: 'Run shell under USER (by default, root)' },
  raw: true,
});
