/**
 * Commands typed with the keyboard left in Korean: which keys of the two-set layout (KS X 5002) made the letters.
 * `애챧ㄱ` is `docker`.
 */

const INITIAL = ['r', 'R', 's', 'e', 'E', 'f', 'a', 'q', 'Q', 't', 'T', 'd', 'w', 'W', 'c', 'z', 'x', 'v', 'g'];
const VOWEL = [
  'k', 'o', 'i', 'O', 'j', 'p', 'u', 'P', 'h', 'hk', 'ho', 'hl', 'y', 'n', 'nj', 'np', 'nl', 'b', 'm', 'ml', 'l',
]; // prettier-ignore
const FINAL = [
  '', 'r', 'R', 'rt', 's', 'sw', 'sg', 'e', 'f', 'fr', 'fa', 'fq', 'ft', 'fx', 'fv', 'fg', 'a', 'q', 'qt', 't', 'T', 'd', 'w', 'c',
  'z', 'x', 'v', 'g',
]; // prettier-ignore
/** ㄱ to ㅣ, as Unicode's compatibility jamo stand. */
const JAMO = [
  'r', 'R', 'rt', 's', 'sw', 'sg', 'e', 'E', 'f', 'fr', 'fa', 'fq', 'ft', 'fx', 'fv', 'fg', 'a', 'q', 'Q', 'qt', 't', 'T', 'd',
  'w', 'W', 'c', 'z', 'x', 'v', 'g', ...VOWEL,
]; // prettier-ignore

const FIRST_SYLLABLE = 0xac00;
const LAST_SYLLABLE = 0xd7a3;
const FIRST_JAMO = 0x3131;

/** The Latin letters of the same keys; all else stays. */
export function keysOf(text: string): string {
  return [...text.normalize('NFC')].map(keyOf).join('');
}

export function hasHangul(text: string): boolean {
  return /[\u3131-\u3163\uac00-\ud7a3]/.test(text.normalize('NFC'));
}

function keyOf(letter: string): string {
  const code = letter.codePointAt(0) ?? 0;
  if (code >= FIRST_SYLLABLE && code <= LAST_SYLLABLE) {
    const index = code - FIRST_SYLLABLE;
    const perInitial = VOWEL.length * FINAL.length;
    return (
      (INITIAL[Math.floor(index / perInitial)] ?? '') +
      (VOWEL[Math.floor((index % perInitial) / FINAL.length)] ?? '') +
      (FINAL[index % FINAL.length] ?? '')
    );
  }
  return JAMO[code - FIRST_JAMO] ?? letter;
}

/** Commands that learners type; the first word must be one of them for the line to be offered. */
const COMMANDS = new Set([
  'docker', 'docker-compose', 'ls', 'cd', 'pwd', 'cat', 'echo', 'mkdir', 'rm', 'cp', 'mv', 'touch', 'clear', 'exit', 'curl', 'vi',
  'vim', 'nano', 'ps', 'top', 'kill', 'grep', 'history', 'man', 'sudo', 'apt', 'apt-get', 'git', 'env', 'export', 'whoami', 'hostname',
]); // prettier-ignore

/** Fewer letters have too many neighbours. */
const LONG_ENOUGH = 5;

/** The line as it was meant, also with one key beside the right one; undefined when it is not one. */
export function meantCommand(line: string): string | undefined {
  const typed = line.trim();
  if (!hasHangul(typed)) return undefined;
  // After a command in Latin letters Korean words may be meant; docker's own words are not Korean.
  const [typedFirst = '', typedSecond = ''] = typed.split(/\s+/);
  if (!hasHangul(typedFirst) && !(typedFirst === 'docker' && hasHangul(typedSecond))) return undefined;
  const meant = keysOf(typed);
  const [first = ''] = meant.split(/\s+/);
  // Capitals come of double consonants, which commands have none of.
  if (COMMANDS.has(first)) return meant;
  if (COMMANDS.has(first.toLowerCase())) return meant.toLowerCase();
  const near = [...COMMANDS].find((name) => name.length >= LONG_ENOUGH && differByOne(name, first));
  return near === undefined ? undefined : near + meant.slice(first.length);
}

function differByOne(name: string, word: string): boolean {
  return name.length === word.length && [...name].filter((letter, n) => letter !== word.charAt(n)).length === 1;
}
