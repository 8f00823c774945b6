import fc from 'fast-check';
import { expect, it } from 'vitest';
import { TimerQueue } from '../../../../simulator/kernel/time/timer-queue.ts';

it('fires by time, equal times in the order of their setting, cancelled ones never', () => {
  const plan = fc.array(fc.record({ at: fc.integer({ min: 0, max: 20 }), cancel: fc.boolean() }), { maxLength: 300 });
  fc.assert(
    fc.property(plan, (timers) => {
      const queue = new TimerQueue();
      const fired: number[] = [];
      const set = timers.map(({ at }, index) => queue.add(at, () => fired.push(index)));
      timers.forEach(({ cancel }, index) => cancel && set[index]?.cancel());
      for (let time = queue.next(); time !== undefined; time = queue.next()) queue.takeDue(time)?.fire();
      const expected = timers
        .map((timer, index) => ({ ...timer, index }))
        .filter(({ cancel }) => !cancel)
        .sort((a, b) => a.at - b.at || a.index - b.index);
      expect(fired).toEqual(expected.map(({ index }) => index));
    }),
  );
});

it('keeps little of what has been cancelled', () => {
  const queue = new TimerQueue();
  queue.add(5, () => undefined);
  for (let at = 0; at < 10_000; at++) queue.add(1e6 + at, () => undefined).cancel();
  expect(queue.next()).toBe(5);
  expect(queue.takeDue(4)).toBeUndefined();
  queue.takeDue(5)?.fire();
  expect(queue.next()).toBeUndefined();
  expect(queue.add(Infinity, () => undefined).waiting).toBe(true);
  expect(queue.next()).toBeUndefined();
});
