import { describe, expect, it } from 'vitest';
import { readInstruction } from '../../../simulator/builder/instructions/read.ts';
import { DockerfileError } from '../../../simulator/builder/parser/node.ts';
import { parseDockerfile } from '../../../simulator/builder/parser/parse.ts';
import { processWord } from '../../../simulator/builder/shell/lex.ts';

function read(text: string) {
  const file = parseDockerfile(text);
  return file.instructions.map((node) => readInstruction(node, file.escape));
}

function complaint(text: string): string {
  try {
    read(text);
  } catch (error) {
    if (error instanceof DockerfileError) return `${error.range?.start ?? 0}: ${error.message}`;
    throw error;
  }
  return 'none';
}

describe('a Dockerfile', () => {
  it('joins continuation lines, passing over comments and blank lines between them', () => {
    const [, run] = read('FROM a\nRUN one \\\n  # why\n\n  && two\nCMD x\n');
    expect(run).toMatchObject({
      kind: 'run',
      command: { form: 'shell', words: ['one   && two'] },
      node: { range: { start: 2, end: 5 } },
    });
  });

  it('takes the escape directive', () => {
    const [, run] = read('# escape=`\nFROM a\nRUN dir c:\\ `\n  /b\n');
    expect(run).toMatchObject({ command: { words: ['dir c:\\   /b'] } });
  });

  it('reads here-documents, with and without expansion', () => {
    const [, run, copy] = read('FROM a\nRUN <<EOF\necho $x\nEOF\nCOPY <<-"END" /f\n\thello\nEND\n');
    expect(run).toMatchObject({ command: { heredocs: [{ name: 'EOF', content: 'echo $x\n', expand: true }] } });
    expect(copy).toMatchObject({ sources: [{ heredoc: { content: 'hello\n', expand: false } }], destination: '/f' });
  });

  it('tells JSON form from shell form, which also takes broken JSON', () => {
    expect(read('FROM a\nCMD ["a", "b"]')[1]).toMatchObject({ command: { form: 'exec', words: ['a', 'b'] } });
    expect(read("FROM a\nCMD ['a']")[1]).toMatchObject({ command: { form: 'shell', words: ["['a']"] } });
  });

  it('complains in the words of BuildKit', () => {
    expect(complaint('FROM a\nRUNN x')).toBe('2: unknown instruction: RUNN (did you mean RUN?)');
    expect(complaint('FROM a\nCOPY x')).toBe(
      '2: COPY requires at least two arguments, but only one was provided. Destination could not be determined',
    );
    expect(complaint('FROM a b')).toBe('1: FROM requires either one or three arguments');
    expect(complaint('FROM a\nENV x')).toBe('2: ENV must have two arguments');
    expect(complaint('FROM a\nENV a=b c')).toBe(
      `2: Syntax error - can't find = in "c". Must be of the form: name=value`,
    );
    expect(complaint('FROM a\nCOPY --chwon=1 a b')).toBe('2: unknown flag: --chwon (did you mean --chown?)');
    expect(complaint('# nothing\n')).toBe('0: file with no instructions');
  });
});

describe('variables', () => {
  const env: Record<string, string> = { a: 'one.two.tar.gz', empty: '' };
  const expand = (text: string) => processWord(text, (name) => env[name], { escape: '\\' }).word;

  it('take the modifiers of BuildKit', () => {
    expect(expand('${no:-d} ${empty:-d} ${empty-d} ${a:+y} ${no:+y}|')).toBe('d d  y |');
    expect(expand('${a#*.} ${a##*.} ${a%.*} ${a%%.*}')).toBe('two.tar.gz gz one.two.tar one');
    expect(expand('${a/o/0} ${a//./-}')).toBe('0ne.two.tar.gz one-two-tar-gz');
  });

  it('are left alone in single quotes and after a backslash', () => {
    expect(expand(`'$a' \\$a "$empty" $`)).toBe('$a $a  $');
  });

  it('complain about what is none', () => {
    expect(() => expand('${no:?gone}')).toThrow('no: gone');
    expect(() => expand('${a')).toThrow("syntax error: missing '}'");
    expect(() => expand('"x')).toThrow('unexpected end of statement while looking for matching double-quote');
  });
});
