/** Operations as the HTTP requests that they are; an engine that does not answer fails with the one it was asked. */
import { API_VERSION, type Engine } from '../../api/engine.ts';
import { escapeQuery } from '../go/query-escape.ts';

/** A query as Go's url.Values writes it: sorted, lists repeated, other objects as JSON. */
function queryText(query: object): string {
  const pairs = Object.entries(query)
    .map(([name, value]): [string, unknown] => [name, value])
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, value]) => listOf(value).map((each) => [name, each] as const))
    .map(([name, value]) => `${escapeQuery(name)}=${escapeQuery(valueText(value))}`);
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

function valueText(value: unknown): string {
  if (typeof value === 'boolean') return value ? '1' : '0';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

export interface EngineRequest {
  /** As Go's client writes it in errors: `Get`, `Post`. */
  readonly method: string;
  /** With version and query. */
  readonly path: string;
}

const PING: EngineRequest = { method: 'Head', path: '/_ping' };

/** `failure` makes the error from what was asked for. Some operations ask for the version of the API before. */
export function unreachableEngine(failure: (request: EngineRequest) => Error): Engine {
  return engineOfRequests((request, asksVersion) => Promise.reject(failure(asksVersion ? PING : request)));
}

/** An engine that hands every operation to `send` as the HTTP request that it is. */
export function engineOfRequests(send: (request: EngineRequest, asksVersion: boolean) => Promise<never>): Engine {
  const request =
    (method: string) =>
    (path: string, query: object = {}, asksVersion = false): Promise<never> =>
      send({ method, path: `/v${API_VERSION}${path}${queryText(query)}` }, asksVersion);
  const head = request('Head');
  const get = request('Get');
  const post = request('Post');
  const put = request('Put');
  const remove = request('Delete');
  return {
    containerList: (query) => get('/containers/json', query),
    containerCreate: (query) => post('/containers/create', query, true),
    containerInspect: (id, query) => get(`/containers/${id}/json`, query),
    containerTop: (id, query) => get(`/containers/${id}/top`, query),
    containerLogs: (id, query) => get(`/containers/${id}/logs`, query),
    containerChanges: (id) => get(`/containers/${id}/changes`),
    containerExport: (id) => get(`/containers/${id}/export`),
    containerStats: (id, query) => get(`/containers/${id}/stats`, query),
    containerResize: (id, size) => post(`/containers/${id}/resize`, { h: size.rows, w: size.cols }),
    containerStart: (id, query) => post(`/containers/${id}/start`, query),
    containerStop: (id, query) => post(`/containers/${id}/stop`, query),
    containerRestart: (id, query) => post(`/containers/${id}/restart`, query),
    containerKill: (id, query) => post(`/containers/${id}/kill`, query),
    containerUpdate: (id) => post(`/containers/${id}/update`),
    containerRename: (id, query) => post(`/containers/${id}/rename`, query),
    containerPause: (id) => post(`/containers/${id}/pause`),
    containerUnpause: (id) => post(`/containers/${id}/unpause`),
    containerAttach: (id, query) => post(`/containers/${id}/attach`, query),
    containerWait: (id, query) => post(`/containers/${id}/wait`, query, true),
    containerDelete: (id, query) => remove(`/containers/${id}`, query),
    containerArchiveInfo: (id, query) => head(`/containers/${id}/archive`, query),
    containerArchive: (id, query) => get(`/containers/${id}/archive`, query),
    putContainerArchive: (id, query) => put(`/containers/${id}/archive`, query),
    containerPrune: (query) => post('/containers/prune', query),
    execCreate: (id) => post(`/containers/${id}/exec`, {}, true),
    execStart: (id) => post(`/exec/${id}/start`),
    execResize: (id) => post(`/exec/${id}/resize`),
    execInspect: (id) => get(`/exec/${id}/json`),
    imageList: (query) => get('/images/json', query, true),
    imageCreate: (query) => post('/images/create', query),
    imageInspect: (name) => get(`/images/${name}/json`),
    imageHistory: (name) => get(`/images/${name}/history`),
    imagePush: (name, query) => post(`/images/${name}/push`, query),
    imageTag: (name, query) => post(`/images/${name}/tag`, query),
    imageDelete: (name, query) => remove(`/images/${name}`, query),
    imageSearch: (query) => get('/images/search', query),
    imagePrune: (query) => post('/images/prune', query),
    imageCommit: (query) => post('/commit', query),
    imageGetAll: (query) => get('/images/get', query),
    imageLoad: (query) => post('/images/load', query),
    distributionInspect: (name) => get(`/distribution/${name}/json`),
    buildPrune: (query) => post('/build/prune', query),
    networkList: (query) => get('/networks', query),
    networkInspect: (id, query) => get(`/networks/${id}`, query),
    networkDelete: (id) => remove(`/networks/${id}`),
    networkCreate: () => post('/networks/create', {}, true),
    networkConnect: (id) => post(`/networks/${id}/connect`),
    networkDisconnect: (id) => post(`/networks/${id}/disconnect`),
    networkPrune: (query) => post('/networks/prune', query),
    volumeList: (query) => get('/volumes', query),
    volumeCreate: () => post('/volumes/create'),
    volumeInspect: (name) => get(`/volumes/${name}`),
    volumeDelete: (name, query) => remove(`/volumes/${name}`, query),
    volumePrune: (query) => post('/volumes/prune', query),
    systemPing: () => send(PING, false),
    systemVersion: () => get('/version'),
    systemInfo: () => get('/info'),
    systemDataUsage: () => get('/system/df'),
    systemEvents: (query) => get('/events', query),
    systemAuth: () => post('/auth'),
    build: {
      solve: () => {
        const result = post('/session', {}, true);
        result.catch(() => undefined);
        return { status: noMessages(), result, cancel: () => undefined };
      },
    },
  };
}

const noMessages = () => ({ async *[Symbol.asyncIterator]() {}, close: () => undefined });
