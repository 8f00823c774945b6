/**
 * Shows what a client asks the engine: every operation as the HTTP request that it is in the real Engine API. The
 * wrapper changes nothing; it only tells.
 */
import type { Clock } from '../kernel/clock.ts';
import { API_VERSION } from './engine.ts';
import type { Engine } from './engine.ts';
import { isEngineError } from './errors.ts';

export type HttpMethod = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';

/** One call, told when it has been answered. A stream counts as answered when it has been opened. */
export interface ApiCall {
  /** Counts up from 1 within one observed engine, in the order of asking. */
  readonly number: number;
  readonly method: HttpMethod;
  /** With the version and the query, as it stands in the request line. */
  readonly path: string;
  /** The JSON body, where there is one; `undefined` for none and for archives. */
  readonly body: unknown;
  readonly status: number;
  /** The JSON answer; for an error `{message}`; undefined for streams and empty answers. */
  readonly answer: unknown;
  /** Whether the answer is a stream that stays open. */
  readonly streams: boolean;
  /** Simulated time of the request, milliseconds since the epoch. */
  readonly started: number;
  /** Milliseconds until the answer. */
  readonly duration: number;
}

interface Route {
  method: HttpMethod;
  path: string;
  /** Only plain JSON values; filters are put into their JSON form here. */
  query?: object | undefined;
  body?: unknown;
  /** Status of success; 200 unless told. */
  success?: number;
  streams?: boolean;
}

/** `engine` with `onCall` told of every call. */
export function observed(engine: Engine, clock: Pick<Clock, 'now'>, onCall: (call: ApiCall) => void): Engine {
  let count = 0;
  const call = async <T>(route: Route, work: () => Promise<T>): Promise<T> => {
    const number = ++count;
    const started = clock.now();
    const tell = (status: number, answer: unknown): void => {
      const path = `/v${API_VERSION}${route.path}${queryString(route.query)}`;
      const { method, body, streams = false } = route;
      onCall({ number, method, path, body, status, answer, streams, started, duration: clock.now() - started });
    };
    try {
      const answer = await work();
      tell(route.success ?? 200, route.streams === true ? undefined : answer);
      return answer;
    } catch (error) {
      if (isEngineError(error)) tell(error.status, { message: error.message });
      throw error;
    }
  };
  return {
    ...observedContainers(engine, call),
    ...observedExecs(engine, call),
    ...observedImages(engine, call),
    ...observedNetworks(engine, call),
    ...observedVolumes(engine, call),
    ...observedSystem(engine, call),
    build: engine.build,
  };
}

type Call = <T>(route: Route, work: () => Promise<T>) => Promise<T>;
type Group<K extends keyof Engine> = Pick<Engine, K>;

