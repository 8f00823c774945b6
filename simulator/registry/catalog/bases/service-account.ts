/** What adding a service's account leaves in a layer: the account files with one more line each. */
import { passwdLine } from './accounts.ts';
import type { Account } from './accounts.ts';
import { ALPINE_GROUP, ALPINE_PASSWD } from './alpine.ts';
import { DEBIAN_GROUP, DEBIAN_PASSWD } from './debian-files.ts';
import type { Files } from '../form/files.ts';

const BASES = {
  debian: { passwd: DEBIAN_PASSWD, group: DEBIAN_GROUP },
  alpine: { passwd: ALPINE_PASSWD, group: ALPINE_GROUP },
};

/** /etc/passwd and /etc/group of the base with these accounts added, each with a group of its own name. */
export function accountFiles(base: keyof typeof BASES, accounts: readonly Account[]): Files {
  const { passwd, group } = BASES[base];
  return {
    '/etc/passwd': passwd + accounts.map(passwdLine).join(''),
    '/etc/group': group + accounts.map(({ name, gid }) => `${name}:x:${gid}:\n`).join(''),
  };
}
