/** What `crypto` and `zlib` compute. */
import { hmac } from '@noble/hashes/hmac.js';
import { md5, ripemd160, sha1 } from '@noble/hashes/legacy.js';
import { pbkdf2 } from '@noble/hashes/pbkdf2.js';
import { scrypt } from '@noble/hashes/scrypt.js';
import { sha224, sha256, sha384, sha512, sha512_256 } from '@noble/hashes/sha2.js';
import { deflateSync, gunzipSync, gzipSync, inflateSync, unzlibSync, zlibSync } from 'fflate';
import { base64ToBytes } from '../base64.ts';
import { failure } from './answer.ts';

const HASHES = { md5, sha1, sha224, sha256, sha384, sha512, 'sha512-256': sha512_256, ripemd160 } as const;

function hashNamed(name: string): (typeof HASHES)[keyof typeof HASHES] {
  const found = Object.entries(HASHES).find(([key]) => key === name.toLowerCase());
  if (found === undefined) throw new Error(`no digest ${name}`);
  return found[1];
}

export function digest(name: string, key: string | null, bytes: Uint8Array): Uint8Array {
  const hash = hashNamed(name);
  return key === null ? hash(bytes) : hmac(hash, base64ToBytes(key), bytes);
}

export function deriveKey(
  password: string,
  salt: string,
  iterations: number,
  length: number,
  name: string,
): Uint8Array {
  return pbkdf2(hashNamed(name), base64ToBytes(password), base64ToBytes(salt), { c: iterations, dkLen: length });
}

export function scryptKey(password: string, salt: string, n: number, r: number, p: number, length: number): Uint8Array {
  return scrypt(base64ToBytes(password), base64ToBytes(salt), { N: n, r, p, dkLen: length });
}

const CODERS: Readonly<Record<string, (bytes: Uint8Array) => Uint8Array>> = {
  gzip: (bytes) => gzipSync(bytes, { mtime: 0 }),
  gunzip: gunzipSync,
  deflate: (bytes) => zlibSync(bytes),
  inflate: unzlibSync,
  deflateRaw: (bytes) => deflateSync(bytes),
  inflateRaw: inflateSync,
  unzip: (bytes) => (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : unzlibSync(bytes)),
};

export function recode(kind: string, bytes: Uint8Array): Uint8Array | string {
  const coder = CODERS[kind];
  if (coder === undefined) throw new Error(`no coder ${kind}`);
  try {
    return coder(bytes);
  } catch {
    return failure({ message: 'incorrect header check', code: 'Z_DATA_ERROR', errno: -3 });
  }
}
