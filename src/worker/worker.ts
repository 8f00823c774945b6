/** The worker: one simulated machine, its terminals, and the lesson being taken. */
import { BROADBAND, type Environment, type JournalEntry, SimulatedMachine } from '../../simulator/index.ts';
import type { CommandEnd, CommandNotice, Notice, Request } from './protocol.ts';
import type { Query } from './queries.ts';
import type { LessonDesk } from '../../lessons/engine/desk.ts';
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
let seed = '';
let lang: 'en' | 'ko' = 'en';
/** What is asked of it before the lesson's world is ready waits. */
let desk: Promise<LessonDesk | undefined> = Promise.resolve(undefined);
const terminals = new Map<number, TerminalLine>();

function tell(notice: Notice): void {
  self.postMessage(notice);
}

/**
 * The host is there at once, so that the prompt can appear; the interpreter and the daemon follow when the page has drawn
 * it, or with the first key.
 */
function boot(): SimulatedMachine {
  const made = new SimulatedMachine(environment, { seed, time: { kind: 'real' }, conditions: BROADBAND });
  made.onCall((call) => tell({ type: 'call', call }));
  return made;
}

let warmUp: () => void = () => undefined;
/** Resolves when the prompt stands and there is time for more than it needs. */
const warmth = new Promise<void>((resolve) => (warmUp = resolve));

async function bringUpWarm(made: SimulatedMachine): Promise<void> {
  await warmth;
  if (machine !== made) return;
  await Promise.all([made.warm(), bringUp(made)]);
}

let up: { machine: SimulatedMachine; done: Promise<void> } | undefined;

/** Brings the machine's daemon up and tells the page of it and of all that becomes of it, once. */
function bringUp(made: SimulatedMachine): Promise<void> {
  if (up?.machine !== made) up = { machine: made, done: follow(made) };
  return up.done;
}

async function follow(made: SimulatedMachine): Promise<void> {
  const daemon = await made.start();
  if (machine !== made) return;
  daemon.store.onPatches((_, patches) => {
    if (machine === made) tell({ type: 'world', patches });
  });
  daemon.events.listen(({ message }) => {
    if (machine === made) tell({ type: 'event', event: message });
  });
  made.onBuild((build) => {
    if (machine === made) tell({ type: 'build', build });
  });
  tell({ type: 'daemon', world: daemon.store.read() });
}

/** A question of the screen, answered by the machine as it is now. */
async function answer(id: number, query: Query): Promise<void> {
  const asked = machine;
  try {
    if (asked === undefined) throw new Error('no machine');
    const { answerQuery } = await import('./query-desk.ts');
    tell({ type: 'answer', id, answer: await answerQuery(asked, query) });
  } catch (error) {
    tell({ type: 'refused', id, reason: error instanceof Error ? error.message : String(error) });
  }
}

/** A lesson begins on a machine of its own: what was there is gone, and the terminals are opened anew. */
async function startLesson(id: string): Promise<LessonDesk | undefined> {
  // Whoever types before the lesson is there types on its machine.
  const begun = isUntouched ? machine : undefined;
  isUntouched = false;
  await warmth;
  const { loadLesson } = await import('./lessons.ts');
  const lesson = await loadLesson(id, lang);
  if (lesson === undefined || machine === undefined) return undefined;
  const made = begun ?? replaced(machine);
  await bringUp(made);
  const { LessonDesk: Desk } = await import('../../lessons/engine/desk.ts');
  const opened = new Desk(made, lesson, lang, (state) => tell({ type: 'lesson', state }));
  await opened.begin();
  return opened;
}

/** A new machine instead of `old`. */
function replaced(old: SimulatedMachine): SimulatedMachine {
  machine = boot();
  for (const line of terminals.values()) line.close();
  old.kernel.halt();
  tell({ type: 'reset' });
  return machine;
}

/** Nothing has been done on the machine yet, so that a lesson can begin on it. */
let isUntouched = true;

let commands = 0;

/** Characters of a command's output that the page is told. */
const OUTPUT_TOLD = 20_000;

function endOf({ ended, exitCode, output }: JournalEntry): CommandEnd {
  return { at: ended, exitCode, output: output.slice(-OUTPUT_TOLD) };
}

function openTerminal(id: number, cols: number, rows: number): void {
  if (machine === undefined) return;
  const at = machine;
  let command: CommandNotice | undefined;
  const line = new TerminalLine(
    machine,
    { cols, rows },
    {
      output: (data) => tell({ type: 'terminal.output', id, data }),
      closed: () => {
        if (terminals.get(id) === line) tell({ type: 'terminal.closed', id });
      },
      began: (text) => {
        command = { number: ++commands, terminal: id, text, started: at.clock.now(), end: undefined };
        tell({ type: 'command', command });
      },
      opened: (path) => tell({ type: 'open', path }),
      ran: (entry) => {
        if (command !== undefined) tell({ type: 'command', command: { ...command, end: endOf(entry) } });
        void desk.then((it) => it?.ran(entry)).catch(report);
      },
    },
  );
  terminals.set(id, line);
}

function hear(request: Request): void {
  switch (request.type) {
    case 'boot':
      ({ seed, lang } = request);
      machine = boot();
      tell({ type: 'ready' });
      void bringUpWarm(machine);
      break;
    case 'terminal.open':
      openTerminal(request.id, request.cols, request.rows);
      break;
    case 'warm':
      warmUp();
      break;
    case 'terminal.input':
      warmUp();
      isUntouched = false;
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
    case 'query':
      void answer(request.id, request.query);
      break;
    case 'lang':
      lang = request.lang;
      break;
    case 'lesson.start':
      desk = startLesson(request.id);
      desk.catch(report);
      break;
    case 'lesson.answer':
      void desk.then((it) => it?.answer(request.quiz, request.choices)).catch(report);
      break;
  }
}

function report(error: unknown): void {
  tell({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
}

// A program that was killed leaves the promises of its own making behind; they are nobody's failure.
self.addEventListener('unhandledrejection', (event) => {
  if (event.reason instanceof Error && event.reason.name === 'ProcessGone') event.preventDefault();
});

self.onmessage = (event: MessageEvent<Request>) => {
  try {
    hear(event.data);
  } catch (error) {
    report(error);
  }
};
