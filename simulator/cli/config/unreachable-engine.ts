/** An engine that does not answer: every operation fails with the request that could not be made. */
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
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** `failure` makes the error from what was asked for: `Get` and `/v1.51/containers/json`. */
export function unreachableEngine(failure: (method: string, path: string) => Error): Engine {
  const failed = (method: string, path: string): Promise<never> => Promise.reject(failure(method, path));
  const request =
    (method: string) =>
    (path: string, query: object = {}): Promise<never> =>
      failed(method, `/v${API_VERSION}${path}${queryText(query)}`);
  const [get, post, put, remove] = ['Get', 'Post', 'Put', 'Delete'].map(request);
  if (!get || !post || !put || !remove) throw new Error('four methods');
  // These ask first which version of the API is spoken.
  const ping = (): Promise<never> => failed('Head', '/_ping');
  return {
    containerList: (query) => get('/containers/json', query),
    containerCreate: ping,
    containerInspect: (id) => get(`/containers/${id}/json`),
    containerTop: (id, query) => get(`/containers/${id}/top`, query),
    containerLogs: (id, query) => get(`/containers/${id}/logs`, query),
    containerChanges: (id) => get(`/containers/${id}/changes`),
    containerExport: (id) => get(`/containers/${id}/export`),
    containerStats: (id, query) => get(`/containers/${id}/stats`, query),
    containerResize: (id) => post(`/containers/${id}/resize`),
    containerStart: (id, query) => post(`/containers/${id}/start`, query),
    containerStop: (id, query) => post(`/containers/${id}/stop`, query),
    containerRestart: (id, query) => post(`/containers/${id}/restart`, query),
    containerKill: (id, query) => post(`/containers/${id}/kill`, query),
    containerUpdate: (id) => post(`/containers/${id}/update`),
    containerRename: (id, query) => post(`/containers/${id}/rename`, query),
    containerPause: (id) => post(`/containers/${id}/pause`),
    containerUnpause: (id) => post(`/containers/${id}/unpause`),
    containerAttach: (id, query) => post(`/containers/${id}/attach`, query),
    containerWait: ping,
    containerDelete: (id, query) => remove(`/containers/${id}`, query),
    containerArchiveInfo: (id, query) => failed('Head', `/v${API_VERSION}/containers/${id}/archive${queryText(query)}`),
    containerArchive: (id, query) => get(`/containers/${id}/archive`, query),
    putContainerArchive: (id, query) => put(`/containers/${id}/archive`, query),
    containerPrune: (query) => post('/containers/prune', query),
    execCreate: ping,
    execStart: (id) => post(`/exec/${id}/start`),
    execResize: (id) => post(`/exec/${id}/resize`),
    execInspect: (id) => get(`/exec/${id}/json`),
    imageList: ping,
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
    networkInspect: (id) => get(`/networks/${id}`),
    networkDelete: (id) => remove(`/networks/${id}`),
    networkCreate: ping,
    networkConnect: (id) => post(`/networks/${id}/connect`),
    networkDisconnect: (id) => post(`/networks/${id}/disconnect`),
    networkPrune: (query) => post('/networks/prune', query),
    volumeList: (query) => get('/volumes', query),
    volumeCreate: () => post('/volumes/create'),
    volumeInspect: (name) => get(`/volumes/${name}`),
    volumeDelete: (name, query) => remove(`/volumes/${name}`, query),
    volumePrune: (query) => post('/volumes/prune', query),
    systemPing: ping,
    systemVersion: () => get('/version'),
    systemInfo: () => get('/info'),
    systemDataUsage: () => get('/system/df'),
    systemEvents: (query) => get('/events', query),
    systemAuth: () => post('/auth'),
    build: {
      solve: () => {
        const result = ping();
        result.catch(() => undefined);
        return { status: noMessages(), result, cancel: () => undefined };
      },
    },
  };
}

const noMessages = () => ({ async *[Symbol.asyncIterator]() {}, close: () => undefined });
