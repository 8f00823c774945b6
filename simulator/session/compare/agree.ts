/** Whether two texts of one step say the same. */
import { normalise } from './normalise.ts';

/** Commands whose lines real Docker prints in no fixed order. */
const UNORDERED =
  /\b(build|bake|compose|docker-compose|diff|images|image ls|ps|events|prune|volume ls|network ls|df|rm|rmi|stop|kill|search)\b/;

/** A numbered step of a build in plain progress, whoever ran the build. */
const BUILD_STEP = /^#\d+ \[/m;

/** @param typed everything typed in the session (see `normalise`) */
export function agree(command: string, expected: string, actual: string, typed = ''): boolean {
  return expected === actual || sameWording(command, normalise(expected, typed), normalise(actual, typed));
}

/**
 * The same for texts that are normalised already. Where Docker keeps no order the sets of lines are compared, with the
 * numbers of build steps left out, since they follow from the order.
 */
export function sameWording(command: string, expected: string, actual: string): boolean {
  if (expected === actual) return true;
  if (keepsOrder(command, expected)) return false;
  const { missing, extra } = strayLines(expected, actual);
  return missing.length === 0 && extra.length === 0;
}

export function keepsOrder(command: string, expected: string): boolean {
  return !UNORDERED.test(command) && !BUILD_STEP.test(expected);
}

/** The lines that only one of two texts has, whatever their order. */
export function strayLines(expected: string, actual: string): { missing: string[]; extra: string[] } {
  const there = lineSet(expected);
  const here = lineSet(actual);
  return {
    missing: [...there].filter((line) => !here.has(line)),
    extra: [...here].filter((line) => !there.has(line)),
  };
}

function lineSet(text: string): Set<string> {
  const lines = text.split('\n').map((line) => line.replace(/^#\d+ /, '').trim());
  return new Set(lines.filter((line) => line !== ''));
}
