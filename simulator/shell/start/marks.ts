/**
 * Shell integration: where a prompt begins, what was typed, and how it ended, marked in the terminal's own stream (OSC
 * 133, and 633;E for the text) for whoever wraps the terminal. Only when DRYDOCK_SHELL_MARKS is set, which the learner's
 * login shell is started with and does not hand on.
 */
import type { Shell } from '../state/shell.ts';
import type { LineSource } from './run-lines.ts';

export const MARKS_VARIABLE = 'DRYDOCK_SHELL_MARKS';

/** `lines` with marks around prompts and commands. `read` is asked for the exit status after each command. */
export function withMarks(shell: Shell, lines: LineSource): LineSource {
  const mark = (text: string): Promise<void> => shell.write(2, `\x1b]${text}\x07`);
  return {
    interactive: lines.interactive,
    async next(more) {
      if (!more) await mark('133;A');
      return lines.next(more);
    },
    async accepted(text) {
      await lines.accepted?.(text);
      const typed = text.trim().replaceAll(';', '\\x3b').replaceAll('\n', '\\x0a');
      await mark(`633;E;${typed}`);
      await mark('133;C');
    },
    async finished() {
      await lines.finished?.();
      await mark(`133;D;${shell.status}`);
    },
  };
}
