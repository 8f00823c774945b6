/** The table of the catalogue's images: what it says of images whose end is known. */
import { expect, test } from 'vitest';
import { CATALOGUE } from '../../simulator/registry/catalog/index.ts';
import { imagesToTry, tryImage } from '../../node/images.ts';

test('every repository of the catalogue is tried', async () => {
  expect(await imagesToTry()).toHaveLength(CATALOGUE.length);
  expect(await imagesToTry('golang')).toEqual(['golang', 'diamol/golang']);
});

test('an image runs on, ends, or is not simulated, and its row says which', async () => {
  expect(await tryImage('hello-world')).toEqual({ image: 'hello-world', state: 'exited (0)', started: true, simulated: true, log: 'Hello from Docker!' }); // prettier-ignore
  expect(await tryImage('memcached')).toMatchObject({ state: 'running', simulated: true });
  expect(await tryImage('haproxy')).toMatchObject({ state: 'exited (1)', simulated: true });
  expect(await tryImage('diamol/ch08-numbers-api:v3')).toMatchObject({ state: 'running (healthy)' });
  expect(await tryImage('nosuch/image')).toMatchObject({ started: false });
});
