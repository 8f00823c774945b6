import { applyPatches, enablePatches } from 'immer';
import type { LessonState } from '../../lessons/engine/progress.ts';
import type { ApiCall, World } from '../../simulator/index.ts';
import type { Notice, Request, TerminalId } from '../worker/protocol.ts';

enablePatches();

export type Phase = { is: 'starting' } | { is: 'ready' } | { is: 'failed'; reason: string };

/** How many engine calls of the past the screen keeps for the conversation view. */
const CALLS_KEPT = 500;

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
  #calls = $state.raw<readonly ApiCall[]>([]);
  #phase = $state.raw<Phase>({ is: 'starting' });
  /** Counts machines: views of terminals begin anew with each. */
  #generation = $state(0);
  #lesson = $state.raw<LessonState | undefined>(undefined);
  #terminals = new Map<TerminalId, TerminalSink>();
  #nextTerminal = 1;

  constructor(worker: Worker, boot: { seed: string; lang: 'en' | 'ko' }) {
    this.#worker = worker;
    worker.onmessage = (event: MessageEvent<Notice>) => this.#hear(event.data);
    worker.onerror = (event) => {
      this.#phase = { is: 'failed', reason: event.message };
    };
    this.#send({ type: 'boot', ...boot });
  }

  get phase(): Phase {
    return this.#phase;
  }

  /** The daemon's state as last told; undefined until the machine is up. */
  get world(): World | undefined {
    return this.#world;
  }

  /** What clients asked the daemon, oldest first. */
  get calls(): readonly ApiCall[] {
    return this.#calls;
  }

  get generation(): number {
    return this.#generation;
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
    this.#worker.postMessage(request);
  }

  #hear(notice: Notice): void {
    switch (notice.type) {
      case 'daemon':
        this.#world = notice.world;
        break;
      case 'ready':
        this.#phase = { is: 'ready' };
        break;
      case 'world':
        if (this.#world !== undefined) this.#world = applyPatches(this.#world, notice.patches);
        break;
      case 'call':
        this.#calls = [...this.#calls.slice(1 - CALLS_KEPT), notice.call];
        break;
      case 'terminal.output':
        this.#terminals.get(notice.id)?.output(notice.data);
        break;
      case 'terminal.closed':
        this.#terminals.get(notice.id)?.closed();
        break;
      case 'reset':
        this.#world = undefined;
        this.#calls = [];
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
