/**
 * Brings vertices to their outcomes: each once, stages side by side, from the cache where its key is known. Keys are
 * made of the instruction, what it stands on, and for COPY the content of what it takes.
 */
import { encode } from '../kernel/bytes.ts';
import { treeOf } from '../vfs/tree.ts';
import type { Layer, TreeNode } from '../vfs/layer.ts';
import type { BuildBackend, RunMount, Stack } from './backend.ts';
import type { BuildCache, Explanation, KeyParts } from './cache.ts';
import { copyInto, layerOver, makeDirectories } from './copy-layer.ts';
import { CONTEXT_BIND } from './dispatch-run.ts';
import { ignorePattern } from './ignore/pattern.ts';
import type { ProgressReport, VertexProgress } from './progress.ts';
import { SolveFailure } from './solve-error.ts';
import { fileDigests, selectSource, treeDigest, type Selected } from './tree-files.ts';
import { modeChange } from './symbolic-mode.ts';
import { unpackArchives } from './unpack.ts';
import type { CopyVertex, ExecVertex, MountFrom, Outcome, SourceVertex, Vertex, WorkdirVertex } from './vertex.ts';

export interface SolverOptions {
  backend: BuildBackend;
  cache: BuildCache;
  report: ProgressReport;
  /** The build context, fetched when the first step needs it. */
  context: () => Promise<TreeNode>;
  /** Steps of these stages (all when '*') are not looked up. */
  noCache: (stage: number) => boolean;
  cancelled: Promise<void>;
  isCancelled: () => boolean;
  /** What the steps of this Dockerfile are remembered under. */
  file: string;
  /** For the reference that BuildKit's message about a missing file names. */
  sessionId: string;
}

interface CopyInputs {
  selected: readonly Selected[];
  inline: readonly { name: string; bytes: Uint8Array }[];
  unpack: boolean;
  salt: string;
}

export interface SolvedStep {
  name: string;
  explanation: Explanation;
}

export class Solver {
  readonly #options: SolverOptions;
  readonly #outcomes = new Map<Vertex, Promise<Outcome>>();
  readonly #progress = new Map<Vertex, VertexProgress>();
  readonly steps: SolvedStep[] = [];

  constructor(options: SolverOptions) {
    this.#options = options;
  }

  /** Announces the steps in order, so that they are numbered as they stand in the file. */
  announce(vertices: readonly Vertex[]): void {
    for (const vertex of vertices) {
      if (vertex.name !== '') this.#progress.set(vertex, this.#report(vertex.name));
    }
  }

  outcome(vertex: Vertex): Promise<Outcome> {
    const known = this.#outcomes.get(vertex) ?? this.#solve(vertex);
    this.#outcomes.set(vertex, known);
    return known;
  }

