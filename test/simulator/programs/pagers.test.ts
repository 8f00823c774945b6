/** Pagers in a terminal: what keys show of a file. */
import { beforeEach, expect, it } from 'vitest';
import { Screen } from '../../../simulator/session/compare/screen/screen.ts';
import { ROOM, userlandMachine, type UserlandMachine } from '../../support/userland.ts';

const SIZE = { cols: 40, rows: 8 };
const FILE = `${ROOM}/file`;

const LINES = Array.from({ length: 30 }, (_, n) => `line ${n + 1}\n`).join('');

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

beforeEach(() => {
  machine = userlandMachine();
  machine.fs.writeFile(FILE, LINES);
});

const rows = ({ screen }: Session): string[] => screen.text().split('\n');

it('less pages forward and back, finds, and leaves the screen as it was', async () => {
  const session = start('less', FILE);
  await session.type();
  expect(rows(session)).toEqual(['line 1', 'line 2', 'line 3', 'line 4', 'line 5', 'line 6', 'line 7', FILE]);
  await session.type(' ');
  expect(rows(session)[0]).toBe('line 8');
  expect(rows(session).at(-1)).toBe(':');
  await session.type('b', 'j');
  expect(rows(session)[0]).toBe('line 2');
  await session.type('/', 'l', 'i', 'n', 'e', ' ', '2', '0', '\r');
  expect(rows(session)[0]).toBe('line 20');
  await session.type('G');
  expect(rows(session)).toEqual([24, 25, 26, 27, 28, 29, 30].map((n) => `line ${n}`).concat('(END)'));
  await session.type('/', 'x', '\r');
  expect(rows(session).at(-1)).toBe('Pattern not found  (press RETURN)');
  await session.type('q');
  expect(session.ended()).toBe(true);
});

it('less reads keys from the terminal when its input is a pipe', async () => {
  const session = start('sh', '-c', `cat ${FILE} | less`);
  await session.type(' ');
  expect(rows(session)[0]).toBe('line 8');
  await session.type('q');
  expect(session.ended()).toBe(true);
});

it('more goes on by pages and lines, and ends with the file', async () => {
  const session = start('more', FILE);
  await session.type();
  expect(rows(session).at(-1)).toBe('--More--(21%)');
  await session.type('\r');
  expect(rows(session).slice(-2)).toEqual(['line 8', '--More--(24%)']);
  await session.type(' ', ' ', ' ', ' ');
  expect(session.ended()).toBe(true);
});
