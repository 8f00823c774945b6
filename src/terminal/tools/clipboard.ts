/** Text to and from the clipboard, as far as the browser lets the page. */

/** False when the browser refuses. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

/** Undefined when the browser refuses: then only the learner's own key press pastes. */
export async function readClipboard(): Promise<string | undefined> {
  try {
    return await navigator.clipboard.readText();
  } catch {
    return undefined;
  }
}

/** The old way, which needs no permission and works in frames. */
function copyBySelection(text: string): boolean {
  const field = document.createElement('textarea');
  field.value = text;
  field.style.position = 'fixed';
  field.style.opacity = '0';
  document.body.append(field);
  field.select();
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing else works without a permission
  const done = document.execCommand('copy');
  field.remove();
  return done;
}

/** Lines of a paste that would run at once; the last without a newline waits on the line. */
export function pastedLines(text: string): number {
  return text.replace(/\r\n?/g, '\n').replace(/\n$/, '').split('\n').length;
}
