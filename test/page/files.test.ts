/** Languages by file name, and what uploads become. */
import { describe, expect, it } from 'vitest';
import { isComposeFile, languageOf } from '../../src/files/language.ts';
import { MOST_BYTES, uploads } from '../../src/files/upload.ts';

describe('the language of a file', () => {
  it.each([
    ['/x/Dockerfile', 'dockerfile'],
    ['/x/Dockerfile.dev', 'dockerfile'],
    ['/x/web.dockerfile', 'dockerfile'],
    ['/x/compose.yaml', 'yaml'],
    ['/x/run.sh', 'shell'],
    ['/x/.env', 'shell'],
    ['/x/server.js', 'javascript'],
    ['/x/app.py', 'python'],
    ['/x/notes', 'text'],
  ])('%s is %s', (path, language) => expect(languageOf(path)).toBe(language));

  it('knows the names that compose reads', () => {
    const named = ['compose.yaml', 'docker-compose.yml', 'docker-compose.override.yml', 'compose.prod.yaml'];
    expect(named.map((name) => isComposeFile(`/x/${name}`))).toEqual([true, true, true, true]);
    expect(isComposeFile('/x/ci.yml')).toBe(false);
  });
});

describe('uploads', () => {
  const own = (path: string, size = 1) => ({ path, file: new File([new Uint8Array(size)], 'x') });

  it('are written below the directory, whatever their paths say', async () => {
    const edits = await uploads('/root/lab', [own('site/index.html'), own('../../etc/passwd')]);
    expect(edits?.map(({ path }) => path)).toEqual(['/root/lab/site/index.html', '/root/lab/etc/passwd']);
  });

  it('are refused whole when they are too large', async () => {
    const huge = { path: 'x', file: { size: MOST_BYTES + 1 } as File };
    expect(await uploads('/root/lab', [huge])).toBeUndefined();
  });
});
