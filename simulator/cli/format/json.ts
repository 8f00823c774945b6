/** JSON text laid out as Go's json.Indent does, and with the escapes Go puts into it. */

/** The text with four spaces a level. Empty objects and lists stay `{}` and `[]`; strings are not touched. */
export function indentJson(text: string, unit = '    '): string {
  let out = '';
  let depth = 0;
  for (const token of text.match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g) ?? []) {
    switch (token) {
      case '{':
      case '[':
        depth++;
        out += `${token}\n${unit.repeat(depth)}`;
        break;
      case '}':
      case ']':
        depth--;
        out = closed(out, token, depth, unit);
        break;
      case ',':
        out += `,\n${unit.repeat(depth)}`;
        break;
      case ':':
        out += ': ';
        break;
      default:
        out += token;
    }
  }
  return out;
}

function closed(out: string, bracket: string, depth: number, unit: string): string {
  const trimmed = out.trimEnd();
  const opens = trimmed.endsWith('{') || trimmed.endsWith('[');
  return opens && trimmed.length < out.length ? trimmed + bracket : `${out}\n${unit.repeat(depth)}${bracket}`;
}

/** Escapes `<`, `>` and `&` as Go's encoder does unless told otherwise. */
export function escapeHtml(json: string): string {
  return json.replace(/[<>&]/g, (char) => `\\u00${char.charCodeAt(0).toString(16)}`);
}
