import type { Wire } from './wire.ts';

/** What a page without an origin may not have, as a page of its own would: storage for as long as it lives, cookies. */
export function bridgeStorage(wire: Wire, cookie: string): void {
  for (const name of ['localStorage', 'sessionStorage'])
    Object.defineProperty(window, name, { value: memoryStorage(), configurable: true });
  const cookies = new Map(
    cookie
      .split('; ')
      .filter((each) => each !== '')
      .map((each) => [each.slice(0, each.indexOf('=')), each.slice(each.indexOf('=') + 1)] as const),
  );
  Object.defineProperty(document, 'cookie', {
    configurable: true,
    get: () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    set: (text: unknown) => {
      const [pair = ''] = String(text).split(';');
      const at = pair.indexOf('=');
      if (at > 0) cookies.set(pair.slice(0, at).trim(), pair.slice(at + 1).trim());
      wire.send({ type: 'cookie', text: String(text) });
    },
  });
}

function memoryStorage(): Storage {
  const items = new Map<string, string>();
  const calls = {
    getItem: (name: string) => items.get(name) ?? null,
    setItem: (name: string, value: unknown) => void items.set(name, String(value)),
    removeItem: (name: string) => void items.delete(name),
    clear: () => items.clear(),
    key: (at: number) => [...items.keys()][at] ?? null,
  };
  return new Proxy(calls, {
    get: (target, name) => {
      if (name === 'length') return items.size;
      if (typeof name === 'string' && !(name in target)) return items.get(name);
      return Reflect.get(target, name) as unknown;
    },
    set: (_, name, value) => {
      items.set(String(name), String(value));
      return true;
    },
    deleteProperty: (_, name) => {
      items.delete(String(name));
      return true;
    },
  }) as unknown as Storage;
}
