/** The worker: one simulated machine, its terminals, and the lesson being taken. */
import { BROADBAND, type JournalEntry, SimulatedMachine } from '../../simulator/index.ts';
import { HostTime } from './host-time.ts';
import { FORMAT, Journal, type Beginning, type Entry } from './journal/journal.ts';
import type { Session } from './journal/playback.ts';
import type { Voyage } from './journal/undo.ts';
import type { CommandEnd, CommandNotice, Notice, Request } from './protocol.ts';
import type { Query } from './queries.ts';
import type { LessonDesk } from '../../lessons/engine/desk.ts';
import { TerminalLine } from './terminal-line.ts';

const environment = new HostTime();

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
  await Promise.all([environment.outside(() => made.warm()), bringUp(made)]);
}

/** The session so far, and where it is kept once there is time to see to that. */
let journal: Journal | undefined;
let lessonTaken: string | undefined;
let replaying = false;

function beginning(): Beginning {
  return { format: FORMAT, seed, lang, at: environment.now(), lesson: lessonTaken };
}

function startJournal(began: Beginning): Journal {
  return new Journal(began, () => tell({ type: 'keeping', keeping: 'blocked' }));
}

/** Finds out whether the session can be kept, and begins to. */
async function keepSession(noted: Journal, session: string): Promise<void> {
  await warmth;
  try {
    const { SessionStore, ownSession } = await import('./journal/store.ts');
    const store = await SessionStore.open(session);
    const own = await ownSession(session);
    if (own) noted.keepIn(store);
    tell({ type: 'keeping', keeping: own ? 'kept' : 'elsewhere' });
  } catch {
    tell({ type: 'keeping', keeping: 'blocked' });
  }
}

/** Switches the machine on: a new one, or the one of the kept session. */
async function start(request: Extract<Request, { type: 'boot' }>): Promise<void> {
  ({ seed, lang } = request);
  if (request.resume && (await resume(request.session))) return;
  const began = beginning();
  machine = boot();
  journal = startJournal(began);
  tell({ type: 'ready', resumed: undefined });
  void bringUpWarm(machine);
  void keepSession(journal, request.session);
}

/** Whether there was a session to go on with. */
async function resume(session: string): Promise<boolean> {
  try {
    const { SessionStore, ownSession } = await import('./journal/store.ts');
    const store = await SessionStore.open(session);
    if (!(await ownSession(session))) return false;
    const saved = await store.read();
    if (saved === undefined || !(await replay(saved))) {
      await store.setAside();
      tell({ type: 'keeping', keeping: 'aside' });
      return false;
    }
    journal = startJournal(saved.beginning);
    journal.continue(store, saved.entries);
    tell({ type: 'keeping', keeping: 'kept' });
    tellResumed();
    return true;
  } catch {
    // No storage, or nothing of use in it: a new machine.
    return false;
  }
}

/** Plays a session on a machine of its own; false, with nothing left of it, when that does not work out. */
async function replay(session: Session): Promise<boolean> {
  const before = { seed, lang };
  replaying = true;
  const player = {
    time: environment,
    boot: async (began: Beginning) => {
      ({ seed, lang } = began);
      machine = boot();
      warmUp();
      await bringUpWarm(machine);
    },
    hear: (request: Request) => {
      played++;
      hear(request);
    },
    lessonReady: () => desk,
  };
  try {
    const { play } = await import('./journal/playback.ts');
    await play(player, session);
    return true;
  } catch {
    forget();
    ({ seed } = before);
    return false;
  } finally {
    ({ lang } = before);
    replaying = false;
    environment.goLive();
  }
}

/** As if the worker had only been started. */
function forget(): void {
  machine?.kernel.halt();
  machine = undefined;
  terminals.clear();
  isUntouched = true;
  lessonTaken = undefined;
  desk = Promise.resolve(undefined);
  commands = 0;
  played = 0;
  ends.clear();
  tell({ type: 'reset' });
}

/** Entries of the journal that have been played, while a session is played. */
let played = 0;
/** How many entries there were when each command had ended. */
const ends = new Map<number, number>();
/** What was undone, the last at the end. */
let undone: readonly (readonly Entry[])[] = [];
/** The steps that the lesson's judge has let pass. */
let passed: readonly string[] = [];

function canRedo(batches: readonly (readonly Entry[])[]): void {
  undone = batches;
  tell({ type: 'undone', times: batches.length });
}

