/** One run of docker compose: its engine, its project, its progress. */
import type { Engine } from '../../../api/engine.ts';
import type { Context } from '../../../compose/context.ts';
import type { Project } from '../../../compose/model/project.ts';
import type { ProgressWriter } from '../../../compose/progress/event.ts';
import { PlainWriter, QuietWriter } from '../../../compose/progress/plain.ts';
import { TtyWriter } from '../../../compose/progress/tty.ts';
import type { Client } from '../../client.ts';
import type { Command } from '../../command.ts';
import { humanSize } from '../../go/units.ts';
import { logLine } from '../../streams/log-line.ts';
import { progressText } from '../../streams/progress.ts';
import { ProjectOptions, type ProjectFlags } from './project-options.ts';

export interface RootFlags extends ProjectFlags {
  readonly ansi: string;
  readonly progress: string;
  readonly 'dry-run': boolean;
}

export class ComposeSession {
  readonly client: Client;
  readonly flags: RootFlags;
  readonly options: ProjectOptions;
  readonly engine: Engine;
  private quiet = false;

  constructor(client: Client, flags: RootFlags, engine: Engine) {
    this.client = client;
    this.flags = flags;
    this.options = new ProjectOptions(client, flags);
    this.engine = engine;
  }

  /** From now on no progress is shown. */
  silence(): void {
    this.quiet = true;
  }

  /** Loads something of the project; the warnings of loading come before its failure. */
  async load<T>(work: (options: ProjectOptions) => T): Promise<T> {
    try {
      return work(this.options);
    } finally {
      for (const warning of this.options.warnings.splice(0)) await this.warn(warning);
    }
  }

  project(services: readonly string[] = []): Promise<Project> {
    return this.load((options) => options.runnable(services));
  }

  /** The project where there is a file, else only its name. */
  async projectOrName(services: readonly string[] = []): Promise<{ name: string; project: Project | undefined }> {
    const { options } = this;
    if (options.nameSuffices) return { name: options.givenName, project: undefined };
    const project = await this.load(() => options.project(services));
    return { name: project.name, project };
  }

  async projectName(): Promise<string> {
    return this.options.givenName || (await this.load((options) => options.project())).name;
  }

  warn(text: string): Promise<void> {
    return this.client.complain(logLine(this.client, 'warning', text));
  }

  /** Shows progress under a title while `work` runs. */
  async run(title: string, work: (context: Context) => Promise<void>): Promise<void> {
    const writer = this.writer(title);
    writer.start();
    try {
      await work(this.context(writer));
    } finally {
      await writer.stop();
    }
  }

  context(progress: ProgressWriter = new QuietWriter()): Context {
    const { client, engine } = this;
    const width = client.windowSize('stdin')?.cols ?? 200;
    return {
      engine,
      process: client.process,
      progress,
      warn: (text) => this.warn(text),
      transferText: (detail) => progressText(detail, width, client.now()),
      withProgress: (title, work) => this.run(title, work),
    };
  }

  private writer(title: string): ProgressWriter {
    const { client, flags } = this;
    const { process } = client;
    const mode = flags.progress === '' ? 'auto' : flags.progress;
    if (this.quiet || mode === 'quiet' || mode === 'none') return new QuietWriter();
    const terminal =
      mode === 'tty' ||
      (mode === 'auto' && flags.ansi !== 'never' && (client.isTerminal('stderr') || flags.ansi === 'always'));
    if (!terminal) return new PlainWriter((text) => process.stderr.write(text), flags['dry-run']);
    return new TtyWriter(
      {
        write: (text) => process.stderr.write(text),
        size: () => client.windowSize('stderr') ?? { cols: 80, rows: 24 },
        now: () => client.now(),
        sleep: (ms) => process.sleep(ms),
        humanSize: (bytes) => humanSize(bytes),
      },
      title,
    );
  }

  /** Runs one of docker's own commands. */
  async docker(
    load: () => Promise<{ readonly default: Command }>,
    path: string,
    words: readonly string[],
  ): Promise<number | void> {
    const { default: command } = await this.client.load(load);
    return command.read(words, this.client.flagHost).run(this.client, path);
  }
}
