import { describe, expect, it } from 'vitest';
import { isIgnored, readIgnoreFile } from '../../../simulator/builder/ignore/pattern.ts';

const paths = ['a.txt', 'b.md', 'README.md', 'src/a.txt', 'src/deep/x.md', 'node_modules/p/index.js', '.git/HEAD'];

function kept(text: string): string[] {
  const patterns = readIgnoreFile(text);
  return paths.filter((path) => !isIgnored(patterns, path));
}

describe('.dockerignore', () => {
  it('matches a star within one directory only, and two stars over any number', () => {
    expect(kept('*.md')).toEqual(['a.txt', 'src/a.txt', 'src/deep/x.md', 'node_modules/p/index.js', '.git/HEAD']);
    expect(kept('**/*.md')).toEqual(['a.txt', 'src/a.txt', 'node_modules/p/index.js', '.git/HEAD']);
  });

  it('takes what lies below a matched directory', () => {
    expect(kept('node_modules\n/.git/\n')).toEqual(['a.txt', 'b.md', 'README.md', 'src/a.txt', 'src/deep/x.md']);
  });

  it('lets the last matching line decide', () => {
    expect(kept('*\n!README.md\n!src\nsrc/deep')).toEqual(['README.md', 'src/a.txt']);
  });

  it('passes over comments and blank lines', () => {
    expect(kept('# *\n\n  \n')).toEqual(paths);
  });
});