  #report(name: string): VertexProgress {
    const { backend, report } = this.#options;
    return report.vertex((text) => backend.digest(`${text} ${backend.random(16)}`), name);
  }

  #progressOf(vertex: Vertex): VertexProgress {
    const known = this.#progress.get(vertex) ?? this.#report(vertex.name);
    this.#progress.set(vertex, known);
    return known;
  }

  async #solve(vertex: Vertex): Promise<Outcome> {
    switch (vertex.kind) {
      case 'scratch':
        return { stack: [], key: 'scratch' };
      case 'source':
        return this.#source(vertex);
      case 'workdir':
        return this.#workdir(vertex);
      case 'copy':
        return this.#copy(vertex);
      case 'exec':
        return this.#exec(vertex);
    }
  }

  async #source(vertex: SourceVertex): Promise<Outcome> {
    const { image } = vertex;
    const { backend } = this.#options;
    const progress = this.#progressOf(vertex);
    const isHere = backend.isHere(image) && (image.local || this.#options.cache.has(image.digest));
    // A base that is here counts as cached when a step needs its files; otherwise its key alone was asked for.
    const unneeded = isHere && (await this.#onlyKeyNeeded(vertex));
    progress.start();
    if (!isHere) progress.status(`resolve ${image.display}`, { completed: true });
    const stack = await backend.pull(image, (digest, current, total) => {
      if (!isHere) progress.status(digest, { current, total, completed: current >= total });
    });
    const layers = isHere || image.layerBlobs === 0 ? [] : image.blobs.slice(-image.layerBlobs);
    for (const { digest } of layers) progress.status(`extracting ${digest}`, { completed: true });
    progress.done(isHere && !unneeded);
    this.#options.cache.addBase(image.digest, stack.at(-1), image.display, backend.now());
    return { stack, key: image.digest };
  }

  /** Whether steps stand on the vertex or take from it, and all of these come from the cache. */
  async #onlyKeyNeeded(vertex: Vertex): Promise<boolean> {
    const above = [...this.#progress.keys()].filter((each) => inputsOf(each).includes(vertex));
    for (const each of above) {
      if (this.#options.noCache(each.stage) || !(await this.#isCached(each))) return false;
    }
    return above.length > 0;
  }

  /** What is taken from another stage is known only when that has been worked off: then the stage itself is asked for. */
  async #isCached(vertex: Vertex): Promise<boolean> {
    if (vertex.kind === 'scratch' || vertex.kind === 'source') return true;
    if (vertex.kind === 'copy' && vertex.from !== undefined) return this.#isCached(vertex.from);
    const key = await this.#keyOf(vertex).catch(() => undefined);
    return key !== undefined && this.#options.cache.has(key);
  }

  /** The key a vertex will have, without doing its work. Rejects where a source of a COPY is missing. */
  async #keyOf(vertex: Vertex): Promise<string> {
    if (vertex.kind === 'scratch') return 'scratch';
    if (vertex.kind === 'source') return vertex.image.digest;
    const parent = await this.#keyOf(vertex.parent);
    return this.#options.backend.digest(`${parent}\n${vertex.kind}\n${await this.#saltOf(vertex)}`);
  }

  async #saltOf(vertex: ExecVertex | CopyVertex | WorkdirVertex): Promise<string> {
    if (vertex.kind === 'workdir') return vertex.path;
    // What other stages come to is known only when they have been worked off.
    if (vertex.kind === 'exec') return vertex.binds.length === 0 ? execSalt(vertex, []) : notYetKnown();
    return vertex.from === undefined ? (await this.#copyInputs(vertex)).salt : notYetKnown();
  }

  async #workdir(vertex: WorkdirVertex): Promise<Outcome> {
    const parent = await this.outcome(vertex.parent);
    return this.#step(vertex, parent, { args: {}, files: {} }, vertex.path, () => {
      const now = this.#options.backend.now();
      return layerOver(parent.stack, now, (fs) => makeDirectories(fs, vertex.path, { owner: undefined, now }));
    });
  }

  async #copy(vertex: CopyVertex): Promise<Outcome> {
    const { backend } = this.#options;
    const parent = await this.outcome(vertex.parent);
    const { selected, inline, unpack, salt } = await this.#copyInputs(vertex).catch((error: unknown) => {
      if (error instanceof SolveFailure) this.#progressOf(vertex).fail(error.stepMessage);
      throw error;
    });
    const { exclude, parents } = vertex.instruction;
    if (inline.length > 0) await this.#tellOfInline(vertex, inline.length);
    return this.#step(vertex, parent, { args: {}, files: fileDigests(selected, backend.digest) }, salt, () => {
      const now = backend.now();
      const owner =
        vertex.chown === ''
          ? vertex.from === undefined
            ? { uid: 0, gid: 0 }
            : undefined
          : backend.findIds(parent.stack, vertex.chown);
      return layerOver(parent.stack, now, (fs) => {
        const rest = unpack ? unpackArchives(fs, selected, vertex.destination, now) : selected;
        copyInto(fs, {
          selected: rest,
          inline,
          destination: vertex.destination,
          owner,
          mode: vertex.chmod === '' ? undefined : modeChange(vertex.chmod),
          parents,
          exclude: exclude.map(ignorePattern),
          now,
        });
      });
    });
  }

  /** Here-documents of a COPY are made by steps of their own. */
  async #tellOfInline(vertex: CopyVertex, count: number): Promise<void> {
    const cached = !this.#options.noCache(vertex.stage) && (await this.#isCached(vertex));
    for (let made = 0; made < count; made++) {
      const progress = this.#report('[internal] preparing inline document');
      progress.start();
      progress.done(cached);
    }
  }

  /** What a COPY takes, and what of it goes into the key. Rejects with SolveFailure where a source is missing. */
  async #copyInputs(vertex: CopyVertex): Promise<CopyInputs> {
    const { backend } = this.#options;
    const names = vertex.sources.filter((source) => typeof source === 'string');
    const remote = names.find((name) => /^https?:\/\/|^git@|\.git(#|$)/.test(name));
    if (remote !== undefined && vertex.from === undefined) throw this.#noNetwork(remote);
    const root = await this.#sourceTree(vertex);
    const selected = names.flatMap((source) => this.#select(vertex, root, source));
    const inline = vertex.sources
      .filter((source) => typeof source !== 'string')
      .map(({ name, content }) => ({ name, bytes: encode(content) }));
    const unpack = vertex.instruction.kind === 'add' && vertex.instruction.unpack !== false;
    const contents = [
      ...selected.map(({ path, node }) => `${path} ${treeDigest(node, backend.digest)}`),
      ...inline.map(({ name, bytes }) => `${name} ${backend.digest(bytes)}`),
    ];
    const { exclude, link, parents } = vertex.instruction;
    const { destination, chown, chmod } = vertex;
    const salt = JSON.stringify({ contents, destination, chown, chmod, exclude, link, parents, unpack });
    return { selected, inline, unpack, salt };
  }

  async #sourceTree(vertex: CopyVertex): Promise<TreeNode> {
    if (vertex.from === undefined) return this.#options.context();
    return treeOf((await this.outcome(vertex.from)).stack);
  }

  #select(vertex: CopyVertex, root: TreeNode, source: string): Selected[] {
    const found = selectSource(root, source);
    if (found !== undefined) return found;
    const clean = `/${source
      .replace(/^(\.\.?\/)+/, '')
      .replace(/^\/+/, '')
      .replace(/\/+$/, '')}`;
    const reference = `${this.#options.sessionId}::${this.#options.backend.random(25)}`;
    const message = `failed to calculate checksum of ref ${reference}: ${JSON.stringify(clean)}: not found`;
    throw new SolveFailure(`failed to compute cache key: ${message}`, message, vertex.range);
  }

  /** There is no internet: names cannot be looked up, as on a real host without a network. */
  #noNetwork(source: string): SolveFailure {
    const [, tls, host = source, port = tls === undefined ? '80' : '443'] =
      /^http(s)?:\/\/([^/:]+)(?::(\d+))?/.exec(source) ?? [];
    const reason =
      host === 'localhost' || host === '127.0.0.1'
        ? `127.0.0.1:${port}: connect: connection refused`
        : `lookup ${host}: no such host`;
    const message = `Get ${JSON.stringify(source)}: dial tcp${reason.startsWith('lookup') ? ':' : ''} ${reason}`;
    return new SolveFailure(`failed to load cache key: ${message}`, message, undefined);
  }

  #failed(vertex: Vertex, message: string, stepMessage: string): SolveFailure {
    this.#progressOf(vertex).fail(stepMessage);
    return new SolveFailure(message, stepMessage, vertex.range);
  }

  async #exec(vertex: ExecVertex): Promise<Outcome> {
    const parent = await this.outcome(vertex.parent);
    const binds = await Promise.all(
      vertex.binds.map(async (bind) => ({ bind, ...(await this.#bindOutcome(bind.vertex)) })),
    );
    const salt = execSalt(vertex, binds);
    const buildArgs = Object.fromEntries(vertex.buildArgs.map(({ key, value }) => [key, value]));
    const binded = binds.map(({ bind, stack }): RunMount => ({
      at: bind.at,
      readOnly: bind.readOnly,
      what: { kind: 'stack', stack, path: bind.path },
    }));
    return this.#step(vertex, parent, { args: buildArgs, files: {} }, salt, () =>
      this.#run(vertex, parent.stack, [...this.#mountsOf(vertex), ...binded]),
    );
  }

  /** A step that does not look into the build cache (`--no-cache`) begins with empty cache directories, too. */
  #mountsOf({ mounts, stage }: ExecVertex): readonly RunMount[] {
    if (!this.#options.noCache(stage)) return mounts;
    return mounts.map((mount) =>
      mount.what.kind === 'cache' ? { ...mount, what: { ...mount.what, fresh: true } } : mount,
    );
  }

  async #bindOutcome(vertex: Vertex): Promise<Outcome> {
    if (vertex !== CONTEXT_BIND) return this.outcome(vertex);
    const root = await this.#options.context();
    const identity = { inodes: 0 };
    const layer: Layer = { root: { ...root, home: identity }, size: 0, archive: undefined };
    return { stack: [layer], key: treeDigest(root, this.#options.backend.digest) };
  }

  async #run(vertex: ExecVertex, stack: Stack, mounts: readonly RunMount[]): Promise<Layer> {
    const progress = this.#progressOf(vertex);
    const { backend, cancelled } = this.#options;
    const { args, env, workingDir, user, network, command } = vertex;
    const result = await backend.run({
      stack,
      args,
      env,
      workingDir,
      user,
      network,
      extraHosts: [],
      mounts,
      output: (stream, bytes) => progress.log(stream, bytes),
      cancelled,
    });
    if (result.kind === 'failed') throw this.#failed(vertex, result.message, result.message);
    if (result.exitCode !== 0) {
      const message = `process ${JSON.stringify(command)} did not complete successfully: exit code: ${result.exitCode}`;
      throw this.#failed(vertex, message, message);
    }
    return result.layer;
  }

  async #step(
    vertex: Vertex & { parent: Vertex },
    parent: Outcome,
    parts: Pick<KeyParts, 'args' | 'files'>,
    salt: string,
    work: () => Layer | Promise<Layer>,
  ): Promise<Outcome> {
    const { backend, cache, noCache, file, isCancelled } = this.#options;
    const instruction = vertex.name.replace(/^\[[^\]]*\] /, '');
    const key = backend.digest(`${parent.key}\n${vertex.kind}\n${salt}`);
    const disabled = noCache(vertex.stage);
    const known = disabled ? undefined : cache.find(key, backend.now());
    const step = `${file}\n${vertex.stage}\n${/^\[[^\]]*\]/.exec(vertex.name)?.[0] ?? ''}`;
    const explanation = cache.explain(
      step,
      { instruction, parent: parent.key, ...parts },
      known !== undefined,
      disabled,
    );
    this.steps.push({ name: vertex.name, explanation });
    const progress = this.#progressOf(vertex);
    if (known !== undefined) {
      progress.done(true);
      return { stack: [...parent.stack, known], key };
    }
    if (isCancelled()) throw new SolveFailure('context canceled', 'CANCELED', vertex.range);
    progress.start();
    const layer = await work();
    progress.done();
    const description = vertex.kind === 'exec' ? `mount / from exec ${vertex.command}` : vertex.name;
    cache.add({ key, layer, description, created: backend.now(), parent: parent.key });
    return { stack: [...parent.stack, layer], key };
  }
}

/** What a step stands on and takes from. */
function inputsOf(vertex: Vertex): Vertex[] {
  if (!('parent' in vertex)) return [];
  return vertex.kind === 'copy' && vertex.from !== undefined ? [vertex.parent, vertex.from] : [vertex.parent];
}

function isSecret(pair: string): boolean {
  return pair.startsWith('DOCKER_SECRET_');
}

function notYetKnown(): never {
  throw new Error('the key depends on another stage');
}

/** What of a RUN goes into its key; secrets do not. */
function execSalt(vertex: ExecVertex, binds: readonly { bind: MountFrom; key: string }[]): string {
  const { args, env, workingDir, user, network } = vertex;
  const mounts = vertex.mounts.map(({ at, what }) => `${at} ${what.kind === 'cache' ? what.id : what.kind}`);
  const bound = binds.map(({ bind, key }) => [bind.at, bind.path, key]);
  return JSON.stringify({
    args,
    env: env.filter((pair) => !isSecret(pair)),
    workingDir,
    user,
    network,
    mounts,
    binds: bound,
  });
}
