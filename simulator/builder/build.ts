/** One build from request to export. Each function is a step that the client sees. */
import type { BuildSession, SolveRequest } from '../api/build.ts';
import type { Labels } from '../api/common.ts';
import type { TreeNode } from '../vfs/layer.ts';
import type { BuildBackend, SourceImage } from './backend.ts';
import type { BuildCache, Explanation } from './cache.ts';
import { BuildError, placed } from './build-error.ts';
import { fetchTree, textIn } from './context.ts';
import { dispatchStages, metaScope, type DispatchedStage } from './dispatch.ts';
import { filesystemTar } from './export-files.ts';
import { exportImage } from './exporter.ts';
import { byLine, checkSettings, lintInstructions, lintText, ruleUrl } from './lint.ts';
import type { LintInput, LintWarning } from './lint.ts';
import { DockerfileError } from './parser/node.ts';
import { parseDockerfile } from './parser/parse.ts';
import type { ProgressReport, VertexProgress } from './progress.ts';
import { type Lookup, processWord } from './shell/lex.ts';
import { SolveFailure } from './solve-error.ts';
import { Solver } from './solver.ts';
import { secretId } from './dispatch-run.ts';
import {
  checkSources,
  copySources,
  findStage,
  neededStages,
  readStages,
  sourceStage,
  type Stage,
  stageNames,
  type Stages,
  targetStage,
} from './stages.ts';
import { suggest } from './suggest.ts';
import type { Vertex } from './vertex.ts';

export interface FinishedBuild {
  tags: readonly string[];
  succeeded: boolean;
  steps: readonly { name: string; explanation: Explanation }[];
}

export interface BuildInput {
  backend: BuildBackend;
  cache: BuildCache;
  report: ProgressReport;
  request: SolveRequest;
  session: BuildSession;
  cancelled: Promise<void>;
  isCancelled: () => boolean;
  tell: (build: FinishedBuild) => void;
}

const EXPORTERS = ['moby', 'local', 'tar'];

/** Gives the exporter's answer. Rejects with BuildError. */
export async function buildOnce(input: BuildInput): Promise<Labels> {
  const attributes = readAttributes(input.request);
  const definition = await loadDefinition(input, attributes.filename);
  const tags = exportedNames(input.request);
  let solver: Solver | undefined;
  const found: LintWarning[] = [];
  try {
    const plan = planBuild(attributes, definition);
    const exporter = input.request.Exporters.find(({ Type: type }) => !EXPORTERS.includes(type));
    if (exporter !== undefined) throw new BuildError({ message: `exporter "${exporter.Type}" could not be found` });
    // `--check` gets what is found as its answer, not as progress.
    const tell = attributes.checkOnly ? undefined : definition.progress;
    const early = warn(tell, plan, lintText(plan.lint));
    found.push(...early);
    definition.progress.done();
    checkNames(input.backend, plan);
    checkSources(plan.stages.stages);
    const images = await loadMetadata(input, plan);
    const imageEnv = (reference: string) => images.get(reference)?.config.Env ?? [];
    const late = warn(tell, plan, lintInstructions(plan.lint, plan.needed, imageEnv));
    const warnings = [...early, ...late].sort(byLine);
    const ignored = await loadIgnoreFile(input, attributes.filename);
    if (attributes.checkOnly) return lintAnswer(warnings, definition.text);
    if (warnings.length > 0 && plan.failOnWarnings)
      throw new SolveFailure(
        `lint violation found for rules: ${[...new Set(warnings.map(({ rule }) => rule))].join(', ')}`,
        '',
        undefined,
      );
    const secrets = await loadSecrets(input.session, plan);
    const stages = dispatchStages({ ...plan, secrets, image: (reference) => imageOf(images, reference) }, plan.meta);
    solver = makeSolver(input, attributes, plan, ignored);
    const answer = await solveAndExport(input, plan, stages, solver);
    input.tell({ tags, succeeded: true, steps: solver.steps });
    return answer;
  } catch (error) {
    input.tell({ tags, succeeded: false, steps: solver?.steps ?? [] });
    const failure = placed(error, attributes.shownName, definition.text);
    if (attributes.checkOnly && failure instanceof BuildError)
      return { ...lintAnswer(found.sort(byLine), definition.text), 'lint.error': JSON.stringify(failure.detail) };
    throw failure;
  }
}

/** What `--check` prints from. */
function lintAnswer(warnings: readonly LintWarning[], text: string): Labels {
  const found = warnings.map((warning) => ({ ...warning, url: ruleUrl(warning.rule) }));
  return { 'lint.warnings': JSON.stringify(found), 'lint.source': text };
}

