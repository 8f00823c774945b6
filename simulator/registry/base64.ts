/** RFC 4648 base64, for credentials. */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

export function base64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    for (let digit = 0; digit < 4; digit++) {
      const missing = at + digit > bytes.length;
      text += missing ? '=' : ALPHABET.charAt((group >> (18 - 6 * digit)) & 63);
    }
  }
  return text;
}
