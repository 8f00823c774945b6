/**
 * Text that is expanded as if it stood in double quotes although it does not in the source: arithmetic, prompts,
 * subscripts. The parser reads it as the body of a here-document, the one place where its grammar has that.
 */
import { parse } from 'unbash';
import type { HereDoc } from 'unbash';
import { quotedSegments } from './plan.ts';
import type { Segment } from './plan.ts';

const DELIMITER = 'END\u0001';
const CACHE_LIMIT = 500;
const cache = new Map<string, readonly Segment[]>();

export function planTemplate(source: string): readonly Segment[] {
  const known = cache.get(source);
  if (known !== undefined) return known;
  const segments = /[$`\\]/.test(source)
    ? parseTemplate(source)
    : [{ kind: 'text' as const, text: source, quoted: true }];
  if (cache.size >= CACHE_LIMIT) cache.clear();
  cache.set(source, segments);
  return segments;
}

function parseTemplate(source: string): Segment[] {
  const script = parse(`: <<${DELIMITER}\n${source}\n${DELIMITER}\n`);
  const command = script.commands[0]?.command;
  const document =
    command?.type === 'Command' ? command.suffix.find((item): item is HereDoc => item.type === 'HereDoc') : undefined;
  if (document?.body.parts === undefined) return [{ kind: 'text', text: source, quoted: true }];
  return withoutFinalNewline(quotedSegments(document.body.parts));
}

function withoutFinalNewline(segments: Segment[]): Segment[] {
  const last = segments.at(-1);
  if (last?.kind !== 'text' || !last.text.endsWith('\n')) return segments;
  return [...segments.slice(0, -1), { ...last, text: last.text.slice(0, -1) }];
}
