/** `--form`: multipart/form-data (RFC 7578). */
import type { Process } from '../../kernel/abi.ts';
import { concat, encode } from '../../kernel/bytes.ts';
import { isSysError } from '../../kernel/errno.ts';
import { mediaType } from '../http/mime.ts';
import { openSource, readAll } from '../input/source.ts';
import { baseName } from '../text/paths.ts';
import { CurlFailure } from './failure.ts';

export interface Multipart {
  boundary: string;
  body: Uint8Array;
}

async function readPart(p: Process, path: string): Promise<Uint8Array> {
  try {
    const source = await openSource(p, path);
    const bytes = await readAll(source);
    source.close();
    return bytes;
  } catch (error) {
    if (!isSysError(error)) throw error;
    throw new CurlFailure(26, 'Failed to open/read local data from file/application');
  }
}

/** `@FILE;type=T;filename=N` and `<FILE`. */
async function part(p: Process, name: string, value: string): Promise<{ head: string; content: Uint8Array }> {
  const [first = '', ...settings] = value.split(';');
  const setting = (key: string): string | undefined =>
    settings.find((each) => each.startsWith(`${key}=`))?.slice(key.length + 1);
  if (value.startsWith('@')) {
    const path = first.slice(1);
    const content = await readPart(p, path);
    const fileName = setting('filename') ?? baseName(path);
    return {
      head: `Content-Disposition: form-data; name="${name}"; filename="${fileName}"\r\nContent-Type: ${setting('type') ?? mediaType(path)}\r\n`,
      content,
    };
  }
  const content = value.startsWith('<')
    ? await readPart(p, first.slice(1))
    : encode(setting('type') === undefined ? value : first);
  const type = setting('type');
  return {
    head: `Content-Disposition: form-data; name="${name}"\r\n${type === undefined ? '' : `Content-Type: ${type}\r\n`}`,
    content,
  };
}

export async function multipart(p: Process, fields: readonly { name: string; value: string }[]): Promise<Multipart> {
  const boundary = `------------------------${[...p.random(8)].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
  const pieces: Uint8Array[] = [];
  for (const { name, value } of fields) {
    const { head, content } = await part(p, name, value);
    pieces.push(encode(`--${boundary}\r\n${head}\r\n`), content, encode('\r\n'));
  }
  pieces.push(encode(`--${boundary}--\r\n`));
  return { boundary, body: concat(pieces) };
}
