/** Whatever is typed, in whatever mode: the terminal still answers. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Program } from '../../../../simulator/kernel/abi.ts';
import { decode } from '../../../../simulator/kernel/bytes.ts';
import { testMachine, WINDOW } from '../../../support/machine.ts';

const keys = fc.oneof(
  fc.constantFrom(
    '\x03',
    '\x04',
    '\x1a',
    '\x1c',
    '\x13',
    '\x11',
    '\x15',
    '\x16',
    '\x17',
    '\x12',
    '\x7f',
    '\r',
    '\n',
    '\t',
  ),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom('가나다', '\x1b[A', 'x'.repeat(5000), '漢字\t\x17'),
);

const reader: Program = async (p) => {
  for (const signal of ['INT', 'QUIT', 'TSTP'] as const) p.onSignal(signal, 'ignore');
  const restore = p.tty(0).raw();
  await p.sleep(100);
  restore();
  for (;;) {
    const line = decode(await p.read(0));
    await p.stdout.write(`<${line.length}>`);
    if (line === 'ok\n') return 0;
  }
};

it('answers after any keys', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(keys, fc.integer({ min: 0, max: 40 })), { maxLength: 25 }), async (typed) => {
      const machine = testMachine();
      const pty = machine.kernel.pty(WINDOW);
      const task = machine.start(reader, { tty: pty.slave });
      const shown = pty.readAll();
      void (async () => {
        await machine.kernel.clock.sleep(1);
        for (const [text, pause] of typed) {
          await pty.write(text);
          await machine.kernel.clock.sleep(pause);
        }
        // A literal-next that is still open takes the first key; ^Q lets output go on; the rest ends any line.
        for (const last of ['\x11', '\x11', '\x15', '\r', '\r', 'ok\r']) {
          await pty.write(last);
          await machine.kernel.clock.sleep(200);
        }
      })();
      expect(await task.ended).toEqual({ kind: 'exited', code: 0 });
      expect(decode(await shown)).toMatch(/ok\r\n<3>$/);
    }),
    { numRuns: 300 },
  );
});