interface Attributes {
  filename: string;
  /** As errors call the file. */
  shownName: string;
  target: string;
  buildArgs: ReadonlyMap<string, string>;
  labels: Readonly<Record<string, string>>;
  noCache: (stage: string | undefined, index: number) => boolean;
  pull: boolean;
  checkOnly: boolean;
}

function readAttributes({ FrontendAttrs: attrs }: SolveRequest): Attributes {
  const withPrefix = (prefix: string) =>
    Object.entries(attrs).flatMap(([key, value]): [string, string][] =>
      key.startsWith(prefix) ? [[key.slice(prefix.length), value]] : [],
    );
  const filename = attrs.filename ?? 'Dockerfile';
  const uncached = attrs['no-cache'];
  const names = (uncached ?? '').split(',').filter((name) => name !== '');
  return {
    filename,
    shownName: filename.split('/').at(-1) ?? filename,
    target: attrs.target ?? '',
    buildArgs: new Map(withPrefix('build-arg:')),
    labels: Object.fromEntries(withPrefix('label:')),
    noCache: (stage, index) =>
      uncached !== undefined && (names.length === 0 || names.includes(stage ?? '') || names.includes(String(index))),
    pull: attrs['image-resolve-mode'] === 'pull',
    checkOnly: attrs.requestid === 'frontend.lint',
  };
}

interface Definition {
  text: string;
  progress: VertexProgress;
}

async function loadDefinition({ backend, cache, report, session }: BuildInput, filename: string): Promise<Definition> {
  const name = filename.split('/').at(-1) ?? filename;
  const progress = report.vertex((text) => backend.digest(text), `[internal] load build definition from ${name}`);
  progress.start();
  const { root, bytes } = await fetchTree(session, 'dockerfile', { include: [name, `${name}.dockerignore`] });
  progress.status('transferring dockerfile:', { current: bytes === 0 ? 2 : bytes + 37, completed: true });
  cache.useSource('dockerfile', 'local source for dockerfile', bytes, backend.now());
  const text = textIn(root, name);
  if (text === undefined) {
    progress.done();
    throw new BuildError({ message: `failed to read dockerfile: open ${name}: no such file or directory` });
  }
  return { text, progress };
}

interface Plan {
  stages: Stages;
  target: Stage;
  needed: ReadonlySet<number>;
  escape: '\\' | '`';
  meta: Lookup;
  defaults: Lookup;
  buildArgs: ReadonlyMap<string, string>;
  labels: Readonly<Record<string, string>>;
  /** Image references that are needed, with the first place that names each. */
  references: ReadonlyMap<string, { start: number; end: number } | undefined>;
  pull: boolean;
  failOnWarnings: boolean;
  lint: LintInput;
  skip: (rule: string) => boolean;
}

/** Ends the definition's step when it fails. Throws DockerfileError. */
function planBuild(attributes: Attributes, { text, progress }: Definition): Plan {
  try {
    const file = parseDockerfile(text);
    const stages = readStages(file);
    const { escape } = file;
    const meta = metaScope(stages, attributes.buildArgs, escape, attributes.target);
    const defaults = metaScope(stages, new Map(), escape, attributes.target);
    const expand = (text: string) => processWord(text, meta, { escape }).word;
    const target = targetStage(stages.stages, attributes.target);
    // A check looks at every stage, a build at those that the target needs.
    const needed = attributes.checkOnly
      ? new Set(stages.stages.map(({ index }) => index))
      : neededStages(stages.stages, target, expand);
    const { skip, error } = checkSettings(file);
    const { buildArgs, labels, pull } = attributes;
    const references = imageReferences(stages, needed, expand);
    return {
      stages,
      target,
      needed,
      escape,
      meta,
      defaults,
      buildArgs,
      labels,
      references,
      pull,
      failOnWarnings: error,
      lint: { file, stages, meta, defaults },
      skip,
    };
  } catch (error) {
    progress.done();
    throw error;
  }
}

/** Every stage's base must be a name that could be one, needed or not. */
function checkNames(backend: BuildBackend, { stages: { stages }, meta, escape }: Plan): void {
  for (const { from, index } of stages) {
    const image = processWord(from.image, meta, { escape }).word;
    if (image === '' || image === 'scratch' || findStage(stages, image, index) !== undefined) continue;
    shownReference(backend, image, from.node.range);
  }
}

