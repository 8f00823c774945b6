/** Follows the instructions of the needed stages: configuration, history and vertices. No work is done here. */
import type { SourceImage } from './backend.ts';
import { applyConfig } from './dispatch-config.ts';
import { execVertex } from './dispatch-run.ts';
import { copyVertex, workdirVertex } from './dispatch-files.ts';
import { readInstruction } from './instructions/read.ts';
import type { Arg, Instruction, Mount } from './instructions/types.ts';
import { DockerfileError, type InstructionNode } from './parser/node.ts';
import { splitInstruction } from './parser/parse.ts';
import { LexError, type Lookup, processWord } from './shell/lex.ts';
import { SolveFailure } from './solve-error.ts';
import { calledName, copySources, type CopySource, findStage, sourceStage, type Stage, type Stages } from './stages.ts';
import { StageState } from './state.ts';
import type { SourceVertex, Vertex } from './vertex.ts';

export interface DispatchOptions {
  stages: Stages;
  needed: ReadonlySet<number>;
  escape: '\\' | '`';
  buildArgs: ReadonlyMap<string, string>;
  labels: Readonly<Record<string, string>>;
  target: Stage;
  /** The image behind a reference, resolved beforehand. */
  image: (reference: string) => SourceImage;
  secrets: ReadonlyMap<string, Uint8Array>;
}

export interface DispatchedStage {
  stage: Stage;
  state: StageState;
  vertex: Vertex;
}

/** What an instruction takes from, and for a mount where it puts it. */
type SourceOf = CopySource & { target?: string };

export interface StageContext {
  options: DispatchOptions;
  stage: Stage;
  state: StageState;
  /** What the next step stands on. */
  vertex: Vertex;
  /** `[build 2/4] ` and so on, counted up. */
  nextName(text: string): string;
  /** A vertex of another stage or image, by its name. */
  source(source: SourceOf): Vertex;
  /** Replaces variables in an instruction's text. */
  expand(text: string, node: InstructionNode): string;
  /** An instruction as progress shows it: variables that are set are replaced, quotes stay. */
  shown(text: string): string;
}

/** Arguments that every build knows without declaring them. */
const PREDEFINED = [
  'HTTP_PROXY',
  'http_proxy',
  'HTTPS_PROXY',
  'https_proxy',
  'FTP_PROXY',
  'ftp_proxy',
  'NO_PROXY',
  'no_proxy',
  'ALL_PROXY',
  'all_proxy',
];

const PLATFORM_ARGS: readonly (readonly [string, string])[] = [
  ['BUILDPLATFORM', 'linux/amd64'],
  ['BUILDOS', 'linux'],
  ['BUILDARCH', 'amd64'],
  ['BUILDVARIANT', ''],
  ['TARGETPLATFORM', 'linux/amd64'],
  ['TARGETOS', 'linux'],
  ['TARGETARCH', 'amd64'],
  ['TARGETVARIANT', ''],
];

/** Variables that FROM lines see: platform arguments and ARGs before the first FROM. */
export function metaScope(
  { metaArgs }: Stages,
  buildArgs: ReadonlyMap<string, string>,
  escape: '\\' | '`',
  target: string,
): Lookup {
  const values = new Map<string, string>([...PLATFORM_ARGS, ['TARGETSTAGE', target === '' ? 'default' : target]]);
  for (const instruction of metaArgs) {
    for (const { key, value } of instruction.args) {
      const given =
        buildArgs.get(key) ??
        (value === undefined ? undefined : processWord(value, (name) => values.get(name), { escape }).word);
      if (given !== undefined) values.set(key, given);
    }
  }
  return (name) => values.get(name);
}

/** Base images by digest: stages on the same one share its vertex, which the last of them names. */
type Bases = Map<string, SourceVertex>;

interface StageOptions extends DispatchOptions {
  bases: Bases;
}

