/** hashlib: digests by name. */
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { sha3_256, sha3_512 } from '@noble/hashes/sha3.js';
import { objectType, PyBytes, PyObject, PyType, stringOf, type Value } from '../objects/core.ts';
import { AttributeError, raise, typeError, ValueError } from '../objects/exceptions.ts';
import { fn, methods, type NativeModule } from './define.ts';

/** What a digest under way offers, in the library's terms. */
interface Running {
  update(data: Uint8Array): unknown;
  digest(): Uint8Array;
  clone(): Running;
}

interface Algorithm {
  create(): Running;
  readonly outputLen: number;
  readonly blockLen: number;
}

const ALGORITHMS: Readonly<Record<string, Algorithm>> = {
  md5,
  sha1,
  sha224,
  sha256,
  sha384,
  sha512,
  sha3_256,
  sha3_512,
};

const hashType = new PyType('HASH', [objectType], '_hashlib');

class Hash extends PyObject {
  readonly algorithm: string;
  readonly running: Running;
  constructor(algorithm: string, running: Running) {
    super(hashType);
    this.algorithm = algorithm;
    this.running = running;
  }
}

function hash(self: Value): Hash {
  if (!(self instanceof Hash)) throw typeError('a hash object is needed');
  return self;
}

function bytes(value: Value): Uint8Array {
  if (value instanceof PyBytes) return value.bytes;
  if (stringOf(value) !== undefined) throw typeError('Strings must be encoded before hashing');
  throw typeError('object supporting the buffer API required');
}

function made(name: string, data: Value): Hash {
  const algorithm = ALGORITHMS[name];
  if (algorithm === undefined) throw raise(ValueError, `unsupported hash type ${name}`);
  const it = new Hash(name, algorithm.create());
  it.running.update(bytes(data));
  return it;
}

const EMPTY = new PyBytes(new Uint8Array());
const hex = (data: Uint8Array): string => [...data].map((byte) => byte.toString(16).padStart(2, '0')).join('');
/** A digest is of what has come so far; more may follow. */
const digest = (self: Value): Uint8Array => hash(self).running.clone().digest();

let installed = false;
function install(): void {
  if (installed) return;
  installed = true;
  methods(hashType)
    .fn('update(obj, /)', (_vm, self, data) => {
      hash(self).running.update(bytes(data));
      return null;
    })
    .fn('digest()', (_vm, self) => new PyBytes(digest(self)))
    .fn('hexdigest()', (_vm, self) => hex(digest(self)))
    .fn('copy()', (_vm, self) => new Hash(hash(self).algorithm, hash(self).running.clone()))
    .fn('__getattr__(name, /)', (_vm, self, name) => {
      const { algorithm } = hash(self);
      const wanted = stringOf(name) ?? '';
      if (wanted === 'name') return algorithm;
      if (wanted === 'digest_size') return ALGORITHMS[algorithm]?.outputLen ?? 0;
      if (wanted === 'block_size') return ALGORITHMS[algorithm]?.blockLen ?? 0;
      throw raise(AttributeError, `'HASH' object has no attribute '${wanted}'`);
    });
}

const module: NativeModule = {
  name: 'hashlib',
  build: () => {
    install();
    const named = Object.keys(ALGORITHMS).map((name): [string, Value] => [
      name,
      fn(`${name}(string=..., *, usedforsecurity=True)`, (_vm, data = EMPTY) => made(name, data)),
    ]);
    return {
      ...Object.fromEntries(named),
      new: fn('new(name, data=..., *, usedforsecurity=True)', (_vm, name, data = EMPTY) =>
        made(stringOf(name) ?? '', data),
      ),
    };
  },
};

export default module;
