/** Lines typed at bash's prompt: editing, history, job notices, and marks for those who watch the terminal. */
import { IndexedArray } from '../state/arrays.ts';
import { LineEditor } from '../readline/editor.ts';
import { rememberLine } from '../readline/history-file.ts';
import { keepsForJobs } from '../run/stopped-jobs.ts';
import type { Shell } from '../state/shell.ts';
import { setVariable } from './variables.ts';
import { promptText } from './prompt-text.ts';
import type { LineSource } from './run-lines.ts';

export class BashPrompt implements LineSource {
  readonly interactive = true;
  private readonly shell: Shell;
  private readonly editor: LineEditor;
  private readonly marks: boolean;
  /** Lines of the command being entered, for history. */
  private entered: string[] = [];

  constructor(shell: Shell) {
    this.shell = shell;
    this.editor = new LineEditor(shell);
    // Shell integration marks (OSC 133 and 633), for a terminal that asks for them; not handed on to commands.
    this.marks = shell.variable('DRYDOCK_SHELL_MARKS') === '1';
    shell.variables.globals().variables.delete('DRYDOCK_SHELL_MARKS');
  }

  async next(more: boolean): Promise<string | undefined> {
    if (!more) await this.beforePrompt();
    for (;;) {
      const line = await this.editor.readLine(await promptText(this.shell, more ? 'PS2' : 'PS1'));
      if (line === undefined) {
        if (more || !(await this.stays())) return undefined;
        continue;
      }
      const expanded = await this.expanded(line, more);
      if (expanded === undefined) continue;
      this.remember(expanded, more);
      return `${expanded}\n`;
    }
  }

  async accepted(text: string): Promise<void> {
    this.shell.commandNumber += 1;
    if (!this.marks) return;
    const shown = text.trimEnd().replaceAll(';', '\\x3b').replaceAll('\n', '\\x0a');
    await this.shell.write(1, `\x1b]633;E;${shown}\x07\x1b]133;C\x07`);
  }

  async finished(): Promise<void> {
    if (this.marks) await this.shell.write(1, `\x1b]133;D;${this.shell.status}\x07`);
  }

  private async beforePrompt(): Promise<void> {
    const { shell } = this;
    if (shell.isWhole) await shell.interpreter.tellChanges(shell);
    this.updateSize();
    await this.runPromptCommand();
    if (this.marks) await shell.write(1, '\x1b]133;A\x07');
  }

  /** LINES and COLUMNS. */
  private updateSize(): void {
    const { cols, rows } = this.shell.p.tty(0).size();
    setVariable(this.shell, 'COLUMNS', String(cols));
    setVariable(this.shell, 'LINES', String(rows));
  }

  /** PROMPT_COMMAND, a string or an array of them. */
  private async runPromptCommand(): Promise<void> {
    const { shell } = this;
    const content = shell.variables.find('PROMPT_COMMAND')?.content;
    const commands = content instanceof IndexedArray ? content.values() : typeof content === 'string' ? [content] : [];
    const { status, pipeStatus } = shell;
    for (const command of commands) {
      if (command.trim() !== '')
        await (
          await shell.whole()
        ).source(shell, command, {
          name: 'PROMPT_COMMAND',
          firstLine: 1,
          keepsLine: true,
          top: true,
        });
    }
    shell.status = status;
    shell.pipeStatus = pipeStatus;
  }

  /** ^D: the shell says so and ends, unless there are stopped jobs it has not warned of. */
  private async stays(): Promise<boolean> {
    const { shell } = this;
    await shell.write(2, shell.loginShell ? 'logout\n' : 'exit\n');
    return keepsForJobs(shell);
  }

  /**
   * What was entered (a paste: several lines) with history references; shown when there were any. Undefined when they
   * mean nothing. Lines of a here-document are left as they are.
   */
  private async expanded(entered: string, more: boolean): Promise<string | undefined> {
    const { shell } = this;
    if (!shell.options.has('histexpand') || !/[!^]/.test(entered)) return entered;
    const interpreter = await shell.whole();
    let text = more ? `${this.entered.join('\n')}\n` : '';
    const lines: string[] = [];
    let changed = false;
    for (const line of entered.split('\n')) {
      const expanded = interpreter.endsInHereDocument(shell, text) ? { line, changed: false, printOnly: false } : interpreter.expandHistory(line, shell.history); // prettier-ignore
      if ('error' in expanded) {
        await shell.complain(expanded.error);
        return undefined;
      }
      if (expanded.printOnly) {
        await shell.write(2, `${expanded.line}\n`);
        rememberLine(shell, expanded.line);
        return undefined;
      }
      changed ||= expanded.changed;
      lines.push(expanded.line);
      text += `${expanded.line}\n`;
    }
    const whole = lines.join('\n');
    if (changed) await shell.write(2, `${whole}\n`);
    return whole;
  }

  /** A command on several lines is one entry of history. */
  private remember(line: string, more: boolean): void {
    const { shell } = this;
    if (!shell.options.has('history')) return;
    this.entered = more ? [...this.entered, line] : [line];
    if (!more) rememberLine(shell, line);
    else if (shell.options.shopt('cmdhist'))
      shell.history.replaceLast(shell.interpreter.joinLines(this.entered, shell.options.shopt('lithist')));
    else rememberLine(shell, line);
  }
}
