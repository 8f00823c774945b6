/** Which files, variables and names a project is loaded with: flags, COMPOSE_ variables, .env, and what lies around. */
import { isSysError } from '../../../kernel/errno.ts';
import { parseDotenv } from '../../../compose/load/dotenv.ts';
import {
  isActive, loadModel, toProject, withEnvironments, withoutUnusedResources, withServicesEnabled,
  type LoadOptions, type Model,
} from '../../../compose/load/load.ts'; // prettier-ignore
import { normalizeName } from '../../../compose/load/project-name.ts';
import { absolute, directoryOf, variablesOf, type Source } from '../../../compose/load/source.ts';
import { closure, dependenciesOf } from '../../../compose/graph.ts';
import type { Project } from '../../../compose/model/project.ts';
import { goReason } from '../../go/path-error.ts';
import type { Client } from '../../client.ts';

export interface ProjectFlags {
  readonly 'project-name': string;
  readonly file: readonly string[];
  readonly profile: readonly string[];
  readonly 'env-file': readonly string[];
  readonly 'project-directory': string;
  readonly 'all-resources': boolean;
}

const NAMES = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'];
const OVERRIDES = [
  'compose.override.yml',
  'compose.override.yaml',
  'docker-compose.override.yml',
  'docker-compose.override.yaml',
];

export class ProjectOptions {
  private readonly client: Client;
  private readonly flags: ProjectFlags;
  /** Warnings of loading that have not been printed yet. */
  readonly warnings: string[] = [];

  constructor(client: Client, flags: ProjectFlags) {
    this.client = client;
    this.flags = flags;
  }

  get source(): Source {
    const { fs } = this.client.process;
    return {
      read: (path) => this.read(path),
      kind: (path) => (fs.exists(path) ? (fs.stat(path).type === 'directory' ? 'directory' : 'file') : undefined),
      cwd: this.client.process.cwd(),
      home: this.client.process.env.get('HOME') ?? '',
      warn: (text) => void this.warnings.push(text),
    };
  }

  private read(path: string): string {
    try {
      return this.client.process.fs.readText(path);
    } catch (error) {
      if (!isSysError(error)) throw error;
      const operation = error.code === 'EISDIR' ? 'read' : 'open';
      throw new Error(`${operation} ${path}: ${goReason(error)}`);
    }
  }

  /** -p or COMPOSE_PROJECT_NAME. */
  get givenName(): string {
    return this.flags['project-name'] || (this.environment().get('COMPOSE_PROJECT_NAME') ?? '');
  }

  /** Whether commands that need only a name may do without a file. */
  get nameSuffices(): boolean {
    return this.flags['project-name'] !== '' && this.flags.file.length === 0;
  }

  get envFiles(): readonly string[] {
    return this.flags['env-file'].map((file) => absolute(file, this.source.cwd));
  }

  /** Variables of the shell, then of the .env files. */
  private environment(directory?: string): Map<string, string> {
    const { source } = this;
    const { env } = this.client.process;
    const usual = `${directory ?? this.projectDirectory() ?? source.cwd}/.env`;
    const files = this.envFiles.length > 0 ? this.envFiles : source.kind(usual) === 'file' ? [usual] : [];
    const fromFiles = new Map<string, string>();
    for (const file of files) this.readEnvFile(file, fromFiles);
    return new Map([...fromFiles, ...env]);
  }

  private readEnvFile(file: string, into: Map<string, string>): void {
    const { source } = this;
    if (source.kind(file) === undefined) {
      throw new Error(`couldn't find env file: ${file}`);
    }
    try {
      parseDotenv(source.read(file), variablesOf(this.client.process.env), source.warn, into);
    } catch (error) {
      throw new Error(`failed to read ${file}: ${error instanceof Error ? error.message : ''}`);
    }
  }

  private projectDirectory(): string | undefined {
    const given = this.flags['project-directory'];
    if (given !== '') return absolute(given, this.source.cwd);
    const [first] = this.flags.file;
    return first === undefined || first === '-' ? undefined : directoryOf(absolute(first, this.source.cwd));
  }

