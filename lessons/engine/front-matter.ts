import { LineCounter, parseDocument } from 'yaml';
import { FORMAT, type Lesson, type Place, type Setup } from './format.ts';
import { LessonError } from './lesson-error.ts';

export interface FrontMatter {
  data: Readonly<Record<string, unknown>>;
  /** The lines after the closing `---`, and the number of the first of them. */
  body: readonly string[];
  bodyLine: number;
}

/** Splits `---` front matter from the text and parses it. Throws LessonError at the line YAML complains about. */
export function frontMatter(file: string, source: string): FrontMatter {
  const lines = source.split('\n');
  const end = lines.indexOf('---', 1);
  if (lines[0] !== '---' || end === -1) throw new LessonError({ file, line: 1 }, 'a lesson begins with front matter between two lines of ---');
  const data = parseYaml(lines.slice(1, end).join('\n'), { file, line: 2 });
  if (!isRecord(data)) throw new LessonError({ file, line: 2 }, 'the front matter is a mapping of keys');
  return { data, body: lines.slice(end + 1), bodyLine: end + 2 };
}

/** Parses YAML that begins at `place`; errors are LessonErrors with the line in the lesson file. */
export function parseYaml(text: string, place: Place): unknown {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  const [error] = document.errors;
  if (error !== undefined) {
    const line = place.line + counter.linePos(error.pos[0]).line - 1;
    throw new LessonError({ file: place.file, line }, `${error.message} (a text that begins with * \` [ or { needs quotes)`);
  }
  const value: unknown = document.toJS();
  return value;
}

type Head = Omit<Lesson, 'lang' | 'intro' | 'steps'>;

const LEVELS = ['beginner', 'intermediate', 'advanced'] as const;
const ORDERS = ['steps', 'any', 'reference'] as const;
const VIEWS = ['layers', 'network', 'build', 'browser', 'files', 'none'] as const;

/** Reads the keys of a source lesson. Unknown keys are errors, so that a misspelt one is not lost. */
export function readHead(data: Readonly<Record<string, unknown>>, place: Place): Head {
  const known = ['format', 'id', 'lang', 'title', 'summary', 'level', 'minutes', 'teaches', 'needs', 'setup', 'order', 'view'];
  for (const key of Object.keys(data)) {
    if (!known.includes(key)) throw new LessonError(place, `unknown key \`${key}\`; the front matter takes: ${known.join(', ')}`);
  }
  if (data.format !== FORMAT) throw new LessonError(place, `format must be ${FORMAT}`);
  return {
    id: text(data, 'id', place),
    title: text(data, 'title', place),
    summary: text(data, 'summary', place),
    level: oneOf(data.level ?? 'beginner', LEVELS, 'level', place),
    minutes: count(data.minutes, place),
    teaches: texts(data.teaches, 'teaches', place),
    needs: texts(data.needs, 'needs', place),
    setup: readSetup(data.setup, place),
    order: oneOf(data.order ?? 'steps', ORDERS, 'order', place),
    view: oneOf(data.view ?? 'layers', VIEWS, 'view', place),
  };
}

function readSetup(data: unknown, place: Place): Setup {
  const given = isRecord(data) ? data : {};
  for (const key of Object.keys(given)) {
    if (!['files', 'images', 'commands', 'registry', 'seed'].includes(key)) throw new LessonError(place, `unknown key \`setup.${key}\``);
  }
  const registry = isRecord(given.registry) ? given.registry : {};
  const files: Record<string, string> = {};
  for (const [path, content] of Object.entries(isRecord(given.files) ? given.files : {})) files[path] = String(content);
  return {
    files,
    images: texts(given.images, 'setup.images', place),
    commands: texts(given.commands, 'setup.commands', place),
    registry: { offline: registry.offline === true, rateLimited: registry['rate-limited'] === true },
    seed: typeof given.seed === 'string' || typeof given.seed === 'number' ? String(given.seed) : 'lesson',
  };
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function text(data: Readonly<Record<string, unknown>>, key: string, place: Place): string {
  const value = data[key];
  if (typeof value !== 'string' || value === '') throw new LessonError(place, `\`${key}\` is missing`);
  return value;
}

function texts(value: unknown, name: string, place: Place): string[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw new LessonError(place, `\`${name}\` is a list`);
  return value.map(String);
}

function count(value: unknown, place: Place): number {
  if (typeof value !== 'number') throw new LessonError(place, '`minutes` is a number');
  return value;
}

function oneOf<const T extends readonly string[]>(value: unknown, allowed: T, name: string, place: Place): T[number] {
  const found = allowed.find((each) => each === value);
  if (found === undefined) throw new LessonError(place, `\`${name}\` is one of: ${allowed.join(', ')}`);
  return found;
}
