/** /etc/apt/sources.list and its directory: which suites of which archives there are. */
import type { ProcessFs } from '../../../kernel/abi.ts';

export interface Source {
  /** Without a slash at its end. */
  uri: string;
  suite: string;
  components: readonly string[];
}

function oneLine(text: string): Source[] {
  return text.split('\n').flatMap((line) => {
    const words = line.replace(/#.*/, '').replace(/\[[^\]]*\]/, '').trim().split(/\s+/); // prettier-ignore
    const [type, uri, suite, ...components] = words;
    if (type !== 'deb' || uri === undefined || suite === undefined) return [];
    return [{ uri: uri.replace(/\/$/, ''), suite, components }];
  });
}

function paragraphs(text: string): Source[] {
  return text.split(/\n\s*\n/).flatMap((paragraph) => {
    const field = (name: string): string[] =>
      (new RegExp(`^${name}:\\s*(.*)$`, 'mi').exec(paragraph)?.[1] ?? '').split(/\s+/).filter((word) => word !== '');
    if (!field('Types').includes('deb')) return [];
    const components = field('Components');
    return field('URIs').flatMap((uri) => field('Suites').map((suite) => ({ uri: uri.replace(/\/$/, ''), suite, components }))); // prettier-ignore
  });
}

export function readSources(fs: ProcessFs): Source[] {
  const all: Source[] = [];
  if (fs.exists('/etc/apt/sources.list')) all.push(...oneLine(fs.readText('/etc/apt/sources.list')));
  const directory = '/etc/apt/sources.list.d';
  if (!fs.exists(directory)) return all;
  for (const { name } of fs.readdir(directory).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const text = fs.readText(`${directory}/${name}`);
    if (name.endsWith('.list')) all.push(...oneLine(text));
    else if (name.endsWith('.sources')) all.push(...paragraphs(text));
  }
  return all;
}

export function hostOf(uri: string): string {
  return /^[a-z]+:\/\/([^/:]+)/.exec(uri)?.[1] ?? uri;
}

/** The name of an index file below /var/lib/apt/lists. */
export function listName({ uri, suite }: Source, rest: string): string {
  return `${uri.replace(/^[a-z]+:\/\//, '')}/dists/${suite}/${rest}`.replaceAll('_', '%5f').replaceAll('/', '_');
}
