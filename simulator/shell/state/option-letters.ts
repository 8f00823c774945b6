import type { Shell } from './shell.ts';
import { optionOfLetter } from './options.ts';

/** `$-`: the letters of the options that are on, in the order in which the shell lists them. */
export function optionLetters(shell: Shell): string {
  const { letterOrder } = shell.dialect;
  let letters = '';
  for (const letter of letterOrder) {
    if (letter === 'i') letters += shell.interactive ? 'i' : '';
    else if (letter === 'c') letters += shell.origin === 'command' ? 'c' : '';
    else if (letter === 's') letters += shell.origin === 'stdin' ? 's' : '';
    else {
      const option = optionOfLetter(letter);
      if (option !== undefined && shell.options.has(option)) letters += letter;
    }
  }
  return letters;
}
