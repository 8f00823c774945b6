import type { StageContext } from './dispatch.ts';
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
  const shown = [
    ...copy.node.flags,
    ...sources.map((source) => (typeof source === 'string' ? source : `<<${source.name}`)),
    context.expand(copy.destination, copy.node),
  ];
  const vertex: CopyVertex = {
    kind: 'copy',
    name: context.nextName(`${name} ${shown.join(' ')}`),
    range: copy.node.range,
    stage: context.stage.index,
    parent: context.vertex,
    from: copy.from === undefined ? undefined : context.source({ from: copy.from, by: 'copy', range: copy.node.range }),
    instruction: copy,
    sources,
    destination,
    chown: copy.chown === undefined ? '' : context.expand(copy.chown, copy.node),
    chmod: copy.chmod === undefined ? '' : context.expand(copy.chmod, copy.node),
  };
  state.addHistory(`${name} ${shown.join(' ')} # buildkit`, false);
  return vertex;
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
