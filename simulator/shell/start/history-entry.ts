/** Puts the lines of one command together as bash's cmdhist does. */
import { Scanner } from '../syntax/scanner.ts';
import { BASH_SYNTAX } from '../syntax/rules.ts';

/** `for i in 1; do echo $i; done` of three lines; newlines stay inside quotes and here-documents. */
export function joinLines(lines: readonly string[], literally: boolean): string {
  if (literally) return lines.join('\n');
  let text = lines[0] ?? '';
  for (const line of lines.slice(1))
    text = text.endsWith('\\') && !isOpen(text.slice(0, -1)) ? text.slice(0, -1) + line : text + delimiter(text) + line;
  return text;
}

function delimiter(text: string): string {
  if (isOpen(text)) return '\n';
  if (/(^|[\s;&|(])(do|then|else|elif|in|\{|\()\s*$/.test(text) || /(&&|\|\|?|;;?|&)\s*$/.test(text)) return ' ';
  return /\)\s*$/.test(text) && /\bcase\b/.test(text) ? ' ' : '; ';
}

/** Whether a quote or a here-document is still open at the end. */
function isOpen(text: string): boolean {
  const scanner = new Scanner(`${text}\n`, 0, BASH_SYNTAX, { extglob: true, firstLine: 1, nested: () => undefined });
  try {
    for (let token = scanner.next(); token.kind !== 'end'; token = scanner.next()) {
      if (token.kind === 'redirection' && /<<-?$/.test(token.text)) {
        const word = scanner.next();
        scanner.expectHereDocument(word, token.text.endsWith('-'));
      }
    }
  } catch {
    return true;
  }
  return scanner.waitsForHereDocument;
}
