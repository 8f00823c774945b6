/** `registry garbage-collect`: marks what tags reach, and deletes the blobs that nothing reaches. */
import type { Process } from '../../kernel/abi.ts';
import { decode } from '../../kernel/bytes.ts';
import type { createFileStorage } from './file-storage.ts';

type Storage = ReturnType<typeof createFileStorage>;

export async function collectGarbage(p: Process, storage: Storage, args: readonly string[]): Promise<number> {
  const dryRun = args.includes('--dry-run') || args.includes('-d');
  const marked = new Set<string>();
  for (const name of storage.repositories()) {
    await p.stdout.write(`${name}\n`);
    for (const tag of storage.tags(name) ?? []) await mark(p, storage, name, storage.resolve(name, tag), marked);
  }
  const all = storedBlobs(p);
  const garbage = all.filter((digest) => !marked.has(digest));
  await p.stdout.write(
    `\n${marked.size} blobs marked, ${garbage.length} blobs and 0 manifests eligible for deletion\n`,
  );
  for (const digest of garbage) {
    await p.stdout.write(`blob eligible for deletion: ${digest}\n`);
    if (!dryRun) storage.remove(digest);
  }
  return 0;
}

async function mark(
  p: Process,
  storage: Storage,
  name: string,
  digest: string | undefined,
  marked: Set<string>,
): Promise<void> {
  const manifest = digest === undefined ? undefined : storage.manifest(name, digest);
  if (digest === undefined || manifest === undefined) return;
  await p.stdout.write(`${name}: marking manifest ${digest} \n`);
  marked.add(digest);
  for (const [, blob = ''] of decode(manifest.bytes).matchAll(/"digest"\s*:\s*"(sha256:[0-9a-f]{64})"/g)) {
    await p.stdout.write(`${name}: marking blob ${blob}\n`);
    marked.add(blob);
  }
}

/** Digests of all blobs below the usual root. */
function storedBlobs(p: Process): string[] {
  const top = '/var/lib/registry/docker/registry/v2/blobs/sha256';
  if (!p.fs.exists(top)) return [];
  return p.fs
    .readdir(top)
    .flatMap(({ name }) => p.fs.readdir(`${top}/${name}`))
    .map(({ name }) => `sha256:${name}`)
    .sort();
}
