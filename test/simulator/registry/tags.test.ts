import { describe, expect, it } from 'vitest';
import { family, image } from '../../../simulator/registry/catalog/form/image.ts';
import { findTag } from '../../../simulator/registry/catalog/form/tags.ts';

const made = (created: string) => image({ created, steps: [] });
const redis = family('redis', {
  'latest 8 8.2 8.2.3': () => made('8'),
  '6 6.2 6.2.21': () => made('6.2'),
  '6.0 6.0.20': () => made('6.0'),
  '6-alpine 6.2-alpine': () => made('6.2-alpine'),
  'v2.10 v2.10.7': () => made('v2.10'),
});

describe.each([
  ['6.2.21', '6.2'],
  ['6.2.1', '6.2'],
  ['6.0.5', '6.0'],
  ['6.1.3', '6.2'],
  ['6.2.1-alpine', '6.2-alpine'],
  ['v2.10.3', 'v2.10'],
  ['6.2.22', undefined],
  ['7.0.1', undefined],
  ['6.2.1-bookworm', undefined],
  ['nosuch', undefined],
])('the tag %s', (tag, expected) => {
  it(`stands for ${expected ?? 'nothing'}`, () => {
    expect(findTag(redis, tag)?.created).toBe(expected);
  });
});
