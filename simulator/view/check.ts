/** What build checks and Compose would say of a file that is being edited. Nothing is built and nothing is started. */
import type { SimulatedMachine } from '../machine.ts';

export interface Diagnostic {
  /** 1-based, inclusive. */
  readonly start: number;
  readonly end: number;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** The build check that says so. */
  readonly rule: string | undefined;
}

/** The checks of `docker build --check`; what depends on base images that are not here is left out. */
export async function checkDockerfile(machine: SimulatedMachine, text: string): Promise<readonly Diagnostic[]> {
  const [{ parseDockerfile }, { DockerfileError }, { readStages }, { metaScope }, lint] = await Promise.all([
    import('../builder/parser/parse.ts'),
    import('../builder/parser/node.ts'),
    import('../builder/stages.ts'),
    import('../builder/dispatch.ts'),
    import('../builder/lint.ts'),
  ]);
  try {
    const file = parseDockerfile(text);
    const stages = readStages(file);
    const meta = metaScope(stages, new Map(), file.escape, '');
    const { skip, error } = lint.checkSettings(file);
    const input = { file, stages, meta, defaults: meta };
    const environment = (reference: string) => machine.daemon.images.find(reference)?.config.Env ?? [];
    const all = new Set(stages.stages.map(({ index }) => index));
    return [...lint.lintText(input), ...lint.lintInstructions(input, all, environment)]
      .filter(({ rule }) => !skip(rule))
      .map(({ rule, message, range }) => ({ ...range, severity: error ? 'error' : 'warning', message, rule }));
  } catch (error) {
    if (!(error instanceof DockerfileError)) throw error;
    const { start = 1, end = start } = error.range ?? {};
    return [{ start, end, severity: 'error', message: error.message, rule: undefined }];
  }
}

/** What `docker compose config` would refuse the file for, as it stands in the editor. */
export async function checkCompose(
  machine: SimulatedMachine,
  path: string,
  text: string,
): Promise<readonly Diagnostic[]> {
  const [{ loadModel, toProject }, { normalizeName }, { parseDotenv }] = await Promise.all([
    import('../compose/load/load.ts'),
    import('../compose/load/project-name.ts'),
    import('../compose/load/dotenv.ts'),
  ]);
  const { files } = machine;
  const directory = path.slice(0, path.lastIndexOf('/')) || '/';
  const warnings: string[] = [];
  const source = {
    cwd: directory,
    home: '/root',
    warn: (warning: string) => void warnings.push(warning),
    kind: (at: string) => (files.exists(at) ? kindOf(files.stat(at).type) : undefined),
    read: (at: string): string => {
      if (at === path) return text;
      if (!files.exists(at)) throw new Error(`open ${at}: no such file or directory`);
      return files.readText(at);
    },
  };
  try {
    const dotenv = `${directory}/.env`;
    const env = files.exists(dotenv)
      ? parseDotenv(files.readText(dotenv), { get: () => undefined }, source.warn)
      : new Map<string, string>();
    const options = {
      files: [path],
      workingDirectory: directory,
      env,
      name: normalizeName(directory.slice(directory.lastIndexOf('/') + 1)) || 'project',
      nameIsFixed: false,
      profiles: ['*'],
    };
    toProject(options, loadModel(source, options));
    return warnings.map((message) => at(text, message, 'warning'));
  } catch (error) {
    // Whatever the loader says of the file is the answer; its errors have no type of their own.
    return [at(text, error instanceof Error ? error.message : String(error), 'error')];
  }
}

function kindOf(type: string): 'file' | 'directory' {
  return type === 'directory' ? 'directory' : 'file';
}

/** The line that a message names by number (`line 3`) or by path (`services.web.ports`), else the first. */
function at(text: string, message: string, severity: 'error' | 'warning'): Diagnostic {
  const numbered = /\bline (\d+)/.exec(message)?.[1];
  const path = /\b(?:services|networks|volumes|configs|secrets)\.[\w.-]+/.exec(message)?.[0];
  const line = numbered !== undefined ? Number(numbered) : path === undefined ? 1 : lineOf(text, path.split('.'));
  return { start: line, end: line, severity, message, rule: undefined };
}

/** The line of a block mapping's key: the deepest part of the path that is found. */
function lineOf(text: string, path: readonly string[]): number {
  const lines = text.split('\n');
  let found = 1;
  let from = 0;
  let least = -1;
  for (const key of path) {
    const next = lines.findIndex((line, at) => {
      const [, indent = '', name] = /^(\s*)(?:- )?["']?([\w.-]+)["']?\s*:/.exec(line) ?? [];
      return at >= from && name === key && indent.length > least;
    });
    if (next === -1) break;
    found = next + 1;
    from = next + 1;
    least = /^\s*/.exec(lines[next] ?? '')?.[0].length ?? 0;
  }
  return found;
}
