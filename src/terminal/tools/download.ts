/** What a learner takes along of a session: the commands as a script, or the terminal's text. */
import type { Terminal } from '@xterm/xterm';
import type { CommandNotice } from '../../worker/protocol.ts';

/** Commands as a script that a real machine runs; those that failed are commented out. */
export function asScript(commands: readonly CommandNotice[]): string {
  const lines = commands.map(({ text, end }) => {
    const failed = end !== undefined && end.exitCode !== 0;
    return failed ? text.replace(/^/gm, '# ') + `  # exit code ${end.exitCode}` : text;
  });
  return ['#!/bin/bash', ...lines, ''].join('\n');
}

/** All that the terminal holds, lines that were wrapped joined again. */
export function asTranscript(xterm: Pick<Terminal, 'buffer'>): string {
  const buffer = xterm.buffer.active;
  let text = '';
  for (let row = 0; row < buffer.length; row++) {
    const line = buffer.getLine(row);
    const goesOn = buffer.getLine(row + 1)?.isWrapped === true;
    text += (line?.translateToString(!goesOn) ?? '') + (goesOn ? '' : '\n');
  }
  return `${text.trimEnd()}\n`;
}

export function download(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
