/** The worker: one simulated machine, its terminals, and the lesson being taken. */
import { type Environment, SimulatedMachine } from '../../simulator/index.ts';
import { BROADBAND } from '../../simulator/registry/conditions.ts';
import type { Notice, Request } from './protocol.ts';
import { TerminalLine } from './terminal-line.ts';

const macrotasks = new MessageChannel();
const deferred: (() => void)[] = [];
macrotasks.port1.onmessage = () => deferred.shift()?.();

/** What the page's worker gives the machine: its clock, timers, and the files shipped with the app. */
const environment: Environment = {
  now: () => performance.timeOrigin + performance.now(),
  setTimer: (ms, fire) => {
    const timer = setTimeout(fire, ms);
    return () => clearTimeout(timer);
  },
  defer: (task) => {
    deferred.push(task);
    macrotasks.port2.postMessage(null);
  },
  asset: async (name) => {
    const answer = await fetch(new URL(`assets/${name}`, self.location.origin + import.meta.env.BASE_URL));
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
    return new Uint8Array(await answer.arrayBuffer());
  },
};

let machine: SimulatedMachine | undefined;
const terminals = new Map<number, TerminalLine>();

function tell(notice: Notice): void {
  self.postMessage(notice);
}

/** The host is there at once, so that the prompt can appear; the daemon follows while the learner reads. */
function boot(seed: string): SimulatedMachine {
  const made = new SimulatedMachine(environment, { seed, time: { kind: 'real' }, conditions: BROADBAND });
  made.onCall((call) => tell({ type: 'call', call }));
  tell({ type: 'ready' });
  void bringUp(made);
  return made;
}

async function bringUp(made: SimulatedMachine): Promise<void> {
  const daemon = await made.start();
  daemon.store.onPatches((_, patches) => tell({ type: 'world', patches }));
  tell({ type: 'daemon', world: daemon.store.read() });
}

function hear(request: Request): void {
  switch (request.type) {
    case 'boot':
      machine = boot(request.seed);
      break;
    case 'terminal.open': {
      if (machine === undefined) break;
      const { id, cols, rows } = request;
      const line = new TerminalLine(
        machine,
        { cols, rows },
        {
          output: (data) => tell({ type: 'terminal.output', id, data }),
          closed: () => tell({ type: 'terminal.closed', id }),
        },
      );
      terminals.set(id, line);
      break;
    }
    case 'terminal.input':
      terminals.get(request.id)?.type(request.data);
      break;
    case 'terminal.resize':
      terminals.get(request.id)?.resize(request);
      break;
    case 'terminal.drawn':
      terminals.get(request.id)?.drawn(request.count);
      break;
    case 'terminal.close':
      terminals.get(request.id)?.close();
      terminals.delete(request.id);
      break;
    default:
      break;
  }
}

self.onmessage = (event: MessageEvent<Request>) => {
  try {
    hear(event.data);
  } catch (error) {
    tell({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
};
