/** `\N{…}`: the characters whose names texts use; the full table of Unicode would weigh a megabyte. */
const NAMES: Readonly<Record<string, string>> = {
  SPACE: ' ', 'NO-BREAK SPACE': '\u00a0', 'DEGREE SIGN': '°', 'EURO SIGN': '€', 'POUND SIGN': '£', 'YEN SIGN': '¥',
  'COPYRIGHT SIGN': '©', 'REGISTERED SIGN': '®', 'SECTION SIGN': '§', 'MICRO SIGN': 'µ', 'MIDDLE DOT': '·',
  BULLET: '•', 'HORIZONTAL ELLIPSIS': '…', 'EN DASH': '–', 'EM DASH': '—', 'LEFT DOUBLE QUOTATION MARK': '“',
  'RIGHT DOUBLE QUOTATION MARK': '”', 'LEFT SINGLE QUOTATION MARK': '‘', 'RIGHT SINGLE QUOTATION MARK': '’',
  'CHECK MARK': '✓', 'HEAVY CHECK MARK': '✔', 'BALLOT X': '✗', 'CROSS MARK': '❌', 'WHITE HEAVY CHECK MARK': '✅',
  'SNOWMAN': '☃', 'BLACK HEART SUIT': '♥', 'HEAVY BLACK HEART': '❤', 'PILE OF POO': '💩', 'SNAKE': '🐍', 'WHALE': '🐋',
  'SPOUTING WHALE': '🐳', 'ROCKET': '🚀', 'GRINNING FACE': '😀', 'INFINITY': '∞', 'LEFTWARDS ARROW': '←',
  'UPWARDS ARROW': '↑', 'RIGHTWARDS ARROW': '→', 'DOWNWARDS ARROW': '↓', 'GREEK SMALL LETTER ALPHA': 'α',
  'GREEK SMALL LETTER BETA': 'β', 'GREEK SMALL LETTER PI': 'π', 'GREEK SMALL LETTER MU': 'μ',
  'GREEK CAPITAL LETTER DELTA': 'Δ', 'GREEK CAPITAL LETTER SIGMA': 'Σ', 'GREEK CAPITAL LETTER OMEGA': 'Ω',
  'LATIN SMALL LETTER E WITH ACUTE': 'é', 'LATIN SMALL LETTER SHARP S': 'ß', 'BLACK STAR': '★', 'WHITE STAR': '☆',
  'MULTIPLICATION SIGN': '×', 'DIVISION SIGN': '÷', 'PLUS-MINUS SIGN': '±', 'SQUARE ROOT': '√', 'NULL': '\0',
}; // prettier-ignore

const LETTER = /^LATIN (SMALL|CAPITAL) LETTER ([A-Z])$/;
const DIGITS = ['ZERO', 'ONE', 'TWO', 'THREE', 'FOUR', 'FIVE', 'SIX', 'SEVEN', 'EIGHT', 'NINE'];

export function characterByName(name: string): string | undefined {
  const upper = name.toUpperCase();
  const [, size, letter] = LETTER.exec(upper) ?? [];
  if (letter !== undefined) return size === 'SMALL' ? letter.toLowerCase() : letter;
  const digit = DIGITS.indexOf(upper.replace(/^DIGIT /, ''));
  if (upper.startsWith('DIGIT ') && digit >= 0) return String(digit);
  return NAMES[upper];
}
