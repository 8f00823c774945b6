/** `apt-get update`: the indexes of all sources into /var/lib/apt/lists. */
import { makeDirectories } from '../debian/directories.ts';
import { fetchAll, tellFetched, type Item } from './fetch.ts';
import { listName, readSources, type Source } from './sources.ts';
import { say, step, type Voice } from './words.ts';

const LISTS = '/var/lib/apt/lists';

/** Sizes of indexes by what their suite is. */
function sizes({ suite }: Source): { release: number; packages: number } {
  if (suite.includes('security')) return { release: 34_800, packages: 294_000 };
  if (suite.includes('updates')) return { release: 55_400, packages: 6924 };
  if (suite.includes('backports')) return { release: 59_400, packages: 47_500 };
  return { release: 151_000, packages: 8_793_000 };
}

/** Whether there is an index of packages: before the first update, and after the lists are removed, there is none. */
export function hasLists({ p }: Voice): boolean {
  return p.fs.exists(LISTS) && p.fs.readdir(LISTS).some(({ name }) => /_Packages(\.|$)/.test(name));
}

export async function update(voice: Voice, isApt: boolean): Promise<number> {
  const { p } = voice;
  if (p.credentials.uid !== 0) {
    if (!voice.p.isatty(1)) await step(voice, 'Reading package lists');
    await p.stderr.write(
      `E: Could not open lock file ${LISTS}/lock - open (13: Permission denied)\nE: Unable to lock directory ${LISTS}/\n`,
    );
    return 100;
  }
  const started = p.now();
  const sources = readSources(p.fs);
  const releases = sources.map((source): Item => ({
    description: `${source.uri} ${source.suite} InRelease`,
    uri: `${source.uri}/dists/${source.suite}/InRelease`,
    size: sizes(source).release,
  }));
  const first = await fetchAll(voice, releases);
  const reached = sources.filter((source) => !first.failed.some(({ item }) => item.uri.startsWith(`${source.uri}/dists/${source.suite}/`))); // prettier-ignore
  const indexes = reached.flatMap((source) => source.components.map((component): Item => ({
    description: `${source.uri} ${source.suite}/${component} amd64 Packages`,
    uri: `${source.uri}/dists/${source.suite}/${component}/binary-amd64/Packages`,
    size: component === 'main' ? sizes(source).packages : Math.round(sizes(source).packages / 3),
  }))); // prettier-ignore
  const second = await fetchAll(voice, indexes, releases.length + 1);
  makeDirectories(p.fs, LISTS);
  for (const source of reached) {
    const { release, packages } = sizes(source);
    p.fs.writeStub(`${LISTS}/${listName(source, 'InRelease')}`, { size: release }, 0o644);
    for (const component of source.components)
      p.fs.writeStub(`${LISTS}/${listName(source, `${component}/binary-amd64/Packages.lz4`)}`, { size: packages * 2 }, 0o644); // prettier-ignore
  }
  if (first.failed.length === 0) await tellFetched(voice, first.bytes + second.bytes, started);
  await step(voice, 'Reading package lists');
  for (const { item, reason } of first.failed) await p.stderr.write(`W: Failed to fetch ${item.uri}  ${reason}\n`);
  if (first.failed.length > 0)
    await p.stderr.write('W: Some index files failed to download. They have been ignored, or old ones used instead.\n');
  else if (isApt) {
    await step(voice, 'Building dependency tree');
    await step(voice, 'Reading state information');
    await say(voice, 'All packages are up to date.\n');
  }
  return 0;
}