function imageReferences(
  { stages }: Stages,
  needed: ReadonlySet<number>,
  expand: (text: string) => string,
): Plan['references'] {
  const references = new Map<string, { start: number; end: number } | undefined>();
  for (const stage of stages) {
    if (!needed.has(stage.index)) continue;
    const { range } = stage.from.node;
    const image = expand(stage.from.image);
    if (image === '') throw new DockerfileError(`base name (${stage.from.image}) should not be blank`, range);
    if (findStage(stages, image, stage.index) === undefined && image !== 'scratch')
      references.set(image, references.get(image) ?? range);
    for (const source of copySources(stage)) {
      const { from, by, range: place } = source;
      if (sourceStage(stages, source) === undefined && from !== 'scratch')
        references.set(from, references.get(from) ?? (by === 'copy' ? place : undefined));
    }
  }
  return references;
}

async function loadMetadata(
  { backend, report, session }: BuildInput,
  plan: Plan,
): Promise<ReadonlyMap<string, SourceImage>> {
  const images = new Map<string, SourceImage>();
  const load = async ([reference, range]: [string, { start: number; end: number } | undefined]): Promise<void> => {
    const shown = shownReference(backend, reference, range);
    const progress = report.vertex((text) => backend.digest(text), `[internal] load metadata for ${shown}`);
    progress.start();
    try {
      images.set(
        reference,
        await backend.resolveImage(reference, { pull: plan.pull, credentials: (host) => session.credentials(host) }),
      );
      progress.done();
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      progress.fail(error.message);
      const hint = suggest(reference, stageNames(plan.stages.stages));
      throw new SolveFailure(
        `${reference}: failed to resolve source metadata for ${shown}: ${error.message}${hint}`,
        error.message,
        range,
      );
    }
  };
  await Promise.all([...plan.references].map(load));
  return images;
}

/** Throws DockerfileError for what is no reference. */
function shownReference(
  backend: BuildBackend,
  reference: string,
  range: { start: number; end: number } | undefined,
): string {
  try {
    const shown = backend.displayName(reference);
    return /[:@][^/]*$/.test(shown.slice(shown.indexOf('/'))) ? shown : `${shown}:latest`;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new DockerfileError(`failed to parse stage name "${reference}": ${error.message}`, range);
  }
}

function secretIds({ instructions }: Stage): string[] {
  return instructions.flatMap((instruction) =>
    instruction.kind === 'run' ? instruction.mounts.filter(({ type }) => type === 'secret').map(secretId) : [],
  );
}

/** The secrets that the needed stages ask for and the client has. */
async function loadSecrets(session: BuildSession, { stages, needed }: Plan): Promise<ReadonlyMap<string, Uint8Array>> {
  const ids = new Set(stages.stages.filter(({ index }) => needed.has(index)).flatMap(secretIds));
  const found = await Promise.all([...ids].map(async (id) => [id, await session.secret(id)] as const));
  return new Map(found.flatMap(([id, bytes]) => (bytes === undefined ? [] : [[id, bytes] as const])));
}

function imageOf(images: ReadonlyMap<string, SourceImage>, reference: string): SourceImage {
  const image = images.get(reference);
  if (image === undefined) throw new DockerfileError(`image ${reference} was not resolved`, undefined);
  return image;
}

/** Tells the client of the warnings that are not switched off. */
function warn(progress: VertexProgress | undefined, { skip }: Plan, found: readonly LintWarning[]): LintWarning[] {
  const warnings = found.filter(({ rule }) => !skip(rule));
  for (const { rule, message, range } of warnings) {
    const lines = { start: { line: range.start, character: 0 }, end: { line: range.end, character: 0 } };
    const short = `${rule}: ${message} (line ${range.start})`;
    progress?.warn({ level: 1, short, detail: [], url: ruleUrl(rule), range: [lines] });
  }
  return warnings;
}

async function loadIgnoreFile(
  { backend, cache, report, session }: BuildInput,
  filename: string,
): Promise<readonly string[]> {
  const own = `${filename.split('/').at(-1) ?? filename}.dockerignore`;
  const beside = textIn((await fetchTree(session, 'dockerfile', { include: [own] })).root, own);
  // The file beside the Dockerfile came with it: the context is not asked for one.
  if (beside !== undefined) return beside.split('\n');
  const progress = report.vertex((text) => backend.digest(text), '[internal] load .dockerignore');
  progress.start();
  const { root, bytes } = await fetchTree(session, 'context', { include: ['.dockerignore'] });
  cache.useSource('ignore', 'local source for context', bytes, backend.now());
  progress.status('transferring context:', { current: bytes + 2, completed: true });
  progress.done();
  return (textIn(root, '.dockerignore') ?? '').split('\n');
}

