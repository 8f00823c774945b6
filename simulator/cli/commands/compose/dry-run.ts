/** An engine that does nothing: what would be made is remembered for the run, everything else is the engine's answer. */
import type { ContainerSummary } from '../../../api/containers.ts';
import type { Engine } from '../../../api/engine.ts';
import { filterValues, type Filters } from '../../../api/filters.ts';
import type { MessageStream } from '../../../api/streams.ts';

const nothing = (): Promise<void> => Promise.resolve();

function emptyStream<T>(): MessageStream<T> {
  return {
    close: () => undefined,
    [Symbol.asyncIterator]: () => ({ next: () => Promise.resolve({ done: true, value: undefined }) }),
  };
}

/** `nextId` gives an id of 64 hexadecimal digits. */
export function dryRunEngine(engine: Engine, nextId: () => string): Engine {
  const made: ContainerSummary[] = [];
  const overrides: Partial<Engine> = {
    networkCreate: () => Promise.resolve({ Id: nextId(), Warning: '' }),
    volumeCreate: ({ Name = '' }) =>
      Promise.resolve({ CreatedAt: '', Driver: 'local', Labels: null, Mountpoint: '', Name, Options: null, Scope: 'local' }),
    containerCreate: ({ name = '' }, { Image = '', Labels }) => {
      const Id = nextId();
      made.push(summary(Id, name, Image, Labels ?? {}));
      return Promise.resolve({ Id, Warnings: [] });
    },
    containerList: async (query) => {
      const own = made.filter((each) => fits(each, query?.filters));
      const ids = filterValues(query?.filters, 'id');
      if (own.some(({ Id }) => ids.includes(Id))) return own;
      return [...own, ...(await engine.containerList(query))];
    },
    imageCreate: () => Promise.resolve(emptyStream()),
    imageDelete: () => Promise.resolve([]),
    containerStart: nothing, containerStop: nothing, containerRestart: nothing, containerKill: nothing,
    containerDelete: nothing, containerRename: nothing, containerPause: nothing, containerUnpause: nothing,
    putContainerArchive: nothing, networkDelete: nothing, volumeDelete: nothing,
  }; // prettier-ignore
  const own = new Map<string | symbol, unknown>(Object.entries(overrides));
  return new Proxy(engine, {
    get: (target, key) => {
      const value: unknown = own.get(key) ?? Reflect.get(target, key);
      if (typeof value !== 'function') return value;
      const bound: unknown = value.bind(target);
      return bound;
    },
  });
}

function fits({ Id, Labels }: ContainerSummary, filters: Filters | undefined): boolean {
  const ids = filterValues(filters, 'id');
  if (ids.length > 0) return ids.includes(Id);
  return filterValues(filters, 'label').every((label) => {
    const at = label.indexOf('=');
    return at < 0 ? Labels[label] !== undefined : Labels[label.slice(0, at)] === label.slice(at + 1);
  });
}

const summary = (Id: string, name: string, Image: string, Labels: ContainerSummary['Labels']): ContainerSummary => ({
  Id, Names: [`/${name}`], Image, ImageID: '', Command: '', Created: 0, Ports: [], Labels, State: 'created', Status: '',
  HostConfig: {}, NetworkSettings: { Networks: {} }, Mounts: [],
}); // prettier-ignore
