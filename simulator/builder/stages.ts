/** Instructions grouped into stages, and which of them a build needs. */
import type { Arg, Copy, From, Instruction, Run } from './instructions/types.ts';
import { readInstruction } from './instructions/read.ts';
import { type Dockerfile, DockerfileError, type LineRange } from './parser/node.ts';

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
  const byName = candidates.findLast((stage) => stage.name === name.toLowerCase());
  if (byName !== undefined) return byName;
  return /^\d+$/.test(name) ? candidates[Number(name)] : undefined;
}

/** Throws for a target that is no stage. */
export function targetStage(stages: readonly Stage[], target: string): Stage {
  const last = stages.at(-1);
  if (last === undefined) throw new DockerfileError('dockerfile contains no stages to build', undefined);
  if (target === '') return last;
  const found = findStage(stages, target);
  if (found === undefined) throw new DockerfileError(`target stage "${target}" could not be found`, undefined);
  return found;
}

/** References of other stages or images that a stage's instructions take files from. */
export function copySources(stage: Stage): { from: string; range: LineRange }[] {
  return stage.instructions.flatMap((instruction) => {
    const range = instruction.node.range;
    if (instruction.kind === 'copy') return fromOf(instruction).map((from) => ({ from, range }));
    if (instruction.kind === 'run') return mountSources(instruction).map((from) => ({ from, range }));
    return [];
  });
}

function fromOf(copy: Copy): string[] {
  return copy.from === undefined ? [] : [copy.from];
}

function mountSources(run: Run): string[] {
  return run.mounts.flatMap((mount) => (mount.from === undefined ? [] : [mount.from]));
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
    for (const { from } of copySources(stage)) {
      const source = findStage(stages, from, stage.index);
      if (source !== undefined) visit(source);
    }
  };
  visit(target);
  return needed;
}
