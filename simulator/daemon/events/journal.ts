/**
 * The daemon's events: the last 256 are kept for `docker events --since`, and readers hear new ones (as the real
 * daemon does; its buffer has that size too).
 */
import type { Labels } from '../../api/common.ts';
import type { EventMessage, EventType } from '../../api/system.ts';
import { unixNano, unixSeconds } from '../../api/time.ts';
import type { Micros } from '../../api/time.ts';
import type { Timekeeper } from '../time.ts';

const KEPT = 256;

export interface JournalEntry {
  readonly at: Micros;
  readonly message: EventMessage;
}

export interface EventJournal {
  /** Records that `action` happened to what `id` names. Attributes are written in alphabetical order. */
  emit(type: EventType, action: string, id: string, attributes: Labels): void;
  recent(): readonly JournalEntry[];
  listen(heard: (entry: JournalEntry) => void): () => void;
  readonly listeners: number;
}

export function createEventJournal(time: Timekeeper): EventJournal {
  const entries: JournalEntry[] = [];
  const listeners = new Set<(entry: JournalEntry) => void>();
  return {
    emit(type, action, id, attributes) {
      const at = time.now();
      const entry = { at, message: eventMessage(at, type, action, id, attributes) };
      entries.push(entry);
      if (entries.length > KEPT) entries.shift();
      for (const heard of [...listeners]) heard(entry);
    },
    recent: () => entries,
    listen(heard) {
      listeners.add(heard);
      return () => void listeners.delete(heard);
    },
    get listeners() {
      return listeners.size;
    },
  };
}

function eventMessage(at: Micros, type: EventType, action: string, id: string, attributes: Labels): EventMessage {
  const sorted = Object.fromEntries(Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1)));
  const common = {
    Type: type,
    Action: action,
    Actor: { ID: id, Attributes: sorted },
    scope: 'local' as const,
    time: unixSeconds(at),
    timeNano: unixNano(at),
  };
  // The fields of before 2016, which the real daemon still fills for containers and images.
  if (type === 'image') return { status: action, id, ...common };
  if (type !== 'container') return common;
  const from = attributes['image'];
  return { status: action, id, ...(from === undefined ? {} : { from }), ...common };
}
