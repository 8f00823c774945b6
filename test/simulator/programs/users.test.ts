/** Accounts: made, changed, taken away and become, in the files that everything else reads. */
import { beforeEach, describe, expect, it } from 'vitest';
import { userlandMachine, type UserlandMachine } from '../../support/userland.ts';

let machine: UserlandMachine;

async function run(line: string): Promise<string> {
  const ran = await machine.run(['sh', '-c', line]);
  const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
  return `${text(ran.stdout)}${text(ran.stderr)}${ran.exitCode === 0 ? '' : `[${ran.exitCode}]`}`;
}

beforeEach(() => {
  machine = userlandMachine();
});

describe('the shadow suite', () => {
  it('gives users the next number and a group of their own, system accounts one from 999 down', async () => {
    expect(await run('useradd ann; useradd bob; groupadd -r www; useradd -r -g www www; id ann; id bob; id www')).toBe(
      'uid=1000(ann) gid=1000(ann) groups=1000(ann)\nuid=1001(bob) gid=1001(bob) groups=1001(bob)\n' +
        'uid=999(www) gid=998(www) groups=998(www)\n',
    );
  });

  it('refuses what is there already, with the status that tells which', async () => {
    await run('useradd ann');
    expect(await run('useradd ann')).toBe("useradd: user 'ann' already exists\n[9]");
    expect(await run('groupadd ann')).toBe("groupadd: group 'ann' already exists\n[9]");
    expect(await run('useradd -u 1000 bob')).toBe('useradd: UID 1000 is not unique\n[4]');
    expect(await run('useradd -g nosuch bob')).toBe("useradd: group 'nosuch' does not exist\n[6]");
    expect(await run('userdel nosuch')).toBe("userdel: user 'nosuch' does not exist\n[6]");
  });

  it('adds to groups and keeps the others with -a only', async () => {
    await run('groupadd one; groupadd two; useradd ann; usermod -aG one ann; usermod -aG two ann');
    expect(await run('id -nG ann')).toBe('ann one two\n');
    expect(await run('usermod -G two ann; id -nG ann')).toBe('ann two\n');
  });

  it('leaves nothing behind but the home, and that only without -r', async () => {
    await run('useradd -m ann; useradd -m bob; userdel ann; userdel -r bob 2>/dev/null');
    expect(await run('ls /home; grep -c -e ann -e bob /etc/passwd /etc/group; id ann')).toContain('ann\n');
    expect(machine.fs.exists('/home/bob')).toBe(false);
  });
});

describe('busybox', () => {
  it('makes system users without a group of their own', async () => {
    expect(await run('busybox addgroup -S app; busybox adduser -S -G app app; busybox id app')).toMatch(/^uid=100\(app\) gid=\d+\(app\)/); // prettier-ignore
    expect(await run('busybox adduser -D app')).toBe("adduser: user 'app' in use\n[1]");
  });
});

describe('su', () => {
  it('runs a command as another user, with that home; a login also goes there', async () => {
    await run('useradd -m -s /bin/bash ann');
    expect(await run("su ann -c 'whoami; echo $HOME; pwd'")).toBe('ann\n/home/ann\n/srv/case\n');
    expect(await run("su - ann -c 'pwd; echo $USER'")).toBe('/home/ann\nann\n');
    expect(await run('su nosuch')).toMatch(/^su: user nosuch does not exist/);
  });

  it('asks others than root, and lets nobody in; sudo lets those in that need no password', async () => {
    await run('useradd ann; useradd bob; echo "ann ALL=(ALL) NOPASSWD: ALL" > /etc/sudoers');
    expect(await run("su bob -c 'su root -c whoami'")).toMatch(/su: Authentication failure\n/);
    expect(await run("su ann -c 'sudo whoami'")).toBe('root\n');
    expect(await run("su bob -c 'sudo whoami'")).not.toContain('root\n');
  });
});
