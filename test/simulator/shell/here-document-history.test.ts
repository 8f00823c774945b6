/** bash(1), HISTORY EXPANSION is done on lines of commands; the body of a here-document is read without it. */
import { expect, it } from 'vitest';
import { TerminalSession } from './terminal-session.ts';

const open = (): TerminalSession =>
  new TerminalSession({
    shell: 'bash',
    arguments: ['--norc', '--noprofile'],
    environment: { PATH: '/usr/bin:/bin', HOME: '/srv/shell', TERM: 'xterm', PS1: '$ ' },
    size: { rows: 24, cols: 80 },
    cwd: '/srv/shell',
    room: { directories: [], files: {} },
  });

it.each([
  ['typed line by line', ['cat > hello.sh <<EOF\r', '#!/bin/sh\r', 'EOF\r']],
  ['pasted in one piece', ['\x1b[200~cat > hello.sh <<EOF\n#!/bin/sh\nEOF\x1b[201~\r']],
])('a script with #! in a here-document, %s, arrives as it was', async (_how, keys) => {
  const session = open();
  await session.wait(400);
  for (const each of keys) await session.type(each, 250);
  expect(await session.type('cat hello.sh\r', 250)).toContain('\r#!/bin/sh\r\n');
});

it('outside of a here-document an unknown reference is an error, also in a paste', async () => {
  const session = open();
  await session.wait(400);
  expect(await session.type('\x1b[200~echo a\necho !nosuch\x1b[201~\r', 250)).toContain('!nosuch: event not found');
});