/** Stages by index; those not needed are left out. Throws DockerfileError. */
export function dispatchStages(options: DispatchOptions, meta: Lookup): ReadonlyMap<number, DispatchedStage> {
  const done = new Map<number, DispatchedStage>();
  const bases: Bases = new Map();
  for (const stage of options.stages.stages) {
    if (options.needed.has(stage.index)) done.set(stage.index, dispatchStage({ ...options, bases }, stage, meta, done));
  }
  return done;
}

function dispatchStage(
  options: StageOptions,
  stage: Stage,
  meta: Lookup,
  done: ReadonlyMap<number, DispatchedStage>,
): DispatchedStage {
  const reference = processWord(stage.from.image, meta, { escape: options.escape }).word;
  const base = findStage(options.stages.stages, reference, stage.index);
  const dispatchedBase = base === undefined ? undefined : done.get(base.index);
  const begin =
    dispatchedBase === undefined
      ? beginOnImage(options, stage, reference)
      : { state: dispatchedBase.state.fork(), vertex: dispatchedBase.vertex, onBuild: dispatchedBase.state.onBuild };
  const triggers = begin.onBuild.map((text) => onBuildInstruction(text, stage, options.escape));
  // A stage that begins with an image counts it as its first step; one on another stage or on scratch does not.
  const onImage = dispatchedBase === undefined && begin.vertex.kind === 'source';
  let total = stage.instructions.filter(isStep).length + (onImage ? 1 : 0);
  const prefix = stage.name ?? (countsStages(options.stages.stages) ? `stage-${stage.index}` : undefined);
  let count = 0;
  const nextName = (text: string): string => {
    count++;
    const width = 1 + Math.floor(Math.log10(Math.max(1, total)));
    return `[${prefix === undefined ? '' : `${prefix} `}${String(count).padStart(width)}/${total}] ${text}`;
  };
  const context: StageContext = {
    options,
    stage,
    state: begin.state,
    vertex: begin.vertex,
    nextName,
    source: (source) => sourceOf(options, stage, source, done),
    expand: (text, node) => expandIn(context, text, node),
    shown: (text) => shownIn(context, text),
  };
  if (onImage && begin.vertex.kind === 'source') {
    begin.vertex.name = nextName(`FROM ${begin.vertex.image.display}`);
  }
  // The base's triggers are counted when they are come to: the FROM has been named by then.
  total += triggers.filter(isStep).length;
  for (const instruction of [...triggers, ...stage.instructions]) follow(context, instruction, meta);
  if (stage === options.target) {
    for (const [key, value] of Object.entries(options.labels)) begin.state.labels[key] = value;
  }
  return { stage, state: begin.state, vertex: context.vertex };
}

function beginOnImage(
  options: StageOptions,
  stage: Stage,
  reference: string,
): { state: StageState; vertex: Vertex; onBuild: readonly string[] } {
  const range = stage.from.node.range;
  if (reference === 'scratch') {
    const state = new StageState({}, []);
    state.setEnv('PATH', DEFAULT_ENV);
    return { state, vertex: { kind: 'scratch', name: '', range, stage: stage.index }, onBuild: [] };
  }
  const image = options.image(reference);
  const state = new StageState(image.config, image.history);
  if (state.envValue('PATH') === undefined) state.setEnv('PATH', DEFAULT_ENV);
  return {
    state,
    vertex: baseVertex(options, image, { name: '', range, stage: stage.index }),
    onBuild: image.config.OnBuild ?? [],
  };
}

function baseVertex(
  { bases }: StageOptions,
  image: SourceImage,
  made: Omit<SourceVertex, 'kind' | 'image'>,
): SourceVertex {
  const known = bases.get(image.digest);
  if (known !== undefined) return known;
  const vertex: SourceVertex = { kind: 'source', image, ...made };
  bases.set(image.digest, vertex);
  return vertex;
}

const DEFAULT_ENV = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

function onBuildInstruction(text: string, stage: Stage, escape: '\\' | '`'): Instruction {
  const node: InstructionNode = {
    ...splitInstruction(text, escape),
    original: `ONBUILD ${text}`,
    heredocs: [],
    range: stage.from.node.range,
  };
  return readInstruction(node, escape);
}

