import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createDetachFilter, parseDetachKeys } from '../../../../simulator/daemon/streams/detach-keys.ts';
import { createLineCutter } from '../../../../simulator/daemon/logger/lines.ts';
import { concat, decode, encode } from '../../../../simulator/kernel/bytes.ts';
import { collect, failure, testDaemon } from '../support.ts';

test('a client feeds standard input until its end of file', async () => {
  const { create, engine } = testDaemon();
  const id = await create({ OpenStdin: true, StdinOnce: true, AttachStdin: true }, 'lines');
  const { stdin, output } = await engine.containerAttach(id, { stream: true, stdin: true, stdout: true });
  const text = collect(output);
  await engine.containerStart(id);
  await stdin.write('one\ntwo\n');
  await stdin.write('three');
  stdin.end();
  expect((await text).stdout).toBe('<one>\n<two>\n<three>\n');
  expect(await engine.containerWait(id)).toEqual({ StatusCode: 0 });
});

test('a terminal merges the streams and breaks lines with carriage returns', async () => {
  const { run, logs } = testDaemon();
  expect((await run({ name: 'one', Tty: true }, 'tty')).stdout).toBe('tty\r\nerr\r\n');
  expect(await logs('one')).toBe('tty\r\nerr\r\n');
  expect((await run({}, 'tty')).stdout).toBe('no tty\n');
});

test('the detach keys end the connection, not the process', async () => {
  const { create, engine, daemon, sleep } = testDaemon();
  const id = await create({ name: 'one', Tty: true, OpenStdin: true }, 'lines');
  const { stdin, output } = await engine.containerAttach(id, { stream: true, stdin: true, stdout: true });
  const text = collect(output);
  await engine.containerStart(id);
  await stdin.write('hi\n');
  await sleep(10);
  await stdin.write(Uint8Array.of(16));
  await stdin.write(Uint8Array.of(17));
  expect((await text).stdout).toBe('hi\r\n<hi>\r\n');
  expect((await engine.containerInspect('one')).State.Running).toBe(true);
  expect(daemon.events.recent().at(-1)?.message.Action).toBe('detach');
});

test('keys that are not the whole sequence reach the process', () => {
  const keys = parseDetachKeys('ctrl-p,ctrl-q') ?? [];
  const anyTyping = fc.array(fc.uint8Array({ maxLength: 4 }).map((bytes) => bytes.map((byte) => (byte % 3) + 15)));
  fc.assert(
    fc.property(anyTyping, (pieces) => {
      const filter = createDetachFilter(keys);
      const whole = [...concat(pieces)];
      const at = whole.findIndex((byte, index) => byte === 16 && whole[index + 1] === 17);
      const passed: number[] = [];
      let detached = false;
      for (const piece of pieces) {
        const result = filter.feed(piece);
        passed.push(...result.pass);
        if (result.detached) {
          detached = true;
          break;
        }
      }
      expect(detached).toBe(at >= 0);
      // A first key at the very end waits for its second.
      const expected = detached ? whole.slice(0, at) : whole.at(-1) === 16 ? whole.slice(0, -1) : whole;
      expect(passed).toEqual(expected);
    }),
  );
  expect(parseDetachKeys('ctrl-a,b')).toEqual([1, 98]);
  expect(parseDetachKeys('ctrl-')).toBeUndefined();
});

test('log lines are cut at newlines and at 16 KiB, whatever pieces they come in', () => {
  const anyText = fc.array(fc.constantFrom('a', '\n', 'x'.repeat(5000), 'y'.repeat(16384), 'z'.repeat(16383)), {
    maxLength: 12,
  });
  fc.assert(
    fc.property(anyText, fc.integer({ min: 1, max: 9000 }), (parts, size) => {
      const whole = encode(parts.join(''));
      const entries: string[] = [];
      const cutter = createLineCutter(
        'stdout',
        () => 1,
        (_, bytes) => entries.push(decode(bytes)),
      );
      for (let at = 0; at < whole.length; at += size) cutter.feed(whole.subarray(at, at + size));
      cutter.finish();
      expect(entries.join('')).toBe(decode(whole));
      for (const entry of entries.slice(0, -1)) expect(entry.endsWith('\n') || entry.length === 16384).toBe(true);
      for (const entry of entries) expect(entry.replace(/\n$/, '').length).toBeLessThanOrEqual(16384);
    }),
  );
});