function makeSolver(input: BuildInput, attributes: Attributes, plan: Plan, ignored: readonly string[]): Solver {
  const { backend, cache, report, session, cancelled, isCancelled } = input;
  let fetched: Promise<TreeNode> | undefined;
  const fetch = async (): Promise<TreeNode> => {
    const progress = report.vertex((text) => backend.digest(text), '[internal] load build context');
    progress.start();
    const { root, bytes } = await fetchTree(session, 'context', { exclude: ignored });
    cache.useSource('context', 'local source for context', bytes, backend.now());
    progress.status('transferring context:', { current: bytes + 2, completed: true });
    progress.done();
    return root;
  };
  return new Solver({
    backend,
    cache,
    report,
    context: () => (fetched ??= fetch()),
    noCache: (stage) => attributes.noCache(plan.stages.stages[stage]?.name, stage),
    cancelled,
    isCancelled,
    file: attributes.filename,
    sessionId: sessionId(backend),
  });
}

/** A UUID, as the client's session is called in messages. */
function sessionId(backend: BuildBackend): string {
  const digits = backend.random(32);
  return [8, 12, 16, 20, 32].map((end, n) => digits.slice([0, 8, 12, 16, 20][n], end)).join('-');
}

async function solveAndExport(
  input: BuildInput,
  plan: Plan,
  stages: ReadonlyMap<number, DispatchedStage>,
  solver: Solver,
): Promise<Labels> {
  const final = stages.get(plan.target.index);
  if (final === undefined) throw new DockerfileError('the target stage was not dispatched', undefined);
  solver.announce(verticesOf(final.vertex));
  const { stack } = await solver.outcome(final.vertex);
  return exportResult(input, final, stack);
}

/** All that a vertex stands on or takes from, first things first. */
function verticesOf(vertex: Vertex, seen = new Set<Vertex>()): Vertex[] {
  if (seen.has(vertex)) return [];
  seen.add(vertex);
  const before: Vertex[] = [];
  if ('parent' in vertex) before.push(...verticesOf(vertex.parent, seen));
  if (vertex.kind === 'copy' && vertex.from !== undefined) before.push(...verticesOf(vertex.from, seen));
  if (vertex.kind === 'exec') for (const bind of vertex.binds) before.push(...verticesOf(bind.vertex, seen));
  return [...before, vertex];
}

function exportedNames({ Exporters: exporters }: SolveRequest): string[] {
  const [exporter] = exporters;
  return (exporter?.Attrs.name ?? '').split(',').filter((name) => name !== '');
}

/** Bytes of a result that reach the client in a millisecond. */
const SENT_PER_MS = 150_000;

async function exportResult(input: BuildInput, final: DispatchedStage, stack: DispatchedOutcome): Promise<Labels> {
  const { backend, cache, report, request, session } = input;
  const [exporter] = request.Exporters;
  if (exporter === undefined) return {};
  const names = exportedNames(request);
  const base = baseImage(final.vertex);
  if (exporter.Type === 'local' || exporter.Type === 'tar') {
    const progress = report.vertex(
      (text) => backend.digest(text),
      exporter.Type === 'tar' ? 'exporting to client tarball' : 'exporting to client directory',
    );
    progress.start();
    const content = filesystemTar(stack);
    const local = exporter.Type === 'local';
    const what = local ? 'copying files' : 'sending tarball';
    progress.status(what, {});
    await backend.sleep(content.bytes / SENT_PER_MS);
    await session.receive?.('export', content.stream);
    progress.status(what, { ...(local ? { current: content.bytes } : {}), completed: true });
    progress.done();
    return {};
  }
  const progress = report.vertex((text) => backend.digest(text), 'exporting to image');
  progress.start();
  progress.status('exporting layers', { completed: true });
  const layerTime = (layer: DispatchedOutcome[number]) => cache.createdAt(layer);
  const id = exportImage(
    backend,
    { state: final.state, stack, baseCreated: base?.created, baseHistory: base?.history.length ?? 0, layerTime },
    names,
  );
  progress.status(`writing image ${id}`, { completed: true });
  for (const name of names) progress.status(`naming to ${backend.displayName(name)}`, { completed: true });
  progress.done();
  return {
    'containerimage.config.digest': id,
    'containerimage.digest': id,
    ...(names.length === 0 ? {} : { 'image.name': names.join(',') }),
  };
}

type DispatchedOutcome = Awaited<ReturnType<Solver['outcome']>>['stack'];

function baseImage(vertex: Vertex): SourceImage | undefined {
  if (vertex.kind === 'source') return vertex.image;
  return 'parent' in vertex ? baseImage(vertex.parent) : undefined;
}
