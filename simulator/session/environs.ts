/**
 * The surroundings in which the transcripts were recorded: the environment of the shell, and where the replay keeps
 * the files by which it feeds the shell and catches its output (out of the learner's sight).
 */
import type { SessionFiles } from './host.ts';

/** Replays keep their own files here. */
export const DESK = '/run/drydock';

const BASE = [
  ['HOME', '/root'],
  ['PATH', '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
  ['LANG', 'C.UTF-8'],
  ['TERM', 'xterm-256color'],
  ['USER', 'root'],
  ['LOGNAME', 'root'],
  ['HOSTNAME', 'lab'],
  ['SHELL', '/bin/bash'],
] as const;

export const SHELL_ENVIRONMENT: readonly (readonly [string, string])[] = BASE;

/** A short prompt, and no bracketed paste: the recorder's terminal types everything. */
export const TERMINAL_ENVIRONMENT: readonly (readonly [string, string])[] = [
  ...BASE,
  ['PS1', '$ '],
  ['INPUTRC', `${DESK}/inputrc`],
];

export function layOutDesk(files: SessionFiles): void {
  if (!files.exists(DESK)) files.mkdir(DESK, 0o700);
  files.writeFile(`${DESK}/inputrc`, 'set enable-bracketed-paste off\n');
}