/** Whether stages are shown by number: where there are several, or a step takes from something that is no stage. */
function countsStages(stages: readonly Stage[]): boolean {
  const takesFromElsewhere = (stage: Stage): boolean =>
    stage.instructions.some(
      ({ kind, ...rest }) => kind === 'run' && 'mounts' in rest && rest.mounts.some(isSourceless),
    ) || copySources(stage).some((source) => sourceStage(stages, source) === undefined);
  return stages.length > 1 || stages.some(takesFromElsewhere);
}

/** BuildKit takes a mount without `from` for one from an empty image. */
function isSourceless({ from }: Mount): boolean {
  return from === undefined;
}

/** Instructions that make a layer, and so count as steps. */
function isStep({ kind }: Instruction): boolean {
  return kind === 'run' || kind === 'copy' || kind === 'add' || kind === 'workdir';
}

function sourceOf(
  options: StageOptions,
  stage: Stage,
  source: SourceOf,
  done: ReadonlyMap<number, DispatchedStage>,
): Vertex {
  const { from } = source;
  const found = sourceStage(options.stages.stages, source);
  if (found !== undefined) {
    const dispatched = done.get(found.index);
    if (dispatched === undefined) throw laterStage(stage, source);
    return dispatched.vertex;
  }
  if (from === 'scratch') return { kind: 'scratch', name: '', range: undefined, stage: stage.index };
  const image = options.image(from);
  const known = options.bases.get(image.digest);
  if (known !== undefined) known.name = `FROM ${image.display}`;
  return baseVertex(options, image, { name: `FROM ${image.display}`, range: undefined, stage: stage.index });
}

function laterStage(stage: Stage, source: SourceOf): SolveFailure {
  const message =
    source.by === 'copy'
      ? `cannot copy from stage "${source.from}", it needs to be defined before current stage "${calledName(stage)}"`
      : `cannot mount from stage "${source.from}" to "${source.target}", stage needs to be defined before current command`;
  return new SolveFailure(message, message, source.range);
}

function expandIn({ state, options }: StageContext, text: string, node: InstructionNode): string {
  try {
    return processWord(text, (name) => state.variable(name), { escape: options.escape }).word;
  } catch (error) {
    if (!(error instanceof LexError)) throw error;
    throw new DockerfileError(`failed to process "${text}": ${error.message}`, node.range, 'bare');
  }
}

/** BuildKit shows a line that it cannot read as it stands. */
function shownIn({ state, options }: StageContext, text: string): string {
  const lookup = (name: string) => state.variable(name);
  try {
    return processWord(text, lookup, { escape: options.escape, raw: true, skipUnset: true }).word;
  } catch (error) {
    if (error instanceof LexError) return text;
    throw error;
  }
}

function follow(context: StageContext, instruction: Instruction, meta: Lookup): void {
  switch (instruction.kind) {
    case 'arg':
      declareArgs(context, instruction, meta);
      break;
    case 'run':
      context.vertex = execVertex(context, instruction);
      break;
    case 'copy':
    case 'add':
      context.vertex = copyVertex(context, instruction);
      break;
    case 'workdir':
      context.vertex = workdirVertex(context, instruction);
      break;
    default:
      applyConfig(context, instruction);
  }
}

function declareArgs(context: StageContext, instruction: Arg, meta: Lookup): void {
  const { state, options } = context;
  const words: string[] = [];
  for (const { key, value } of instruction.args) {
    const own = value === undefined ? undefined : context.expand(value, instruction.node);
    const given = options.buildArgs.get(key) ?? own ?? meta(key);
    state.args.push({ key, value: given });
    words.push(given === undefined ? key : `${key}=${given}`);
  }
  state.addHistory(`ARG ${words.join(' ')}`, true);
}

/** Names of arguments that were given but that nothing declares. BuildKit stays silent about them. */
export function isPredefined(key: string): boolean {
  return PREDEFINED.includes(key) || PLATFORM_ARGS.some(([name]) => name === key);
}
