/** openssl(1): the commands that need no keys: version, rand, dgst, base64. The others refuse. */
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import type { Process } from '../kernel/abi.ts';
import { isSysError } from '../kernel/errno.ts';
import { decodeBase, encodeBase } from './coreutils/base64.ts';
import { readAll, stdinSource } from './input/source.ts';
import { decodeText } from './text/codec.ts';

const DIGESTS: Readonly<Record<string, readonly [label: string, hash: (bytes: Uint8Array) => Uint8Array]>> = {
  md5: ['MD5', md5],
  sha1: ['SHA1', sha1],
  sha224: ['SHA2-224', sha224],
  sha256: ['SHA2-256', sha256],
  sha384: ['SHA2-384', sha384],
  sha512: ['SHA2-512', sha512],
};

/** What openssl has and this one does not. */
const UNSIMULATED = new Set('asn1parse ca ciphers cms crl dhparam dsa ec ecparam enc engine errstr genpkey genrsa list ocsp passwd pkcs12 pkcs7 pkcs8 pkey pkeyutl prime req rsa rsautl s_client s_server s_time sess_id smime speed storeutl ts verify x509'.split(' ')); // prettier-ignore

const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

function wrapped(text: string): string {
  return text.replaceAll(/.{1,64}/g, '$&\n');
}

/** Bytes of the file, or of standard input; undefined after a complaint. */
async function input(p: Process, path: string | undefined): Promise<Uint8Array | undefined> {
  if (path === undefined) return readAll(stdinSource(p));
  try {
    return p.fs.readFile(path);
  } catch (error) {
    if (!isSysError(error)) throw error;
    await p.stderr.write(`${path}: ${error.message}\n`);
    return undefined;
  }
}

async function output(p: Process, path: string | undefined, data: Uint8Array | string): Promise<number> {
  if (path === undefined) await p.stdout.write(data);
  else p.fs.writeFile(path, data);
  return 0;
}

interface Given {
  flags: Set<string>;
  in: string | undefined;
  out: string | undefined;
  operands: string[];
}

function read(args: readonly string[]): Given {
  const given: Given = { flags: new Set(), in: undefined, out: undefined, operands: [] };
  const words = [...args];
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (word === '-in') given.in = words.shift();
    else if (word === '-out') given.out = words.shift();
    else if (/^-./.test(word)) given.flags.add(word.replace(/^--?/, ''));
    else given.operands.push(word);
  }
  return given;
}

async function rand(p: Process, { flags, out, operands }: Given): Promise<number> {
  const count = Number(operands[0]);
  if (!Number.isInteger(count) || count < 0) {
    await p.stderr.write('rand: Use -help for summary.\n');
    return 1;
  }
  const bytes = p.random(count);
  if (flags.has('hex')) return output(p, out, `${hex(bytes)}\n`);
  return output(p, out, flags.has('base64') ? wrapped(encodeBase(bytes)) : bytes);
}

async function digest(p: Process, given: Given, name: string | undefined): Promise<number> {
  const named = name ?? [...given.flags].find((flag) => Object.hasOwn(DIGESTS, flag)) ?? 'sha256';
  const found = DIGESTS[named];
  if (found === undefined) return 1;
  const [label, hash] = found;
  let status = 0;
  for (const path of given.operands.length === 0 ? [undefined] : given.operands) {
    const bytes = await input(p, path);
    if (bytes === undefined) status = 1;
    else if (given.flags.has('r')) await output(p, given.out, `${hex(hash(bytes))} *${path ?? 'stdin'}\n`);
    else await output(p, given.out, `${label}(${path ?? 'stdin'})= ${hex(hash(bytes))}\n`);
  }
  return status;
}

async function base64(p: Process, given: Given): Promise<number> {
  const bytes = await input(p, given.in ?? given.operands[0]);
  if (bytes === undefined) return 1;
  if (given.flags.has('d')) return output(p, given.out, decodeBase(decodeText(bytes)).bytes);
  const text = encodeBase(bytes);
  return output(p, given.out, given.flags.has('A') ? text : wrapped(text));
}

export default async function openssl(p: Process): Promise<number> {
  const [command, ...args] = p.args.slice(1);
  const given = read(args);
  if (command === 'version') return output(p, undefined, 'OpenSSL 3.0.17 1 Jul 2025 (Library: OpenSSL 3.0.17 1 Jul 2025)\n'); // prettier-ignore
  if (command === 'rand') return rand(p, given);
  if (command === 'dgst') return digest(p, given, undefined);
  if (command !== undefined && Object.hasOwn(DIGESTS, command)) return digest(p, given, command);
  if (command === 'base64' || (command === 'enc' && (given.flags.has('base64') || given.flags.has('a')))) return base64(p, given); // prettier-ignore
  if (command === undefined || command === 'help' || command === '--help') {
    await p.stderr.write('help:\n\nSimulated commands\nbase64            dgst              enc -base64       rand\nversion\n\nMessage Digest commands (see the `dgst\' command for more details)\nmd5               sha1              sha224            sha256\nsha384            sha512\n'); // prettier-ignore
    return 0;
  }
  if (!UNSIMULATED.has(command)) {
    await p.stderr.write(`Invalid command '${command}'; type "help" for a list.\n`);
    return 1;
  }
  await p.stderr.write(`openssl: '${command}' is not simulated by Drydock: keys, certificates and ciphers are not there; rand, dgst and base64 are\n`); // prettier-ignore
  return 1;
}