function observedContainers(
  e: Engine,
  call: Call,
): Group<Extract<keyof Engine, `container${string}` | `putContainer${string}`>> {
  const at = (id: string, rest = ''): string => `/containers/${encodeURIComponent(id)}${rest}`;
  return {
    containerList: (query) => call({ method: 'GET', path: '/containers/json', query }, () => e.containerList(query)),
    containerCreate: (query, body) =>
      call({ method: 'POST', path: '/containers/create', query, body, success: 201 }, () =>
        e.containerCreate(query, body),
      ),
    containerInspect: (id, query) =>
      call({ method: 'GET', path: at(id, '/json'), query }, () => e.containerInspect(id, query)),
    containerTop: (id, query) => call({ method: 'GET', path: at(id, '/top'), query }, () => e.containerTop(id, query)),
    containerLogs: (id, query) =>
      call({ method: 'GET', path: at(id, '/logs'), query, streams: true }, () => e.containerLogs(id, query)),
    containerChanges: (id) => call({ method: 'GET', path: at(id, '/changes') }, () => e.containerChanges(id)),
    containerExport: (id) =>
      call({ method: 'GET', path: at(id, '/export'), streams: true }, () => e.containerExport(id)),
    containerStats: (id, query) =>
      call({ method: 'GET', path: at(id, '/stats'), query, streams: true }, () => e.containerStats(id, query)),
    containerResize: (id, size) =>
      call({ method: 'POST', path: at(id, '/resize'), query: { h: size.rows, w: size.cols } }, () =>
        e.containerResize(id, size),
      ),
    containerStart: (id, query) =>
      call({ method: 'POST', path: at(id, '/start'), query, success: 204 }, () => e.containerStart(id, query)),
    containerStop: (id, query) =>
      call({ method: 'POST', path: at(id, '/stop'), query, success: 204 }, () => e.containerStop(id, query)),
    containerRestart: (id, query) =>
      call({ method: 'POST', path: at(id, '/restart'), query, success: 204 }, () => e.containerRestart(id, query)),
    containerKill: (id, query) =>
      call({ method: 'POST', path: at(id, '/kill'), query, success: 204 }, () => e.containerKill(id, query)),
    containerUpdate: (id, body) =>
      call({ method: 'POST', path: at(id, '/update'), body }, () => e.containerUpdate(id, body)),
    containerRename: (id, query) =>
      call({ method: 'POST', path: at(id, '/rename'), query, success: 204 }, () => e.containerRename(id, query)),
    containerPause: (id) => call({ method: 'POST', path: at(id, '/pause'), success: 204 }, () => e.containerPause(id)),
    containerUnpause: (id) =>
      call({ method: 'POST', path: at(id, '/unpause'), success: 204 }, () => e.containerUnpause(id)),
    containerAttach: (id, query) =>
      call({ method: 'POST', path: at(id, '/attach'), query, success: 101, streams: true }, () =>
        e.containerAttach(id, query),
      ),
    containerWait: (id, query) =>
      call({ method: 'POST', path: at(id, '/wait'), query }, () => e.containerWait(id, query)),
    containerDelete: (id, query) =>
      call({ method: 'DELETE', path: at(id), query, success: 204 }, () => e.containerDelete(id, query)),
    containerArchiveInfo: (id, query) =>
      call({ method: 'HEAD', path: at(id, '/archive'), query }, () => e.containerArchiveInfo(id, query)),
    containerArchive: (id, query) =>
      call({ method: 'GET', path: at(id, '/archive'), query, streams: true }, () => e.containerArchive(id, query)),
    putContainerArchive: (id, query, content) =>
      call({ method: 'PUT', path: at(id, '/archive'), query }, () => e.putContainerArchive(id, query, content)),
    containerPrune: (query) =>
      call({ method: 'POST', path: '/containers/prune', query }, () => e.containerPrune(query)),
  };
}

function observedExecs(e: Engine, call: Call): Group<Extract<keyof Engine, `exec${string}`>> {
  const at = (id: string, rest: string): string => `/exec/${encodeURIComponent(id)}${rest}`;
  return {
    execCreate: (id, body) =>
      call({ method: 'POST', path: `/containers/${encodeURIComponent(id)}/exec`, body, success: 201 }, () =>
        e.execCreate(id, body),
      ),
    execStart: (id, body) =>
      call(
        { method: 'POST', path: at(id, '/start'), body, success: body.Detach === true ? 200 : 101, streams: true },
        () => e.execStart(id, body),
      ),
    execResize: (id, size) =>
      call({ method: 'POST', path: at(id, '/resize'), query: { h: size.rows, w: size.cols } }, () =>
        e.execResize(id, size),
      ),
    execInspect: (id) => call({ method: 'GET', path: at(id, '/json') }, () => e.execInspect(id)),
  };
}

function observedImages(
  e: Engine,
  call: Call,
): Group<Extract<keyof Engine, `image${string}` | 'distributionInspect' | 'buildPrune'>> {
  const at = (name: string, rest = ''): string => `/images/${name}${rest}`;
  return {
    imageList: (query) => call({ method: 'GET', path: '/images/json', query }, () => e.imageList(query)),
    imageCreate: (query, options) =>
      call({ method: 'POST', path: '/images/create', query, streams: true }, () => e.imageCreate(query, options)),
    imageInspect: (name, query) =>
      call({ method: 'GET', path: at(name, '/json'), query }, () => e.imageInspect(name, query)),
    imageHistory: (name) => call({ method: 'GET', path: at(name, '/history') }, () => e.imageHistory(name)),
    imagePush: (name, query, options) =>
      call({ method: 'POST', path: at(name, '/push'), query, streams: true }, () => e.imagePush(name, query, options)),
    imageTag: (name, query) =>
      call({ method: 'POST', path: at(name, '/tag'), query, success: 201 }, () => e.imageTag(name, query)),
    imageDelete: (name, query) => call({ method: 'DELETE', path: at(name), query }, () => e.imageDelete(name, query)),
    imageSearch: (query, options) =>
      call({ method: 'GET', path: '/images/search', query }, () => e.imageSearch(query, options)),
    imagePrune: (query) => call({ method: 'POST', path: '/images/prune', query }, () => e.imagePrune(query)),
    imageCommit: (query, body) =>
      call({ method: 'POST', path: '/commit', query, body, success: 201 }, () => e.imageCommit(query, body)),
    imageGetAll: (query) =>
      call({ method: 'GET', path: '/images/get', query, streams: true }, () => e.imageGetAll(query)),
    imageLoad: (query, content) =>
      call({ method: 'POST', path: '/images/load', query, streams: true }, () => e.imageLoad(query, content)),
    distributionInspect: (name, options) =>
      call({ method: 'GET', path: `/distribution/${name}/json` }, () => e.distributionInspect(name, options)),
    buildPrune: (query) => call({ method: 'POST', path: '/build/prune', query }, () => e.buildPrune(query)),
  };
}

