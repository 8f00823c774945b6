/** The steps of a build by their stages, and which stage takes from which. */
import type { FinishedBuild } from '../../simulator/index.ts';

type Step = FinishedBuild['steps'][number];

export interface BuildStep {
  /** `2/5`; empty where the step has no number. */
  readonly number: string;
  readonly instruction: string;
  readonly explanation: Step['explanation'];
  /** Another stage that a COPY --from or a mount takes from. */
  readonly takesFrom: string | undefined;
}

export interface BuildStage {
  readonly name: string;
  readonly steps: readonly BuildStep[];
}

/** Stages in the order in which their first steps were named. Steps are called `[stage 2/5] RUN …` or `[2/5] RUN …`. */
export function stagesOf(build: FinishedBuild): readonly BuildStage[] {
  const stages = new Map<string, BuildStep[]>();
  for (const { name, explanation } of build.steps) {
    const [, inside = '', instruction = name] = /^\[([^\]]+)\]\s+([^]*)$/.exec(name) ?? [];
    const number = /\d+\/\d+$/.exec(inside)?.[0] ?? '';
    const stage = inside.slice(0, inside.length - number.length).trim();
    const takesFrom = /(?:--from=|[,=]from=)([\w.:/-]+)/.exec(instruction)?.[1];
    stages.set(stage, [...(stages.get(stage) ?? []), { number, instruction, explanation, takesFrom }]);
  }
  return [...stages].map(([name, steps]) => ({ name, steps: steps.toSorted(byNumber) }));
}

function byNumber(a: BuildStep, b: BuildStep): number {
  return (Number.parseInt(a.number, 10) || 0) - (Number.parseInt(b.number, 10) || 0);
}
