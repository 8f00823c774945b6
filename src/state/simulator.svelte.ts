import type { Patch } from 'immer';
import type { LessonState } from '../../lessons/engine/progress.ts';
import type { ApiCall, EventMessage, FinishedBuild, World } from '../../simulator/index.ts';
import type { CommandNotice, Keeping, Notice, Request, Resumed, TerminalId, Travel } from '../worker/protocol.ts';
import type { Answer, Ask, Query, QueryName } from '../worker/queries.ts';
import type { Replica } from './replica.ts';

export type Phase = { is: 'starting' } | { is: 'ready' } | { is: 'failed'; reason: string };

/** How many engine calls of the past the screen keeps for the conversation view. */
const CALLS_KEPT = 500;
const EVENTS_KEPT = 1000;
const COMMANDS_KEPT = 500;
const BUILDS_KEPT = 20;

/** `list` and `item` at its end, with at most `most` of the newest. */
function kept<T>(list: readonly T[], item: T, most: number): readonly T[] {
  return [...list.slice(1 - most), item];
}

/** Something that is to be shown on the stage: a file in the editor, an address in the browser pane. */
export type Wish = { view: 'files'; path: string } | { view: 'browser'; address: string };

/** What a terminal view gives the bridge. */
export interface TerminalSink {
  output(data: Uint8Array): void;
  closed(): void;
}

/**
 * The page's end of the simulated machine: a replica of the daemon's world, replaced whole on each notification, and
 * the byte streams of the terminals. The machine itself lives in the worker.
 */
export class Simulator {
  #worker: Worker;
  #world = $state.raw<World | undefined>(undefined);
  #replica: Promise<Replica> | undefined;
  #warm = $state(false);
  #calls = $state.raw<readonly ApiCall[]>([]);
  #events = $state.raw<readonly EventMessage[]>([]);
  #builds = $state.raw<readonly FinishedBuild[]>([]);
  #commands = $state.raw<readonly CommandNotice[]>([]);
  #asked = new Map<number, { resolve: (answer: unknown) => void; reject: (error: Error) => void }>();
  #nextQuery = 1;
  #phase = $state.raw<Phase>({ is: 'starting' });
  /** Counts machines: views of terminals begin anew with each. */
  #generation = $state(0);
  #lesson = $state.raw<LessonState | undefined>(undefined);
  #terminals = new Map<TerminalId, TerminalSink>();
  #resuming = $state(false);
  #undone = $state(0);
  #resumed = $state.raw<Resumed | undefined>(undefined);
  #keeping = $state<Keeping | undefined>(undefined);
  /** Output of terminals that run on a resumed machine and are not shown yet. */
  #unheard = new Map<TerminalId, Uint8Array[]>();
  #nextTerminal = 1;

  /** `session` names what the browser keeps of it; with `resume` it goes on from there. */
  constructor(worker: Worker, boot: { seed: string; lang: 'en' | 'ko'; session: string; resume: boolean }) {
    this.#worker = worker;
    worker.onmessage = (event: MessageEvent<Notice>) => this.#hear(event.data);
    worker.onerror = (event) => {
      this.#phase = { is: 'failed', reason: event.message };
    };
    this.#send({ type: 'boot', ...boot });
    this.#resuming = boot.resume;
  }

  get phase(): Phase {
    return this.#phase;
  }

  /** The prompt has been drawn and there is time for what it does not need. */
  get warm(): boolean {
    return this.#warm;
  }

  warmUp(): void {
    if (this.#warm) return;
    this.#warm = true;
    this.#send({ type: 'warm' });
  }

  /** The daemon's state as last told; undefined until the machine is up. */
  get world(): World | undefined {
    return this.#world;
  }

  /** What clients asked the daemon, oldest first. */
  get calls(): readonly ApiCall[] {
    return this.#calls;
  }

  /** The daemon's events since it came up, oldest first. */
  get events(): readonly EventMessage[] {
    return this.#events;
  }

  /** Builds that have ended, oldest first. */
  get builds(): readonly FinishedBuild[] {
    return this.#builds;
  }

  /** Commands at the host's prompts in the order of their beginning; the last ones may still run. */
  get commands(): readonly CommandNotice[] {
    return this.#commands;
  }

  /** Shows a file or an address to the learner: the stage, while it is there. */
  viewer: ((wish: Wish) => void) | undefined;

  /** Asks the machine something that the replica does not tell. Rejects with the machine's reason. */
  ask<N extends QueryName>(name: N, ask: Ask<N>): Promise<Answer<N>> {
    const id = this.#nextQuery++;
    const query = { name, ask } as Query;
    return new Promise<Answer<N>>((resolve, reject) => {
      this.#asked.set(id, { resolve: (answer) => resolve(answer as Answer<N>), reject });
      this.#send({ type: 'query', id, query });
    });
  }

  get generation(): number {
    return this.#generation;
  }

  /** The session of before that goes on; undefined for a new machine, and until it is ready. */
  get resumed(): Resumed | undefined {
    return this.#resumed;
  }

  /** Whether the session will be there after a reload; undefined until that is known. */
  get keeping(): Keeping | undefined {
    return this.#keeping;
  }

  get resuming(): boolean {
    return this.#resuming;
  }

  /** How many times something can be done again that was undone. */
  get undone(): number {
    return this.#undone;
  }

  /** Brings the machine back to where command `to` had ended; 0: before the first. */
  undo(to: number, until?: number): void {
    this.#travel({ type: 'undo', to, ...(until === undefined ? {} : { until }) });
  }

  /** Does again what was undone last. */
  redo(): void {
    this.#travel({ type: 'redo' });
  }

  /** Until the machine is there again, what the page takes down for it is not of its doing. */
  #travel(request: Request): void {
    this.#send(request);
    this.#resuming = true;
    this.#phase = { is: 'starting' };
  }

