/** Which key does what: readline's emacs keymap. Commands go by readline's names, so that `bind` and inputrc can. */

/** Names of commands that commands.ts and the editor know. */
export type CommandName = string;

export const EMACS_KEYMAP: ReadonlyMap<string, CommandName> = new Map([
  ['\x00', 'set-mark'],
  ['\x01', 'beginning-of-line'],
  ['\x02', 'backward-char'],
  ['\x04', 'delete-char'],
  ['\x05', 'end-of-line'],
  ['\x06', 'forward-char'],
  ['\x07', 'abort'],
  ['\x08', 'backward-delete-char'],
  ['\x09', 'complete'],
  ['\x0a', 'accept-line'],
  ['\x0b', 'kill-line'],
  ['\x0c', 'clear-screen'],
  ['\x0d', 'accept-line'],
  ['\x0e', 'next-history'],
  ['\x0f', 'operate-and-get-next'],
  ['\x10', 'previous-history'],
  ['\x11', 'quoted-insert'],
  ['\x12', 'reverse-search-history'],
  ['\x13', 'forward-search-history'],
  ['\x14', 'transpose-chars'],
  ['\x15', 'unix-line-discard'],
  ['\x16', 'quoted-insert'],
  ['\x17', 'unix-word-rubout'],
  ['\x19', 'yank'],
  ['\x1f', 'undo'],
  ['\x7f', 'backward-delete-char'],
  ['\x18\x15', 'undo'],
  ['\x18\x7f', 'backward-kill-line'],
  ['\x18\x18', 'exchange-point-and-mark'],
  ['\x18\x05', 'edit-and-execute-command'],
  ['\x1b\x08', 'backward-kill-word'],
  ['\x1b\x7f', 'backward-kill-word'],
  ['\x1b\x0c', 'clear-display'],
  ['\x1b.', 'yank-last-arg'],
  ['\x1b_', 'yank-last-arg'],
  ['\x1b<', 'beginning-of-history'],
  ['\x1b>', 'end-of-history'],
  ['\x1b?', 'possible-completions'],
  ['\x1b*', 'insert-completions'],
  ['\x1b#', 'insert-comment'],
  ['\x1b\\', 'delete-horizontal-space'],
  ['\x1bb', 'backward-word'],
  ['\x1bc', 'capitalize-word'],
  ['\x1bd', 'kill-word'],
  ['\x1bf', 'forward-word'],
  ['\x1bl', 'downcase-word'],
  ['\x1bn', 'non-incremental-forward-search-history'],
  ['\x1bp', 'non-incremental-reverse-search-history'],
  ['\x1br', 'revert-line'],
  ['\x1bt', 'transpose-words'],
  ['\x1bu', 'upcase-word'],
  ['\x1by', 'yank-pop'],
  ['\x1b[A', 'previous-history'],
  ['\x1b[B', 'next-history'],
  ['\x1b[C', 'forward-char'],
  ['\x1b[D', 'backward-char'],
  ['\x1b[H', 'beginning-of-line'],
  ['\x1b[F', 'end-of-line'],
  ['\x1bOA', 'previous-history'],
  ['\x1bOB', 'next-history'],
  ['\x1bOC', 'forward-char'],
  ['\x1bOD', 'backward-char'],
  ['\x1bOH', 'beginning-of-line'],
  ['\x1bOF', 'end-of-line'],
  ['\x1b[1~', 'beginning-of-line'],
  ['\x1b[4~', 'end-of-line'],
  ['\x1b[7~', 'beginning-of-line'],
  ['\x1b[8~', 'end-of-line'],
  ['\x1b[2~', 'overwrite-mode'],
  ['\x1b[3~', 'delete-char'],
  // Debian's /etc/inputrc:
  ['\x1b[1;5C', 'forward-word'],
  ['\x1b[1;5D', 'backward-word'],
  ['\x1b[5C', 'forward-word'],
  ['\x1b[5D', 'backward-word'],
  ['\x1b\x1b[C', 'forward-word'],
  ['\x1b\x1b[D', 'backward-word'],
  ['\x1b[1;3C', 'forward-word'],
  ['\x1b[1;3D', 'backward-word'],
  ['\x1b[200~', 'bracketed-paste-begin'],
]);

/** The bindings with those of inputrc over them. */
export class Keymap {
  private readonly own: ReadonlyMap<string, CommandName>;

  constructor(own: ReadonlyMap<string, CommandName>) {
    this.own = own;
  }

  find(sequence: string): CommandName | undefined {
    return this.own.get(sequence) ?? EMACS_KEYMAP.get(sequence);
  }

  /** Whether a longer sequence that begins like this is bound. */
  isPrefix(text: string): boolean {
    if (text === '\x1b' || text === '\x18') return true;
    for (const map of [this.own, EMACS_KEYMAP]) {
      for (const sequence of map.keys()) if (sequence.length > text.length && sequence.startsWith(text)) return true;
    }
    return false;
  }
}
