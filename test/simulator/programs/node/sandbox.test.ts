/** A program in a container computes, but it does not hold up the machine, take its memory, or see what is outside. */
import { describe, expect, it } from 'vitest';
import { nodeMachine } from './node-machine.ts';

describe('a program that does not end by itself', { timeout: 20_000 }, () => {
  it.each([
    ['a loop', 'while (true) {}'],
    ['a loop in a callback', 'setTimeout(() => { for (;;); }, 1)'],
    ['a loop in a promise', 'Promise.resolve().then(() => { while (true); })'],
    ['a loop deep in calls', '(function f(n) { if (n === 0) while (true); [n].map(() => f(n - 1)); })(30)'],
    ['promises that make promises', 'const f = () => Promise.resolve().then(f); f()'],
    ['immediates', 'const f = () => setImmediate(f); f()'],
    ['printing', 'for (;;) console.log("x")'],
    ['a regular expression that tries for ever', '/(a+)+$/.test("a".repeat(40) + "b")'],
  ])('%s: a signal ends it', async (_name, source) => {
    const { run } = nodeMachine();
    const { exitCode } = await run({ 'main.js': source }, ['timeout', '-s', 'INT', '0.05', 'node', 'main.js']);
    expect(exitCode).toBe(124);
  });

  it('lets others run meanwhile', async () => {
    const { run } = nodeMachine();
    const { stdout } = await run({ 'main.js': 'while (true) {}' }, [
      'sh',
      '-c',
      'node main.js & sleep 0.1; echo still here; kill $!; wait; echo over',
    ]);
    expect(stdout).toBe('still here\nover\n');
  });

  it('sees time pass while it computes', async () => {
    const { run } = nodeMachine();
    const { stdout } = await run({}, [
      'node',
      '-e',
      'const t = Date.now(); while (Date.now() - t < 50); console.log("done")',
    ]);
    expect(stdout).toBe('done\n');
  });
});

describe('a program that takes too much', { timeout: 60_000 }, () => {
  it('of the stack: gets a RangeError it can catch', async () => {
    const { run } = nodeMachine();
    const { stdout, exitCode } = await run({}, [
      'node',
      '-e',
      'try { (function f() { f(); })(); } catch (e) { console.log(e.name, e.message); }',
    ]);
    expect([stdout, exitCode]).toEqual(['RangeError Maximum call stack size exceeded\n', 0]);
  });

  it('of memory: ends, and the machine goes on', async () => {
    const { run } = nodeMachine();
    const bomb = await run({}, ['node', '-e', 'const a = []; for (;;) a.push(new Uint8Array(1e7));']);
    expect(bomb.exitCode).not.toBe(0);
    expect((await run({}, ['node', '-p', '1 + 1'])).stdout).toBe('2\n');
  });
});

describe('the world of a program', () => {
  it.each([
    'typeof window', 'typeof document', 'typeof localStorage', 'typeof importScripts', 'typeof postMessage', 'typeof self',
    'typeof XMLHttpRequest', 'typeof indexedDB', 'typeof host', 'typeof Deno', 'typeof WebAssembly',
  ])('%s is undefined', async (expression) => {
    expect((await nodeMachine().run({}, ['node', '-p', expression])).stdout).toBe('undefined\n');
  }); // prettier-ignore

  it('cannot be left by way of constructors', async () => {
    const source = `
      const outer = [console.log.constructor, process.cwd.constructor, require('fs').readFileSync.constructor, (async () => {}).constructor];
      for (const F of outer) console.log(F('return typeof window + typeof navigator.serviceWorker + (globalThis === this)').call ? 'own' : 'foreign');
      console.log(Function('return this')() === globalThis, process.binding === undefined || (() => { try { return process.binding('fs'); } catch { return 'refused'; } })());
    `;
    expect((await nodeMachine().run({ 'main.js': source }, ['node', 'main.js'])).stdout).toBe(
      'own\nown\nown\nown\ntrue refused\n',
    );
  });

  it('reads UTC for local time, whatever the host is set to, and the zone of TZ', async () => {
    const { run } = nodeMachine();
    expect(
      (await run({}, ['node', '-p', 'new Date(0).getTimezoneOffset() + " " + new Date(0).getHours()'])).stdout,
    ).toBe('0 0\n');
    const seoul = ['env', 'TZ=Asia/Seoul', 'node', '-p', 'new Date(0).toString()'];
    expect((await run({}, seoul)).stdout).toBe('Thu Jan 01 1970 09:00:00 GMT+0900 (Korean Standard Time)\n');
  });
});
