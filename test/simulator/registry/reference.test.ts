import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  familiarName,
  familiarString,
  fullString,
  parseNormalizedNamed,
  parseTagged,
  tagNameOnly,
} from '../../../simulator/registry/reference.ts';

const SHA = 'a'.repeat(64);

const component = fc.stringMatching(/^[a-z0-9]{1,6}((\.|_|__|-{1,3})[a-z0-9]{1,6}){0,2}$/);
const path = fc.array(component, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
const domain = fc.oneof(
  fc.constantFrom('localhost', 'localhost:5000', '127.0.0.1:5000', 'registry.example.com', 'ghcr.io', '[::1]:5000'),
  fc.stringMatching(/^[a-z0-9]{1,8}\.[a-z]{2,3}(:[0-9]{2,5})?$/),
);
const tag = fc.option(fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,20}$/), { nil: undefined });
const digest = fc.option(fc.stringMatching(/^[a-f0-9]{64}$/), { nil: undefined });
const suffixed = (name: string, t: string | undefined, d: string | undefined): string =>
  name + (t === undefined ? '' : `:${t}`) + (d === undefined ? '' : `@sha256:${d}`);

describe('a reference', () => {
  it('reads what it writes, in the full and in the familiar form', () => {
    fc.assert(
      fc.property(fc.option(domain, { nil: undefined }), path, tag, digest, (host, name, t, d) => {
        const text = suffixed(host === undefined ? name : `${host}/${name}`, t, d);
        fc.pre(!/^[a-f0-9]{64}$/.test(text));
        const read = parseNormalizedNamed(text);
        expect(parseNormalizedNamed(fullString(read))).toEqual(read);
        expect(parseNormalizedNamed(familiarString(read))).toEqual(read);
        expect(familiarString(read).length).toBeLessThanOrEqual(fullString(read).length);
      }),
    );
  });

  it('gets the tag latest only when it has neither tag nor digest', () => {
    fc.assert(
      fc.property(path, tag, digest, (name, t, d) => {
        fc.pre(!/^[a-f0-9]{64}$/.test(name));
        const read = tagNameOnly(parseNormalizedNamed(suffixed(name, t, d)));
        expect(read.tag).toBe(t === undefined && d === undefined ? 'latest' : t);
      }),
    );
  });

  it('never fails in another way than by a ReferenceError with a sentence', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 20 }), (text) => {
        try {
          expect(fullString(parseNormalizedNamed(text))).toContain('/');
        } catch (error) {
          expect(error).toMatchObject({ name: 'ReferenceError' });
        }
      }),
    );
  });
});

describe.each([
  ['nginx', 'docker.io/library/nginx:latest', 'nginx'],
  ['nginx:1.29', 'docker.io/library/nginx:1.29', 'nginx'],
  ['library/nginx', 'docker.io/library/nginx:latest', 'nginx'],
  ['docker.io/nginx', 'docker.io/library/nginx:latest', 'nginx'],
  ['index.docker.io/nginx', 'docker.io/library/nginx:latest', 'nginx'],
  ['docker.io/library/alpine:3.20', 'docker.io/library/alpine:3.20', 'alpine'],
  ['team/app', 'docker.io/team/app:latest', 'team/app'],
  ['docker.io/library/team/app', 'docker.io/library/team/app:latest', 'library/team/app'],
  ['localhost/app', 'localhost/app:latest', 'localhost/app'],
  ['localhost:5000/app:2', 'localhost:5000/app:2', 'localhost:5000/app'],
  [
    'registry.example.com:5000/team/app:v2',
    'registry.example.com:5000/team/app:v2',
    'registry.example.com:5000/team/app',
  ],
  ['Registry/app', 'Registry/app:latest', 'Registry/app'],
  [`alpine@sha256:${SHA}`, `docker.io/library/alpine@sha256:${SHA}`, 'alpine'],
  ['[::1]:5000/x', '[::1]:5000/x:latest', '[::1]:5000/x'],
  [SHA.slice(0, 12), `docker.io/library/${SHA.slice(0, 12)}:latest`, SHA.slice(0, 12)],
])('%s', (text, full, familiar) => {
  it(`means ${full} and is called ${familiar}`, () => {
    expect(fullString(parseTagged(text))).toBe(full);
    expect(familiarName(parseTagged(text))).toBe(familiar);
  });
});

/** Sentences as docker 28.5.2 prints them after its own prefix. */
describe.each([
  ['UPPER', 'invalid reference format: repository name (library/UPPER) must be lowercase'],
  ['team/Foo:1', 'invalid reference format: repository name (team/Foo) must be lowercase'],
  ['app:bad tag', 'invalid reference format'],
  ['app:', 'invalid reference format'],
  ['', 'invalid reference format'],
  [':', 'invalid reference format'],
  ['-app', 'invalid reference format'],
  ['app@sha256:abc', 'invalid reference format'],
  ['a//b', 'invalid reference format'],
  ['app:1:2', 'invalid reference format'],
  ['https://example.com/x', 'invalid reference format'],
  [SHA, `invalid repository name (${SHA}), cannot specify 64-byte hexadecimal strings`],
  [`app@sha256:${'a'.repeat(40)}`, 'invalid checksum digest length'],
  [`app@md5:${'a'.repeat(32)}`, 'unsupported digest algorithm'],
  [`x/${'a'.repeat(300)}`, 'repository name must not be more than 255 characters'],
])('%s', (text, message) => {
  it(`is refused: ${message.slice(0, 60)}`, () => {
    expect(() => parseNormalizedNamed(text)).toThrow(message);
  });
});
