/** Docker's templates: Go's text/template with the functions docker adds. */
import { BUILTINS, DOCKER_FUNCTIONS, HEADER_FUNCTIONS } from './builtins.ts';
import { execute } from './execute.ts';
import { parseTemplate, type Template } from './parse.ts';
import type { Value } from './value.ts';

const NAMES = new Set([...Object.keys(BUILTINS), ...Object.keys(DOCKER_FUNCTIONS)]);

/** Throws TemplateError, whose message begins with `template: :LINE:`. */
export const parse = (text: string): Template => parseTemplate(text, NAMES);

/** Throws ExecError. */
export function render(template: Template, data: Value, missingKeyIsError = false): string {
  return execute(template, data, { functions: DOCKER_FUNCTIONS, missingKeyIsError });
}

/** The header row of a table: the template over the titles of its columns. Errors leave what was written before. */
export function renderHeader(template: Template, titles: Value): string {
  try {
    return execute(template, titles, { functions: { ...DOCKER_FUNCTIONS, ...HEADER_FUNCTIONS } });
  } catch {
    return '';
  }
}

export { TemplateError } from './parse.ts';
export { ExecError } from './execute.ts';
export type { Template } from './parse.ts';
