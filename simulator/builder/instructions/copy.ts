import { DockerfileError, type Heredoc, type InstructionNode } from '../parser/node.ts';
import { readFlags } from './flags.ts';
import type { Copy, InlineSource } from './types.ts';
import { listOrWords } from './words.ts';

const COMMON = { chown: 'text', chmod: 'text', link: 'flag', exclude: 'texts' } as const;

export function readCopy(node: InstructionNode, kind: 'copy' | 'add'): Copy {
  const name = kind.toUpperCase();
  const flags = readFlags(
    node,
    kind === 'copy'
      ? { ...COMMON, from: 'text', parents: 'flag' }
      : { ...COMMON, checksum: 'text', 'keep-git-dir': 'flag', unpack: 'flag' },
  );
  const words = listOrWords(node.rest);
  const destination = words.at(-1);
  if (words.length === 0 || destination === undefined) {
    throw new DockerfileError(
      `${name} requires at least two arguments, but none were provided. Source and destination could not be determined`,
      node.range,
    );
  }
  if (words.length < 2) {
    throw new DockerfileError(
      `${name} requires at least two arguments, but only one was provided. Destination could not be determined`,
      node.range,
    );
  }
  return {
    kind,
    node,
    sources: words.slice(0, -1).map((word) => sourceOf(word, node.heredocs)),
    destination,
    from: flags.text('from'),
    chown: flags.text('chown'),
    chmod: flags.text('chmod'),
    link: flags.flag('link'),
    parents: flags.flag('parents'),
    exclude: flags.texts('exclude'),
    checksum: flags.text('checksum'),
    unpack: flags.text('unpack') === undefined ? undefined : flags.flag('unpack'),
  };
}

function sourceOf(word: string, heredocs: readonly Heredoc[]): string | InlineSource {
  const name = /^<<-?(.+)$/.exec(word)?.[1]?.replace(/['"]/g, '');
  const heredoc = heredocs.find((each) => each.name === name);
  return heredoc === undefined ? word : { heredoc };
}
