/** Errors of real programs, as the recorded sessions have them, and what Drydock says about them. */
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { explain, mistakeOf } from '../../../src/explain/index.ts';
import { PATTERNS } from '../../../src/explain/patterns.ts';

interface Step {
  command: string;
  stdout: string;
  stderr: string;
  exitCode: number | null;
}

const FOLDER = 'test/conformance/transcripts';

function failures(): { text: string; output: string; exitCode: number }[] {
  const steps = readdirSync(FOLDER).flatMap((name) => {
    const { steps = [] } = JSON.parse(readFileSync(`${FOLDER}/${name}`, 'utf8')) as { steps?: Step[] };
    return steps;
  });
  return steps
    .filter(
      ({ exitCode, stderr }) => exitCode !== 0 && exitCode !== null && typeof stderr === 'string' && stderr !== '',
    )
    .map(({ command, stdout, stderr, exitCode }) => ({
      text: command,
      output: stdout + stderr,
      exitCode: exitCode ?? 1,
    }));
}

describe('explanations', () => {
  it('are sixty, in both languages', async () => {
    const { en } = await import('../../../src/explain/en.ts');
    const { ko } = await import('../../../src/explain/ko.ts');
    expect(PATTERNS.length).toBeGreaterThanOrEqual(60);
    for (const { id } of PATTERNS) {
      for (const text of [en[id].means, en[id].todo]) expect(text).toMatch(/^\S.{15,}\S$/s);
      expect(ko[id].means).toMatch(/요[.?(]/);
      expect(ko[id].todo).toMatch(/\p{Script=Hangul}/u);
    }
  });

  it('are there for at least half of the errors that real Docker was recorded with', () => {
    const recorded = failures();
    const explained = recorded.filter((step) => mistakeOf(step) !== undefined);
    expect(recorded.length).toBeGreaterThan(100);
    expect(explained.length / recorded.length).toBeGreaterThan(0.5);
  });

  it.each<[command: string, output: string, id: string]>([
    [
      'docker pull nosuch',
      'Error response from daemon: pull access denied for nosuch, repository does not exist',
      'image-not-found',
    ],
    ['docker rm web', 'Error response from daemon: No such container: web', 'no-such-container'],
    ['docker run -p 80:80 nginx', 'Bind for 0.0.0.0:80 failed: port is already allocated', 'port-taken'],
    ['dokcer ps', 'bash: dokcer: command not found', 'command-not-found'],
    ['cat x', 'cat: x: No such file or directory', 'no-such-file'],
  ])('%s', (text, output, id) => {
    expect(mistakeOf({ text, output, exitCode: 1 })?.id).toBe(id);
  });

  it('a command that ended well is not explained', () => {
    expect(mistakeOf({ text: 'cat log', output: 'Permission denied', exitCode: 0 })).toBeUndefined();
  });

  it('names what the error names', async () => {
    const said = await explain({ text: 'docker rm web', output: 'No such container: web', exitCode: 1 }, 'ko');
    expect(said?.means).toContain('web라는 이름이나 ID');
  });
});
