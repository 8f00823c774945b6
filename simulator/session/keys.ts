/** What `>>>` lines send: a key by its name alone, anything else as a line that is entered. */
const KEYS: ReadonlyMap<string, string> = new Map([
  ['^C', '\x03'],
  ['^D', '\x04'],
  ['^L', '\x0c'],
  ['^P', '\x10'],
  ['^Q', '\x11'],
  ['^P^Q', '\x10\x11'],
  ['^Z', '\x1a'],
  ['^[', '\x1b'],
  ['^\\', '\x1c'],
]);

export function keysFor(text: string): string {
  return KEYS.get(text) ?? `${text}\r`;
}
