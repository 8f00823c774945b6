import { parseGoDuration } from '../go-duration.ts';
import { DockerfileError, type InstructionNode } from '../parser/node.ts';
import { readFlags } from './flags.ts';
import type { HealthCheck } from './types.ts';
import { jsonList } from './words.ts';

export function readHealthCheck(node: InstructionNode): HealthCheck {
  const fail = (message: string): never => {
    throw new DockerfileError(message, node.range);
  };
  const flags = readFlags(node, {
    interval: 'text',
    timeout: 'text',
    'start-period': 'text',
    'start-interval': 'text',
    retries: 'text',
  });
  const word = /^\S*/.exec(node.rest)?.[0] ?? '';
  const rest = node.rest.replace(/^\S*\s*/, '');
  if (word === '') return fail('HEALTHCHECK requires at least one argument');
  const type = word.toUpperCase();
  if (type === 'NONE') {
    if (rest !== '') return fail('HEALTHCHECK NONE takes no arguments');
    return { kind: 'healthcheck', node, health: { Test: ['NONE'] } };
  }
  if (type !== 'CMD') return fail(`Unknown type "${type}" in HEALTHCHECK (try CMD)`);
  if (rest === '') return fail('Missing command after HEALTHCHECK CMD');
  const list = jsonList(rest);
  const duration = (name: string): number | undefined => {
    const text = flags.text(name);
    if (text === undefined || text === '') return undefined;
    const value = parseGoDuration(text);
    if (value === undefined) return fail(`time: invalid duration "${text}"`);
    if (value !== 0 && value < 1e6) return fail(`Interval "${name}" cannot be less than 1ms`);
    return value;
  };
  const retriesText = flags.text('retries');
  const retries = retriesText === undefined ? undefined : Number(retriesText);
  if (retries !== undefined && !Number.isInteger(retries))
    return fail(`strconv.ParseInt: parsing "${retriesText ?? ''}": invalid syntax`);
  if (retries !== undefined && retries < 0) return fail('--retries cannot be negative');
  const fields = {
    Interval: duration('interval'),
    Timeout: duration('timeout'),
    StartPeriod: duration('start-period'),
    StartInterval: duration('start-interval'),
    Retries: retries,
  };
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  return {
    kind: 'healthcheck',
    node,
    health: { Test: list === undefined ? ['CMD-SHELL', rest] : ['CMD', ...list], ...given },
  };
}
