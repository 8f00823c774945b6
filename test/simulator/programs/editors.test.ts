/** Editors in a terminal: what keys make of a file, and what stands on the screen meanwhile. */
import { beforeEach, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { Screen } from '../../../simulator/session/compare/screen/screen.ts';
import { ROOM, userlandMachine, type UserlandMachine } from '../../support/userland.ts';

const SIZE = { cols: 40, rows: 8 };
const FILE = `${ROOM}/file`;

let machine: UserlandMachine;

interface Session {
  screen: Screen;
  type(...keys: string[]): Promise<void>;
  ended(): boolean;
}

function start(...words: string[]): Session {
  const { pty, ended } = machine.onTerminal(words, SIZE);
  const screen = new Screen(SIZE);
  const decoder = new TextDecoder();
  let over = false;
  void ended.then(() => (over = true));
  void (async () => {
    for (;;) {
      const bytes = await pty.read();
      if (bytes.length === 0) return;
      screen.write(decoder.decode(bytes, { stream: true }));
    }
  })().catch(() => undefined);
  const settle = (): Promise<void> => machine.kernel.clock.sleep(100);
  return {
    screen,
    ended: () => over,
    async type(...keys) {
      await settle();
      for (const key of keys) {
        await pty.write(key);
        await settle();
      }
    },
  };
}

const content = (): string => machine.fs.readText(FILE);

beforeEach(() => {
  machine = userlandMachine();
  machine.fs.writeFile(FILE, 'one two\nthree\nfour five six\n');
});

/** The file after these keys of vi and `:wq`. */
async function afterKeys(keys: string): Promise<string> {
  machine.fs.writeFile(FILE, 'one two\nthree\nfour five six\n');
  const session = start('vi', FILE);
  await session.type(...keys, '\x1b', ':wq\r');
  expect(session.ended()).toBe(true);
  return content();
}

describe('vi', () => {
  it.each([
    ['ihello \x1b', 'hello one two\nthree\nfour five six\n'],
    ['A!\x1b', 'one two!\nthree\nfour five six\n'],
    ['onew\x1b', 'one two\nnew\nthree\nfour five six\n'],
    ['Onew\x1b', 'new\none two\nthree\nfour five six\n'],
    ['dd', 'three\nfour five six\n'],
    ['2dd', 'four five six\n'],
    ['ddp', 'three\none two\nfour five six\n'],
    ['yyGp', 'one two\nthree\nfour five six\none two\n'],
    ['dw', 'two\nthree\nfour five six\n'],
    ['wd$', 'one \nthree\nfour five six\n'],
    ['wD', 'one \nthree\nfour five six\n'],
    ['cwuno\x1b', 'uno two\nthree\nfour five six\n'],
    ['ccall\x1b', 'all\nthree\nfour five six\n'],
    ['xx', 'e two\nthree\nfour five six\n'],
    ['3x', ' two\nthree\nfour five six\n'],
    ['ddu', 'one two\nthree\nfour five six\n'],
    ['xxuu\x12', 'ne two\nthree\nfour five six\n'],
    ['J', 'one two three\nfour five six\n'],
    ['rX~', 'xne two\nthree\nfour five six\n'],
    ['x.', 'e two\nthree\nfour five six\n'],
    ['Gdd', 'one two\nthree\n'],
    ['3Gwx', 'one two\nthree\nfour ive six\n'],
    ['/five\rx', 'one two\nthree\nfour ive six\n'],
    ['/o\rnx', 'one two\nthree\nfur five six\n'],
    [':2\rx', 'one two\nhree\nfour five six\n'],
    [':2d\r', 'one two\nfour five six\n'],
    [':s/two/2/\r', 'one 2\nthree\nfour five six\n'],
    [':%s/e/E/g\r', 'onE two\nthrEE\nfour fivE six\n'],
    ['Vjd', 'four five six\n'],
    ['vlly$p', 'one twoone\nthree\nfour five six\n'],
    ['jIab\x7fc\x1b', 'one two\nacthree\nfour five six\n'],
    ['>>', '\tone two\nthree\nfour five six\n'],
    ['ciwX\x1b', 'X two\nthree\nfour five six\n'],
    ['dG', ''],
    ['ia\rb\x1b', 'a\nbone two\nthree\nfour five six\n'],
  ])('%j', async (keys, result) => {
    expect(await afterKeys(keys)).toBe(result);
  });

  it('shows the file, what is going on, and that it has been written', async () => {
    const session = start('vi', FILE);
    await session.type('i');
    expect(session.screen.text()).toBe('one two\nthree\nfour five six\n~\n~\n~\n~\n-- INSERT --');
    await session.type('x', '\x1b', ':w\r');
    expect(session.screen.text().split('\n').at(-1)).toBe(`"${FILE}" 3L, 29B written`.slice(0, SIZE.cols - 1));
    await session.type(':set number\r');
    expect(session.screen.text()).toMatch(/^ {2}1 xone two\n {2}2 three\n/);
  });

  it('keeps what has not been written unless told otherwise', async () => {
    const session = start('vi', FILE);
    await session.type('dd', ':q\r');
    expect(session.ended()).toBe(false);
    expect(session.screen.text()).toContain('E37: No write since last change');
    await session.type(':q!\r');
    expect(session.ended()).toBe(true);
    expect(content()).toBe('one two\nthree\nfour five six\n');
  });

  it("busybox's says things its own way", async () => {
    const session = start('busybox', 'vi', FILE);
    await session.type('dd', ':q\r');
    expect(session.screen.text()).toContain('No write since last change (:q! over');
    await session.type(':x\r');
    expect(content()).toBe('three\nfour five six\n');
  });

  it('takes any keys without falling over', async () => {
    const key = fc.constantFrom(...'hjklwbe0$GxXdDyYpPuJ~r.iaAoOcCsSvV/n%f<>:gZ123 \r\x7f\x12'.split(''), '\x1b', '\x1b[A', '한', 'q'); // prettier-ignore
    await fc.assert(
      fc.asyncProperty(fc.array(key, { maxLength: 25 }), async (keys) => {
        machine.fs.writeFile(FILE, 'one two\n\n한글 three\n');
        const session = start('vi', FILE);
        await session.type(...keys, '\x1b', '\x1b', ':q!\r');
        expect(session.ended() || keys.includes(':') || keys.includes('Z')).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

describe('nano', () => {
  it('types, cuts, pastes, finds, and saves under the name that is confirmed', async () => {
    const session = start('nano', FILE);
    await session.type('x', '\x0b', '\x0b', '\x15', '\x17', 'six', '\r', 'S');
    expect(session.screen.text()).toContain('Modified');
    await session.type('\x0f', '\r');
    expect(session.screen.text()).toContain('[ Wrote 2 lines ]');
    await session.type('\x18');
    expect(session.ended()).toBe(true);
    expect(content()).toBe('three\nfour five Ssix\n');
  });

  it('asks before it forgets changes', async () => {
    const session = start('nano', FILE);
    await session.type('x', '\x18');
    expect(session.screen.text()).toContain('Save modified buffer?');
    await session.type('n');
    expect(session.ended()).toBe(true);
    expect(content()).toBe('one two\nthree\nfour five six\n');
  });
});
