/** kill(1) of procps (Debian's /bin/kill) and of busybox. */
import { isSysError } from '../../kernel/errno.ts';
import { SIGNALS, type Signal } from '../../kernel/signals.ts';
import { parseSignal, signalNames, signalOfNumber } from '../command/signals.ts';
import { applet, Failure, gnu, type Tool } from '../command/tool.ts';

const usageText = `
Usage:
 kill [options] <pid> [...]

Options:
 <pid> [...]            send signal to every <pid> listed
 -<signal>, -s, --signal <signal>
                        specify the <signal> to be sent
 -q, --queue <value>    integer value to be sent with the signal
 -l, --list=[<signal>]  list all signal names, or convert one to a name
 -L, --table            list all signal names in a nice table

 -h, --help     display this help and exit
 -V, --version  output version information and exit

For more details see kill(1).
`;

const shownName = (name: Signal): string => (name === 'IO' ? 'POLL' : name);

async function list(t: Tool, words: readonly string[]): Promise<number> {
  if (words.length === 0) {
    const names = signalNames();
    if (t.busybox)
      for (const { number, name } of names) await t.print(`${String(number).padStart(2)}) ${shownName(name)}\n`);
    else await t.print(wrapped(names.map(({ name }) => shownName(name))));
    return 0;
  }
  for (const word of words) {
    if (/^\d+$/.test(word)) {
      const name = signalOfNumber(Number(word) & 127);
      if (name === undefined) throw new Failure(t.busybox ? `unknown signal '${word}'` : `unknown signal name ${word}`);
      await t.print(`${shownName(name)}\n`);
    } else {
      const signal = parseSignal(word);
      if (signal === undefined || signal === 0)
        throw new Failure(t.busybox ? `unknown signal '${word}'` : `unknown signal name ${word}`);
      await t.print(`${SIGNALS[signal]}\n`);
    }
  }
  return 0;
}

/** Names in lines of at most 80 columns. */
function wrapped(names: readonly string[]): string {
  const lines: string[] = [];
  let line = '';
  for (const name of names) {
    if (line.length + 1 + name.length > 78) {
      lines.push(line);
      line = '';
    }
    line += line === '' ? name : ` ${name}`;
  }
  return `${[...lines, line].join('\n')}\n`;
}

async function table(t: Tool): Promise<number> {
  const cells = signalNames().map(({ number, name }) => `${String(number).padStart(2)} ${shownName(name).padEnd(8)}`);
  for (let at = 0; at < cells.length; at += 7) {
    const row = cells.slice(at, at + 7).join('');
    await t.print(`${at + 7 < cells.length ? row.trimEnd() : row}\n`);
  }
  return 0;
}

async function usage(t: Tool, message?: string): Promise<number> {
  if (message !== undefined) await t.warn(message);
  await t.p.stderr.write(usageText);
  return 1;
}

/** Splits argv into a signal and what is to be signalled. */
function readArgs(t: Tool): {
  signal: string | undefined;
  words: string[];
  action: 'send' | 'list' | 'table' | 'help';
} {
  const words = [...t.args];
  const first = words[0];
  if (first === '--help' || first === '-h') return { signal: undefined, words, action: 'help' };
  if (first === '-L' || first === '--table') return { signal: undefined, words: [], action: 'table' };
  if (first === '-l' || first === '--list') return { signal: undefined, words: words.slice(1), action: 'list' };
  if (first?.startsWith('--list=') === true) return { signal: undefined, words: [first.slice(7)], action: 'list' };
  if (first === '-s' || first === '--signal' || first === '-n')
    return { signal: words[1] ?? '', words: dropDashes(words.slice(2)), action: 'send' };
  if (first?.startsWith('--signal=') === true)
    return { signal: first.slice(9), words: dropDashes(words.slice(1)), action: 'send' };
  if (first === '--') return { signal: undefined, words: words.slice(1), action: 'send' };
  if (first?.startsWith('-') === true && first.length > 1) {
    return {
      signal:
        first.startsWith('-s') && first.length > 2 && parseSignal(first.slice(1)) === undefined
          ? first.slice(2)
          : first.slice(1),
      words: dropDashes(words.slice(1)),
      action: 'send',
    };
  }
  return { signal: undefined, words, action: 'send' };
}

function dropDashes(words: string[]): string[] {
  return words[0] === '--' ? words.slice(1) : words;
}

async function send(t: Tool, signal: Signal | 0 | undefined, words: readonly string[]): Promise<number> {
  for (const word of words) {
    if (!/^-?\d+$/.test(word)) {
      if (t.busybox) await t.fail(`invalid number '${word}'`);
      else await t.fail(`failed to parse argument: '${word}'`);
      continue;
    }
    try {
      if (signal === undefined) await t.fail(`(${word}): Invalid argument`);
      else t.p.kill(Number(word), signal);
    } catch (error) {
      if (!isSysError(error)) throw error;
      await t.fail(t.busybox ? `can't kill pid ${word}: ${error.message}` : `(${word}): ${error.message}`);
    }
  }
  return t.status;
}

async function main(t: Tool): Promise<number> {
  const { signal: text, words, action } = readArgs(t);
  if (action === 'help') {
    if (t.busybox) t.parse();
    await t.print(usageText);
    return 0;
  }
  if (action === 'table') return table(t);
  if (action === 'list') return list(t, words);
  const signal = text === undefined ? 'TERM' : parseSignal(text);
  if (signal === undefined && t.busybox) throw new Failure(`bad signal name '${text ?? ''}'`);
  if (signal === undefined && t.args[0] !== '-s' && t.args[0]?.startsWith('--signal') !== true)
    return usage(t, `invalid argument ${(text ?? '').slice(0, 1)}`);
  if (words.length === 0) return t.busybox ? (await t.warn('you need to specify whom to kill'), 1) : usage(t);
  return send(t, signal, words);
}

const help = {
  usage: '[-l] [-SIG] PID...',
  about: 'Send a signal (default: TERM) to given PIDs',
  options: [['-l', 'List all signal names and numbers']],
} as const;

export default gnu(main, { help });
export const busybox = applet(main, { help });
