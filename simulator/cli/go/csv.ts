/** Go's encoding/csv for one record, which `--mount`, `--network`, `--gpus` and list flags are read with. */

/** Why a record is not CSV. Columns count from 1, in bytes. */
class CsvError extends Error {
  constructor(column: number, reason: string) {
    super(`parse error on line 1, column ${column}: ${reason}`);
    this.name = 'CsvError';
  }
}

const byteLength = (text: string): number => new TextEncoder().encode(text).length;

/** The text between quotes that starts at `from`, and where it ended. */
function quotedField(line: string, from: number): { value: string; next: number } {
  let value = '';
  for (let at = from + 1; ;) {
    const end = line.indexOf('"', at);
    if (end < 0) throw new CsvError(byteLength(line) + 1, 'extraneous or missing " in quoted-field');
    value += line.slice(at, end);
    const after = line[end + 1];
    if (after === '"') {
      value += '"';
      at = end + 2;
    } else if (after === ',' || after === undefined) {
      return { value, next: end + 1 };
    } else {
      throw new CsvError(byteLength(line.slice(0, end)) + 1, 'extraneous or missing " in quoted-field');
    }
  }
}

/** The fields of the first record of `text`. An empty text is the end of the file. */
export function readCsvRecord(text: string): string[] {
  const line = text
    .split('\n')
    .find((each) => each !== '' && each !== '\r')
    ?.replace(/\r$/, '');
  if (line === undefined) throw new Error('EOF');
  const fields: string[] = [];
  for (let at = 0; ; at++) {
    if (line[at] === '"') {
      const { value, next } = quotedField(line, at);
      fields.push(value);
      at = next;
    } else {
      const comma = line.indexOf(',', at);
      const end = comma < 0 ? line.length : comma;
      const field = line.slice(at, end);
      const bare = field.indexOf('"');
      if (bare >= 0) throw new CsvError(byteLength(line.slice(0, at + bare)) + 1, 'bare " in non-quoted-field');
      fields.push(field);
      at = end;
    }
    if (at >= line.length) return fields;
  }
}
