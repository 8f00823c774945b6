/** Container names: which are valid, whose they are, and where unnamed containers get theirs. */
import { conflict, invalidParameter } from '../../api/errors.ts';
import type { Entropy } from '../../kernel/entropy.ts';
import { shortId } from '../ids.ts';
import type { World } from '../world.ts';
import { containerNamed } from './find.ts';
import { ADJECTIVES, SURNAMES } from './name-words.ts';

export const NAME_CHARACTERS = '[a-zA-Z0-9][a-zA-Z0-9_.-]';
const NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/;

/** The name without its slash. Throws invalidParameter for an invalid name, conflict for one that is taken. */
export function checkName(world: World, name: string): string {
  const bare = name.replace(/^\//, '');
  if (!NAME.test(bare)) {
    throw invalidParameter(`Invalid container name (${name}), only ${NAME_CHARACTERS} are allowed`);
  }
  const owner = containerNamed(world, bare);
  if (owner !== undefined) {
    throw conflict(
      `Conflict. The container name "/${bare}" is already in use by container "${owner.id}". ` +
        'You have to remove (or rename) that container to be able to reuse that name.',
    );
  }
  return bare;
}

/** `busy_hopper`; with a digit at the end when that is taken; the short id when luck runs out. */
export function generateName(world: World, entropy: Entropy, id: string): string {
  for (let attempt = 0; attempt < 6; attempt++) {
    const adjective = ADJECTIVES[entropy.below(ADJECTIVES.length)] ?? '';
    const surname = SURNAMES[entropy.below(SURNAMES.length)] ?? '';
    const name = `${adjective}_${surname}${attempt === 0 ? '' : entropy.below(10)}`;
    if (containerNamed(world, name) === undefined) return name;
  }
  return shortId(id);
}
