/** Redirections: makes them on the process's own descriptors and undoes them again. */
import type { HereDoc, HereString, Redirect, Redirection, Word } from 'unbash';
import type { OpenFlags } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';
import type { Errno } from '../../kernel/errno.ts';
import { settle } from '../expand/expanding.ts';
import { hereDocumentSegments, unescapeHereDocument } from '../expand/plan.ts';
import { expandQuoted, expandText, expandWords } from '../expand/word.ts';
import type { Shell } from '../state/shell.ts';
import { assign } from '../state/assign.ts';
import { toBytes } from '../text/raw.ts';
import { RedirectionFailure } from './failure.ts';
import { openText } from './here-text.ts';

/** First descriptor of those the shell keeps for itself. */
const PRIVATE = 10;

/** What puts a descriptor back as it was. */
interface Saved {
  fd: number;
  /** Where the old one was kept; undefined when it was not open. */
  copy: number | undefined;
}

/** Makes `redirections` in order. The result undoes them, unless `keep` (exec). Throws RedirectionFailure. */
export async function redirect(shell: Shell, redirections: readonly Redirection[], keep: boolean): Promise<() => void> {
  const saved: Saved[] = [];
  const undo = (): void => {
    for (const one of saved.reverse()) restore(shell, one);
  };
  try {
    for (const redirection of redirections) await make(shell, redirection, keep ? undefined : saved);
  } catch (error) {
    undo();
    throw error;
  }
  return undo;
}

function restore(shell: Shell, saved: Saved): void {
  if (saved.copy === undefined) closeQuietly(shell, saved.fd);
  else {
    shell.p.dup2(saved.copy, saved.fd);
    shell.p.close(saved.copy);
  }
}

function closeQuietly(shell: Shell, fd: number): void {
  try {
    shell.p.close(fd);
  } catch (error) {
    if (!isSysError(error)) throw error;
  }
}

async function make(shell: Shell, redirection: Redirection, saved: Saved[] | undefined): Promise<void> {
  if (redirection.type === 'HereDoc') return hereDocument(shell, redirection, saved);
  if (redirection.type === 'HereString') return hereString(shell, redirection, saved);
  return fileRedirection(shell, redirection, saved);
}

async function hereDocument(shell: Shell, node: HereDoc, saved: Saved[] | undefined): Promise<void> {
  const { delimiter, body } = node;
  const strip = node.operator === '<<-';
  const source = strip ? body.text.replace(/^\t+/gm, '') : body.text;
  let text = source;
  if (delimiter?.quoted !== true) {
    const segments = body.parts === undefined ? undefined : hereDocumentSegments(body.parts, strip);
    text =
      segments === undefined
        ? unescapeHereDocument(source)
        : await settle(expandQuoted(shell, segments), (request) => shell.interpreter.substitute(shell, request));
  }
  await place(shell, node, 0, await openText(shell, toBytes(text)), saved);
}

async function hereString(shell: Shell, node: HereString, saved: Saved[] | undefined): Promise<void> {
  const text =
    node.target === undefined
      ? ''
      : await settle(expandText(shell, node.target, 'start'), (request) =>
          shell.interpreter.substitute(shell, request),
        );
  await place(shell, node, 0, await openText(shell, toBytes(`${text}\n`)), saved);
}

async function fileRedirection(shell: Shell, node: Redirect, saved: Saved[] | undefined): Promise<void> {
  const { operator } = node;
  const target = node.target === undefined ? '' : await targetText(shell, node.target);
  if (operator === '<&' || operator === '>&') {
    await duplicate(shell, node, target, saved);
    return;
  }
  const fd = await openTarget(shell, target, operator);
  if (operator === '&>' || operator === '&>>') await bothOutputs(shell, fd, saved);
  else await place(shell, node, operator.startsWith('<') ? 0 : 1, fd, saved);
}

/** The target word: one field in bash, taken as it is in dash and busybox. */
async function targetText(shell: Shell, word: Word): Promise<string> {
  const answer = (request: Parameters<typeof shell.interpreter.substitute>[1]): Promise<string> =>
    shell.interpreter.substitute(shell, request);
  if (!shell.dialect.features.redirectionFields) return settle(expandText(shell, word, 'start'), answer);
  const fields = await settle(expandWords(shell, [word]), answer);
  const [only] = fields;
  if (only === undefined || fields.length !== 1) throw new RedirectionFailure(`${word.text}: ambiguous redirect`);
  return only;
}

async function openTarget(shell: Shell, path: string, operator: Redirect['operator']): Promise<number> {
  const writes = operator !== '<';
  try {
    if ((operator === '>' || operator === '&>') && shell.options.has('noclobber')) refuseOverwriting(shell, path);
    return await shell.p.open(path, openFlags(operator), 0o666);
  } catch (error) {
    if (!isSysError(error)) throw error;
    throw new RedirectionFailure(openSentence(shell, path, error.code, writes));
  }
}

function openSentence(shell: Shell, path: string, code: Errno, writes: boolean): string {
  const { sentences } = shell.dialect;
  return writes ? sentences.cannotCreate(path, code) : sentences.cannotOpen(path, code);
}

