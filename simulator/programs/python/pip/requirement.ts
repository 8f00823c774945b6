/** Requirements as they are written on the command line and in requirements files: `name[extra]>=1,<2; marker`. */
import { isVersion, readClauses } from './version.ts';
import type { Clause } from './version.ts';

export interface Requirement {
  /** As written. */
  name: string;
  extras: string[];
  /** The clauses as shown: `>=1.0,<2`. */
  specifier: string;
  clauses: readonly Clause[];
}

/** What is said of a line that is no requirement. */
export class RequirementError extends Error {
  override name = 'RequirementError';
}

/** Names are compared in lower case, with one kind of separator. */
export function canonical(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}

const FORM = /^([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(?:\[([^\]]*)\])?\s*\(?([^;()]*)\)?\s*(?:;.*)?$/;

export function readRequirement(line: string): Requirement {
  const found = FORM.exec(line.trim());
  const name = found?.[1];
  const written = (found?.[3] ?? '').trim();
  const clauses = readClauses(written);
  if (
    found === null ||
    name === undefined ||
    clauses === undefined ||
    clauses.some(({ version }) => !isVersion(version.replace(/\.\*$/, '')))
  )
    // prettier-ignore
    throw new RequirementError(invalid(line.trim()));
  const extras = (found[2] ?? '').split(',').map((it) => it.trim()).filter((it) => it !== ''); // prettier-ignore
  const specifier = written.replace(/\s+/g, '').replaceAll('&', ',');
  return { name, extras, specifier, clauses };
}

function invalid(line: string): string {
  const name = /^[A-Za-z0-9][A-Za-z0-9._-]*/.exec(line)?.[0] ?? '';
  const hint = /^=[^=]/.test(line.slice(name.length).trim())
    ? '\nHint: = is not a valid operator. Did you mean == ?'
    : '';
  if (name === '')
    return `Invalid requirement: '${line}': Expected package name at the start of dependency specifier\n    ${line}\n    ^`;
  const why = hint === '' && /^\s*[=<>!~]/.test(line.slice(name.length)) ? 'Expected end or semicolon (after version specifier)' : 'Expected semicolon (after name with no version specifier) or end'; // prettier-ignore
  return `Invalid requirement: '${line}': ${why}\n    ${line}\n    ${' '.repeat(name.length)}^${hint}`;
}

/** Whether a marker after `;` holds on this machine; an unknown one does. */
export function markerHolds(line: string, python: string): boolean {
  const marker = line.split(';').slice(1).join(';');
  if (/(sys_platform|platform_system|os_name)\s*==\s*['"](win32|darwin|Windows|Darwin|nt)['"]/.test(marker)) return false;
  const found = /python_version\s*(<=|>=|==|!=|<|>)\s*['"]([\d.]+)['"]/.exec(marker);
  if (found === null) return true;
  const [mine = 0, theirs = 0] = [python, found[2] ?? ''].map((it) => Number(it.split('.')[0]) * 1000 + Number(it.split('.')[1] ?? 0)); // prettier-ignore
  switch (found[1]) {
    case '<': return mine < theirs;
    case '<=': return mine <= theirs;
    case '>': return mine > theirs;
    case '>=': return mine >= theirs;
    case '==': return mine === theirs;
    default: return mine !== theirs;
  }
} // prettier-ignore
