import { describe, expect, it } from 'vitest';
import { assembleImage, configOf } from '../../../simulator/registry/assemble.ts';
import type { AssembledLayer } from '../../../simulator/registry/assemble.ts';
import { CATALOGUE } from '../../../simulator/registry/catalog/index.ts';
import { stepsOf } from '../../../simulator/registry/catalog/form/image.ts';
import type { ImageDefinition } from '../../../simulator/registry/catalog/form/image.ts';
import { createCatalogue } from '../../../simulator/registry/catalogue.ts';
import { parseNormalizedNamed } from '../../../simulator/registry/reference.ts';
import { findInTree, treeOf } from '../../../simulator/vfs/index.ts';
import type { Layer, TreeNode } from '../../../simulator/vfs/index.ts';

const families = await Promise.all(CATALOGUE.map(async (entry) => ({ entry, family: await entry.load() })));

/** Each image once, under its first tag. */
function imagesOf(family: (typeof families)[number]['family']): [string, ImageDefinition][] {
  const seen = new Map<ImageDefinition, string>();
  for (const [tag, make] of family.tags) {
    const definition = make();
    if (!seen.has(definition)) seen.set(definition, `${family.name}:${tag}`);
  }
  return [...seen].map(([definition, name]) => [name, definition]);
}

describe('the catalogue', () => {
  it('names each repository once, as it is found', () => {
    const catalogue = createCatalogue(CATALOGUE);
    for (const { entry, family } of families) {
      const { domain, path } = parseNormalizedNamed(entry.name);
      expect(catalogue.find(domain, path)).toBe(entry);
      expect(family.name).toBe(entry.name);
    }
    expect(new Set(CATALOGUE.map(({ name }) => name)).size).toBe(CATALOGUE.length);
  });

  it('is in alphabetical order, official images first', () => {
    const key = ({ official, name }: (typeof CATALOGUE)[number]): string =>
      `${official ? 0 : /^[^/]+\./.test(name) ? 2 : 1}${name}`;
    expect(CATALOGUE.map(key)).toEqual([...CATALOGUE].map(key).sort());
  });
});

describe.each(families.map(({ entry, family }) => [entry.name, family] as const))('%s', (_, family) => {
  it('has images whose layers add up, and whose files lie where they seem to', () => {
    for (const [name, definition] of imagesOf(family)) {
      let tree: TreeNode | undefined;
      const layers: Layer[] = [];
      for (const { step } of stepsOf(definition)) {
        if (step.layer === undefined) continue;
        for (const { path } of step.layer.entries())
          expect(linkOnTheWay(tree, path), `${name} ${path}`).toBeUndefined();
        const assembled: AssembledLayer | undefined = assembleImage(definition).layers[layers.length];
        if (assembled === undefined) throw new Error(`${name} has fewer layers than steps`);
        layers.push(assembled.layer);
        tree = treeOf(layers);
        expect(assembled.descriptor.size, name).toBeGreaterThan(0);
      }
    }
  });

  it('has a command that is there, found as the container will look for it', () => {
    for (const [name, definition] of imagesOf(family)) {
      const config = configOf(definition);
      const [command] = [...(config.Entrypoint ?? []), ...(config.Cmd ?? [])];
      const tree = treeOf(assembleImage(definition).layers.map(({ layer }) => layer));
      // An image may leave the command to those who use it, as gcr.io/distroless/static does.
      if (command === undefined) continue;
      const path = (config.Env ?? []).find((variable) => variable.startsWith('PATH='))?.slice('PATH='.length) ?? '';
      const places = command.includes('/') ? [command] : path.split(':').map((directory) => `${directory}/${command}`);
      expect(
        places.some((place) => isExecutable(tree, place)),
        `${name}: ${command}`,
      ).toBe(true);
    }
  });
});

/** A path of a layer must not run over a link of the layers below: unpacking would put a directory in its place. */
function linkOnTheWay(tree: TreeNode | undefined, path: string): string | undefined {
  if (tree === undefined) return undefined;
  const parts = path.split('/').filter((part) => part !== '');
  for (let length = 1; length < parts.length; length++) {
    const way = parts.slice(0, length).join('/');
    if (findInTree(tree, way)?.type === 'symlink') return way;
  }
  return undefined;
}

function isExecutable(tree: TreeNode, path: string, depth = 0): boolean {
  const parts = path.split('/').filter((part) => part !== '');
  for (let length = 1; length <= parts.length; length++) {
    const way = parts.slice(0, length);
    const node = findInTree(tree, way.join('/'));
    if (node === undefined || depth > 20) return false;
    if (node.type !== 'symlink') continue;
    const from = node.target.startsWith('/') ? [] : way.slice(0, -1);
    return isExecutable(tree, normal([...from, ...node.target.split('/'), ...parts.slice(length)]), depth + 1);
  }
  const node = findInTree(tree, parts.join('/'));
  return node?.type === 'file' && (node.mode & 0o111) !== 0;
}

function normal(parts: readonly string[]): string {
  const out: string[] = [];
  for (const part of parts) {
    if (part === '..') out.pop();
    else if (part !== '' && part !== '.') out.push(part);
  }
  return out.join('/');
}
