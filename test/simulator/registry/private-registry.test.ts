import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../simulator/kernel/abi.ts';
import { decode, encode } from '../../../simulator/kernel/bytes.ts';
import { SysError } from '../../../simulator/kernel/errno.ts';
import { base64 } from '../../../simulator/registry/base64.ts';
import { digestOf } from '../../../simulator/registry/digest.ts';
import { createHttpDial } from '../../../simulator/registry/http-client.ts';
import type { Reach } from '../../../simulator/registry/http-client.ts';
import { formatResponse, HttpReader, readRequest } from '../../../simulator/registry/http/message.ts';
import { createFileStorage } from '../../../simulator/registry/server/file-storage.ts';
import { createHandler } from '../../../simulator/registry/server/handler.ts';
import { createMemoryStorage } from '../../../simulator/registry/storage.ts';
import type { RegistryStorage } from '../../../simulator/registry/storage.ts';
import { createMemoryFileSystem, createMountNamespace } from '../../../simulator/vfs/index.ts';
import { createHarness, lines } from '../daemon/images/support.ts';

function fileStorage(): RegistryStorage {
  const namespace = createMountNamespace(createMemoryFileSystem({ now: 0 }));
  const credentials = { uid: 0, gid: 0, groups: [] };
  const fs = namespace.processFs({ namespace, root: '/', cwd: '/', credentials, umask: 0o022, now: () => 0 });
  return createFileStorage(fs, '/var/lib/registry');
}

/** A connection whose other end is the handler: the answer is there once the request is. */
function connectionTo(handle: ReturnType<typeof createHandler>, log: string[]): Connection {
  let sent = new Uint8Array(0);
  let answer: Uint8Array | undefined;
  const serve = async (): Promise<Uint8Array> => {
    const request = await readRequest(new HttpReader(readerOf(sent)));
    if (request === undefined) return new Uint8Array(0);
    const { status, headers, body } = handle(request);
    log.push(
      `${request.method} ${request.target.replace(/[0-9a-f]{64}/g, '<sha>').replace(/uploads\/[^?]+(\?_state=\w+)?/, 'uploads/<id>')} ${status}`,
    );
    return formatResponse(status, headers, request.method === 'HEAD' ? new Uint8Array(0) : body);
  };
  const address = { host: '127.0.0.1', port: 5000 };
  const read = async (max = 65536): Promise<Uint8Array> => {
    answer ??= await serve();
    const part = answer.subarray(0, max);
    answer = answer.subarray(part.length);
    return part;
  };
  return {
    local: address,
    remote: address,
    read,
    readAll: () => Promise.reject(new Error('not used')),
    readText: () => Promise.reject(new Error('not used')),
    lines: () => {
      throw new Error('not used');
    },
    write(data) {
      const bytes = typeof data === 'string' ? encode(data) : data;
      const joined = new Uint8Array(sent.length + bytes.length);
      joined.set(sent);
      joined.set(bytes, sent.length);
      sent = joined;
      return Promise.resolve();
    },
    end: () => undefined,
    close: () => undefined,
  };
}

function readerOf(bytes: Uint8Array): { read(max?: number): Promise<Uint8Array> } {
  let rest = bytes;
  return {
    read(max = 7) {
      const part = rest.subarray(0, Math.min(max, 7));
      rest = rest.subarray(part.length);
      return Promise.resolve(part);
    },
  };
}

function reachTo(storage: RegistryStorage, log: string[] = [], deletes = false): Reach {
  let count = 0;
  const handle = createHandler({ storage, deletes, newUuid: () => `upload-${++count}` });
  return {
    nameServer: '10.0.2.3:53',
    userAgent: 'docker/28.5.2',
    resolve: (name) => Promise.resolve(name === 'localhost' || name === 'registry.lan' ? ['127.0.0.1'] : []),
    connect: (_, port) =>
      port === 5000 ? Promise.resolve(connectionTo(handle, log)) : Promise.reject(new SysError('ECONNREFUSED')),
  };
}

