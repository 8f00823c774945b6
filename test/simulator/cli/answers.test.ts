/** What the client asks for and prints, against recorded requests, answers and output of the real one. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EngineError, ERROR_STATUS, type ErrorKind } from '../../../simulator/api/errors.ts';
import { engineOfRequests, type EngineRequest } from '../../../simulator/cli/config/unreachable-engine.ts';
import { createDockerCommand } from '../../../simulator/cli/docker.ts';
import { machineWithSocket } from './fake-engine.ts';

interface RecordedRequest {
  method: string;
  path: string;
  body?: unknown;
  status: number;
  /** Place in the table of answers. */
  answer: number;
}
interface RecordedCase {
  args: string[];
  now: number;
  requests: RecordedRequest[];
  stdout: string;
  stderr: string;
  status: number;
}

const { cases, answers } = JSON.parse(readFileSync(new URL('./data/answers.json', import.meta.url), 'utf8')) as {
  answers: (readonly unknown[])[];
  cases: RecordedCase[];
};

/** The request of an operation, thrown instead of being sent. */
class Asked extends Error {
  readonly request: EngineRequest;
  constructor(request: EngineRequest) {
    super(`${request.method} ${request.path}`);
    this.request = request;
  }
}

const STREAMS = new Set(['imageCreate', 'imagePush', 'imageLoad', 'systemEvents', 'containerStats']);

async function* messages(answers: readonly unknown[]): AsyncGenerator {
  yield* answers;
}

/** A path with its query in one order, and filters as the real client writes them. */
function comparable(method: string, path: string): string {
  const [bare = '', query = ''] = path.replace(/^\/v[\d.]+/, '').split('?');
  const pairs = [...new URLSearchParams(query)]
    .filter(([, value]) => value !== '')
    .map(([name, value]) => {
      const filters: unknown = name === 'filters' ? JSON.parse(value) : undefined;
      return `${name}=${filters === undefined ? value.replace(/^true$/, '1') : filterText(filters)}`;
    });
  return `${method.toUpperCase()} ${decodeURIComponent(bare)}?${pairs.sort().join('&')}`;
}

function filterText(filters: unknown): string {
  const entries = Object.entries(filters as Record<string, string[] | Record<string, boolean>>);
  return entries
    .map(([name, values]) => `${name}:${(Array.isArray(values) ? values : Object.keys(values)).sort().join(',')}`)
    .sort()
    .join(';');
}

const kindOf = (status: number): ErrorKind =>
  (Object.entries(ERROR_STATUS).find(([, code]) => code === status)?.[0] ?? 'system') as ErrorKind;

/** Where an operation's arguments have what goes into the body of its request. */
const BODIES: Readonly<Record<string, number>> = {
  containerCreate: 1, containerUpdate: 1, networkCreate: 0, networkConnect: 1, networkDisconnect: 1, volumeCreate: 0,
}; // prettier-ignore

/** A body without what means nothing: Go writes zeros where other clients leave a field out. */
function essential(value: unknown): unknown {
  if (Array.isArray(value))
    return value.length === 0 ? undefined : value.map((each: unknown) => essential(each) ?? null);
  if (typeof value !== 'object' || value === null)
    return value === '' || value === 0 || value === false ? undefined : (value ?? undefined);
  const fields = Object.entries(value).map(([name, each]): [string, unknown] => [
    name,
    essential(name === 'Env' ? sorted(each) : each),
  ]);
  const kept = fields.filter(([, each]) => each !== undefined);
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

/** The real client has its variables in any order. */
const sorted = (list: unknown): unknown => (Array.isArray(list) ? [...list].map(String).sort() : list);

/** An engine that answers as recorded, and what it was asked. */
function recordedEngine(requests: readonly RecordedRequest[]) {
  const asked: string[] = [];
  const bodies: { operation: string; sent: unknown; wanted: unknown }[] = [];
  const left = [...requests];
  const asker = engineOfRequests((request) => Promise.reject(new Asked(request)));
  const answer = async (operation: string, args: readonly unknown[]): Promise<unknown> => {
    const call: unknown = Reflect.get(asker, operation);
    if (typeof call !== 'function') throw new Error(`no operation ${operation}`);
    const pending = Promise.resolve<unknown>(Reflect.apply(call, asker, args));
    const failure = await pending.catch((error: unknown) => error);
    if (!(failure instanceof Asked)) throw new Error(String(failure));
    const wanted = comparable(failure.request.method, failure.request.path);
    asked.push(wanted);
    const at = left.findIndex(({ method, path }) => comparable(method, path) === wanted);
    const [found] = at < 0 ? [] : left.splice(at, 1);
    if (!found) throw new Error(`not recorded: ${wanted}`);
    const place = BODIES[operation];
    if (place !== undefined) bodies.push({ operation, sent: essential(args[place]), wanted: essential(found.body) });
    const given = answers[found.answer] ?? [];
    const [first] = given;
    if (found.status >= 300)
      throw new EngineError(kindOf(found.status), (first as { message?: string })?.message ?? '');
    if (!STREAMS.has(operation)) return first;
    return Object.assign(messages(given), { close: () => undefined });
  };
  const engine = new Proxy(asker, {
    get: (target, name) =>
      typeof name === 'string' && name in target ? (...args: unknown[]) => answer(name, args) : undefined,
  });
  return { engine, asked, bodies };
}

/** What is another client's own: its version, and answers that are archives. */
const OTHER = /^(version$|info$|cp|export)/;
/** Requests about plugins, which this engine has none of. */
const PLUGINS = /^GET \/(plugins\/.*|info)\?$/;
/** The real client goes through repositories in any order. */
const ordered = (line: string, text: string): string =>
  line.startsWith('images') ? text.split('\n').sort().join('\n') : text;

describe.each(cases.map((each) => [each.args.join(' '), each] as const))('%s', (line, each) => {
  it.skipIf(OTHER.test(line))('asks and prints as docker does', async () => {
    const { engine, asked, bodies } = recordedEngine(each.requests);
    const machine = machineWithSocket({ time: { kind: 'virtual', startAt: each.now } });
    const found = await machine.run(
      createDockerCommand(() => engine),
      { args: ['docker', ...each.args], env: [['HOME', '/root']], cwd: '/usr' },
    );
    expect({
      stdout: ordered(line, found.stdout),
      stderr: found.stderr,
      status: found.status.kind === 'exited' ? found.status.code : found.status,
    }).toEqual({
      stdout: ordered(line, each.stdout),
      stderr: each.stderr.replace(/'\/tmp\/.*\/config.json'/, "'/root/.docker/config.json'"),
      status: each.status,
    });
    for (const body of bodies) expect(body.sent, body.operation).toEqual(body.wanted);
    const wanted = each.requests.map(({ method, path }) => comparable(method, path));
    const hasInfo = asked.includes('GET /info?');
    expect(asked.sort()).toEqual(wanted.filter((request) => hasInfo || !PLUGINS.test(request)).sort());
  });
});
