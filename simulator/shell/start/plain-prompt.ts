/** Lines typed at a prompt without line editing (dash): the terminal itself edits them. */
import { ByteInput } from '../builtins/read-line.ts';
import { Interrupted } from '../run/failure.ts';
import { tellChanges } from '../run/tell-changes.ts';
import type { Shell } from '../state/shell.ts';
import { fromBytes } from '../text/raw.ts';
import { waitForInput } from '../readline/wait-for-input.ts';
import { promptText } from './prompt-text.ts';
import type { LineSource } from './run-lines.ts';

export class PlainPrompt implements LineSource {
  readonly interactive = true;
  private readonly shell: Shell;

  constructor(shell: Shell) {
    this.shell = shell;
  }

  async next(more: boolean): Promise<string | undefined> {
    const { shell } = this;
    if (!more) await tellChanges(shell);
    await shell.write(2, await promptText(shell, more ? 'PS2' : 'PS1'));
    try {
      const line = await this.readLine();
      if (line === undefined && !more) await shell.write(2, shell.dialect.name === 'bash' ? 'exit\n' : '\n');
      return line;
    } catch (error) {
      if (error instanceof Interrupted) await shell.write(2, '\n');
      throw error;
    }
  }

  private async readLine(): Promise<string | undefined> {
    const input = new ByteInput(this.shell, 0);
    const bytes: number[] = [];
    for (;;) {
      if ((await waitForInput(this.shell, undefined)) === 'interrupted') throw new Interrupted();
      const byte = await input.next();
      if (byte === undefined) return bytes.length === 0 ? undefined : fromBytes(Uint8Array.from(bytes));
      bytes.push(byte);
      if (byte === 10) return fromBytes(Uint8Array.from(bytes));
    }
  }
}
