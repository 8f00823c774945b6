/** The worker: one simulated machine, its terminals, and the lesson being taken. */
import { createMachine, type Environment, type SimulatedMachine } from '../../simulator/index.ts';
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

function boot(seed: string): SimulatedMachine {
  const made = createMachine(environment, { seed, time: { kind: 'real' } });
  made.daemon.store.onPatches((_, patches) => tell({ type: 'world', patches }));
  made.onCall((call) => tell({ type: 'call', call }));
  tell({ type: 'ready', world: made.daemon.store.read() });
  return made;
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
