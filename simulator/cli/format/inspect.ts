/**
 * What every `inspect` command prints: indented JSON, compact JSON (`--format json`), or a template per object.
 * A template runs over the API's Go types first and, where that fails, over the plain JSON with missing keys as errors.
 */
import { errorText, isFailure, type Client } from '../client.ts';
import { StatusError } from '../status-error.ts';
import { indentJson } from './json.ts';
import type { Loader } from './listing.ts';
import type { Value } from './template/value.ts';

/** An object as the API gave it, and how to see it as its Go type (undefined: as plain JSON). */
export interface Inspected {
  readonly raw: unknown;
  readonly typed?: () => Value;
  /** There is no plain JSON to fall back to: a template that fails over the type fails. */
  readonly typedOnly?: boolean;
  /** The JSON text where it differs from what `raw` gives (HTML escapes). */
  readonly text?: (data: unknown) => string;
}

export interface InspectOutput {
  /** For stdout. */
  readonly text: string;
  /** Failures in the order of the references; they make the exit status 1. */
  readonly errors: readonly string[];
}

interface Printer {
  add(found: Inspected): void;
  text(): string;
}

function jsonPrinter(indent: boolean): Printer {
  const found: string[] = [];
  return {
    add: ({ raw, text }) => found.push(text ? text(raw) : JSON.stringify(raw)),
    text: () => {
      if (found.length === 0) return '[]\n';
      const list = `[${found.join(',')}]`;
      return `${indent ? indentJson(list) : list}\n`;
    },
  };
}

async function templatePrinter(loader: Loader, source: string): Promise<Printer> {
  const { parse, render } = await loader.load(() => import('./template/index.ts'));
  const { fromJson } = await loader.load(() => import('./template/from-json.ts'));
  const template = readTemplate(source, parse);
  let out = '';
  const overJson = (raw: unknown): string => {
    try {
      return render(template, fromJson(raw), true);
    } catch (error) {
      throw new Error(`template parsing error: ${messageOf(error)}`);
    }
  };
  return {
    add: ({ raw, typed, typedOnly = false }) => {
      let shown: string | undefined;
      if (typed) {
        try {
          shown = render(template, typed());
        } catch (error) {
          if (typedOnly) throw new Error(`template parsing error: ${messageOf(error)}`);
        }
      }
      out += `${shown ?? overJson(raw)}\n`;
    },
    text: () => (out === '' ? '\n' : out),
  };
}

const messageOf = (error: unknown): string => errorText(error);

function readTemplate<T>(source: string, parse: (text: string) => T): T {
  try {
    return parse(source);
  } catch (error) {
    throw new StatusError(64, `template parsing error: ${messageOf(error)}`);
  }
}

/** Prints what `find` finds for each reference. Throws StatusError(64) for a template that does not parse. */
export async function inspect(
  loader: Loader,
  references: readonly string[],
  format: string,
  find: (reference: string) => Promise<Inspected>,
): Promise<InspectOutput> {
  const printer =
    format === '' || format === 'json' ? jsonPrinter(format === '') : await templatePrinter(loader, format);
  const errors: string[] = [];
  for (const reference of references) {
    try {
      printer.add(await find(reference));
    } catch (error) {
      if (!isFailure(error)) throw error;
      errors.push(messageOf(error));
    }
  }
  return { text: printer.text(), errors };
}

/** Inspects and prints; failures end in status 1 with all their messages. */
export async function printInspected(
  client: Client,
  references: readonly string[],
  format: string,
  find: (reference: string) => Promise<Inspected>,
): Promise<number> {
  const { text, errors } = await inspect(client, references, format, find);
  await client.print(text);
  if (errors.length > 0) throw new StatusError(1, errors.join('\n'));
  return 0;
}
