/** Instruction nodes to typed instructions, with BuildKit's complaints (frontend/dockerfile/instructions). */
import { DockerfileError, type InstructionNode } from '../parser/node.ts';
import { splitInstruction } from '../parser/parse.ts';
import { suggest } from '../suggest.ts';
import { readCopy } from './copy.ts';
import { readFlags } from './flags.ts';
import { readHealthCheck } from './healthcheck.ts';
import { readMounts } from './mounts.ts';
import { type CommandLine, type Instruction, INSTRUCTION_NAMES } from './types.ts';
import { jsonList, listOrWords, quotedWords, readPairs } from './words.ts';

/** Throws DockerfileError with the node's range. */
export function readInstruction(node: InstructionNode, escape: '\\' | '`'): Instruction {
  const reader = READERS[node.name.toLowerCase()];
  if (reader === undefined) {
    throw new DockerfileError(`unknown instruction: ${node.name}${suggest(node.name, INSTRUCTION_NAMES)}`, node.range);
  }
  return reader(node, escape);
}

type Reader = (node: InstructionNode, escape: '\\' | '`') => Instruction;

function fail(node: InstructionNode, message: string): never {
  throw new DockerfileError(message, node.range);
}

const READERS: Readonly<Record<string, Reader>> = {
  from: readFrom,
  arg: readArg,
  env: readEnvOrLabel('env'),
  label: readEnvOrLabel('label'),
  run: readRun,
  cmd: readCommand('cmd'),
  entrypoint: readCommand('entrypoint'),
  copy: (node) => readCopy(node, 'copy'),
  add: (node) => readCopy(node, 'add'),
  workdir: readText('workdir'),
  user: readText('user'),
  stopsignal: readText('stopsignal'),
  maintainer: readText('maintainer'),
  expose: readExpose,
  volume: readVolume,
  shell: readShell,
  healthcheck: readHealthCheck,
  onbuild: readOnBuild,
};

function readFrom(node: InstructionNode): Instruction {
  const flags = readFlags(node, { platform: 'text' });
  const words = node.rest.split(/\s+/).filter((word) => word !== '');
  const [image, as, name] = words;
  if (image === undefined || (words.length !== 1 && words.length !== 3))
    return fail(node, 'FROM requires either one or three arguments');
  if (words.length === 3 && as?.toLowerCase() !== 'as')
    return fail(node, 'FROM requires either one or three arguments');
  const stage = name?.toLowerCase();
  if (stage !== undefined && !/^[a-z][a-z0-9-_.]*$/.test(stage)) {
    return fail(
      node,
      `invalid name for build stage: "${name ?? ''}", name can't start with a number or contain symbols`,
    );
  }
  return { kind: 'from', node, image, platform: flags.text('platform'), name: stage };
}

function readArg(node: InstructionNode, escape: string): Instruction {
  readFlags(node, {});
  const words = quotedWords(node.rest, escape);
  if (words.length === 0) return fail(node, 'ARG requires at least one argument');
  const args = words.map((word) => {
    const at = word.indexOf('=');
    if (at === 0) return fail(node, 'ARG names can not be blank');
    return at === -1 ? { key: word, value: undefined } : { key: word.slice(0, at), value: word.slice(at + 1) };
  });
  return { kind: 'arg', node, args };
}

function readEnvOrLabel(kind: 'env' | 'label'): Reader {
  return (node, escape) => {
    readFlags(node, {});
    const result = readPairs(kind.toUpperCase(), node.rest, escape);
    if ('error' in result) throw new DockerfileError(result.error, node.range, result.bare ? 'bare' : undefined);
    return { kind, node, ...result };
  };
}

function readRun(node: InstructionNode): Instruction {
  const flags = readFlags(node, { mount: 'texts', network: 'text', security: 'text' });
  const network = flags.text('network') ?? 'default';
  if (network !== 'default' && network !== 'none' && network !== 'host')
    return fail(node, `invalid network mode "${network}"`);
  const security = flags.text('security') ?? 'sandbox';
  if (security !== 'sandbox' && security !== 'insecure') return fail(node, `security "${security}" is not valid`);
  return { kind: 'run', node, command: commandLine(node), mounts: readMounts(node, flags.texts('mount')), network };
}

function commandLine(node: InstructionNode): CommandLine {
  const list = jsonList(node.rest);
  if (list !== undefined) return { form: 'exec', words: list, heredocs: node.heredocs };
  return { form: 'shell', words: node.rest === '' ? [] : [node.rest], heredocs: node.heredocs };
}

function readCommand(kind: 'cmd' | 'entrypoint'): Reader {
  return (node) => {
    readFlags(node, {});
    return { kind, node, command: commandLine(node) };
  };
}

function readText(kind: 'workdir' | 'user' | 'stopsignal' | 'maintainer'): Reader {
  return (node) => {
    readFlags(node, {});
    if (node.rest === '') return fail(node, `${kind.toUpperCase()} requires exactly one argument`);
    return { kind, node, text: node.rest };
  };
}

function readExpose(node: InstructionNode): Instruction {
  readFlags(node, {});
  const items = node.rest.split(/\s+/).filter((word) => word !== '');
  if (items.length === 0) return fail(node, 'EXPOSE requires at least one argument');
  return { kind: 'expose', node, items: [...items].sort() };
}

function readVolume(node: InstructionNode): Instruction {
  readFlags(node, {});
  const items = listOrWords(node.rest).map((item) => item.trim());
  if (items.length === 0) return fail(node, 'VOLUME requires at least one argument');
  if (items.includes('')) return fail(node, 'VOLUME specified can not be an empty string');
  return { kind: 'volume', node, items };
}

function readShell(node: InstructionNode): Instruction {
  readFlags(node, {});
  const shell = jsonList(node.rest);
  if (shell === undefined) return fail(node, 'SHELL requires the arguments to be in JSON form');
  if (shell.length === 0) return fail(node, 'SHELL requires at least one argument');
  return { kind: 'shell', node, shell };
}

function readOnBuild(node: InstructionNode, escape: '\\' | '`'): Instruction {
  readFlags(node, {});
  if (node.rest === '') return fail(node, 'ONBUILD requires at least one argument');
  const { name } = splitInstruction(node.rest, escape);
  const trigger = name.toUpperCase();
  if (trigger === 'ONBUILD') return fail(node, "Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed");
  if (trigger === 'MAINTAINER' || trigger === 'FROM')
    return fail(node, `${trigger} isn't allowed as an ONBUILD trigger`);
  return { kind: 'onbuild', node, expression: node.rest };
}
