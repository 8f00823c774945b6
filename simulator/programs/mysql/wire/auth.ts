/** How passwords are proven without being sent: mysql_native_password and caching_sha2_password. */
import { sha1 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { concat, encode } from '../../../kernel/bytes.ts';
import { hex, type User } from '../engine/accounts.ts';

function xor(a: Uint8Array, b: Uint8Array): Uint8Array {
  return a.map((byte, i) => byte ^ (b[i] ?? 0));
}

const fromHex = (text: string): Uint8Array => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));

/** What a client answers to the server's nonce. */
export function scramble(plugin: string, password: string, nonce: Uint8Array): Uint8Array {
  if (password === '') return new Uint8Array(0);
  const once = encode(password);
  if (plugin === 'mysql_native_password') return xor(sha1(once), sha1(concat([nonce, sha1(sha1(once))])));
  return xor(sha256(once), sha256(concat([sha256(sha256(once)), nonce])));
}

/** Whether the answer proves the account's password: the server knows only the hash of the hash of it. */
export function proves(user: User, nonce: Uint8Array, answer: Uint8Array): boolean {
  if (user.secret === '') return answer.length === 0;
  const secret = fromHex(user.secret);
  if (user.plugin === 'mysql_native_password') return answer.length === 20 && hex(sha1(xor(answer, sha1(concat([nonce, secret]))))) === user.secret; // prettier-ignore
  return answer.length === 32 && hex(sha256(xor(answer, sha256(concat([secret, nonce]))))) === user.secret;
}
