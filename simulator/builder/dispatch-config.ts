/** Instructions that change only the image's configuration. */
import { SIGNALS } from '../kernel/signals.ts';
import type { StageContext } from './dispatch.ts';
import type { CommandInstruction, Instruction, KeyValue, List, Pairs } from './instructions/types.ts';
import { DockerfileError } from './parser/node.ts';

export function applyConfig(context: StageContext, instruction: Instruction): void {
  const { state } = context;
  switch (instruction.kind) {
    case 'env':
      applyEnv(context, instruction);
      break;
    case 'label':
      applyLabels(context, instruction);
      break;
    case 'cmd':
      state.cmd = commandWords(context, instruction);
      state.cmdSet = true;
      state.argsEscaped = true;
      state.addHistory(`CMD ${goStrings(state.cmd)}`, true);
      break;
    case 'entrypoint':
      state.entrypoint = commandWords(context, instruction);
      if (!state.cmdSet) state.cmd = undefined;
      state.addHistory(`ENTRYPOINT ${goStrings(state.entrypoint)}`, true);
      break;
    case 'user':
      state.user = context.expand(instruction.text, instruction.node);
      state.addHistory(`USER ${state.user}`, true);
      break;
    case 'stopsignal':
      state.stopSignal = context.expand(instruction.text, instruction.node);
      if (!isSignal(state.stopSignal))
        throw new DockerfileError(`invalid signal: ${state.stopSignal}`, instruction.node.range, 'bare');
      state.addHistory(`STOPSIGNAL ${state.stopSignal}`, true);
      break;
    case 'maintainer':
      state.author = instruction.text;
      state.addHistory(`MAINTAINER ${instruction.text}`, true);
      break;
    case 'expose':
      applyExpose(context, instruction);
      break;
    case 'volume':
      applyVolumes(context, instruction);
      break;
    case 'shell':
      state.shell = instruction.shell;
      state.shellSet = instruction.shell;
      state.addHistory(`SHELL [${instruction.shell.join(' ')}]`, true);
      break;
    case 'healthcheck':
      state.health = instruction.health;
      state.addHistory(`HEALTHCHECK ${goHealth(instruction.health)}`, true);
      break;
    case 'onbuild':
      state.onBuild.push(instruction.expression);
      break;
    default:
      break;
  }
}

function isSignal(text: string): boolean {
  if (/^\d+$/.test(text)) return Number(text) > 0;
  return text.toUpperCase().replace(/^SIG/, '') in SIGNALS;
}

/** All pairs of a line see the values from before it. */
function applyEnv(context: StageContext, instruction: Pairs): void {
  const pairs = expandPairs(context, instruction);
  for (const { key, value } of pairs) context.state.setEnv(key, value);
  context.state.addHistory(`ENV ${pairText(pairs)}`, true);
}

function applyLabels(context: StageContext, instruction: Pairs): void {
  const pairs = expandPairs(context, instruction);
  for (const { key, value } of pairs) context.state.labels[key] = value;
  context.state.addHistory(`LABEL ${pairText(pairs)}`, true);
}

function expandPairs(context: StageContext, { pairs, node }: Pairs): KeyValue[] {
  return pairs.map(({ key, value }) => ({ key: context.expand(key, node), value: context.expand(value, node) }));
}

function pairText(pairs: readonly KeyValue[]): string {
  return pairs.map(({ key, value }) => `${key}=${value}`).join(' ');
}

function commandWords({ state }: StageContext, { command }: CommandInstruction): readonly string[] {
  return command.form === 'exec' ? command.words : [...state.shell, ...command.words];
}

/** A Go []string as %q prints it. */
function goStrings(words: readonly string[]): string {
  return `[${words.map((word) => JSON.stringify(word)).join(' ')}]`;
}

function applyExpose(context: StageContext, { items, node }: List): void {
  const { state } = context;
  const ports = items.flatMap((item) => context.expand(item, node).split(/\s+/)).filter((item) => item !== '');
  const added = ports.flatMap((port) =>
    exposedPorts(port, (message) => new DockerfileError(message, node.range, 'bare')),
  );
  for (const port of added) state.ports.add(port);
  state.addHistory(`EXPOSE [${[...added].sort().join(' ')}]`, true);
}

function exposedPorts(text: string, error: (message: string) => DockerfileError): string[] {
  const [range = '', protocol = 'tcp'] = text.split('/', 2);
  const inner = range.split(':').at(-1) ?? range;
  const [first = '', last = first] = inner.split('-', 2);
  const from = Number(first);
  const to = Number(last);
  if (!['tcp', 'udp', 'sctp'].includes(protocol.toLowerCase())) throw error(`invalid proto: ${protocol}`);
  const valid = [from, to].every((port) => Number.isInteger(port) && port >= 0 && port <= 65535) && first !== '';
  if (!valid) throw error(`invalid containerPort: ${inner}`);
  return Array.from({ length: Math.max(0, to - from) + 1 }, (_, n) => `${from + n}/${protocol.toLowerCase()}`);
}

function applyVolumes(context: StageContext, { items, node }: List): void {
  const volumes = items.map((item) => context.expand(item, node));
  for (const volume of volumes) context.state.volumes.add(volume);
  context.state.addHistory(`VOLUME [${volumes.join(' ')}]`, true);
}

/** A HealthcheckConfig as Go's %+v prints a pointer to it. */
function goHealth(health: {
  Test?: readonly string[];
  Interval?: number;
  Timeout?: number;
  StartPeriod?: number;
  StartInterval?: number;
  Retries?: number;
}): string {
  const {
    Test: test = [],
    Interval: interval = 0,
    Timeout: timeout = 0,
    StartPeriod: period = 0,
    StartInterval: start = 0,
    Retries: retries = 0,
  } = health;
  return `&{${goStrings(test)} ${goQuoted(interval)} ${goQuoted(timeout)} ${goQuoted(period)} ${goQuoted(start)} '${goRune(retries)}'}`;
}

function goQuoted(nanoseconds: number): string {
  return JSON.stringify(goDuration(nanoseconds));
}

function goRune(value: number): string {
  return `\\x${value.toString(16).padStart(2, '0')}`;
}

/** time.Duration's String. */
export function goDuration(nanoseconds: number): string {
  if (nanoseconds === 0) return '0s';
  const seconds = nanoseconds / 1e9;
  if (seconds < 1) return seconds >= 1e-3 ? `${nanoseconds / 1e6}ms` : `${nanoseconds / 1e3}µs`;
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const rest = seconds % 60;
  return `${hours > 0 ? `${hours}h` : ''}${hours > 0 || minutes > 0 ? `${minutes}m` : ''}${rest}s`;
}
