/** tini and dumb-init: process 1 that starts a command, passes signals on, collects orphans and ends as the command did. */
import type { Process } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';
import { SIGNALS, type Signal } from '../../kernel/signals.ts';
import { searchProgram } from '../command/path-search.ts';
import { baseName } from '../text/paths.ts';

const PASSED: readonly Signal[] = ['HUP', 'INT', 'QUIT', 'USR1', 'USR2', 'TERM', 'CONT', 'WINCH'];

export default async function initShim(p: Process): Promise<number> {
  const name = baseName(p.args[0] ?? 'tini');
  const words = p.args.slice(1);
  let group = name === 'dumb-init';
  while (/^-/.test(words[0] ?? '')) {
    const option = words.shift() ?? '';
    if (option === '--') break;
    if (option === '--version' || option === '-V') {
      await (name === 'dumb-init' ? p.stderr : p.stdout).write(name === 'dumb-init' ? 'dumb-init v1.2.5\n' : 'tini version 0.19.0\n'); // prettier-ignore
      return 0;
    }
    if (option === '-g') group = true;
    if (option === '-c' || option === '--single-child') group = false;
    if (option === '-p' || option === '-e' || option === '-r') words.shift();
  }
  if (words.length === 0) {
    await p.stderr.write(name === 'dumb-init' ? 'Usage: dumb-init [option] program [args]\n' : 'Usage: tini [OPTIONS] PROGRAM -- [ARGS] | --version\n'); // prettier-ignore
    return 1;
  }
  let child: number;
  try {
    child = p.spawn(searchProgram(p, words[0] ?? ''), words, { pgid: 0 });
  } catch (error) {
    if (!isSysError(error)) throw error;
    await p.stderr.write(name === 'dumb-init' ? `[dumb-init] ${words[0] ?? ''}: ${error.message}\n` : `[FATAL tini (${p.pid})] exec ${words[0] ?? ''} failed: ${error.message}\n`); // prettier-ignore
    return error.code === 'ENOENT' ? 127 : 126;
  }
  if (p.isatty(0)) p.tty(0).setForeground(child);
  for (const signal of PASSED)
    p.onSignal(signal, () => {
      try {
        p.kill(group ? -child : child, signal);
      } catch (error) {
        if (!isSysError(error)) throw error;
      }
    });
  for (;;) {
    const event = await p.wait();
    if (event?.pid !== child) continue;
    if (event.status.kind === 'exited') return event.status.code;
    if (event.status.kind === 'signaled') return 128 + SIGNALS[event.status.signal];
  }
}
