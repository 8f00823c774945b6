/** Texts by code points: strings hold UTF-16, and most have no character that needs two units. */
const PAIRS = /[\ud800-\udbff][\udc00-\udfff]/;
let lastLong = '';
let lastHasPairs = false;

function hasPairs(text: string): boolean {
  if (text.length < 64) return PAIRS.test(text);
  if (text !== lastLong) {
    lastLong = text;
    lastHasPairs = PAIRS.test(text);
  }
  return lastHasPairs;
}

export function textLength(text: string): number {
  if (!hasPairs(text)) return text.length;
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/** Characters, for slices and the like. */
export function characters(text: string): string[] {
  return hasPairs(text) ? [...text] : text.split('');
}

export function characterAt(text: string, index: number): string | undefined {
  if (!hasPairs(text)) {
    const at = index < 0 ? index + text.length : index;
    return at >= 0 && at < text.length ? text.charAt(at) : undefined;
  }
  const all = [...text];
  return all.at(index < -all.length ? all.length : index);
}

/** The part between two places that count code points and lie within the text. */
export function textSlice(text: string, start: number, end: number): string {
  return hasPairs(text) ? [...text].slice(start, end).join('') : text.slice(start, Math.max(start, end));
}

/** A place in code units as one in code points. */
export function unitsToPoints(text: string, units: number): number {
  return units < 0 || !hasPairs(text) ? units : textLength(text.slice(0, units));
}

export function pointsToUnits(text: string, points: number): number {
  return hasPairs(text) ? [...text].slice(0, points).join('').length : points;
}

const PRINTABLE = /^[^\p{C}\p{Z}]$/u;

/** repr() of a str. */
export function textRepr(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  let out = quote;
  for (const c of text) {
    const code = c.codePointAt(0) ?? 0;
    if (c === quote || c === '\\') out += `\\${c}`;
    else if (code >= 0x20 && code < 0x7f) out += c;
    else if (c === '\n') out += '\\n';
    else if (c === '\r') out += '\\r';
    else if (c === '\t') out += '\\t';
    else if (code >= 0xa1 && PRINTABLE.test(c)) out += c;
    else if (code < 0x100) out += `\\x${code.toString(16).padStart(2, '0')}`;
    else if (code < 0x10000) out += `\\u${code.toString(16).padStart(4, '0')}`;
    else out += `\\U${code.toString(16).padStart(8, '0')}`;
  }
  return out + quote;
}

/** repr() of bytes. */
export function bytesRepr(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  let out = `b${quote}`;
  for (const byte of bytes) {
    const c = String.fromCharCode(byte);
    if (c === quote || c === '\\') out += `\\${c}`;
    else if (byte >= 0x20 && byte < 0x7f) out += c;
    else if (c === '\n') out += '\\n';
    else if (c === '\r') out += '\\r';
    else if (c === '\t') out += '\\t';
    else out += `\\x${byte.toString(16).padStart(2, '0')}`;
  }
  return out + quote;
}