/** Gives the machine another past; the one that was stays when that cannot be played. */
async function travel(wish: Voyage): Promise<void> {
  if (journal === undefined) return;
  const { travelled } = await import('./journal/undo.ts');
  const { beginning: began, entries } = journal;
  const next = travelled({ entries, ends, undone, passed, now: environment.now() }, wish);
  forget();
  if (await replay({ beginning: began, entries: next.entries })) {
    journal.restart(began, next.entries);
    canRedo(next.undone);
  } else if (!(await replay({ beginning: began, entries }))) throw new Error('the session cannot be played again');
  tellResumed();
}

function tellResumed(): void {
  tell({ type: 'ready', resumed: { lesson: lessonTaken, terminals: [...terminals.keys()] } });
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

function takeLesson(id: string | undefined): void {
  lessonTaken = id;
  journal?.takes(id);
}

async function lessonParts(id: string) {
  const [{ loadLesson }, { LessonDesk: Desk }] = await Promise.all([
    import('./lessons.ts'),
    import('../../lessons/engine/desk.ts'),
  ]);
  return { Desk, lesson: await loadLesson(id, lang) };
}

/** A lesson begins on a machine of its own: what was there is gone, and the terminals are opened anew. */
async function startLesson(id: string): Promise<LessonDesk | undefined> {
  // Whoever types before the lesson is there types on its machine.
  const begun = isUntouched ? machine : undefined;
  isUntouched = false;
  if (begun !== undefined) takeLesson(id);
  await warmth;
  const { Desk, lesson } = await environment.outside(() => lessonParts(id));
  if (lesson === undefined || machine === undefined) return undefined;
  if (begun === undefined) takeLesson(id);
  const made = begun ?? replaced(machine);
  if (begun === undefined) journal?.note({ type: 'lesson.start', id }, environment.now());
  await bringUp(made);
  const opened = new Desk(made, lesson, lang, (state) => {
    passed = Object.keys(state.steps).filter((step) => state.steps[step]?.passed === true);
    tell({ type: 'lesson', state });
  });
  await opened.begin();
  return opened;
}

/** A new machine instead of `old`. */
function replaced(old: SimulatedMachine): SimulatedMachine {
  journal?.restart(beginning());
  machine = boot();
  commands = 0;
  ends.clear();
  canRedo([]);
  for (const line of terminals.values()) line.close();
  terminals.clear();
  old.kernel.halt();
  tell({ type: 'reset' });
  return machine;
}

/** A machine without a lesson. */
function resetMachine(): void {
  if (machine === undefined) return;
  takeLesson(undefined);
  desk = Promise.resolve(undefined);
  void bringUpWarm(replaced(machine));
}

/** Nothing has been done on the machine yet, so that a lesson can begin on it. */
let isUntouched = true;

let commands = 0;

const NOTHING = new TextEncoder().encode('nothing to go back or forth to\r\n');

/** Commands that do not end what can be done again. */
const TRAVELS = /\b(undo|redo)\b/;

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
      output: (data) => {
        tell({ type: 'terminal.output', id, data });
        // Nobody draws what is played again.
        if (replaying) line.drawn(data.length);
      },
      closed: () => {
        if (terminals.get(id) === line) tell({ type: 'terminal.closed', id });
      },
      began: (text) => {
        if (!replaying && !TRAVELS.test(text)) canRedo([]);
        command = { number: ++commands, terminal: id, text, started: at.clock.now(), end: undefined };
        tell({ type: 'command', command });
      },
      opened: (path) => tell({ type: 'open', path }),
      travels: (wish) => {
        const number = command?.number ?? 0;
        if (wish === 'redo' ? undone.length > 0 : number > 1) tell({ type: 'travel', wish, command: number });
        else tell({ type: 'terminal.output', id, data: NOTHING });
      },
      ran: (entry) => {
        if (command !== undefined) {
          ends.set(command.number, replaying ? played : (journal?.entries.length ?? 0));
          tell({ type: 'command', command: { ...command, end: endOf(entry) } });
        }
        void desk.then((it) => it?.ran(entry)).catch(report);
      },
    },
  );
  terminals.set(id, line);
}

function hear(request: Request): void {
  switch (request.type) {
    case 'boot':
      void start(request).catch(report);
      break;
    case 'machine.reset':
      resetMachine();
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
    case 'lesson.passed':
      void desk.then((it) => it?.keepPassed(request.steps)).catch(report);
      break;
    case 'undo':
      void travel(request).catch(report);
      break;
    case 'redo':
      void travel('redo').catch(report);
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
    journal?.note(event.data, environment.now());
    hear(event.data);
  } catch (error) {
    report(error);
  }
};
