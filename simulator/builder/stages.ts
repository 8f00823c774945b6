/** Instructions grouped into stages, and which of them a build needs. */
import type { Arg, Copy, From, Instruction, Run } from './instructions/types.ts';
import { readInstruction } from './instructions/read.ts';
import { type Dockerfile, DockerfileError, type LineRange } from './parser/node.ts';
import { SolveFailure } from './solve-error.ts';
import { suggest } from './suggest.ts';

export interface Stage {
  index: number;
  /** After AS, lower case. */
  name: string | undefined;
  from: From;
  instructions: readonly Instruction[];
}

export interface Stages {
  /** ARG before the first FROM. */
  metaArgs: readonly Arg[];
  stages: readonly Stage[];
}

/** Throws DockerfileError for instructions that cannot be read or stand before FROM. */
export function readStages(file: Dockerfile): Stages {
  const metaArgs: Arg[] = [];
  const stages: { index: number; name: string | undefined; from: From; instructions: Instruction[] }[] = [];
  for (const node of file.instructions) {
    const instruction = readInstruction(node, file.escape);
    const current = stages.at(-1);
    if (instruction.kind === 'from') {
      stages.push({ index: stages.length, name: instruction.name, from: instruction, instructions: [] });
    } else if (current !== undefined) {
      current.instructions.push(instruction);
    } else if (instruction.kind === 'arg') {
      metaArgs.push(instruction);
    } else {
      throw new DockerfileError('no build stage in current context', node.range);
    }
  }
  return { metaArgs, stages };
}

/** A stage by its name (case-insensitive) or number, of those before `before`; the last of equal names wins. */
export function findStage(stages: readonly Stage[], name: string, before = stages.length): Stage | undefined {
  const candidates = stages.slice(0, before);
  const byName = stageByName(candidates, name);
  if (byName !== undefined) return byName;
  return /^\d+$/.test(name) ? candidates[Number(name)] : undefined;
}

function stageByName(stages: readonly Stage[], name: string): Stage | undefined {
  return stages.findLast((stage) => stage.name === name.toLowerCase());
}

/** The names that stages have been given. */
export function stageNames(stages: readonly Stage[]): string[] {
  return stages.flatMap(({ name }) => (name === undefined ? [] : [name]));
}

/** As BuildKit calls a stage in messages, named or not. */
export function calledName({ name, index }: Stage): string {
  return name ?? `stage-${index}`;
}

/** A stage by its name alone: a number is no target. Throws for a target that is no stage. */
export function targetStage(stages: readonly Stage[], target: string): Stage {
  const last = stages.at(-1);
  if (last === undefined) throw new DockerfileError('dockerfile contains no stages to build', undefined);
  if (target === '') return last;
  const found = stageByName(stages, target);
  if (found === undefined) {
    const hint = suggest(target, stageNames(stages));
    throw new DockerfileError(`target stage "${target}" could not be found${hint}`, undefined);
  }
  return found;
}

/** What an instruction takes files from: a stage or an image. */
export interface CopySource {
  from: string;
  /** A number is a stage for COPY, and a name like any other for a mount. */
  by: 'copy' | 'mount';
  range: LineRange;
}

export function copySources(stage: Stage): CopySource[] {
  return stage.instructions.flatMap((instruction): CopySource[] => {
    const range = instruction.node.range;
    if (instruction.kind === 'copy') return fromOf(instruction).map((from) => ({ from, by: 'copy', range }));
    if (instruction.kind === 'run') return mountSources(instruction).map((from) => ({ from, by: 'mount', range }));
    return [];
  });
}

function fromOf(copy: Copy): string[] {
  return copy.from === undefined ? [] : [copy.from];
}

function mountSources(run: Run): string[] {
  return run.mounts.flatMap((mount) => (mount.from === undefined ? [] : [mount.from]));
}

/** Among all stages, the later ones too; undefined for an image. The last of equal names wins. */
export function sourceStage(
  stages: readonly Stage[],
  { from, by }: Pick<CopySource, 'from' | 'by'>,
): Stage | undefined {
  if (by === 'copy' && isStageNumber(from)) return stages[Number(from)];
  return stageByName(stages, from);
}

function isStageNumber(from: string): boolean {
  return /^\d+$/.test(from);
}

/** Throws for numbers of stages that are not there, and for stages that take from each other in a circle. */
export function checkSources(stages: readonly Stage[]): void {
  for (const { from, by } of stages.flatMap(copySources)) {
    if (by === 'copy' && isStageNumber(from) && stages[Number(from)] === undefined)
      throw new DockerfileError(`invalid stage index ${from}`, undefined);
  }
  for (const stage of stages) {
    const circle = circleFrom(stages, stage);
    if (circle === undefined) continue;
    const message = `circular dependency detected on stage: ${calledName(stage)}`;
    throw new SolveFailure(message, message, ...circle.reverse());
  }
}

/** The instructions that lead from a stage into a circle; where several take from the same stage, the last of them. */
function circleFrom(stages: readonly Stage[], start: Stage): LineRange[] | undefined {
  const left = new Set<Stage>();
  const path = new Set<Stage>();
  const visit = (stage: Stage): LineRange[] | undefined => {
    if (path.has(stage)) return [];
    if (left.has(stage)) return undefined;
    path.add(stage);
    for (const [source, range] of takenStages(stages, stage)) {
      const further = visit(source);
      if (further !== undefined) return [range, ...further];
    }
    path.delete(stage);
    left.add(stage);
    return undefined;
  };
  return visit(start);
}

function takenStages(stages: readonly Stage[], stage: Stage): Map<Stage, LineRange> {
  const taken = new Map<Stage, LineRange>();
  for (const source of copySources(stage)) {
    const found = sourceStage(stages, source);
    if (found !== undefined) taken.set(found, source.range);
  }
  return taken;
}

/** The target and all that it stands on or copies from, by index. `expand` replaces meta arguments in image names. */
export function neededStages(
  stages: readonly Stage[],
  target: Stage,
  expand: (text: string) => string,
): ReadonlySet<number> {
  const needed = new Set<number>();
  const visit = (stage: Stage): void => {
    if (needed.has(stage.index)) return;
    needed.add(stage.index);
    const base = findStage(stages, expand(stage.from.image), stage.index);
    if (base !== undefined) visit(base);
    for (const source of takenStages(stages, stage).keys()) visit(source);
  };
  visit(target);
  return needed;
}
