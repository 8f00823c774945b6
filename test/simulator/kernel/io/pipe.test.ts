import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteQueue } from '../../../../simulator/kernel/io/byte-queue.ts';
import { testMachine } from '../../../support/machine.ts';

describe('a byte queue', () => {
  it('hands out what was put in, in order, whatever the pieces', () => {
    const step = fc.oneof(
      fc.record({ put: fc.uint8Array({ maxLength: 3000 }) }),
      fc.record({ take: fc.integer({ min: 0, max: 5000 }) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const queue = new ByteQueue();
        const [put, taken]: [number[], number[]] = [[], []];
        for (const one of steps) {
          if ('put' in one) {
            put.push(...one.put);
            queue.push(one.put);
            one.put.fill(0);
          } else taken.push(...queue.take(one.take));
          expect(queue.length).toBe(put.length - taken.length);
        }
        taken.push(...queue.take(Infinity));
        expect(taken).toEqual(put);
      }),
    );
  });
});

describe('a pipe', () => {
  it('keeps bytes and order for any writers and readers', async () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 150_000 }), { minLength: 1, maxLength: 8 });
    const reads = fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(sizes, reads, async (writes, maxima) => {
        const machine = testMachine();
        const total = writes.reduce((sum, size) => sum + size, 0);
        const { stdout } = await machine.run(async (p) => {
          const pipe = p.pipe();
          p.fork(async (child) => {
            child.close(pipe.read);
            let at = 0;
            for (const size of writes) {
              await child.write(
                pipe.write,
                Uint8Array.from({ length: size }, () => at++ * 7),
              );
            }
            return 0;
          });
          p.close(pipe.write);
          let got = 0;
          let wrong = 0;
          for (let turn = 0; ; turn++) {
            const bytes = await p.read(pipe.read, maxima[turn % maxima.length]);
            if (bytes.length === 0) break;
            for (const byte of bytes) if (byte !== ((got++ * 7) & 255)) wrong += 1;
          }
          await p.stdout.write(`${got} ${wrong}`);
          return 0;
        });
        expect(stdout).toBe(`${total} 0`);
      }),
      { numRuns: 25 },
    );
  });

  it('never mixes or splits writes of up to 4096 bytes', async () => {
    const machine = testMachine();
    const { stdout } = await machine.run(async (p) => {
      const pipe = p.pipe();
      for (const letter of 'abc') {
        p.fork(async (child) => {
          for (let line = 0; line < 100; line++) await child.write(pipe.write, letter.repeat(3000) + '\n');
          return 0;
        });
      }
      p.close(pipe.write);
      let lines = 0;
      for await (const line of p.reader(pipe.read).lines()) if (/^(a{3000}|b{3000}|c{3000})$/.test(line)) lines += 1;
      await p.stdout.write(String(lines));
      return 0;
    });
    expect(stdout).toBe('300');
  });

  it('without a reader kills the writer, or fails when it ignores that', async () => {
    const machine = testMachine();
    const { stdout } = await machine.run(async (p) => {
      const pipe = p.pipe();
      p.close(pipe.read);
      const writer = p.fork(async (child) => {
        await child.write(pipe.write, 'x');
        return 0;
      });
      const first = await p.wait(writer);
      p.onSignal('PIPE', 'ignore');
      const error: unknown = await p.write(pipe.write, 'x').catch((thrown: unknown) => thrown);
      await p.stdout.write(`${JSON.stringify(first?.status)} ${String(error)}`);
      return 0;
    });
    expect(stdout).toBe('{"kind":"signaled","signal":"PIPE","core":false} SysError: Broken pipe');
  });

  it('holds a writer back until someone reads', async () => {
    const machine = testMachine();
    const { stdout } = await machine.run(async (p) => {
      const pipe = p.pipe();
      const done: string[] = [];
      const writing = p.write(pipe.write, new Uint8Array(65536 + 1)).then(() => done.push('written'));
      await p.sleep(1);
      done.push('slept');
      await p.read(pipe.read, 4096);
      await writing;
      await p.stdout.write(done.join());
      return 0;
    });
    expect(stdout).toBe('slept,written');
  });
});