  /** Throws where there is no file. */
  private files(env: ReadonlyMap<string, string>): string[] {
    const { cwd } = this.source;
    const named = this.flags.file.length > 0 ? this.flags.file
      : (env.get('COMPOSE_FILE') ?? '').split(env.get('COMPOSE_PATH_SEPARATOR') ?? ':').filter((file) => file !== ''); // prettier-ignore
    if (named.length > 0) return named.map((file) => absolute(file, cwd));
    for (let directory = this.projectDirectory() ?? cwd; ; directory = directoryOf(directory)) {
      const found = NAMES.map((name) => absolute(name, directory)).filter((path) => this.source.kind(path) === 'file');
      const [winner] = found;
      if (winner !== undefined) return this.withOverride(directory, winner, found);
      if (directory === '/') throw new Error('no configuration file provided: not found');
    }
  }

  private withOverride(directory: string, winner: string, found: readonly string[]): string[] {
    this.tellChoice(winner, found);
    const overrides = OVERRIDES.map((name) => absolute(name, directory)).filter(
      (path) => this.source.kind(path) === 'file',
    );
    const [override] = overrides;
    if (override === undefined) return [winner];
    this.tellChoice(override, overrides);
    return [winner, override];
  }

  private tellChoice(winner: string, found: readonly string[]): void {
    if (found.length < 2) return;
    this.warnings.push(`Found multiple config files with supported names: ${found.join(', ')}`, `Using ${winner}`);
  }

  loadOptions(more: Partial<LoadOptions> = {}): LoadOptions {
    let env = this.environment();
    const files = this.files(env);
    const workingDirectory = this.projectDirectory() ?? directoryOf(files[0] ?? this.source.cwd);
    env = this.environment(workingDirectory);
    const name = this.givenName || (env.get('COMPOSE_PROJECT_NAME') ?? '');
    const profiles = [...this.flags.profile, ...(env.get('COMPOSE_PROFILES') ?? '').split(',')];
    return {
      files,
      workingDirectory,
      env,
      name: name || normalizeName(workingDirectory.slice(workingDirectory.lastIndexOf('/') + 1)),
      nameIsFixed: name !== '',
      profiles: profiles.filter((profile) => profile !== ''),
      ...more,
    };
  }

  model(more: Partial<LoadOptions> = {}): Model {
    return loadModel(this.source, this.loadOptions(more));
  }

  /** The project with the services named and what they depend on; with no names all active ones. */
  project(services: readonly string[] = [], more: Partial<LoadOptions> = {}): Project {
    const options = this.loadOptions(more);
    const loaded = toProject(options, loadModel(this.source, options));
    const selected = selectServices(withServicesEnabled(loaded, services), services, true);
    return this.flags['all-resources'] ? selected : withoutUnusedResources(selected);
  }

  /** The same with the services' env files read. */
  runnable(services: readonly string[] = []): Project {
    return withEnvironments(this.source, this.project(services), true);
  }
}

/** Keeps the services named, with what they depend on unless told otherwise. Throws `no such service`. */
export function selectServices(project: Project, names: readonly string[], dependencies: boolean): Project {
  if (names.length === 0) return project;
  const unknown = names.find((name) => !project.services.has(name));
  if (unknown !== undefined) throw new Error(`no such service: ${unknown}`);
  const wanted = dependencies ? closure(dependenciesOf(project), names) : new Set(names);
  const kept = [...project.services].filter(([name]) => wanted.has(name));
  const left = [...project.services].filter(([name]) => !wanted.has(name));
  const services = kept.map(([name, service]) => {
    const { depends_on: others, ...rest } = service;
    const known = [...(others ?? [])].filter(([other]) => wanted.has(other));
    return [name, others === undefined ? service : { ...rest, depends_on: new Map(known) }] as const;
  });
  return { ...project, services: new Map(services), disabledServices: new Map([...project.disabledServices, ...left]) };
}

export { isActive };
