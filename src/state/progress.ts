/** How far each lesson is, remembered by the browser for the course map. */
import type { LessonState } from '../../lessons/engine/progress.ts';
import { storage } from './settings.svelte.ts';

const KEY = 'drydock.progress';

export interface LessonProgress {
  readonly passed: number;
  readonly complete: boolean;
}

export function progressOfAll(): Readonly<Record<string, LessonProgress>> {
  try {
    const kept: unknown = JSON.parse(storage.read(KEY) ?? '{}');
    if (typeof kept !== 'object' || kept === null) return {};
    return Object.fromEntries(
      Object.entries(kept).filter((entry): entry is [string, LessonProgress] => isProgress(entry[1])),
    );
  } catch {
    return {};
  }
}

/** A lesson once completed stays so, also when it is begun again. */
export function noteProgress(state: LessonState): void {
  const all = progressOfAll();
  const passed = Object.values(state.steps).filter((step) => step.passed).length;
  const complete = state.complete || all[state.lesson]?.complete === true;
  storage.write(KEY, JSON.stringify({ ...all, [state.lesson]: { passed, complete } }));
}

function isProgress(value: unknown): value is LessonProgress {
  if (typeof value !== 'object' || value === null) return false;
  const { passed, complete } = value as Partial<LessonProgress>;
  return typeof passed === 'number' && typeof complete === 'boolean';
}
