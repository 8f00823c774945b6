/** Books kept from nothing but the daemon's events: they must agree with what the daemon lists. */
import { expect } from 'vitest';
import type { EventMessage } from '../../../../simulator/api/system.ts';
import type { TestDaemon } from '../support.ts';

export function eventBooks({ daemon, engine }: TestDaemon): { check(): Promise<void> } {
  const containers = new Map<string, string>();
  const volumes = new Set<string>();
  const networks = new Set<string>();
  const joined = new Set<string>();
  const note = ({ Type, Action, Actor: { ID, Attributes } }: EventMessage): void => {
    switch (`${Type} ${Action}`) {
      case 'container create':
      case 'container die':
        return void containers.set(ID, 'down');
      case 'container start':
      case 'container unpause':
        return void containers.set(ID, 'running');
      case 'container pause':
        return void containers.set(ID, 'paused');
      case 'container destroy':
        return void containers.delete(ID);
      case 'volume create':
        return void volumes.add(ID);
      case 'volume destroy':
        return void volumes.delete(ID);
      case 'network create':
        return void networks.add(ID);
      case 'network destroy':
        return void networks.delete(ID);
      case 'network connect':
        return void joined.add(`${ID} ${Attributes['container'] ?? ''}`);
      case 'network disconnect':
        return void joined.delete(`${ID} ${Attributes['container'] ?? ''}`);
    }
  };
  let last = 0;
  daemon.events.listen(({ at, message }) => {
    expect(at).toBeGreaterThanOrEqual(last);
    last = at;
    note(message);
  });
  return {
    async check() {
      const list = await engine.containerList({ all: true });
      const state = (text: string): string => (['running', 'paused'].includes(text) ? text : 'down');
      expect(Object.fromEntries(containers)).toEqual(
        Object.fromEntries(list.map(({ Id, State }) => [Id, state(State)])),
      );
      expect([...volumes].sort()).toEqual((await engine.volumeList()).Volumes.map(({ Name }) => Name).sort());
      const records = Object.values(daemon.store.read().networks);
      const made = records.filter(({ name }) => !['bridge', 'host', 'none'].includes(name));
      expect([...networks].sort()).toEqual(made.map(({ id }) => id).sort());
      const ends = records.flatMap(({ id, endpoints }) => Object.keys(endpoints).map((end) => `${id} ${end}`));
      expect([...joined].sort()).toEqual(ends.sort());
    },
  };
}
