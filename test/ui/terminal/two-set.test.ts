/** The two-set keyboard (KS X 5002): Latin letters by the keys that made Korean ones. */
import { expect, it } from 'vitest';
import { keysOf, meantCommand } from '../../../src/terminal/tools/two-set.ts';

it.each([
  ['애찯ㄱ', 'docker'],
  ['애찯ㄱ ㅔㄴ -ㅁ', 'docker ps -a'],
  ['애찯ㄱ 겨ㅜ --그 ㅗㅑ', 'docker run --rm hi'],
  ['ㅣㄴ', 'ls'],
  ['ㅊㅇ ..', 'cd ..'],
  ['쳐기 localhost', 'curl localhost'],
  ['docker ㅑㅡㅁㅎㄷㄴ', 'docker images'],
])('%s is %s', (typed, meant) => {
  expect(keysOf(typed)).toBe(meant);
  expect(meantCommand(typed)).toBe(meant);
});

it('one key beside the right one is seen through', () => {
  expect(keysOf('애챧ㄱ')).toBe('docier');
  expect(meantCommand('애챧ㄱ ㅔㄴ')).toBe('docker ps');
});

it('every syllable and letter is made of keys of the layout', () => {
  for (let code = 0xac00; code <= 0xd7a3; code += 7)
    expect(keysOf(String.fromCodePoint(code))).toMatch(/^[a-zA-Z]{2,5}$/);
  for (let code = 0x3131; code <= 0x3163; code++) expect(keysOf(String.fromCodePoint(code))).toMatch(/^[a-zA-Z]{1,2}$/);
});

it('decomposed syllables (macOS file names) are the same', () => {
  expect(keysOf('애찯ㄱ'.normalize('NFD'))).toBe('docker');
});

it('Korean that is meant is left alone', () => {
  for (const line of ['echo 안녕', 'grep 한글 notes.txt', '안녕하세요', 'docker run --name web nginx'])
    expect(meantCommand(line)).toBeUndefined();
});
