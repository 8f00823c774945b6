/** npm over the simulated registry: what it writes down, what lies in node_modules afterwards, how it complains. */
import { describe, expect, it } from 'vitest';
import { nodeMachine } from './node-machine.ts';

const MANIFEST = JSON.stringify({
  name: 'shop',
  version: '2.1.0',
  scripts: { start: 'node server.js', hello: 'echo hello', prehello: 'echo before' },
  dependencies: { uuid: '^9.0.0' },
  devDependencies: { nodemon: '^3.0.0' },
});

describe('npm install', { timeout: 20_000 }, () => {
  it('puts packages and what they need into node_modules, and records them', async () => {
    const { run, machine } = nodeMachine();
    await run({}, ['npm', 'init', '-y']);
    const { stdout, exitCode } = await run({}, ['npm', 'install', 'cors']);
    expect([stdout.replace(/in \d+m?s/, 'in 1s'), exitCode]).toEqual([
      '\nadded 3 packages, and audited 4 packages in 1s\n\nfound 0 vulnerabilities\n',
      0,
    ]);
    expect(machine.fs.readdir('/tmp/nt/node_modules').map(({ name }) => name)).toEqual(['cors', 'object-assign', 'vary']); // prettier-ignore
    expect(JSON.parse(machine.fs.readText('/tmp/nt/package.json'))).toMatchObject({ dependencies: { cors: '^2.8.5' } });
    const lock: unknown = JSON.parse(machine.fs.readText('/tmp/nt/package-lock.json'));
    expect(lock).toMatchObject({ lockfileVersion: 3, packages: { 'node_modules/vary': { version: '1.1.2' } } });
  });

  it('leaves development out in production, and prune takes it out', async () => {
    const { run, machine } = nodeMachine();
    const has = (name: string): boolean => machine.fs.exists(`/tmp/nt/node_modules/${name}`);
    await run({ 'package.json': MANIFEST }, ['npm', 'install', '--omit=dev']);
    expect([has('uuid'), has('nodemon')]).toEqual([true, false]);
    await run({}, ['npm', 'install']);
    expect([has('nodemon'), has('chokidar'), has('.bin/nodemon')]).toEqual([true, true, true]);
    const { stdout } = await run({}, ['npm', 'prune', '--production']);
    expect(stdout).toMatch(/^\nremoved \d+ packages, and audited 2 packages in /);
    expect([has('uuid'), has('nodemon'), has('chokidar'), has('.bin/nodemon')]).toEqual([true, false, false, false]);
  });

  it('uninstall takes a package out of the files that name it', async () => {
    const { run, machine } = nodeMachine();
    await run({ 'package.json': MANIFEST }, ['npm', 'install']);
    await run({}, ['npm', 'uninstall', 'uuid']);
    expect(machine.fs.exists('/tmp/nt/node_modules/uuid')).toBe(false);
    for (const file of ['package.json', 'package-lock.json'])
      expect(machine.fs.readText(`/tmp/nt/${file}`)).not.toContain('uuid');
  });

  it('says what the registry does not have', async () => {
    const { run } = nodeMachine();
    const { stderr, exitCode } = await run({ 'package.json': MANIFEST }, ['npm', 'i', 'no-such-thing-at-all']);
    expect(stderr).toContain('E404');
    expect(exitCode).toBe(1);
  });

  it('ci wants a lock file, install a package.json', async () => {
    const { run } = nodeMachine();
    expect(await run({ 'package.json': MANIFEST }, ['npm', 'ci'])).toMatchObject({ exitCode: 1 });
    expect((await nodeMachine().run({}, ['npm', 'install'])).stderr).toContain('Could not read package.json');
    await run({}, ['npm', 'install']);
    expect((await run({}, ['npm', 'ci'])).exitCode).toBe(0);
  });

  it('does not pretend to run a package that it does not simulate', async () => {
    const { run } = nodeMachine();
    await run({ 'package.json': MANIFEST }, ['npm', 'install', 'lodash']);
    const { stderr, exitCode } = await run({}, ['node', '-e', 'require("lodash")']);
    expect(stderr).toContain('the npm package lodash is not simulated by Drydock');
    expect(exitCode).toBe(1);
  });
});

describe('npm run', { timeout: 20_000 }, () => {
  it('runs a script after what is to come before it, with the status of the script', async () => {
    const { run } = nodeMachine();
    const { stdout } = await run({ 'package.json': MANIFEST }, ['npm', 'run', 'hello', '--', 'you']);
    expect(stdout).toBe(
      '\n> shop@2.1.0 prehello\n> echo before\n\nbefore\n\n> shop@2.1.0 hello\n> echo hello you\n\nhello you\n',
    );
    const failed = await run({ 'server.js': 'process.exit(3)' }, ['npm', 'start']);
    expect(failed.exitCode).toBe(3);
  });

  it('says which scripts are missing', async () => {
    const { stderr, exitCode } = await nodeMachine().run({ 'package.json': MANIFEST }, ['npm', 'run', 'nothing']);
    expect(stderr).toContain('Missing script: "nothing"');
    expect(exitCode).toBe(1);
  });
});

describe('npm config', () => {
  it('keeps what is set in ~/.npmrc', async () => {
    const { run, machine } = nodeMachine();
    expect((await run({}, ['npm', 'config', 'get', 'registry'])).stdout).toBe('https://registry.npmjs.org/\n');
    await run({}, ['npm', 'config', 'set', 'registry', 'http://mirror.example/']);
    expect((await run({}, ['npm', 'config', 'get', 'registry'])).stdout).toBe('http://mirror.example/\n');
    expect(machine.fs.readText('/root/.npmrc')).toBe('registry=http://mirror.example/\n');
  });
});
