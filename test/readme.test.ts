import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Package {
  version: string;
  license: string;
  scripts: Record<string, string>;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
}

const read = (path: string): string => readFileSync(path, 'utf8');
const readPackage = (path: string): Package => JSON.parse(read(path)) as Package;
const readme = read('README.md');
const project = readPackage('package.json');

describe('the README', () => {
  it('lists every package with the version and the licence that are installed, and no other', () => {
    const listed = [...readme.matchAll(/^\| `([^`]+)` +\| ([^|]+) \| ([^|]+) \|/gm)].map(([, name, version, licence]) =>
      [name, version?.trim(), licence?.trim()].join(' '),
    );
    const installed = Object.keys({ ...project.dependencies, ...project.devDependencies }).map((name) => {
      const { version, license } = readPackage(`node_modules/${name}/package.json`);
      return [name, version, license.replace(/^\(|\)$/g, '')].join(' ');
    });
    expect(listed.sort()).toEqual(installed.sort());
  });

  it('names npm scripts that there are', () => {
    const named = [...`${readme}\n${read('docs/architecture.md')}`.matchAll(/npm (?:run )?([a-z]+)/g)].map(
      ([, script]) => script ?? '',
    );
    const own = named.filter((script) => script !== 'ci' && script !== 'scripts');
    expect(own.filter((script) => !(script in project.scripts))).toEqual([]);
  });

  it('gives the test command that CI calls', () => {
    const command = 'npm ci && npm test';
    expect(readme).toContain(`\`\`\`\n${command}\n\`\`\``);
    expect(read('.ci/run')).toMatch(new RegExp(`^${command}$`, 'm'));
  });
});

describe('the documents', () => {
  it.each(['README.md', 'CONTRIBUTING.md', 'docs/architecture.md'])('%s names files that there are', (file) => {
    const named = [...read(file).matchAll(/`((?:simulator|src|lessons|node|test|bench|scripts|bin|docs)\/[\w./-]+)`/g)]
      .map(([, path]) => path ?? '')
      .filter((path) => !/NAME|NN-/.test(path));
    expect(named.filter((path) => !existsSync(path))).toEqual([]);
  });
});
