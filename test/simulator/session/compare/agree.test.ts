import { describe, expect, it } from 'vitest';
import { agree } from '../../../../simulator/session/compare/agree.ts';

describe('agreement of two outputs', () => {
  it('keeps the order of lines', () => {
    expect(agree('echo', 'a\nb\n', 'a\nb\n')).toBe(true);
    expect(agree('echo', 'a\nb\n', 'b\na\n')).toBe(false);
    expect(agree('docker logs web', 'a\nb\n', 'b\na\n')).toBe(false);
  });

  it('but not where Docker keeps none', () => {
    expect(agree('docker ps -a', 'a\nb\n', 'b\na\n')).toBe(true);
    expect(agree('docker diff box', 'C /a\nA /b\n', 'A /b\nC /a\n')).toBe(true);
    expect(agree('sh build.sh', '#6 [2/3] RUN a\n#7 [3/3] RUN b', '#6 [3/3] RUN b\n#7 [2/3] RUN a')).toBe(true);
  });

  it('never lets a line be missing or extra', () => {
    expect(agree('docker ps -a', 'a\nb\n', 'a\n')).toBe(false);
    expect(agree('docker ps -a', 'a\n', 'a\nb\n')).toBe(false);
  });
});
