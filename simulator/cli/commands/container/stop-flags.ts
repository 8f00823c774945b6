/** The flags of stop and restart. */
import { words } from '../../completion/engine.ts';
import { aliasOf, type FlagValues } from '../../flags/flag.ts';
import { int, string } from '../../flags/scalars.ts';

const timeout = int('t');
const { shorthand: _letter, ...timeoutByName } = timeout;

export const STOP_FLAGS = {
  signal: string('s'),
  timeout,
  time: aliasOf('timeout', timeoutByName, { deprecated: 'use --timeout instead' }),
};

type Changed = (name: keyof typeof STOP_FLAGS) => boolean;

export function checkTimeout(changed: Changed): void {
  if (changed('time') && changed('timeout')) {
    throw new Error('conflicting options: cannot specify both --timeout and --time');
  }
}

export function stopQuery(flags: FlagValues<typeof STOP_FLAGS>, changed: Changed): { signal?: string; t?: number } {
  return {
    ...(flags.signal === '' ? {} : { signal: flags.signal }),
    ...(changed('timeout') || changed('time') ? { t: flags.timeout } : {}),
  };
}

export const completeSignal = {
  signal: words(
    'SIGABRT', 'SIGALRM', 'SIGCONT', 'SIGHUP', 'SIGINT', 'SIGKILL', 'SIGQUIT', 'SIGSTOP', 'SIGTERM', 'SIGUSR1', 'SIGUSR2',
  ),
}; // prettier-ignore
