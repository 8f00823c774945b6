/**
 * The check vocabulary as data: which predicates there are and what fields they take. Reading, error messages, the
 * JSON schema for editors and the documentation table all come from this table.
 */
import type { Place, Predicate } from './format.ts';
import { LessonError } from './lesson-error.ts';

type FieldKind = 'text' | 'number' | 'flag' | 'texts' | 'count' | 'textTest' | 'states' | 'counts' | readonly string[];
type Fields = Readonly<Record<string, FieldKind>>;

const TEXT_TEST: Fields = { equals: 'text', contains: 'text', matches: 'text', lacks: 'text' };

/** Fields in camel case; lesson files write them with hyphens (`exit-code`). The first field may stand alone. */
export const PREDICATES: Readonly<Record<string, { fields: Fields; required: readonly string[] }>> = {
  image: {
    fields: {
      ref: 'text',
      exists: 'flag',
      from: 'text',
      layersAdded: 'count',
      createdBy: ['build', 'commit', 'pull', 'import'],
      cmd: 'texts',
      entrypoint: 'texts',
      env: 'text',
      exposes: 'text',
      user: 'text',
      workdir: 'text',
      label: 'text',
      size: 'count',
      sameAs: 'text',
    },
    required: ['ref'],
  },
  layer: {
    fields: { image: 'text', which: ['top', 'any'], adds: 'texts', removes: 'texts' },
    required: ['image', 'which'],
  },
  container: {
    fields: {
      name: 'text',
      image: 'text',
      exists: 'flag',
      state: ['created', 'running', 'paused', 'restarting', 'exited', 'dead'],
      health: ['starting', 'healthy', 'unhealthy'],
      exitCode: 'number',
      publishes: 'text',
      env: 'text',
      mounts: 'text',
      readOnlyRoot: 'flag',
      network: 'text',
      restart: 'text',
      user: 'text',
      command: 'textTest',
      autoRemove: 'flag',
      count: 'count',
      as: 'text',
    },
    required: [],
  },
  file: {
    fields: { in: 'text', path: 'text', exists: 'flag', layer: ['writable', 'image'], ...TEXT_TEST },
    required: ['in', 'path'],
  },
  volume: { fields: { name: 'text', exists: 'flag', usedBy: 'text', count: 'count' }, required: ['name'] },
  network: {
    fields: { name: 'text', exists: 'flag', driver: 'text', members: 'texts', internal: 'flag' },
    required: ['name'],
  },
  port: {
    fields: { host: 'number', path: 'text', answers: 'flag', status: 'number', ...TEXT_TEST },
    required: ['host'],
  },
  logs: { fields: { of: 'text', ...TEXT_TEST }, required: ['of'] },
  output: { fields: { command: 'text', ...TEXT_TEST }, required: [] },
  exit: { fields: { command: 'text', code: 'count' }, required: ['code'] },
  build: { fields: { tag: 'text', succeeded: 'flag', cached: 'texts', ran: 'texts' }, required: [] },
  compose: { fields: { project: 'text', services: 'states', replicas: 'counts' }, required: ['project'] },
  registry: { fields: { ref: 'text', pushed: 'flag' }, required: ['ref', 'pushed'] },
  called: { fields: { method: 'text', path: 'text', status: 'count' }, required: ['method', 'path'] },
  quiz: { fields: { id: 'text' }, required: ['id'] },
  ran: { fields: { command: 'text' }, required: ['command'] },
};

const GROUPS = ['all', 'any', 'none'] as const;

type Fail = (message: string) => never;

/**
 * Reads one predicate from YAML data. Throws LessonError naming the wrong key and the keys there are.
 * A mapping with several predicates means all of them.
 */
export function readPredicate(data: unknown, place: Place): Predicate {
  const fail: Fail = (message) => {
    throw new LessonError(place, message);
  };
  if (!isMapping(data)) return fail('a predicate is a mapping such as `container: { name: web, state: running }`');
  const parts = Object.entries(data).map(([key, value]) => readPart(key, value, place, fail));
  const [only] = parts;
  if (only === undefined) return fail('an empty predicate');
  return parts.length === 1 ? only : { all: parts };
}

