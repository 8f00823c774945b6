import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readSuite } from '../../../node/report/suite.ts';

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'drydock-suite-'))));
afterEach(() => rmSync(folder, { recursive: true }));
const put = (path: string, text: string): void => writeFileSync(join(folder, path), text);
const EMPTY = { title: 'T', steps: [] };

describe('a folder of recorded sessions', () => {
  it('has sessions and transcripts side by side', () => {
    put('b.session', '# B\n');
    put('b.json', JSON.stringify(EMPTY));
    put('a.session', '# A\n');
    put('a.json', JSON.stringify(EMPTY));
    put('unstable.json', '{"b": [2]}');
    put('differences.json', '{"differences": [{"session": "a", "steps": [3, 4], "reason": "R"}]}');
    expect(readSuite(folder)).toEqual([
      {
        name: 'a',
        text: '# A\n',
        transcript: EMPTY,
        unstable: [],
        explained: new Map([
          [3, 'R'],
          [4, 'R'],
        ]),
      },
      { name: 'b', text: '# B\n', transcript: EMPTY, unstable: [2], explained: new Map() },
    ]);
  });

  it('or in folders of their own; files chosen from elsewhere are taken instead', () => {
    mkdirSync(join(folder, 'sessions'));
    mkdirSync(join(folder, 'transcripts'));
    put('sessions/a.session', '# A\n');
    put('transcripts/a.json', JSON.stringify(EMPTY));
    put('a.session', '# other\n');
    expect(readSuite(folder).map((each) => each.text)).toEqual(['# A\n']);
    expect(readSuite(folder, [join(folder, 'a.session')]).map((each) => each.text)).toEqual(['# other\n']);
  });

  it('says what is missing', () => {
    expect(() => readSuite(folder)).toThrow(`there are no session files in ${folder}`);
    put('a.session', '# A\n');
    expect(() => readSuite(folder)).toThrow(/^there is no transcript .*a\.json to compare a with$/);
    expect(() => readSuite(folder, [join(folder, 'x.session')])).toThrow(/^there is no session file .*x\.session$/);
  });
});
