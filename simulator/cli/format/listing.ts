/**
 * Lists as docker prints them: a Go template per row, with `table` before it under a row of titles, or `json`.
 * Formats that only name fields are filled in here; others load the template engine.
 */
import { alignTabs } from './tabwriter.ts';
import { escapeHtml } from './json.ts';
import type { TemplateFunction, Value } from './template/value.ts';

/** What brings code that is not loaded yet: the client, whose clock stands still meanwhile. */
export interface Loader {
  load<T>(module: () => Promise<T>): Promise<T>;
}

export type FieldValue = string | boolean | null;

/** A row: what each field of the format gives. Fields are only asked for when the format names them. */
export type Row = Readonly<Record<string, () => FieldValue>>;

export interface Listing {
  /** Go type of a row, for errors: `*formatter.ContainerContext`. */
  readonly type: string;
  /** Titles of the columns by field. */
  readonly titles: Readonly<Record<string, string>>;
  readonly rows: readonly Row[];
  /** What `{{.Label "name"}}` gives for a row, where rows have labels. */
  readonly label?: (row: number, name: string) => string;
}

export const isTable = (format: string): boolean => format.startsWith('table');

/** The template in a format: without its `table` prefix, and with `\t` and `\n` as characters. */
export function templateOf(format: string): string {
  if (format === 'json') return '{{json .}}';
  const body = isTable(format) ? format.slice('table'.length) : format;
  return body
    .replace(/^ +| +$/g, '')
    .replaceAll('\\t', '\t')
    .replaceAll('\\n', '\n');
}

/** The format as literal texts and field names in turn; undefined when it does more than that. */
function simpleParts(template: string): string[] | undefined {
  const parts = template.split(/\{\{\s*\.(\w+)\s*\}\}/);
  return parts.some((part, at) => at % 2 === 0 && part.includes('{{')) ? undefined : parts;
}

const shown = (value: FieldValue): string => (value === null ? '<nil>' : String(value));

function fill(parts: readonly string[], field: (name: string) => string): string {
  return parts.map((part, at) => (at % 2 === 0 ? part : field(part))).join('');
}

/** A row as JSON: its fields by name in alphabetical order, with HTML characters escaped. */
function rowJson(row: Row): string {
  const names = Object.keys(row).sort();
  return escapeHtml(
    `{${names.map((name) => `${JSON.stringify(name)}:${JSON.stringify(row[name]?.() ?? null)}`).join(',')}}`,
  );
}

/** The list as text. Throws `template parsing error: …` for a format that does not parse or run. */
export async function formatList(loader: Loader, listing: Listing, format: string): Promise<string> {
  const template = templateOf(format);
  if (template === '{{json .}}') return body(listing.rows.map(rowJson), format, () => '{{json .}}');
  const parts = simpleParts(template);
  const known = parts?.every(
    (part, at) => at % 2 === 0 || part in listing.titles || (listing.rows[0] && part in listing.rows[0]),
  );
  if (parts && known === true && listing.rows.every((row) => parts.every((part, at) => at % 2 === 0 || part in row))) {
    const rows = listing.rows.map((row) => fill(parts, (name) => shown(row[name]?.() ?? null)));
    return body(rows, format, () => fill(parts, (name) => listing.titles[name] ?? '<no value>'));
  }
  return formatWithTemplate(loader, listing, format, template);
}

function body(rows: readonly string[], format: string, header: () => string): string {
  const lines = rows.map((row) => `${row}\n`).join('');
  return isTable(format) ? alignTabs(`${header()}\n${lines}`) : lines;
}

async function formatWithTemplate(loader: Loader, listing: Listing, format: string, source: string): Promise<string> {
  const { parse, render, renderHeader } = await loader.load(() => import('./template/index.ts'));
  try {
    const template = parse(source);
    const rows = listing.rows.map((_row, at) => render(template, rowValue(listing, at)));
    return body(rows, format, () => renderHeader(template, titlesValue(listing)));
  } catch (error) {
    throw new Error(`template parsing error: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function fieldValue(value: FieldValue): Value {
  if (value === null) return { kind: 'pointer', type: '*struct', elem: null };
  if (typeof value === 'boolean') return { kind: 'bool', type: 'bool', value };
  return { kind: 'string', type: 'string', value };
}

const textArgument = (value: Value | undefined): string => (value?.kind === 'string' ? value.value : '');
const method = (call: () => FieldValue): TemplateFunction => ({ params: [], call: () => fieldValue(call()) });
const labelMethod = (label: (name: string) => string): TemplateFunction => ({
  params: ['string'],
  call: ([name]) => ({ kind: 'string', type: 'string', value: label(textArgument(name)) }),
});

/** A row as the pointer to a struct with methods that it is in docker's formatter. */
export function rowValue(listing: Listing, at: number): Value {
  const row = listing.rows[at] ?? {};
  const methods = new Map(Object.entries(row).map(([name, call]) => [name, method(call)]));
  const { label } = listing;
  if (label)
    methods.set(
      'Label',
      labelMethod((name) => label(at, name)),
    );
  const struct: Value = { kind: 'struct', type: listing.type.replace(/^\*/, ''), fields: [] };
  return { kind: 'pointer', type: listing.type, elem: struct, methods, json: () => rowJson(row) };
}

/** The titles as the map that a table's header is made from. */
function titlesValue(listing: Listing): Value {
  const entries = new Map(Object.entries(listing.titles).map(([name, title]) => [name, fieldValue(title)]));
  const zero: Value = { kind: 'string', type: 'string', value: '' };
  const map: Value = { kind: 'map', type: 'formatter.SubHeaderContext', key: 'string', entries, zero };
  const last = (name: string): string => (name.split('.').at(-1) ?? '').replace(/[-_]/g, ' ');
  const methods = new Map([['Label', labelMethod(last)]]);
  return { kind: 'pointer', type: '*formatter.SubHeaderContext', elem: map, methods };
}