function readPart(key: string, value: unknown, place: Place, fail: Fail): Predicate {
  const group = GROUPS.find((each) => each === key);
  if (group !== undefined) {
    const list = Array.isArray(value) ? value : fail(`\`${key}\` takes a list of predicates`);
    const of = list.map((each) => readPredicate(each, place));
    return group === 'all' ? { all: of } : group === 'any' ? { any: of } : { none: of };
  }
  if (key === 'at-least') {
    if (!isMapping(value) || typeof value.n !== 'number' || !Array.isArray(value.of)) {
      return fail('`at-least` takes `{ n: NUMBER, of: [ … ] }`');
    }
    return { atLeast: { n: value.n, of: value.of.map((each) => readPredicate(each, place)) } };
  }
  const form = PREDICATES[key];
  if (form === undefined) {
    return fail(`unknown predicate \`${key}\`; there are: all, any, none, at-least, ${Object.keys(PREDICATES).join(', ')}`);
  }
  if (!isMapping(value)) return fail(`\`${key}\` takes a mapping of: ${Object.keys(form.fields).map(hyphened).join(', ')}`);
  const fields: Record<string, unknown> = {};
  for (const [name, given] of Object.entries(value)) {
    const field = camelled(name);
    const kind = form.fields[field];
    if (kind === undefined) {
      return fail(`\`${key}\` has no \`${name}\`; it takes: ${Object.keys(form.fields).map(hyphened).join(', ')}`);
    }
    fields[field] = readField(kind, given, `${key}.${name}`, fail);
  }
  for (const needed of form.required) {
    if (fields[needed] === undefined) return fail(`\`${key}\` needs \`${hyphened(needed)}\``);
  }
  // The table above is the type: `fields` holds what its row allows and nothing else.
  // eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion
  return { [key]: fields } as unknown as Predicate;
}

function readField(kind: FieldKind, value: unknown, name: string, fail: Fail): unknown {
  switch (kind) {
    case 'text':
      return typeof value === 'string' || typeof value === 'number' ? String(value) : fail(`\`${name}\` is a text`);
    case 'number':
      return typeof value === 'number' ? value : fail(`\`${name}\` is a number`);
    case 'flag':
      return typeof value === 'boolean' ? value : fail(`\`${name}\` is true or false`);
    case 'texts': {
      const list: unknown[] = Array.isArray(value) ? value : [value];
      return list.every((each) => typeof each === 'string') ? list : fail(`\`${name}\` is a list of texts`);
    }
    case 'count':
      return readCount(value, name, fail);
    case 'textTest':
      return readTextTest(value, name, fail);
    case 'states':
    case 'counts':
      return isMapping(value) ? value : fail(`\`${name}\` maps service names to ${kind === 'states' ? 'states' : 'numbers'}`);
    default:
      return kind.find((each) => each === value) ?? fail(`\`${name}\` is one of: ${kind.join(', ')}`);
  }
}

function readCount(value: unknown, name: string, fail: Fail): unknown {
  if (typeof value === 'number') return { equals: value };
  if (!isMapping(value)) return fail(`\`${name}\` is a number or { equals, at-least, at-most }`);
  const count: Record<string, number> = {};
  for (const [key, given] of Object.entries(value)) {
    const known = ['equals', 'atLeast', 'atMost'].find((each) => each === camelled(key));
    if (known === undefined || typeof given !== 'number') return fail(`\`${name}\` takes numbers for equals, at-least, at-most`);
    count[known] = given;
  }
  return count;
}

function readTextTest(value: unknown, name: string, fail: Fail): unknown {
  if (typeof value === 'string') return { contains: value };
  if (!isMapping(value)) return fail(`\`${name}\` is a text or { equals, contains, matches, lacks }`);
  for (const [key, given] of Object.entries(value)) {
    if (TEXT_TEST[key] === undefined || typeof given !== 'string') return fail(`\`${name}\` takes equals, contains, matches, lacks`);
  }
  return value;
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function camelled(name: string): string {
  return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

export function hyphened(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
