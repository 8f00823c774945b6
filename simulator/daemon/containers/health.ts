/** Health checks: a probe now and then while the container runs, and what its results add up to. */
import type { HealthConfig } from '../../api/containers.ts';
import { decode } from '../../kernel/bytes.ts';
import { isEngineError } from '../../api/errors.ts';
import type { Daemon } from '../context.ts';
import { addExec } from '../execs/create.ts';
import { runExec } from '../execs/start.ts';
import type { Container, HealthProbe, HealthState } from '../world.ts';
import { containerById } from './find.ts';
import { isPaused } from './phase.ts';
import { changeContainer, emitContainerEvent } from './state.ts';

const NANOS_PER_MS = 1e6;
const DEFAULTS = { Interval: 30_000, Timeout: 30_000, StartPeriod: 0, StartInterval: 5000 };
const DEFAULT_RETRIES = 3;
const KEPT_PROBES = 5;
const MOST_OUTPUT = 4096;
/** How long it takes the runtime to start a probe. */
const PROBE_START_MS = 50;

/** The command of the probe; undefined where there is none. */
function probeCommand({ config }: Container): readonly string[] | undefined {
  const [kind, ...rest] = config.Healthcheck?.Test ?? [];
  if (kind === 'CMD') return rest;
  if (kind !== 'CMD-SHELL') return undefined;
  const shell = config.Shell !== undefined && config.Shell.length > 0 ? config.Shell : ['/bin/sh', '-c'];
  return [...shell, ...rest];
}

/** When the container starts: its health is unknown again. */
export function startHealthChecks(daemon: Daemon, id: string): void {
  const container = containerById(daemon, id);
  if (probeCommand(container) === undefined) return;
  changeContainer(daemon, id, (draft) => {
    draft.health = { status: 'starting', failingStreak: 0, log: draft.health?.log ?? [] };
  });
  watch(daemon, id);
}

/** A paused container is not probed; it counts as unhealthy meanwhile. */
export function pauseHealthChecks(daemon: Daemon, id: string): void {
  daemon.live.containers.get(id)?.cancelHealth?.();
}

export function resumeHealthChecks(daemon: Daemon, id: string): void {
  if (containerById(daemon, id).health !== undefined) watch(daemon, id);
}

function watch(daemon: Daemon, id: string): void {
  const live = daemon.live.containers.get(id);
  if (live === undefined) return;
  let timer: { cancel(): void } | undefined;
  const plan = (): void => {
    timer = daemon.kernel.clock.after(intervalOf(daemon, containerById(daemon, id)), () => void check());
  };
  const isWatching = (): boolean => live.cancelHealth === cancel && daemon.live.containers.has(id);
  const check = async (): Promise<void> => {
    await daemon.kernel.clock.sleep(PROBE_START_MS);
    if (!isWatching()) return;
    const probe = await runProbe(daemon, id);
    if (!isWatching()) return;
    record(daemon, id, probe);
    plan();
  };
  const cancel = (): void => {
    timer?.cancel();
    live.cancelHealth = undefined;
    if (daemon.store.read().containers[id] === undefined) return;
    changeContainer(daemon, id, (draft) => {
      if (draft.health !== undefined) draft.health.status = 'unhealthy';
    });
  };
  live.cancelHealth = cancel;
  plan();
}

function milliseconds(health: HealthConfig | undefined, field: keyof typeof DEFAULTS): number {
  const nanos = health?.[field] ?? 0;
  return nanos === 0 ? DEFAULTS[field] : nanos / NANOS_PER_MS;
}

/** Within the start period a container that is not healthy yet is asked more often. */
function intervalOf(daemon: Daemon, { config, health, lastRun }: Container): number {
  const { Healthcheck } = config;
  const ran = (daemon.time.now() - lastRun.startedAt) / 1000;
  const isStarting = ran < milliseconds(Healthcheck, 'StartPeriod') && health?.status === 'starting';
  return milliseconds(Healthcheck, isStarting ? 'StartInterval' : 'Interval');
}

async function runProbe(daemon: Daemon, id: string): Promise<HealthProbe> {
  const start = daemon.time.now();
  const container = containerById(daemon, id);
  const command = probeCommand(container) ?? [];
  const output: Uint8Array[] = [];
  try {
    const { exitCode, timedOut } = await execute(daemon, container, command, output);
    const text = outputText(output);
    if (!timedOut) return { start, end: daemon.time.now(), exitCode, output: text };
    const seconds = milliseconds(container.config.Healthcheck, 'Timeout') / 1000;
    const message = `Health check exceeded timeout (${seconds}s)`;
    return { start, end: daemon.time.now(), exitCode: -1, output: text === '' ? message : `${message}: ${text}` };
  } catch (error) {
    if (!isEngineError(error)) throw error;
    return { start, end: daemon.time.now(), exitCode: -1, output: error.message };
  }
}

function execute(
  daemon: Daemon,
  container: Container,
  command: readonly string[],
  output: Uint8Array[],
): Promise<{ exitCode: number; timedOut: boolean }> {
  const exec = addExec(daemon, container, { Cmd: command, AttachStdout: true, AttachStderr: true });
  const live = daemon.live.execs.get(exec.id);
  if (live === undefined) return Promise.resolve({ exitCode: -1, timedOut: false });
  const collected = live.output.attach({ stdout: true, stderr: true });
  void collect(collected, output);
  return new Promise((resolve) => {
    const task = runExec(daemon, exec, live, {}, (exitCode) => {
      timer.cancel();
      // One turn later the output is complete.
      void Promise.resolve().then(() => resolve({ exitCode, timedOut }));
    });
    let timedOut = false;
    const timer = daemon.kernel.clock.after(milliseconds(container.config.Healthcheck, 'Timeout'), () => {
      timedOut = true;
      task.kill('KILL');
    });
  });
}

async function collect(frames: AsyncIterable<{ bytes: Uint8Array }>, into: Uint8Array[]): Promise<void> {
  for await (const { bytes } of frames) into.push(bytes);
}

function outputText(chunks: readonly Uint8Array[]): string {
  let size = 0;
  let text = '';
  for (const chunk of chunks) {
    const kept = chunk.subarray(0, Math.max(0, MOST_OUTPUT - size));
    text += decode(kept);
    size += chunk.length;
  }
  return size > MOST_OUTPUT ? `${text}...` : text;
}

function record(daemon: Daemon, id: string, probe: HealthProbe): void {
  const container = containerById(daemon, id);
  if (container.health === undefined || isPaused(container)) return;
  const health = judge(container, container.health, probe);
  changeContainer(daemon, id, (draft) => {
    draft.health = { ...health, log: [...health.log] };
  });
  if (health.status !== container.health.status)
    emitContainerEvent(daemon, container, `health_status: ${health.status}`);
}

/** Failures count only after the start period, or once the container has been healthy. */
function judge({ config, lastRun }: Container, before: HealthState, probe: HealthProbe): HealthState {
  const log = [...before.log, probe].slice(-KEPT_PROBES);
  if (probe.exitCode === 0) return { status: 'healthy', failingStreak: 0, log };
  const { Healthcheck } = config;
  const age = (probe.start - lastRun.startedAt) / 1000;
  if (before.status === 'starting' && age < milliseconds(Healthcheck, 'StartPeriod')) return { ...before, log };
  const failingStreak = before.failingStreak + 1;
  const retries = (Healthcheck?.Retries ?? 0) > 0 ? (Healthcheck?.Retries ?? 0) : DEFAULT_RETRIES;
  return { status: failingStreak >= retries ? 'unhealthy' : before.status, failingStreak, log };
}
