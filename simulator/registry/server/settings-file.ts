/**
 * The registry's configuration file, as far as this registry reads it: nested mappings of plain values. Lists and other
 * forms of YAML are passed over.
 */

/** Values by their path: `http.addr` to `:5000`. */
export function readSettingsFile(text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  const open: { indent: number; name: string }[] = [];
  for (const line of text.split('\n')) {
    const match = /^( *)([A-Za-z0-9_.-]+):(?:\s+(.*?))?\s*(?:#.*)?$/.exec(line);
    if (match === null) continue;
    const [, blanks = '', name = '', value = ''] = match;
    while ((open.at(-1)?.indent ?? -1) >= blanks.length) open.pop();
    const path = [...open.map((each) => each.name), name].join('.');
    if (value === '') open.push({ indent: blanks.length, name });
    else values.set(path, value.replace(/^(["'])(.*)\1$/, '$2'));
  }
  return values;
}
