/**
 * The snippets of shell-snippets.txt: `#### title | mode` and the source below it. Modes: none is `-c SOURCE`; `file`
 * is a script with two arguments; `stdin` feeds it; `args` is `-c SOURCE name one two`; `-x` and the like is that option
 * before -c. Read by the recorder and by the test that replays its recordings.
 */
import { readFileSync } from 'node:fs';

/** Where every snippet runs, in an empty directory. */
export const ROOM = '/srv/shell';

export const ENVIRONMENT = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  HOME: '/root',
  LANG: 'C.UTF-8',
};

/** @returns {{ title: string, mode: string, source: string }[]} */
export function readSnippets() {
  const text = readFileSync(new URL('./shell-snippets.txt', import.meta.url), 'utf8');
  return text
    .split(/^#### /m)
    .slice(1)
    .map((part) => {
      const end = part.indexOf('\n');
      const [title = '', mode = 'command'] = part.slice(0, end).split(' | ');
      return { title, mode, source: part.slice(end + 1) };
    });
}

/** @returns {{ args: string[], stdin: string, script: string | undefined }} */
export function invocation({ mode, source }) {
  // A command string does not end in a newline.
  const command = source.replace(/\n$/, '');
  if (mode === 'file') return { args: ['./script.sh', 'one', 'two'], stdin: '', script: source };
  if (mode === 'stdin') return { args: [], stdin: source, script: undefined };
  if (mode === 'args') return { args: ['-c', command, 'name', 'one', 'two'], stdin: '', script: undefined };
  if (mode === '-o') return { args: ['-o', 'errexit', '-c', command], stdin: '', script: undefined };
  return { args: [...(mode === 'command' ? [] : [mode]), '-c', command], stdin: '', script: undefined };
}

/** Process numbers in messages differ from run to run. */
export function withoutNumbers(text) {
  return text.replace(/(line \d+:) +\d+( [A-Z])/g, '$1 PID$2').replace(/sh-thd\.\w+/g, 'sh-thd.X');
}