function observedNetworks(e: Engine, call: Call): Group<Extract<keyof Engine, `network${string}`>> {
  const at = (id: string, rest = ''): string => `/networks/${encodeURIComponent(id)}${rest}`;
  return {
    networkList: (query) => call({ method: 'GET', path: '/networks', query }, () => e.networkList(query)),
    networkInspect: (id, query) => call({ method: 'GET', path: at(id), query }, () => e.networkInspect(id, query)),
    networkDelete: (id) => call({ method: 'DELETE', path: at(id), success: 204 }, () => e.networkDelete(id)),
    networkCreate: (body) =>
      call({ method: 'POST', path: '/networks/create', body, success: 201 }, () => e.networkCreate(body)),
    networkConnect: (id, body) =>
      call({ method: 'POST', path: at(id, '/connect'), body }, () => e.networkConnect(id, body)),
    networkDisconnect: (id, body) =>
      call({ method: 'POST', path: at(id, '/disconnect'), body }, () => e.networkDisconnect(id, body)),
    networkPrune: (query) => call({ method: 'POST', path: '/networks/prune', query }, () => e.networkPrune(query)),
  };
}

function observedVolumes(e: Engine, call: Call): Group<Extract<keyof Engine, `volume${string}`>> {
  const at = (name: string): string => `/volumes/${encodeURIComponent(name)}`;
  return {
    volumeList: (query) => call({ method: 'GET', path: '/volumes', query }, () => e.volumeList(query)),
    volumeCreate: (body) =>
      call({ method: 'POST', path: '/volumes/create', body, success: 201 }, () => e.volumeCreate(body)),
    volumeInspect: (name) => call({ method: 'GET', path: at(name) }, () => e.volumeInspect(name)),
    volumeDelete: (name, query) =>
      call({ method: 'DELETE', path: at(name), query, success: 204 }, () => e.volumeDelete(name, query)),
    volumePrune: (query) => call({ method: 'POST', path: '/volumes/prune', query }, () => e.volumePrune(query)),
  };
}

function observedSystem(e: Engine, call: Call): Group<Extract<keyof Engine, `system${string}`>> {
  return {
    systemPing: () => call({ method: 'HEAD', path: '/_ping' }, () => e.systemPing()),
    systemVersion: () => call({ method: 'GET', path: '/version' }, () => e.systemVersion()),
    systemInfo: () => call({ method: 'GET', path: '/info' }, () => e.systemInfo()),
    systemDataUsage: (query) => call({ method: 'GET', path: '/system/df', query }, () => e.systemDataUsage(query)),
    systemEvents: (query) =>
      call({ method: 'GET', path: '/events', query, streams: true }, () => e.systemEvents(query)),
    systemAuth: (body) =>
      call({ method: 'POST', path: '/auth', body: { ...body, password: '********' } }, () => e.systemAuth(body)),
  };
}

/** `?a=1&b=x`: booleans as 1 and 0, lists repeated, objects as JSON, absent values left out. */
function queryString(query: object | undefined): string {
  const pairs: string[] = [];
  const entries: [string, unknown][] = Object.entries(query ?? {});
  for (const [name, value] of entries) {
    for (const text of queryTexts(value)) pairs.push(`${name}=${encodeURIComponent(text)}`);
  }
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

function queryTexts(value: unknown): string[] {
  if (value === undefined || value === null || value === '') return [];
  if (typeof value === 'boolean') return [value ? '1' : '0'];
  if (typeof value === 'number' || typeof value === 'string') return [String(value)];
  if (Array.isArray(value)) return value.flatMap(queryTexts);
  return Object.keys(value).length === 0 ? [] : [JSON.stringify(value)];
}
