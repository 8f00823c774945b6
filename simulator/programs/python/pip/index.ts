/** What the simulated package index knows of a project: its releases, and what one brings. */
import { OLDER_RELEASES, PYTHON_ARCHIVE } from './archive.ts';
import { canonical, readRequirement } from './requirement.ts';
import type { Requirement } from './requirement.ts';
import { compareVersions, isVersion, satisfies } from './version.ts';
import type { Clause } from './version.ts';

export interface Release {
  /** As its metadata writes it. */
  name: string;
  version: string;
  /** Bytes of the wheel or source archive, of its metadata, and of what it lays down. */
  size: number;
  metadata: number;
  installed: number;
  /** The first part of the wheel's file name. */
  distribution: string;
  /** `py3-none-any`; `sdist` when there is no wheel. */
  tag: string;
  requires: readonly Requirement[];
  extras: ReadonlyMap<string, readonly Requirement[]>;
  /** Commands: name, and `module:function`. */
  commands: ReadonlyMap<string, string>;
  modules: readonly string[];
}

let rows: Map<string, string> | undefined;
const read = new Map<string, Release>();

function requirements(text = ''): Requirement[] {
  return text === '' ? [] : text.split(/,(?![^[]*\])/).map(readRequirement);
}

function readRow(row: string): Release {
  const [name = '', version = '', size, metadata, installed, , distribution = name, tag = '', requires, extras = '', commands = '', modules = ''] = row.split('|'); // prettier-ignore
  const pairs = (text: string, by: string, mark: string): [string, string][] =>
    text.split(by).filter((it) => it !== '').map((it) => [it.slice(0, it.indexOf(mark)), it.slice(it.indexOf(mark) + 1)]); // prettier-ignore
  return {
    name,
    version,
    size: Number(size),
    metadata: Number(metadata ?? 0),
    installed: Number(installed ?? 0),
    distribution,
    tag,
    requires: requirements(requires),
    extras: new Map(pairs(extras, ';', ':').map(([extra, list]) => [extra, requirements(list)])),
    commands: new Map(pairs(commands, ',', '=')),
    modules: modules.split(',').filter((it) => it !== ''),
  };
}

function newest(name: string): Release | undefined {
  rows ??= new Map(PYTHON_ARCHIVE.trim().split('\n').map((row) => [canonical(row.slice(0, row.indexOf('|'))), row])); // prettier-ignore
  const key = canonical(name);
  const row = rows.get(key);
  if (row === undefined) return undefined;
  const found = read.get(key) ?? readRow(row);
  read.set(key, found);
  return found;
}

/** Releases that are listed, oldest first, as error messages name them. Empty when there is no such project. */
export function versionsOf(name: string): string[] {
  const found = newest(name);
  if (found === undefined) return [];
  const older = (OLDER_RELEASES[canonical(name)] ?? '').split(' ').filter((it) => it !== '' && it !== found.version);
  return [...older, found.version].sort(compareVersions);
}

/** The newest release that satisfies the clauses. */
export function findRelease(name: string, clauses: readonly Clause[]): Release | undefined {
  const found = newest(name);
  if (found === undefined) return undefined;
  const pinned = clauses.find(({ operator, version }) => operator.startsWith('==') && isVersion(version))?.version;
  const listed = versionsOf(name);
  if (pinned !== undefined && !listed.includes(pinned) && compareVersions(pinned, found.version) < 0)
    listed.push(pinned);
  const version = listed.filter((each) => satisfies(each, clauses)).sort(compareVersions).at(-1) ?? between(found, clauses); // prettier-ignore
  if (version === undefined) return undefined;
  return version === found.version ? found : older(found, version);
}

/** A bound below the newest for which no release is listed: the bound itself is one, where it may be. */
function between(found: Release, clauses: readonly Clause[]): string | undefined {
  return clauses
    .map(({ version }) => version)
    .find(
      (version) => isVersion(version) && compareVersions(version, found.version) < 0 && satisfies(version, clauses),
    );
}

/** What older releases needed differs in what courses meet: Flask's and FastAPI's. The rest is as in the newest. */
function older(found: Release, version: string): Release {
  const name = canonical(found.name);
  const below = (limit: string): boolean => compareVersions(version, limit) < 0;
  const needs = (text: string): Release => ({ ...found, version, requires: requirements(text) });
  if (name === 'flask' && below('2.0')) return { ...needs('Werkzeug>=0.15,Jinja2>=2.10.1,itsdangerous>=0.24,click>=5.1'), distribution: 'Flask', tag: below('0.12') ? 'sdist' : 'py2.py3-none-any' }; // prettier-ignore
  if (name === 'flask' && below('2.2')) return { ...needs('Werkzeug>=2.0,Jinja2>=3.0,itsdangerous>=2.0,click>=7.1.2'), distribution: 'Flask' }; // prettier-ignore
  if (name === 'flask' && below('2.3')) return { ...needs('Werkzeug>=2.2.2,Jinja2>=3.0,itsdangerous>=2.0,click>=8.0'), distribution: 'Flask' }; // prettier-ignore
  if (name === 'fastapi' && below('0.100')) return needs('starlette<0.28.0&>=0.19.1,pydantic<2&>=1.6.2');
  if (name === 'fastapi' && below('0.119')) return needs('starlette<0.49.0&>=0.40.0,pydantic<3.0.0&>=1.7.4,typing-extensions>=4.8.0'); // prettier-ignore
  if (name === 'pydantic' && below('2')) return needs('typing-extensions>=4.2.0');
  return { ...found, version };
}

/** The file that is fetched. */
export function fileName({ distribution, version, tag }: Release, python: string): string {
  if (tag === 'sdist') return `${distribution}-${version}.tar.gz`;
  const minor = `cp${python.replace('.', '')}`;
  return `${distribution}-${version}-${tag.replaceAll('cp313', minor)}.whl`;
}
