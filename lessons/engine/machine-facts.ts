/** Facts about a simulated machine, read at the moment of asking. */
import { httpGet, isNotFound, layersOf, readFile, type SimulatedMachine } from '../../simulator/index.ts';
import type { FinishedBuild, HttpAnswer, RanCommand } from './facts.ts';
import type { WorldFacts } from './tutor.ts';
import type { ApiCall } from '../../simulator/index.ts';

/** What happened since the step began, kept by whoever drives the machine. */
export interface Happened {
  commands: readonly RanCommand[];
  calls: readonly ApiCall[];
  builds: readonly FinishedBuild[];
}

export function machineFacts(machine: SimulatedMachine, happened: Happened): WorldFacts {
  const { engine } = machine;
  const orUndefined = async <T>(work: Promise<T>): Promise<T | undefined> => {
    try {
      return await work;
    } catch (error) {
      if (isNotFound(error)) return undefined;
      throw error;
    }
  };
  return {
    ...happened,
    async containers() {
      const list = await engine.containerList({ all: true });
      const found = await Promise.all(list.map(({ Id }) => orUndefined(engine.containerInspect(Id))));
      return found.filter((each) => each !== undefined);
    },
    image: (ref) => orUndefined(engine.imageInspect(ref)),
    history: async (ref) => (await orUndefined(engine.imageHistory(ref))) ?? [],
    layers: (ref) => Promise.resolve(layersOf(machine, ref)),
    volumes: async () => (await engine.volumeList()).Volumes,
    networks: () => engine.networkList(),
    async logs(id) {
      const stream = await orUndefined(engine.containerLogs(id, { stdout: true, stderr: true, tail: '2000' }));
      let text = '';
      const decoder = new TextDecoder();
      for await (const frame of stream ?? []) text += decoder.decode(frame.bytes, { stream: true });
      return text;
    },
    file: (holder, path) => Promise.resolve(readFile(machine, holder, path)),
    http: (port, path) => askHttp(machine, port, path),
    async pushed(ref) {
      const found = /^localhost:(\d+)\/(.+?)(?::([\w.-]+))?$/.exec(ref);
      if (found === null) return false;
      const answer = await askHttp(machine, Number(found[1]), `/v2/${found[2] ?? ''}/manifests/${found[3] ?? 'latest'}`);
      return answer?.status === 200;
    },
  };
}

/** GET over the simulated network; undefined when nothing answers like a web server. */
async function askHttp(machine: SimulatedMachine, port: number, path: string): Promise<HttpAnswer | undefined> {
  const text = await httpGet(machine, port, path);
  if (text === undefined) return undefined;
  const split = text.indexOf('\r\n\r\n');
  const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(text)?.[1] ?? 0);
  if (status === 0 || split === -1) return undefined;
  return { status, body: text.slice(split + 4) };
}
