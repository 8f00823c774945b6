/**
 * Records what real bash, dash and busybox's ash do with the snippets of shell-snippets.txt, for
 * test/simulator/shell/recorded.test.ts. Run as root on Debian 12 with bash, dash and busybox installed:
 *
 *   node test/recorders/shell.mjs
 */
import { spawn, spawnSync } from 'node:child_process';
import { constants } from 'node:os';
import { chmodSync, closeSync, mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { ENVIRONMENT, ROOM, invocation, readSnippets, withoutNumbers } from './shell-cases.mjs';

const SHELLS = {
  bash: { command: '/bin/bash', first: [], version: ['--version'] },
  dash: { command: '/bin/dash', first: [], version: undefined },
  ash: { command: '/bin/busybox', first: ['ash'], version: ['--help'] },
};

/**
 * A pipe that holds `text`. Not one of Node's own: those are sockets, and bash, finding a socket on its standard input,
 * takes itself to be started by a remote shell daemon and reads ~/.bashrc.
 */
function pipeOf(text) {
  rmSync('/tmp/shell-recorder', { recursive: true, force: true });
  mkdirSync('/tmp/shell-recorder');
  writeFileSync('/tmp/shell-recorder/text', text);
  spawnSync('mkfifo', ['/tmp/shell-recorder/pipe']);
  spawn('sh', ['-c', 'cat /tmp/shell-recorder/text > /tmp/shell-recorder/pipe'], { stdio: 'ignore' });
  return openSync('/tmp/shell-recorder/pipe', 'r');
}

function record(shell, snippet) {
  rmSync(ROOM, { recursive: true, force: true });
  rmSync('/tmp/shell-recorder', { recursive: true, force: true });
  mkdirSync(ROOM, { recursive: true });
  const { args, stdin, script } = invocation(snippet);
  if (script !== undefined) {
    writeFileSync(`${ROOM}/script.sh`, script);
    chmodSync(`${ROOM}/script.sh`, 0o755);
  }
  const { command, first } = SHELLS[shell];
  const input = pipeOf(stdin);
  const options = {
    cwd: ROOM,
    env: ENVIRONMENT,
    stdio: [input, 'pipe', 'pipe'],
    encoding: 'utf8',
    timeout: 20_000,
    ...(shell === 'ash' ? {} : { argv0: shell }),
  };
  const ran = spawnSync(command, [...first, ...args], options);
  closeSync(input);
  const exitCode = ran.status ?? 128 + (constants.signals[ran.signal] ?? 0);
  return { title: snippet.title, exitCode, stdout: withoutNumbers(ran.stdout), stderr: withoutNumbers(ran.stderr) };
}

for (const shell of Object.keys(SHELLS)) {
  const cases = readSnippets().map((snippet) => record(shell, snippet));
  const file = new URL(`../simulator/shell/data/${shell}.json`, import.meta.url);
  writeFileSync(
    file,
    `${JSON.stringify({ shell, recorded: '2025-11', environment: ENVIRONMENT, cases }, undefined, 1)}\n`,
  );
  console.log(`${shell}: ${cases.length} snippets`);
}
rmSync(ROOM, { recursive: true, force: true });
rmSync('/tmp/shell-recorder', { recursive: true, force: true });
