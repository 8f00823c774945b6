/** Byte strings: UTF-8 in and out, joining. Everything that flows between processes is bytes. */
const encoder = new TextEncoder();
const decoder = new TextDecoder();

export function encode(text: string): Uint8Array {
  return encoder.encode(text);
}

/** Decodes UTF-8; malformed sequences become U+FFFD. */
export function decode(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

export function concat(chunks: readonly Uint8Array[]): Uint8Array {
  const [only] = chunks;
  if (only !== undefined && chunks.length === 1) return only;
  let length = 0;
  for (const chunk of chunks) length += chunk.length;
  const joined = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    joined.set(chunk, at);
    at += chunk.length;
  }
  return joined;
}

/** Whether every byte is 0. Four at a time where the bytes lie so that they can be taken as words. */
export function isZero(bytes: Uint8Array): boolean {
  const words = bytes.byteOffset % 4 === 0 ? bytes.length >> 2 : 0;
  const view = new Int32Array(bytes.buffer, words === 0 ? 0 : bytes.byteOffset, words);
  for (let at = 0; at < words; at++) if (view[at] !== 0) return false;
  for (let at = words * 4; at < bytes.length; at++) if (bytes[at] !== 0) return false;
  return true;
}
