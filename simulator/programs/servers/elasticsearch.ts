/** elasticsearch: starts, tells its version and health, keeps documents in memory by index and id. No search language. */
import type { Process } from '../../kernel/abi.ts';
import { endsOnSignals, serveApp, type Answer, type Visit } from '../samples/web-app.ts';
import { breakDown, strftime } from '../text/strftime.ts';

type Documents = Map<string, unknown>;

const json = (value: unknown, status = 200): Answer => ({ status, type: 'application/json; charset=UTF-8', body: `${JSON.stringify(value, undefined, 2)}\n` }); // prettier-ignore
const compact = (value: unknown, status = 200): Answer => ({ status, type: 'application/json; charset=UTF-8', body: JSON.stringify(value) }); // prettier-ignore

class Store {
  private readonly indices = new Map<string, Documents>();

  health(name: string): Answer {
    return compact({ cluster_name: name, status: this.indices.size === 0 ? 'green' : 'yellow', timed_out: false, number_of_nodes: 1, number_of_data_nodes: 1, active_primary_shards: this.indices.size, active_shards: this.indices.size, relocating_shards: 0, initializing_shards: 0, unassigned_shards: this.indices.size }); // prettier-ignore
  }

  listing(): string {
    return [...this.indices].map(([name, documents]) => `yellow open ${name} 1 1 ${documents.size} 0\n`).join('');
  }

  async answer(visit: Visit): Promise<Answer> {
    const { method, path } = visit;
    const [index = '', kind, id] = path.split('/').slice(1);
    const documents = this.indices.get(index);
    const missing = (): Answer => compact({ error: { root_cause: [{ type: 'index_not_found_exception', reason: `no such index [${index}]`, index }], type: 'index_not_found_exception', reason: `no such index [${index}]`, index }, status: 404 }, 404); // prettier-ignore
    if (kind === undefined) {
      if (method === 'PUT') {
        if (documents !== undefined) return compact({ error: { type: 'resource_already_exists_exception', reason: `index [${index}] already exists`, index }, status: 400 }, 400); // prettier-ignore
        this.indices.set(index, new Map());
        return compact({ acknowledged: true, shards_acknowledged: true, index });
      }
      if (documents === undefined) return missing();
      if (method === 'DELETE') {
        this.indices.delete(index);
        return compact({ acknowledged: true });
      }
      return compact({ [index]: { aliases: {}, mappings: {}, settings: {} } });
    }
    if (kind === '_doc' && id !== undefined && (method === 'PUT' || method === 'POST')) return this.put(index, id, await visit.body()); // prettier-ignore
    if (documents === undefined) return missing();
    if (kind === '_doc' && id !== undefined) {
      const found = documents.has(id);
      if (method === 'DELETE') {
        documents.delete(id);
        return compact({ _index: index, _id: id, result: found ? 'deleted' : 'not_found' }, found ? 200 : 404);
      }
      return found ? compact({ _index: index, _id: id, _version: 1, found: true, _source: documents.get(id) }) : compact({ _index: index, _id: id, found: false }, 404); // prettier-ignore
    }
    if (kind === '_count') return compact({ count: documents.size, _shards: { total: 1, successful: 1, skipped: 0, failed: 0 } }); // prettier-ignore
    if (kind === '_search' && (await visit.body()).trim() === '') {
      const hits = [...documents].map(([key, source]) => ({ _index: index, _id: key, _score: 1, _source: source }));
      return compact({ took: 1, timed_out: false, _shards: { total: 1, successful: 1, skipped: 0, failed: 0 }, hits: { total: { value: hits.length, relation: 'eq' }, max_score: hits.length === 0 ? null : 1, hits: hits.slice(0, 10) } }); // prettier-ignore
    }
    return compact({ error: { type: 'not_simulated', reason: `Drydock's elasticsearch does not simulate ${method} ${path}` }, status: 501 }, 501); // prettier-ignore
  }

  private put(index: string, id: string, text: string): Answer {
    let source: unknown;
    try {
      source = JSON.parse(text);
    } catch {
      return compact({ error: { type: 'mapper_parsing_exception', reason: 'failed to parse' }, status: 400 }, 400);
    }
    const documents = this.indices.get(index) ?? new Map<string, unknown>();
    this.indices.set(index, documents);
    const created = !documents.has(id);
    documents.set(id, source);
    return compact({ _index: index, _id: id, _version: 1, result: created ? 'created' : 'updated', _shards: { total: 2, successful: 1, failed: 0 } }, created ? 201 : 200); // prettier-ignore
  }
}

function versionOf(p: Process): string {
  return p.env.get('ELASTICSEARCH_VERSION') ?? p.env.get('ELASTIC_VERSION') ?? versionInNotes(p) ?? '8.0.0';
}

/** The file that the image's archive has beside the program. */
function versionInNotes(p: Process): string | undefined {
  const path = '/usr/share/elasticsearch/VERSION';
  return p.fs.exists(path) ? p.fs.readText(path).trim() : undefined;
}

export default async function elasticsearch(p: Process): Promise<number> {
  const version = versionOf(p);
  const setting = (name: string): string | undefined =>
    p.env.get(name) ?? p.args.map((word) => word.match(`^-E${name}=(.*)$`)?.[1]).find((it) => it !== undefined);
  if (p.credentials.uid === 0) {
    await p.stderr.write('java.lang.RuntimeException: can not run elasticsearch as root\n');
    return 1;
  }
  const name = setting('cluster.name') ?? 'docker-cluster';
  const node = setting('node.name') ?? p.net.hostname();
  const stamp = (): string => `${strftime('%Y-%m-%dT%H:%M:%S', breakDown(p.now()))},${String(Math.floor(p.now() % 1000)).padStart(3, '0')}`; // prettier-ignore
  const say = (where: string, text: string): Promise<void> =>
    p.stdout.write(`[${stamp()}][INFO ][${where.padEnd(25)}] [${node}] ${text}\n`);
  const major = Number.parseInt(version, 10);
  if (major >= 8 && setting('xpack.security.enabled') !== 'false') {
    await p.stderr.write('elasticsearch: Drydock does not simulate TLS and users, which this version turns on; start it with -e xpack.security.enabled=false\n'); // prettier-ignore
    return 78;
  }
  await say('o.e.n.Node', `version[${version}], pid[${p.pid}], OS[Linux/${p.machine().kernelRelease}/amd64]`);
  await say('o.e.n.Node', 'initialized');
  await say('o.e.n.Node', 'starting ...');
  const store = new Store();
  endsOnSignals(p, 143);
  return serveApp(p, {
    port: 9200,
    ready: async () => {
      await p.sleep(3000);
      await say(
        'o.e.h.AbstractHttpServerTransport',
        'publish_address {127.0.0.1:9200}, bound_addresses {0.0.0.0:9200}',
      );
      await say('o.e.n.Node', 'started');
    },
    answer: (visit) => {
      const { path } = visit;
      if (path === '/') return json({ name: node, cluster_name: name, version: { number: version, build_type: 'docker', build_snapshot: false }, tagline: 'You Know, for Search' }); // prettier-ignore
      if (path === '/_cluster/health') return store.health(name);
      if (path === '/_cat/indices') return { type: 'text/plain; charset=UTF-8', body: store.listing() };
      if (path === '/_cat/nodes') return { type: 'text/plain; charset=UTF-8', body: `127.0.0.1 * ${node}\n` };
      if (path.startsWith('/_')) return compact({ error: { type: 'not_simulated', reason: `Drydock's elasticsearch does not simulate ${path}` }, status: 501 }, 501); // prettier-ignore
      return store.answer(visit);
    },
  });
}
