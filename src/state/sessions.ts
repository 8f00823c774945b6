/** Which sessions the browser keeps, known without asking its database: a first visit must not wait for that. */
import { storage } from './settings.svelte.ts';

const KEPT = 'drydock.sessions';
const LAST = 'drydock.lesson';

/** What a machine without a lesson is called. */
export const FREE_PLAY = 'free';

export function isKept(session: string): boolean {
  return (storage.read(KEPT) ?? '').split(' ').includes(session);
}

export function noteKept(session: string): void {
  if (!isKept(session)) storage.write(KEPT, `${storage.read(KEPT) ?? ''} ${session}`.trim());
}

/** The session to open: the address's, the one of last time, the first lesson. */
export function sessionOf(query: URLSearchParams): string {
  const session = query.get('lesson') ?? storage.read(LAST) ?? 'hello-world';
  return /^[\w-]+$/.test(session) ? session : 'hello-world';
}

export function noteOpened(session: string): void {
  storage.write(LAST, session);
}
