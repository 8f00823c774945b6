import type { Place } from './format.ts';

/** A lesson file that cannot be read, with the line to mend. */
export class LessonError extends Error {
  readonly place: Place;
  constructor(place: Place, message: string) {
    super(`${place.file}:${place.line}: ${message}`);
    this.name = 'LessonError';
    this.place = place;
  }
}
