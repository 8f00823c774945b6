/** Units that a letter of the diagram takes, on the average; letters of Korean are full width. */
const LATIN = { plain: 6.9, bold: 7.7 };
const WIDE = 12;

/** `text` as far as it fits into `width` units of the diagram. */
export function clip(text: string, width: number, weight: 'plain' | 'bold' = 'plain'): string {
  let used = 0;
  let at = 0;
  for (const letter of text) {
    used += letter > '\u2e80' ? WIDE : LATIN[weight];
    if (used > width) return `${text.slice(0, Math.max(1, at - 1))}…`;
    at += letter.length;
  }
  return text;
}
