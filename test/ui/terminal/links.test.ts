import { expect, it } from 'vitest';
import { pastedLines } from '../../../src/terminal/tools/clipboard.ts';
import { windowKey } from '../../../src/terminal/tools/keys.ts';
import { linksOf } from '../../../src/terminal/tools/links.ts';

const IMAGES = new Set(['nginx:alpine', 'hello-world:latest', 'me/app:1.0']);
const found = (line: string): string[] =>
  linksOf(line, IMAGES).map(({ start, end, target }) => `${line.slice(start, end)} ${target.kind}`);

it('published ports, addresses of this machine and images that there are can be followed', () => {
  expect(found('c0ffee  nginx:alpine  "/docker-entry"  0.0.0.0:8080->80/tcp, [::]:8080->80/tcp  web')).toEqual([
    '0.0.0.0:8080 port',
    '[::]:8080 port',
    'nginx:alpine image',
  ]);
  expect(found('open http://localhost:3000/items?id=1 now')).toEqual(['http://localhost:3000/items?id=1 port']);
  expect(found('me/app:1.0 and hello-world')).toEqual(['me/app:1.0 image', 'hello-world image']);
  expect(found('80/tcp nosuch:1 12:30:05')).toEqual([]);
});

const press = (key: string, more: Partial<Record<'ctrlKey' | 'shiftKey' | 'metaKey' | 'altKey', boolean>> = {}) => ({
  type: 'keydown', key, ctrlKey: false, shiftKey: false, metaKey: false, altKey: false, ...more,
}); // prettier-ignore
const calm = { mac: false, selected: false, afterEscape: false };

it('Ctrl-C interrupts unless something is selected; Ctrl-V pastes; Esc, then Tab, leaves', () => {
  expect(windowKey(press('c', { ctrlKey: true }), calm)).toBeUndefined();
  expect(windowKey(press('c', { ctrlKey: true }), { ...calm, selected: true })).toBe('copy');
  expect(windowKey(press('v', { ctrlKey: true }), calm)).toBe('paste');
  expect(windowKey(press('c', { ctrlKey: true }), { ...calm, mac: true, selected: true })).toBeUndefined();
  expect(windowKey(press('c', { metaKey: true }), { ...calm, mac: true, selected: true })).toBe('copy');
  expect(windowKey(press('Tab'), calm)).toBeUndefined();
  expect(windowKey(press('Tab'), { ...calm, afterEscape: true })).toBe('leave');
  for (const key of ['a', 'd', 'e', 'k', 'l', 'r', 'u', 'w', 'z', 'p', 'q', '\\'])
    expect(windowKey(press(key, { ctrlKey: true }), calm)).toBeUndefined();
});

it('counts the lines of a paste as they would run', () => {
  expect(pastedLines('docker ps')).toBe(1);
  expect(pastedLines('docker ps\n')).toBe(1);
  expect(pastedLines('a\r\nb\r\nc')).toBe(3);
});