  /** What undo(1) and redo(1) ask for; neither is itself done again. */
  #wish(wish: Travel, asking: number): void {
    if (wish === 'redo') this.redo();
    else this.undo(Math.max(0, asking - 1 - wish.undo), asking);
  }

  /** A new machine without a lesson; what was on the machine is gone. */
  resetMachine(): void {
    this.#lesson = undefined;
    this.#send({ type: 'machine.reset' });
  }

  setLang(lang: 'en' | 'ko'): void {
    this.#send({ type: 'lang', lang });
  }

  /** What the judge of the lesson being taken said last. */
  get lesson(): LessonState | undefined {
    return this.#lesson;
  }

  /** Begins a lesson from its own starting world; what was on the machine is gone. */
  startLesson(id: string): void {
    this.#send({ type: 'lesson.start', id });
  }

  answerQuiz(quiz: string, choices: readonly number[]): void {
    this.#send({ type: 'lesson.answer', quiz, choices });
  }

  openTerminal(size: { cols: number; rows: number }, sink: TerminalSink): TerminalId {
    const id = this.#nextTerminal++;
    this.#terminals.set(id, sink);
    this.#send({ type: 'terminal.open', id, ...size });
    return id;
  }

  /** Shows a terminal that runs already; what it has said meanwhile comes first. */
  attachTerminal(id: TerminalId, size: { cols: number; rows: number }, sink: TerminalSink): void {
    this.#terminals.set(id, sink);
    this.#nextTerminal = Math.max(this.#nextTerminal, id + 1);
    for (const data of this.#unheard.get(id) ?? []) sink.output(data);
    this.#unheard.delete(id);
    this.#send({ type: 'terminal.resize', id, ...size });
  }

  type(id: TerminalId, data: string): void {
    this.#send({ type: 'terminal.input', id, data });
  }

  resize(id: TerminalId, size: { cols: number; rows: number }): void {
    this.#send({ type: 'terminal.resize', id, ...size });
  }

  /** Tells the machine that output has been drawn, so that it may send more. */
  drawn(id: TerminalId, count: number): void {
    this.#send({ type: 'terminal.drawn', id, count });
  }

  closeTerminal(id: TerminalId): void {
    this.#terminals.delete(id);
    this.#send({ type: 'terminal.close', id });
  }

  stop(): void {
    this.#worker.terminate();
  }

  #send(request: Request): void {
    if (this.#resuming && request.type !== 'boot') return;
    this.#worker.postMessage(request);
  }

  #command(command: CommandNotice): void {
    const at = this.#commands.findIndex(({ number }) => number === command.number);
    this.#commands = at === -1 ? kept(this.#commands, command, COMMANDS_KEPT) : this.#commands.with(at, command);
  }

  /** Patches are applied in the order in which they came, also those that come while the replica is being loaded. */
  #patch(patches: readonly Patch[]): void {
    const from = this.#replica;
    void from?.then((replica) => {
      const world = replica.apply(patches);
      if (this.#replica === from) this.#world = world;
    });
  }

  #output(id: TerminalId, data: Uint8Array): void {
    const sink = this.#terminals.get(id);
    if (sink !== undefined) sink.output(data);
    else if (this.#resuming) this.#unheard.set(id, [...(this.#unheard.get(id) ?? []), data]);
    else this.#unheard.get(id)?.push(data);
  }

  #hear(notice: Notice): void {
    switch (notice.type) {
      case 'keeping':
        this.#keeping = notice.keeping;
        break;
      case 'daemon':
        this.#replica = import('./replica.ts').then(({ Replica }) => new Replica(notice.world));
        this.#patch([]);
        break;
      case 'ready':
        this.#resuming = false;
        this.#resumed = notice.resumed;
        if (notice.resumed !== undefined) this.#warm = true;
        this.#phase = { is: 'ready' };
        break;
      case 'travel':
        this.#wish(notice.wish, notice.command);
        break;
      case 'undone':
        this.#undone = notice.times;
        break;
      case 'world':
        this.#patch(notice.patches);
        break;
      case 'call':
        this.#calls = kept(this.#calls, notice.call, CALLS_KEPT);
        break;
      case 'open':
        this.viewer?.({ view: 'files', path: notice.path });
        break;
      case 'event':
        this.#events = kept(this.#events, notice.event, EVENTS_KEPT);
        break;
      case 'build':
        this.#builds = kept(this.#builds, notice.build, BUILDS_KEPT);
        break;
      case 'command':
        this.#command(notice.command);
        break;
      case 'answer':
        this.#asked.get(notice.id)?.resolve(notice.answer);
        this.#asked.delete(notice.id);
        break;
      case 'refused':
        this.#asked.get(notice.id)?.reject(new Error(notice.reason));
        this.#asked.delete(notice.id);
        break;
      case 'terminal.output':
        this.#output(notice.id, notice.data);
        break;
      case 'terminal.closed':
        this.#terminals.get(notice.id)?.closed();
        break;
      case 'reset':
        this.#replica = undefined;
        this.#world = undefined;
        this.#calls = [];
        this.#events = [];
        this.#builds = [];
        this.#commands = [];
        this.#unheard.clear();
        this.#generation++;
        break;
      case 'lesson':
        this.#lesson = notice.state;
        break;
      case 'failed':
        this.#phase = { is: 'failed', reason: notice.message };
        break;
    }
  }
}