describe.each([
  ['in memory', createMemoryStorage],
  ['in files', fileStorage],
])('a registry that keeps its content %s', (_, create) => {
  it('keeps what is pushed, shares blobs, and gives it back', () => {
    const storage = create();
    const blob = encode('layer');
    const document = {
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      digest: digestOf('{"mediaType":"application/vnd.oci.image.manifest.v1+json"}'),
      bytes: encode('{"mediaType":"application/vnd.oci.image.manifest.v1+json"}'),
    };
    expect(storage.tags('a/b')).toBeUndefined();
    storage.putBlob('a/b', digestOf(blob), blob);
    expect(storage.mountBlob('c', digestOf(blob), 'nosuch')).toBe(false);
    expect(storage.mountBlob('c', digestOf(blob), 'a/b')).toBe(true);
    expect(storage.blobSize('c', digestOf(blob))).toBe(5);
    expect(decode(storage.blob('c', digestOf(blob)) ?? new Uint8Array(0))).toBe('layer');
    storage.putManifest('a/b', document);
    storage.tag('a/b', '1', document.digest);
    storage.tag('a/b', 'latest', document.digest);
    expect(storage.tags('a/b')).toEqual(['1', 'latest']);
    expect(storage.manifest('a/b', document.digest)).toMatchObject({
      mediaType: document.mediaType,
      digest: document.digest,
    });
    expect(storage.deleteManifest('a/b', document.digest)).toBe(true);
    expect(storage.tags('a/b')).toEqual([]);
  });
});

describe('a registry on localhost', () => {
  it('takes an image, and gives it back after it was removed here', async () => {
    const storage = fileStorage();
    const log: string[] = [];
    const { pull, tag, rmi, images } = createHarness({ dial: createHttpDial(reachTo(storage, log)) });
    await pull('base');
    await tag('base', 'localhost:5000/my/base:1');
    const pushed = await lines(await images.operations.imagePush('localhost:5000/my/base', { tag: '1' }));
    expect(pushed.map((line) => line.replace(/[0-9a-f]{64}|[0-9a-f]{12}/g, '<id>'))).toEqual([
      'The push refers to repository [localhost:5000/my/base]',
      '<id>: Preparing',
      '<id>: Pushed',
      expect.stringMatching(/^1: digest: sha256:<id> size: 52\d$/),
    ]);
    expect(log).toEqual([
      'GET /v2/ 200',
      'HEAD /v2/my/base/blobs/sha256:<sha> 404',
      'POST /v2/my/base/blobs/uploads/ 202',
      'PATCH /v2/my/base/blobs/uploads/<id> 202',
      'PUT /v2/my/base/blobs/uploads/<id>&digest=sha256%3A<sha> 201',
      'HEAD /v2/my/base/blobs/sha256:<sha> 404',
      'POST /v2/my/base/blobs/uploads/ 202',
      'PATCH /v2/my/base/blobs/uploads/<id> 202',
      'PUT /v2/my/base/blobs/uploads/<id>&digest=sha256%3A<sha> 201',
      'PUT /v2/my/base/manifests/1 201',
    ]);
    const { id } = images.get('base');
    await rmi(id.slice(7, 20), true);
    expect((await pull('localhost:5000/my/base:1')).at(-1)).toBe(
      'Status: Downloaded newer image for localhost:5000/my/base:1',
    );
    expect(images.get('localhost:5000/my/base:1').id).toBe(id);
    expect(storage.repositories()).toEqual(['my/base']);
  });

  it('has a layer already, or mounts it from a neighbour', async () => {
    const { pull, tag, images } = createHarness({ dial: createHttpDial(reachTo(createMemoryStorage())) });
    await pull('base');
    await tag('base', 'localhost:5000/one:1');
    await tag('base', 'localhost:5000/two:1');
    const push = async (name: string): Promise<string> =>
      (await lines(await images.operations.imagePush(name, { tag: '1' })))[2]?.slice(14) ?? '';
    expect(await push('localhost:5000/one')).toBe('Pushed');
    expect(await push('localhost:5000/one')).toBe('Layer already exists');
    expect(await push('localhost:5000/two')).toBe('Mounted from one');
  });

  it.each([
    ['localhost:5000/nosuch:1', 'manifest for localhost:5000/nosuch:1 not found: manifest unknown: manifest unknown'],
    ['localhost:5999/x:1', 'Get "http://localhost:5999/v2/": dial tcp 127.0.0.1:5999: connect: connection refused'],
    [
      'registry.example.invalid/x:1',
      'Get "https://registry.example.invalid/v2/": dial tcp: lookup registry.example.invalid on 10.0.2.3:53: no such host',
    ],
    ['registry.lan:5000/x:1', 'Get "https://registry.lan:5000/v2/": http: server gave HTTP response to HTTPS client'],
  ])('pulling %s fails as it should', async (name, message) => {
    const { pull } = createHarness({ dial: createHttpDial(reachTo(createMemoryStorage())) });
    await expect(pull(name)).rejects.toThrow(message);
  });

  it('lists all tags of a repository, or says that there is none', async () => {
    const { pull, tag, images } = createHarness({ dial: createHttpDial(reachTo(createMemoryStorage())) });
    await pull('base');
    for (const name of ['1', '2']) {
      await tag('base', `localhost:5000/many:${name}`);
      await lines(await images.operations.imagePush('localhost:5000/many', { tag: name }));
    }
    const text = await lines(await images.operations.imageCreate({ fromImage: 'localhost:5000/many' }));
    expect(text.filter((line) => line.includes('Pulling from'))).toEqual([
      '1: Pulling from many',
      '2: Pulling from many',
    ]);
    await expect(images.operations.imageCreate({ fromImage: 'localhost:5000/none' })).rejects.toThrow(
      'repository localhost:5000/none not found: name unknown: repository name not known to registry',
    );
  });
});

