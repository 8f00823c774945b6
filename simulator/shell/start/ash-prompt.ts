/** Lines typed at busybox's prompt. */
import { AshEditor } from '../readline/ash-editor.ts';
import { rememberLine } from '../readline/history-file.ts';
import type { Shell } from '../state/shell.ts';
import { promptText } from './prompt-text.ts';
import type { LineSource } from './run-lines.ts';

const BANNER =
  "\n\nBusyBox v1.35.0 (Debian 1:1.35.0-4+deb12u1+b1) built-in shell (ash)\nEnter 'help' for a list of built-in commands.\n\n";

export class AshPrompt implements LineSource {
  readonly interactive = true;
  private readonly shell: Shell;
  private readonly editor: AshEditor;
  private greeted = false;

  constructor(shell: Shell) {
    this.shell = shell;
    this.editor = new AshEditor(shell);
  }

  async next(more: boolean): Promise<string | undefined> {
    const { shell } = this;
    if (!this.greeted) await shell.write(1, BANNER);
    this.greeted = true;
    if (!more && shell.isWhole) await shell.interpreter.tellChanges(shell);
    const line = await this.editor.readLine(await promptText(shell, more ? 'PS2' : 'PS1'));
    if (line === undefined) {
      if (!more) await shell.write(2, '\n');
      return undefined;
    }
    rememberLine(shell, line);
    return `${line}\n`;
  }
}
