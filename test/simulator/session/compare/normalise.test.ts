import { describe, expect, it } from 'vitest';
import { normalise } from '../../../../simulator/session/compare/normalise.ts';

const HEX64 = '4bbb52ab7d3d9f0ba2f0e6ff3cd4c62b1a0bb87d59f2ad5d0a1c1f7e43a6f0d9';

describe('what may vary between two recordings', () => {
  it.each([
    ['\x1b[1A\x1b[2K\rtext\x1b(B', 'text'],
    ['calculate checksum of ref 0b0c5a3e-aaaa-4bbb-8ccc-1234567890ab::x9k2', 'calculate checksum of ref <ref>'],
    [`Digest: sha256:${HEX64}`, 'Digest: sha256:<digest>'],
    [HEX64, '<id>'],
    ['4bbb52ab7d3d   busybox', '<id>  busybox'],
    ['"MacAddress": "02:42:ac:11:00:02"', '"MacAddress": "<mac>"'],
    ['"StartedAt": "2026-11-21T09:18:24.123456789Z"', '"StartedAt": "<time>"'],
    ['2026-11-21 09:18:24 +0000 UTC', '<time>'],
    ['[21/Nov/2026:09:18:24 +0000] "GET /"', '[<time>] "GET /"'],
    ['Sat Nov 21 09:18:24 UTC 2026', '<time>'],
    ['-rw-r--r-- 1 root root 5 Nov 21 09:18 a', '-rw-r--r-- 1 root root 5 <time> a'],
    ['0.0.0.0:32768->80/tcp', '0.0.0.0:<port>->80/tcp'],
    ['Up Less than a second', 'Up <age>'],
    ['Exited (0) 3 seconds ago', 'Exited (0) <age>'],
    ['#5 0.213 hello', '#5 <dur> hello'],
    ['took 1.5s, 12ms and 1m2.5s', 'took <dur>, <dur> and <dur>'],
    ['4.27MB / 1.037MB', '<size> / <size>'],
    ['jovial_curie', '<name>'],
    ['[====>     ]', '[bar]'],
    ['NAME      IMAGE   \n-------', 'NAME  IMAGE\n---'],
  ])('%j becomes %j', (text, expected) => {
    expect(normalise(text)).toBe(expected);
  });

  it('leaves out lines of progress, which depend on how fast the network was', () => {
    const pull = `latest: Pulling from library/busybox\n4bbb52ab7d3d: Pulling fs layer\n4bbb52ab7d3d: Waiting\nStatus: Downloaded`;
    expect(normalise(pull)).toBe('latest: Pulling from library/busybox\nStatus: Downloaded');
    expect(normalise('#4 exporting layers done\n#4 DONE 0.1s\n#5 [2/2] RUN true')).toBe('#5 [2/2] RUN true');
    expect(normalise('WARNING: No swap limit support\nok')).toBe('ok');
  });
});

describe('what may not vary', () => {
  it.each([
    ['Exited (0) 3 seconds ago', 'Exited (1) 3 seconds ago'],
    ['0.0.0.0:8080->80/tcp', '0.0.0.0:8081->80/tcp'],
    ['172.17.0.2', '172.17.0.3'],
    ['cafe', 'face'],
    ['Error: No such container: box', 'Error: No such container: fox'],
    ['  indented', 'indented'],
    ['a\n\nb', 'a\nb'],
    ['/bin/sh', '/bin/bash'],
    ['web-1', 'web-2'],
    ['MYSQL_VERSION=8', 'MYSQL_VERSION=9'],
    ['hello', 'Hello'],
  ])('%j and %j stay apart', (one, other) => {
    expect(normalise(one)).not.toBe(normalise(other));
  });

  it('is a name that somebody typed', () => {
    expect(normalise('my_box', 'docker run --name my_box busybox')).toBe('my_box');
    expect(normalise('my_box', '')).toBe('<name>');
  });
});
