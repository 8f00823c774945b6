import type { CountTest, TextTest } from '../format.ts';
import { type Reason, reason } from '../reasons.ts';

/** undefined when the predicate holds, otherwise why it does not. */
export type Verdict = Reason | undefined;

/** Tests `text`; `what` names it in the reason. */
export function judgeText(test: TextTest, text: string, what: string): Verdict {
  if (test.equals !== undefined && text.trim() !== test.equals.trim()) return reason('text.equals', { what });
  if (test.contains !== undefined && !text.includes(test.contains)) return reason('text.contains', { what, text: test.contains });
  if (test.matches !== undefined && !new RegExp(test.matches, 'm').test(text)) return reason('text.contains', { what, text: test.matches });
  if (test.lacks !== undefined && text.includes(test.lacks)) return reason('text.lacks', { what, text: test.lacks });
  return undefined;
}

export function holds(test: CountTest, count: number): boolean {
  const { equals = count, atLeast = count, atMost = count } = test;
  return count === equals && count >= atLeast && count <= atMost;
}

export function countText(test: CountTest): string {
  if (test.equals !== undefined) return String(test.equals);
  const parts = [test.atLeast === undefined ? '' : `≥ ${test.atLeast}`, test.atMost === undefined ? '' : `≤ ${test.atMost}`];
  return parts.filter((part) => part !== '').join(', ');
}
