/** What `up` does while it holds the terminal: output of all containers, Ctrl-C, and the end when nothing runs any more. */
import type { EventMessage } from '../../../api/system.ts';
import type { MessageStream } from '../../../api/streams.ts';
import type { Project } from '../../../compose/model/project.ts';
import { byName, projectContainers, serviceOf, shortName } from '../../../compose/observe.ts';
import { NUMBER, PROJECT, REPLACES, SERVICE } from '../../../compose/labels.ts';
import type { ProgressWriter } from '../../../compose/progress/event.ts';
import { PlainWriter } from '../../../compose/progress/plain.ts';
import { start } from '../../../compose/start.ts';
import { stopServices } from '../../../compose/stop.ts';
import { isEngineError } from '../../../api/errors.ts';
import { StatusError } from '../../status-error.ts';
import { LogPrinter } from './log-printer.ts';
import type { ComposeSession } from './session.ts';

export interface ForegroundOptions {
  /** Services whose output is shown. */
  readonly attach: readonly string[];
  /** Services named on the command line. */
  readonly services: readonly string[];
  readonly cascade: 'none' | 'exit' | 'failure';
  readonly exitCodeFrom: string;
  readonly color: boolean;
  readonly prefix: boolean;
  readonly timestamps: boolean;
  readonly timeout?: number;
}

export class Foreground {
  private readonly session: ComposeSession;
  private readonly project: Project;
  private readonly options: ForegroundOptions;
  private readonly printer: LogPrinter;
  private readonly running = new Set<string>();
  private readonly restarting = new Set<string>();
  private readonly pumps = new Map<string, Promise<void>>();
  private events: MessageStream<EventMessage> | undefined;
  private signals = 0;
  private stopping: Promise<void> | undefined;
  private exitCode = 0;
  private cascaded = false;

  constructor(session: ComposeSession, project: Project, options: ForegroundOptions) {
    this.session = session;
    this.project = project;
    this.options = options;
    this.printer = new LogPrinter(session.client, options);
  }

  async run(): Promise<number> {
    const { engine, client } = this.session;
    client.interrupt.mask();
    for (const signal of ['INT', 'TERM'] as const) client.signals.on(signal, () => this.signalled());
    const own = await projectContainers(engine, this.project.name, { all: true, oneOff: 'exclude' });
    const watched = this.options.services.length > 0 ? this.options.services : this.options.attach;
    for (const each of own) if (watched.includes(serviceOf(each))) this.running.add(each.Id);
    const attached = own.filter((each) => this.options.attach.includes(serviceOf(each))).sort(byName);
    const names = attached.map((each) => shortName(each, this.project.name));
    if (attached.length > 0) await client.println(`Attaching to ${names.join(', ')}`);
    for (const each of attached) await this.attach(each.Id, shortName(each, this.project.name));
    this.events = await engine.systemEvents({
      filters: { type: ['container'], label: [`${PROJECT}=${this.project.name}`] },
    });
    const monitoring = this.monitor(this.events, watched);
    try {
      await start(this.session.context(), this.project);
    } catch (error) {
      if (this.signals === 0) {
        this.events.close();
        throw error;
      }
    }
    await monitoring;
    await this.stopping;
    if (this.exitCode !== 0) {
      await client.complain('');
      throw new StatusError(this.exitCode);
    }
    return 0;
  }

  private async attach(id: string, name: string): Promise<void> {
    const connection = await this.session.engine.containerAttach(id, { stream: true, stdout: true, stderr: true });
    const earlier = this.pumps.get(id) ?? Promise.resolve();
    const pump = earlier.then(() => this.printer.pump(name, connection.output));
    pump.catch(() => undefined);
    this.pumps.set(id, pump);
  }

  private async monitor(events: MessageStream<EventMessage>, watched: readonly string[]): Promise<void> {
    if (this.running.size === 0) return events.close();
    for await (const { Action, Actor } of events) {
      const service = Actor.Attributes[SERVICE] ?? '';
      if (!watched.includes(service)) continue;
      const name = this.nameOf(Actor.Attributes);
      if (Action === 'create') {
        this.running.add(Actor.ID);
        const replaced = Actor.Attributes[REPLACES];
        if (replaced !== undefined) await this.printer.status(replaced, 'has been recreated');
      } else if (Action === 'start') {
        this.running.add(Actor.ID);
        if (this.restarting.delete(Actor.ID) || !this.pumps.has(Actor.ID)) await this.attach(Actor.ID, name);
      } else if (Action === 'die') {
        await this.died(Actor.ID, service, name, Number(Actor.Attributes.exitCode ?? 0));
      }
      if (this.running.size === 0) break;
    }
    events.close();
  }

  private nameOf(attributes: Readonly<Record<string, string>>): string {
    const { name: project } = this.project;
    const name = attributes.name ?? '';
    const usual = `${project}-${attributes[SERVICE] ?? ''}-${attributes[NUMBER] ?? ''}`;
    return name === usual ? name.slice(project.length + 1) : name;
  }

  private async died(id: string, service: string, name: string, code: number): Promise<void> {
    await this.pumps.get(id);
    const restarts = await this.restarts(id);
    await this.printer.status(name, `exited with code ${String(code)}${restarts ? ' (restarting)' : ''}`);
    if (restarts) this.restarting.add(id);
    else this.running.delete(id);
    if (service === this.options.exitCodeFrom && this.options.exitCodeFrom !== '') this.exitCode = code;
    const { cascade } = this.options;
    if (restarts || this.cascaded || cascade === 'none' || (cascade === 'failure' && code === 0)) return;
    this.cascaded = true;
    if (this.options.exitCodeFrom === '') this.exitCode = code;
    // In colour wherever it goes, as the real one.
    await this.session.client.complain('\x1b[31m\x1b[1mAborting on container exit...\x1b[0m');
    this.stopping = this.stop();
  }

  private async restarts(id: string): Promise<boolean> {
    try {
      const { State } = await this.session.engine.containerInspect(id);
      return State.Restarting || State.Running;
    } catch (error) {
      if (isEngineError(error, 'notFound')) return false;
      throw error;
    }
  }

  private signalled(): void {
    this.signals++;
    if (this.signals === 1) this.stopping = this.gracefully();
    else if (this.signals === 2) this.kill().catch(() => undefined);
  }

  private async gracefully(): Promise<void> {
    await this.session.client.println('Gracefully Stopping... press Ctrl+C again to force');
    await this.stop();
  }

  private async stop(): Promise<void> {
    const { timeout, services } = this.options;
    const context = this.session.context(this.stopWriter());
    try {
      await stopServices(context, this.project, { services, ...(timeout === undefined ? {} : { timeout }) });
    } catch (error) {
      if (this.signals < 2) throw error;
    }
  }

  /** On a terminal what is being stopped is told among the output. */
  private stopWriter(): ProgressWriter {
    const { client } = this.session;
    if (!client.isTerminal('stderr')) return new PlainWriter((text) => client.process.stderr.write(text));
    return {
      event: ({ id, text = '', statusText = '' }) =>
        this.printer.status('', `${id} ${text} \x1b[32m${statusText}\x1b[0m`),
      tail: () => undefined,
      start: () => undefined,
      stop: () => Promise.resolve(),
    };
  }

  private async kill(): Promise<void> {
    const { engine } = this.session;
    const own = await projectContainers(engine, this.project.name, { services: this.options.services });
    await Promise.all(own.map((each) => engine.containerKill(each.Id).catch(() => undefined)));
  }
}
