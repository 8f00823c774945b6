import type { RunMount } from './backend.ts';
import type { StageContext } from './dispatch.ts';
import type { CommandLine, Mount, Run } from './instructions/types.ts';
import { DockerfileError } from './parser/node.ts';
import { DEFAULT_PATH } from './state.ts';
import type { ExecVertex, MountFrom } from './vertex.ts';

export function execVertex(context: StageContext, run: Run): ExecVertex {
  const { state } = context;
  const buildArgs = state.runArgs();
  const args = commandArgs(run.command, state.shell);
  const env = [...state.env];
  for (const { key, value } of buildArgs) if (state.envValue(key) === undefined) env.push(`${key}=${value}`);
  if (!env.some((pair) => pair.startsWith('PATH='))) env.unshift(`PATH=${DEFAULT_PATH}`);
  const secrets = secretEnv(context, run.mounts);
  const vertex: ExecVertex = {
    kind: 'exec',
    name: context.nextName(context.shown(run.node.original) + scriptSummary(run.command)),
    range: run.node.range,
    stage: context.stage.index,
    parent: context.vertex,
    args,
    env: [...env, ...secrets],
    workingDir: state.workingDir === '' ? '/' : state.workingDir,
    user: state.user,
    network: run.network,
    mounts: run.mounts.flatMap((mount) => runMount(context, mount, run)),
    binds: run.mounts.flatMap((mount) => bindMount(context, mount, run)),
    buildArgs,
    command: args.join(' '),
  };
  state.addHistory(historyText(args, buildArgs), false);
  return vertex;
}

/** Of a here-document that is the whole script, the first line is shown. */
function scriptSummary(command: CommandLine): string {
  const script = loneScript(command);
  if (script === undefined) return '';
  const [first = '', ...more] = script.trim().split('\n');
  return ` (${first}${more.length > 0 ? '...' : ''})`;
}

function loneScript({ form, words, heredocs }: CommandLine): string | undefined {
  const [text = ''] = words;
  const [only] = heredocs;
  const alone = form === 'shell' && heredocs.length === 1 && /^<<-?\s*(['"]?)\w+\1$/.test(text.trim());
  return alone ? only?.content : undefined;
}

/** What is executed: the shell with the text, or the words as they are. A lone here-document is the script. */
function commandArgs(command: CommandLine, shell: readonly string[]): string[] {
  if (command.form === 'exec') return [...command.words];
  const [text = ''] = command.words;
  const script = loneScript(command);
  if (script !== undefined) return [...shell, script.startsWith('#!') ? shebangScript(script) : script];
  return [...shell, text + command.heredocs.map((heredoc) => `\n${heredoc.content}${heredoc.name}`).join('')];
}

/** A script with its own interpreter, fed through a file, since `sh -c` would read it as shell text. */
function shebangScript(content: string): string {
  const interpreter = /^#!\s*(\S.*)\n/.exec(content)?.[1] ?? '/bin/sh';
  return `${interpreter} /dev/stdin <<'DOCKERFILE_HEREDOC'\n${content}DOCKERFILE_HEREDOC`;
}

function historyText(args: readonly string[], buildArgs: readonly { key: string; value: string }[]): string {
  const prefix =
    buildArgs.length === 0
      ? ''
      : `|${buildArgs.length} ${buildArgs.map(({ key, value }) => `${key}=${value}`).join(' ')} `;
  return `RUN ${prefix}${args.join(' ')} # buildkit`;
}

/** Without an id, the name of the file or the variable is it. */
export function secretId({ id, target = '', env = '' }: Mount): string {
  return id ?? (target === '' ? env : (target.split('/').at(-1) ?? ''));
}

function secretEnv(context: StageContext, mounts: readonly Mount[]): string[] {
  return mounts.flatMap((mount) => {
    if (mount.type !== 'secret' || mount.env === undefined) return [];
    const bytes = context.options.secrets.get(secretId(mount));
    return bytes === undefined ? [] : [`${mount.env}=${new TextDecoder().decode(bytes)}`];
  });
}

function runMount(context: StageContext, mount: Mount, run: Run): RunMount[] {
  const { type, target = '', readOnly = false } = mount;
  const at = absolute(context, target);
  if (type === 'tmpfs') return [{ at, readOnly, what: { kind: 'tmpfs', size: mount.size } }];
  if (type === 'cache') {
    const id = mount.id ?? at;
    return [
      {
        at,
        readOnly,
        what: { kind: 'cache', id, uid: mount.uid ?? 0, gid: mount.gid ?? 0, mode: mount.mode ?? 0o755 },
      },
    ];
  }
  if (type !== 'secret') return [];
  const id = secretId(mount);
  const bytes = context.options.secrets.get(id);
  if (bytes === undefined) {
    if (mount.required) throw new DockerfileError(`secret ${id}: not found`, run.node.range, 'bare');
    return [];
  }
  if (mount.env !== undefined && mount.target === undefined) return [];
  const where = target === '' ? `/run/secrets/${id}` : at;
  return [
    {
      at: where,
      readOnly: true,
      what: { kind: 'file', bytes, uid: mount.uid ?? 0, gid: mount.gid ?? 0, mode: mount.mode ?? 0o400 },
    },
  ];
}

function bindMount(context: StageContext, mount: Mount, { node }: Run): MountFrom[] {
  if (mount.type !== 'bind') return [];
  const { from, target = '' } = mount;
  const { range } = node;
  const vertex = from === undefined ? CONTEXT_BIND : context.source({ from, by: 'mount', target, range });
  return [{ vertex, at: absolute(context, target), path: mount.source ?? '/', readOnly: mount.readOnly ?? true }];
}

/** Stands for the build context in a bind mount. */
export const CONTEXT_BIND = { kind: 'scratch', name: 'context', range: undefined, stage: -1 } as const;

function absolute({ state }: StageContext, path: string): string {
  return path.startsWith('/') ? path : `${state.workingDir === '' ? '' : state.workingDir}/${path}`;
}
