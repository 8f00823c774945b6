/** `up` after any history: it ends in what the file says, and a second `up` changes nothing. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withMachine } from '../../../node/machine.ts';
import { parseSession } from '../../../simulator/session/parse.ts';
import { replay } from '../../../simulator/session/replay.ts';

interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
}

async function run(commands: readonly string[]): Promise<Outcome[]> {
  const session = parseSession(commands.map((command) => `$ ${command}\n`).join(''), 'history');
  return withMachine({ time: 'virtual', seed: 'history' }, async (host) => {
    const { transcript } = await replay(host, session);
    return transcript.steps.map((step) => {
      if (!('stdout' in step)) throw new Error('a plain session was expected');
      return { stdout: step.stdout, stderr: step.stderr };
    });
  });
}

const write = (replicas: number, word: string): string =>
  `printf 'services:\\n  a:\\n    image: busybox\\n    init: true\\n    command: sleep 999\\n    scale: ${String(replicas)}\\n    environment: {WORD: ${word}}\\n  b:\\n    image: busybox\\n    init: true\\n    command: sleep 999\\n    depends_on: [a]\\n' > compose.yaml`;

const step = fc.oneof(
  fc.constantFrom(
    'docker compose up -d',
    'docker compose stop a',
    'docker compose kill b',
    'docker compose rm -fs a',
    'docker compose down',
    'docker compose pause',
    'docker rm -f lab-b-1',
    'docker compose up -d --scale a=2',
    'docker compose run --rm a true',
  ),
  fc.tuple(fc.integer({ min: 0, max: 3 }), fc.constantFrom('x', 'y')).map(([replicas, word]) => write(replicas, word)),
);

describe('docker compose up', () => {
  it('brings what the file describes, and then finds nothing to do', { timeout: 60_000 }, async () => {
    const history = fc.array(step, { minLength: 1, maxLength: 6 });
    const file = fc.tuple(fc.integer({ min: 0, max: 3 }), fc.constantFrom('x', 'y'));
    await fc.assert(
      fc.asyncProperty(history, file, async (before, [replicas, word]) => {
        const outcomes = await run([
          write(1, 'x'),
          ...before,
          'docker compose unpause',
          write(replicas, word),
          'docker compose up -d',
          'docker compose ps -a --format "{{.Service}} {{.State}}"',
          'docker compose up -d',
          "for c in $(docker compose ps -q a); do docker exec $c sh -c 'echo $WORD'; done",
        ]);
        const [state, again, words] = outcomes.slice(-3);
        const expected = [...Array.from({ length: replicas }, () => 'a running'), 'b running'];
        expect(state?.stdout.trimEnd().split('\n')).toEqual(expected);
        expect(
          again?.stderr
            .trimEnd()
            .split('\n')
            .filter((line) => !line.endsWith('  Running')),
        ).toEqual([]);
        expect(words?.stdout.split('\n').filter((line) => line !== '')).toEqual(
          Array.from({ length: replicas }, () => word),
        );
      }),
      { numRuns: 12 },
    );
  });
});