describe('the API', () => {
  const ask = (method: string, target: string, body = '', storage = createMemoryStorage()): [number, string] => {
    const handle = createHandler({ storage, deletes: false, newUuid: () => 'u' });
    const answer = handle({ method, target, headers: new Map([['host', 'r:5000']]), body: encode(body) });
    return [answer.status, decode(answer.body)];
  };
  const none = '0'.repeat(64);

  /** Recorded with curl against registry 2.8. */
  it.each([
    ['GET', '/v2/', '', 200, '{}'],
    ['GET', '/v2', '', 301, '<a href="/v2/">Moved Permanently</a>.\n\n'],
    ['GET', '/v2/_catalog', '', 200, '{"repositories":[]}\n'],
    [
      'GET',
      '/v2/foo/tags/list',
      '',
      404,
      '{"errors":[{"code":"NAME_UNKNOWN","message":"repository name not known to registry","detail":{"name":"foo"}}]}\n',
    ],
    [
      'GET',
      '/v2/foo/manifests/latest',
      '',
      404,
      '{"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest unknown","detail":{"Tag":"latest"}}]}\n',
    ],
    [
      'GET',
      `/v2/foo/blobs/sha256:${none}`,
      '',
      404,
      `{"errors":[{"code":"BLOB_UNKNOWN","message":"blob unknown to registry","detail":"sha256:${none}"}]}\n`,
    ],
    [
      'DELETE',
      `/v2/foo/blobs/sha256:${none}`,
      '',
      405,
      '{"errors":[{"code":"UNSUPPORTED","message":"The operation is unsupported."}]}\n',
    ],
    [
      'PUT',
      '/v2/foo/manifests/latest',
      '{}',
      400,
      '{"errors":[{"code":"MANIFEST_INVALID","message":"manifest invalid","detail":{}}]}\n',
    ],
    ['GET', '/v2/BAD/tags/list', '', 404, '404 page not found\n'],
    [
      'DELETE',
      '/v2/foo/manifests/1',
      '',
      405,
      '{"errors":[{"code":"UNSUPPORTED","message":"The operation is unsupported."}]}\n',
    ],
  ])('%s %s', (method, target, body, status, text) => {
    expect(ask(method, target, body)).toEqual([status, text]);
  });
});

describe('base64', () => {
  it.each([
    ['', ''],
    ['f', 'Zg=='],
    ['fo', 'Zm8='],
    ['foo', 'Zm9v'],
    ['user:pass', 'dXNlcjpwYXNz'],
  ])('of %j', (text, encoded) => {
    expect(base64(encode(text))).toBe(encoded);
  });
});