test('exec runs beside the main process', async () => {
  const { start, exec, engine, events } = testDaemon();
  const id = await start({ name: 'one', Env: ['A=1'] }, 'sleep', '100');
  expect(await exec('one', 'both', 'out', 'err')).toEqual({ exitCode: 0, stdout: 'out\n', stderr: 'err\n' });
  expect(events().slice(-3)).toEqual([
    'container exec_create: both out err',
    'container exec_start: both out err',
    'container exec_die',
  ]);
  expect((await exec('one', 'env')).stdout).toContain('A=1\n');
  const missing =
    'OCI runtime exec failed: exec failed: unable to start container process: exec: "vim": executable file not found in $PATH';
  expect(await exec('one', 'vim')).toEqual({ exitCode: 127, stdout: `${missing}\r\n`, stderr: '' });
  const { Id } = await engine.execCreate('one', { Cmd: ['id'], User: 'ann', WorkingDir: '/tmp', AttachStdout: true });
  const hijack = await engine.execStart(Id, {});
  expect(hijack === undefined ? '' : (await collect(hijack.output)).stdout).toBe('1000:1000 1000,50 /tmp\n');
  expect(await failure(engine.execStart(Id, {}))).toBe(`409 exec command ${Id} has already run`);
  await engine.containerStop('one', { t: 0 });
  expect(await failure(engine.execCreate('one', { Cmd: ['true'] }))).toBe(`409 container ${id} is not running`);
});

test('users, groups and the environment', async () => {
  const { run } = testDaemon();
  const outputOf = async (options: object, ...command: string[]): Promise<string> =>
    (await run(options, ...command)).stdout;
  expect(await outputOf({}, 'id')).toBe('0:0 0 /\n');
  expect(await outputOf({ User: 'ann', WorkingDir: '/new/dir' }, 'id')).toBe('1000:1000 1000,50 /new/dir\n');
  expect(await outputOf({ User: '1234' }, 'id')).toBe('1234:0 0 /\n');
  expect(await outputOf({ User: 'ann:staff' }, 'id')).toBe('1000:50 50 /\n');
  expect(await failure(run({ User: 'ghost' }, 'id'))).toBe(
    '500 unable to find user ghost: no matching entries in passwd file',
  );
  expect(await failure(run({ User: 'ann:ghosts' }, 'id'))).toBe(
    '500 unable to find group ghosts: no matching entries in group file',
  );
  expect(await outputOf({ Hostname: 'h', Env: ['B=2', 'EMPTY='] }, 'env')).toBe(
    'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\nHOSTNAME=h\nB=2\nEMPTY=\nHOME=/root\n',
  );
});

test('logs: tail, since, timestamps, and following to the end', async () => {
  const { run, logs, start, engine, daemon, sleep } = testDaemon();
  await run({ name: 'one' }, 'echo', 'first');
  await sleep(2000);
  const middle = String(Math.floor(daemon.kernel.clock.now() / 1000));
  await engine.containerStart('one');
  await engine.containerWait('one');
  expect(await logs('one', { tail: '1' })).toBe('first\n');
  expect(await logs('one', { tail: 'x' })).toBe('first\nfirst\n');
  expect(await logs('one', { since: middle })).toBe('first\n');
  expect(await logs('one', { until: middle })).toBe('first\n');
  expect(await logs('one', { timestamps: true, tail: '1' })).toMatch(
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z first\n$/,
  );
  await start({ name: 'two' }, 'late', '1', '0');
  const followed = logs('two', { follow: true });
  await engine.containerWait('two');
  expect(await followed).toBe('');
  await run({ name: 'quiet', host: { LogConfig: { Type: 'none', Config: {} } } }, 'echo', 'x');
  expect(await failure(logs('quiet'))).toBe('501 configured logging driver does not support reading');
  await run({ name: 'bin' }, 'print', 'no newline');
  expect(await logs('bin')).toBe('no newline');
});

test('log files rotate', async () => {
  const { start, engine, hostFs, create } = testDaemon();
  const LogConfig = { Type: 'json-file', Config: { 'max-size': '200', 'max-file': '2' } };
  const id = await create({ name: 'one', host: { LogConfig } }, 'echo', 'line');
  for (let at = 0; at < 8; at++) {
    await engine.containerStart('one');
    await engine.containerWait('one');
  }
  const directory = `/var/lib/docker/containers/${id}`;
  expect(
    hostFs
      .readdir(directory)
      .map(({ name }) => name)
      .filter((name) => name.includes('json'))
      .sort(),
  ).toEqual([`${id}-json.log`, `${id}-json.log.1`]);
  expect(await failure(create({ host: { LogConfig: { Type: 'json-file', Config: { bad: '1' } } } }, 'true'))).toBe(
    "400 unknown log opt 'bad' for json-file log driver",
  );
  const wrong = { LogConfig: { Type: 'json-file', Config: { 'max-size': 'x' } } };
  expect(await failure(start({ host: wrong }, 'true'))).toBe(
    "500 failed to create task for container: failed to initialize logging driver: invalid size: 'x'",
  );
});
