import { describe, expect, it } from 'vitest';
import type { Environment } from '../../../../simulator/kernel/environment.ts';
import { createClock } from '../../../../simulator/kernel/time/create-clock.ts';

/** A host whose time is moved by hand. */
class ManualHost implements Environment {
  time = 1000;
  timers: { at: number; fire: () => void }[] = [];
  deferred: (() => void)[] = [];

  now(): number {
    return this.time;
  }

  setTimer(ms: number, fire: () => void): () => void {
    const timer = { at: this.time + ms, fire };
    this.timers.push(timer);
    return () => (this.timers = this.timers.filter((other) => other !== timer));
  }

  defer(task: () => void): void {
    this.deferred.push(task);
  }

  asset(): Promise<Uint8Array> {
    return Promise.reject(new Error('none'));
  }

  advance(ms: number): void {
    this.time += ms;
    const due = this.timers.filter(({ at }) => at <= this.time);
    this.timers = this.timers.filter(({ at }) => at > this.time);
    for (const { fire } of due) fire();
  }

  turn(): void {
    for (const task of this.deferred.splice(0)) task();
  }
}

describe('time that follows the host', () => {
  it('runs a factor faster and never back', () => {
    const host = new ManualHost();
    const clock = createClock(host, { kind: 'scaled', factor: 10 }, 2);
    const began = clock.now();
    host.advance(50);
    expect(clock.now() - began).toBe(500);
    host.time -= 1000;
    expect(clock.now() - began).toBe(500);
  });

  it('keeps one timer of the host, for the next that is due', () => {
    const host = new ManualHost();
    const clock = createClock(host, { kind: 'scaled', factor: 2 }, 2);
    const fired: string[] = [];
    clock.after(100, () => fired.push('late'));
    const never = clock.after(60, () => fired.push('never'));
    clock.after(40, () => fired.push('soon'));
    expect(host.timers).toHaveLength(1);
    host.advance(20);
    never.cancel();
    host.advance(10);
    expect(fired).toEqual(['soon']);
    host.advance(20);
    expect(fired).toEqual(['soon', 'late']);
    expect(host.timers).toHaveLength(0);
  });

  it('waits longer than the host can in one go', () => {
    const host = new ManualHost();
    const clock = createClock(host, { kind: 'real' }, 2);
    let fired = false;
    clock.after(3e9, () => (fired = true));
    host.advance(2 ** 31 - 1);
    expect(fired).toBe(false);
    host.advance(1e9);
    expect(fired).toBe(true);
    clock.after(Infinity, () => undefined);
    expect(host.timers).toHaveLength(0);
  });

  it('gives computing programs a turn each, and ends a slice after some milliseconds', () => {
    const host = new ManualHost();
    const clock = createClock(host, { kind: 'real' }, 2);
    expect(clock.mayGoOn()).toBe(true);
    host.time += 6;
    expect(clock.mayGoOn()).toBe(false);
    expect(clock.firstSlice()).toBe(0);
    const resumed: string[] = [];
    const runner = (name: string, wanting = true) => ({ wanting, resume: () => void resumed.push(name) });
    clock.enqueue(runner('a'));
    clock.enqueue(runner('dead', false));
    clock.enqueue(runner('b'));
    host.turn();
    expect(resumed).toEqual(['a']);
    expect(clock.mayGoOn()).toBe(true);
    host.turn();
    expect(resumed).toEqual(['a', 'b']);
    clock.halt();
    clock.enqueue(runner('c'));
    host.turn();
    expect(resumed).toEqual(['a', 'b']);
  });
});
