/** /etc/passwd, /etc/group and /etc/shadow of base images, from short lists. */

export interface Account {
  name: string;
  uid: number;
  gid: number;
  comment?: string;
  home: string;
  shell: string;
}

export function passwdLine({ name, uid, gid, comment, home, shell }: Account): string {
  return `${name}:x:${uid}:${gid}:${comment ?? ''}:${home}:${shell}\n`;
}

/** `root:x:0:0:root:/root:/bin/sh` and so on. */
export function passwd(accounts: readonly Account[]): string {
  return accounts.map(passwdLine).join('');
}

/** From `root 0 adm 4`: every group without members. */
export function groups(list: string): string {
  return Array.from(list.matchAll(/(\S+) (\d+)/g), ([, name, gid]) => `${name}:x:${gid}:\n`).join('');
}

/** Locked passwords, last changed on `day` (days since 1970). */
export function shadow(passwdText: string, day: number): string {
  return passwdText.replace(/^([^:\n]+):.*$/gm, `$1:*:${day}:0:99999:7:::`);
}
