import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../../../simulator/programs/nginx/config-parser.ts';
import type { Location, VirtualServer } from '../../../../simulator/programs/nginx/configuration.ts';
import { chooseLocation, chooseServer } from '../../../../simulator/programs/nginx/locations.ts';
import { normalPath } from '../../../../simulator/programs/nginx/handler.ts';
import { statusPage } from '../../../../simulator/programs/nginx/pages.ts';

function location(modifier: string, pattern: string): Location {
  const regex = modifier.startsWith('~') ? new RegExp(pattern, modifier === '~*' ? 'i' : '') : undefined;
  return { kind: 'location', directives: [], outer: undefined, modifier, pattern, regex, locations: [] };
}

function server(port: number, names: readonly string[], defaultServer = false): VirtualServer {
  const listen = [{ host: '0.0.0.0', port, defaultServer }];
  return { kind: 'server', directives: [], outer: undefined, listen, names, locations: [] };
}

describe('the configuration language', () => {
  test('reads words, quotes, blocks and comments, and where they stand', () => {
    const [first] = parseConfig('server { # a comment\n  listen 80;\n  return 200 "a;b";\n}\n', 'f');
    expect(first?.block?.map(({ name, args, line }) => [name, args, line])).toEqual([
      ['listen', ['80'], 2],
      ['return', ['200', 'a;b'], 3],
    ]);
  });

  test.each([
    ['server {\n listen 80\n}\n', 'unexpected "}" in f:3'],
    ['server {\n', 'unexpected end of file, expecting "}" in f:2'],
    ['listen 80', 'unexpected end of file, expecting ";" or "}" in f:1'],
    ['}\n', 'unexpected "}" in f:1'],
  ])('%j is refused in the words of nginx', (text, message) => {
    expect(() => parseConfig(text, 'f')).toThrow(message);
  });

  test('variables in braces are part of a word', () => {
    expect(parseConfig('set $a ${b}c;', 'f')[0]?.args).toEqual(['$a', '${b}c']);
  });
});

describe('choosing a location', () => {
  const places = [
    location('', '/'),
    location('=', '/exact'),
    location('^~', '/static/'),
    location('~*', '\\.(gif|png)$'),
    location('', '/images/'),
  ];
  test.each([
    ['/', '', '/'],
    ['/exact', '=', '/exact'],
    ['/static/a.png', '^~', '/static/'],
    ['/images/a.PNG', '~*', '\\.(gif|png)$'],
    ['/images/a.txt', '', '/images/'],
  ])('%s goes to "%s %s"', (uri, modifier, pattern) => {
    expect(chooseLocation(places, uri).location).toMatchObject({ modifier, pattern });
  });
});

describe('choosing a server', () => {
  const servers = [
    server(80, ['a.example']),
    server(80, ['*.example']),
    server(80, ['other'], true),
    server(81, ['x']),
  ];
  test.each([
    [80, 'a.example:80', 'a.example'],
    [80, 'b.example', '*.example'],
    [80, 'nobody', 'other'],
    [81, 'nobody', 'x'],
  ])('port %i, host %s', (port, host, name) => {
    expect(chooseServer(servers, port, host)?.names).toEqual([name]);
  });
  test('nobody listens', () => expect(chooseServer(servers, 82, 'x')).toBeUndefined());
});

test.each([
  ['/a/../b', '/b'],
  ['/a//b/./c', '/a/b/c'],
  ['/%61', '/a'],
  ['/../etc/passwd', undefined],
  ['/%zz', undefined],
])('the address %s is %s', (path, normal) => {
  expect(normalPath(path)).toBe(normal);
});

test('a 404 page of nginx 1.29.3 has 153 bytes', () => {
  expect(statusPage(404, 'nginx/1.29.3')).toHaveLength(153);
});
