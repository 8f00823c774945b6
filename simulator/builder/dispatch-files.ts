import type { StageContext } from './dispatch.ts';
import { DockerfileError } from './parser/node.ts';
import { symbolicMode } from './symbolic-mode.ts';
import { cleanPath } from './ignore/pattern.ts';
import type { Copy, Text } from './instructions/types.ts';
import type { CopyVertex, Vertex, WorkdirVertex } from './vertex.ts';

export function copyVertex(context: StageContext, copy: Copy): CopyVertex {
  const { state } = context;
  const name = copy.kind.toUpperCase();
  const sources = copy.sources.map((source) => {
    if (typeof source === 'string') return context.expand(source, copy.node);
    const { heredoc } = source;
    return {
      name: heredoc.name,
      content: heredoc.expand ? context.expand(heredoc.content, copy.node) : heredoc.content,
    };
  });
  const destination = absoluteTarget(state.workingDir, context.expand(copy.destination, copy.node));
  const places = [
    ...sources.map((source) => (typeof source === 'string' ? source : `<<${source.name}`)),
    context.expand(copy.destination, copy.node),
  ];
  const chown = copy.chown === undefined ? '' : context.expand(copy.chown, copy.node);
  const chmod = copy.chmod === undefined ? '' : context.expand(copy.chmod, copy.node);
  checkMode(chmod, copy);
  const vertex: CopyVertex = {
    kind: 'copy',
    name: context.nextName([`${isTrigger(copy) ? 'ONBUILD ' : ''}${name}`, ...copy.node.flags, ...places].join(' ')),
    range: copy.node.range,
    stage: context.stage.index,
    parent: context.vertex,
    from: copy.from === undefined ? undefined : context.source({ from: copy.from, by: 'copy', range: copy.node.range }),
    instruction: copy,
    sources,
    destination,
    chown,
    chmod,
  };
  const kept = [copy.parents ? '--parents' : '', chown && `--chown=${chown}`, chmod && `--chmod=${chmod}`];
  state.addHistory([name, ...kept.filter((flag) => flag !== ''), ...places, '# buildkit'].join(' '), false);
  return vertex;
}

/** Whether the instruction came with the base image. */
function isTrigger({ node }: Copy): boolean {
  return node.original.startsWith('ONBUILD ');
}

/** Throws DockerfileError for a mode that is neither octal nor symbolic. */
function checkMode(mode: string, { node }: Copy): void {
  if (mode === '') return;
  if (/^\d+$/.test(mode) && !/^[0-7]{1,5}$/.test(mode))
    throw new DockerfileError(
      `invalid chmod parameter: '${mode}'. it should be octal string and between 0 and 07777`,
      node.range,
      'bare',
    );
  if (!/^\d+$/.test(mode) && symbolicMode(mode, 0, false) === undefined)
    throw new DockerfileError('invalid syntax', node.range, 'bare');
}

/** Relative to the working directory; a slash at the end is kept. */
export function absoluteTarget(workingDir: string, path: string): string {
  const whole = path.startsWith('/') ? path : `${workingDir === '' ? '' : workingDir}/${path}`;
  const clean = cleanPath(whole);
  const directory = path.endsWith('/') || path === '.' || path.endsWith('/.');
  return directory && clean !== '/' ? `${clean}/` : clean;
}

export function workdirVertex(context: StageContext, instruction: Text): Vertex {
  const { state } = context;
  const text = context.expand(instruction.text, instruction.node);
  const path = cleanPath(text.startsWith('/') ? text : `${state.workingDir === '' ? '' : state.workingDir}/${text}`);
  state.workingDir = path;
  const vertex: WorkdirVertex = {
    kind: 'workdir',
    name: context.nextName(`WORKDIR ${text}`),
    range: instruction.node.range,
    stage: context.stage.index,
    parent: context.vertex,
    path,
  };
  state.addHistory(`WORKDIR ${path}`, false);
  return vertex;
}
