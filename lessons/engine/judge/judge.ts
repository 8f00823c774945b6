/** Decides whether a predicate holds in the world, and if not, what is missing. */
import type { Facts, RanCommand } from '../facts.ts';
import type { CountTest, Predicate, TextTest } from '../format.ts';
import { reason } from '../reasons.ts';
import { type Bindings, findContainer, judgeContainer, nameOf } from './container.ts';
import { judgeImage, judgeLayer } from './image.ts';
import { judgeBuild, judgeCompose, judgeFile, judgeNetwork, judgePort, judgeVolume } from './others.ts';
import { holds, judgeText, type Verdict } from './verdict.ts';

export async function judge(it: Predicate, facts: Facts, bound: Bindings = new Map()): Promise<Verdict> {
  if ('all' in it) return judgeAll(it.all, facts, bound);
  if ('any' in it) return judgeAny(it.any, 1, facts, bound);
  if ('atLeast' in it) return judgeAny(it.atLeast.of, it.atLeast.n, facts, bound);
  if ('none' in it) return judgeNone(it.none, facts, bound);
  if ('image' in it) return judgeImage(it.image, facts);
  if ('layer' in it) return judgeLayer(it.layer, facts);
  if ('container' in it) return judgeContainer(it.container, facts, bound);
  if ('file' in it) return judgeFile(it.file, facts, bound);
  if ('volume' in it) return judgeVolume(it.volume, facts);
  if ('network' in it) return judgeNetwork(it.network, facts);
  if ('port' in it) return judgePort(it.port, facts);
  if ('build' in it) return judgeBuild(it.build, facts);
  if ('compose' in it) return judgeCompose(it.compose, facts);
  if ('logs' in it) return judgeLogs(it.logs, facts, bound);
  if ('output' in it) return judgeOutput(it.output, facts);
  if ('exit' in it) return judgeExit(it.exit, facts);
  if ('registry' in it) return judgeRegistry(it.registry, facts);
  if ('called' in it) return judgeCalled(it.called, facts);
  if ('quiz' in it) return facts.quizzes.get(it.quiz.id) === true ? undefined : reason('quiz.open');
  return judgeRan(it.ran.command, facts);
}

async function judgeAll(list: readonly Predicate[], facts: Facts, bound: Bindings): Promise<Verdict> {
  for (const each of list) {
    const verdict = await judge(each, facts, bound);
    if (verdict !== undefined) return verdict;
  }
  return undefined;
}

async function judgeAny(list: readonly Predicate[], wanted: number, facts: Facts, bound: Bindings): Promise<Verdict> {
  let met = 0;
  let first: Verdict;
  for (const each of list) {
    const verdict = await judge(each, facts, bound);
    if (verdict === undefined) met++;
    else first ??= verdict;
  }
  return met >= wanted ? undefined : (first ?? reason('any.none'));
}

async function judgeNone(list: readonly Predicate[], facts: Facts, bound: Bindings): Promise<Verdict> {
  for (const each of list) {
    if ((await judge(each, facts, new Map(bound))) === undefined) return await stillThere(each, facts, bound);
  }
  return undefined;
}

/** The reason for a predicate that holds where it should not. */
async function stillThere(it: Predicate, facts: Facts, bound: Bindings): Promise<Verdict> {
  if ('image' in it) return reason('image.exists', { ref: it.image.ref });
  if ('volume' in it) return reason('volume.exists', { name: it.volume.name });
  if ('network' in it) return reason('network.exists', { name: it.network.name });
  if ('port' in it) return reason('port.answers', { port: it.port.host });
  if ('container' in it) return judgeContainer({ ...it.container, exists: false }, facts, bound);
  return reason('any.none');
}

async function judgeLogs(test: { of: string } & TextTest, facts: Facts, bound: Bindings): Promise<Verdict> {
  const container = findContainer(await facts.containers(), test.of, bound);
  if (container === undefined) return reason('container.none', { which: test.of });
  return judgeText(test, await facts.logs(container.Id), `docker logs ${nameOf(container)}`);
}

/** Whether every word of `wanted` is a word of what ran, in any order; `;`, `&`, `|` and brackets are no part of words. */
function commandFits(ran: RanCommand, wanted: string | undefined): boolean {
  if (wanted === undefined) return true;
  const words = ran.text.split(/[\s;&|()]+/);
  return wanted.split(/\s+/).every((word) => words.includes(word));
}

function judgeOutput(test: { command?: string } & TextTest, facts: Facts): Verdict {
  const ran = facts.commands.filter((each) => commandFits(each, test.command));
  return ran.some((each) => judgeText(test, each.output, '') === undefined) ? undefined : reason('output.none');
}

function judgeExit(test: { command?: string; code: CountTest }, facts: Facts): Verdict {
  const ran = facts.commands.filter((each) => commandFits(each, test.command));
  return ran.some((each) => holds(test.code, each.exitCode)) ? undefined : reason('exit.code');
}

async function judgeRegistry(test: { ref: string; pushed: boolean }, facts: Facts): Promise<Verdict> {
  return (await facts.pushed(test.ref)) === test.pushed ? undefined : reason('registry.missing', { ref: test.ref });
}

function judgeCalled(test: { method: string; path: string; status?: CountTest }, facts: Facts): Verdict {
  const path = new RegExp(test.path);
  const found = facts.calls.some(
    (call) => call.method === test.method && path.test(call.path) && holds(test.status ?? {}, call.status),
  );
  return found ? undefined : reason('called.none');
}

function judgeRan(command: string, facts: Facts): Verdict {
  return facts.commands.some((each) => commandFits(each, command)) ? undefined : reason('ran.none', { command });
}