function refuseOverwriting(shell: Shell, path: string): void {
  if (!shell.p.fs.exists(path) || shell.p.fs.stat(path).type !== 'file') return;
  const sentence =
    shell.dialect.name === 'bash'
      ? `${path}: cannot overwrite existing file`
      : shell.dialect.sentences.cannotCreate(path, 'EEXIST');
  throw new RedirectionFailure(sentence);
}

function openFlags(operator: Redirect['operator']): OpenFlags {
  switch (operator) {
    case '<':
      return { read: true };
    case '<>':
      return { read: true, write: true, create: true };
    case '>>':
    case '&>>':
      return { write: true, append: true, create: true };
    default:
      return { write: true, create: true, truncate: true };
  }
}

/** Moves the freshly opened descriptor to where the redirection wants it. */
async function place(
  shell: Shell,
  node: Redirection,
  usual: number,
  opened: number,
  saved: Saved[] | undefined,
): Promise<void> {
  const { descriptor } = node;
  if (descriptor?.type === 'FileDescriptorVariable') {
    const kept = shell.p.dup(opened, PRIVATE);
    shell.p.close(opened);
    assign(shell, descriptor.name, String(kept));
    return;
  }
  move(shell, opened, descriptor?.value ?? usual, saved);
}

function move(shell: Shell, opened: number, to: number, saved: Saved[] | undefined): void {
  if (opened === to) {
    // It was closed before: the lowest free number happened to be the one wanted.
    saved?.push({ fd: to, copy: undefined });
    return;
  }
  save(shell, to, saved);
  shell.p.dup2(opened, to);
  shell.p.close(opened);
}

function save(shell: Shell, fd: number, saved: Saved[] | undefined): void {
  if (saved === undefined) return;
  saved.push({ fd, copy: privateCopy(shell, fd) });
}

function privateCopy(shell: Shell, fd: number): number | undefined {
  try {
    const copy = shell.p.dup(fd, PRIVATE);
    shell.p.setCloseOnExec(copy, true);
    return copy;
  } catch (error) {
    if (isSysError(error, 'EBADF')) return undefined;
    throw error;
  }
}

async function bothOutputs(shell: Shell, opened: number, saved: Saved[] | undefined): Promise<void> {
  save(shell, 1, saved);
  save(shell, 2, saved);
  shell.p.dup2(opened, 1);
  shell.p.dup2(opened, 2);
  if (opened > 2) shell.p.close(opened);
}

/** `>&2`, `<&-`, `>&3-`; in bash `>&word` is `&>word`. */
async function duplicate(shell: Shell, node: Redirect, target: string, saved: Saved[] | undefined): Promise<void> {
  const fd = descriptorNumber(shell, node);
  if (target === '-') {
    closeDescriptor(shell, node, fd, saved);
    return;
  }
  const moved = /^(\d+)-$/.exec(target);
  const from = moved?.[1] ?? target;
  if (!/^\d+$/.test(from)) {
    await notANumber(shell, node, target, saved);
    return;
  }
  copyDescriptor(shell, node, Number(from), fd, saved);
  if (moved !== null && Number(from) !== fd) shell.p.close(Number(from));
}

function descriptorNumber(shell: Shell, node: Redirect): number {
  const { descriptor } = node;
  if (descriptor?.type !== 'FileDescriptorVariable') return descriptor?.value ?? (node.operator === '<&' ? 0 : 1);
  return Number(shell.variable(descriptor.name) ?? '-1');
}

function closeDescriptor(shell: Shell, _node: Redirect, fd: number, saved: Saved[] | undefined): void {
  save(shell, fd, saved);
  closeQuietly(shell, fd);
}

function copyDescriptor(shell: Shell, node: Redirect, from: number, fd: number, saved: Saved[] | undefined): void {
  const { descriptor } = node;
  try {
    if (descriptor?.type === 'FileDescriptorVariable') {
      assign(shell, descriptor.name, String(shell.p.dup(from, PRIVATE)));
      return;
    }
    shell.p.fstat(from);
    if (from === fd) return;
    save(shell, fd, saved);
    shell.p.dup2(from, fd);
  } catch (error) {
    if (isSysError(error))
      throw new RedirectionFailure(
        shell.dialect.sentences.badDescriptor(
          shell.dialect.name === 'bash' ? (node.target?.text ?? String(from)) : String(from),
        ),
      );
    throw error;
  }
}

async function notANumber(shell: Shell, node: Redirect, target: string, saved: Saved[] | undefined): Promise<void> {
  if (shell.dialect.name === 'dash') throw shell.dialect.fail('usage', 'Syntax error: Bad fd number');
  if (shell.dialect.name === 'ash' && node.descriptor !== undefined) throw new RedirectionFailure('redir error');
  if (node.operator === '<&' || node.descriptor !== undefined)
    throw new RedirectionFailure(`${node.target?.text ?? target}: ambiguous redirect`);
  await bothOutputs(shell, await openTarget(shell, target, '&>'), saved);
}
