/** POST /containers/create. */
import type {
  ContainerConfig,
  ContainerCreateQuery,
  ContainerCreateRequest,
  ContainerCreateResponse,
  HostConfig,
} from '../../api/containers.ts';
import { invalidParameter, isEngineError, system } from '../../api/errors.ts';
import type { OverlayFileSystem } from '../../vfs/index.ts';
import { createMountNamespace } from '../../vfs/index.ts';
import type { Daemon } from '../context.ts';
import { makeDirectories, rootFs } from '../host.ts';
import { shortId } from '../ids.ts';
import { createLog } from '../logger/create.ts';
import { mergeLogConfig } from '../logger/options.ts';
import { populateVolumes } from '../mounts/populate.ts';
import { registerImageVolumes, registerMounts } from '../mounts/register.ts';
import { isUserDefined } from '../networks/mode.ts';
import { castDraft } from '../store.ts';
import { createInput } from '../streams/input.ts';
import { createOutput } from '../streams/output.ts';
import type { Container } from '../world.ts';
import { mergeConfig, orderedConfig, pathAndArgs } from './config.ts';
import { initialEndpoints, requestedEndpoints } from './endpoints.ts';
import { completeHostConfig } from './host-config.ts';
import { resolveLinks } from './links.ts';
import { checkName, generateName } from './names.ts';
import { dropBlockWeights } from './resources.ts';
import { createRootLayer } from './rootfs-layer.ts';
import { emitContainerEvent, NEVER_RUN } from './state.ts';
import { verifyRequest, verifySettings } from './verify.ts';
import { makeWorkingDirectory } from './working-directory.ts';

export async function containerCreate(
  daemon: Daemon,
  query: ContainerCreateQuery,
  body: ContainerCreateRequest,
): Promise<ContainerCreateResponse> {
  const request = withNetworkMode(body);
  verifyRequest(request);
  const around = { machine: daemon.kernel.machine(), hostFs: rootFs(daemon.host.mounts, daemon.kernel.clock) };
  const { resources: hostRequest, warnings } = dropBlockWeights({ ...request.HostConfig });
  warnings.push(...verifySettings(request, hostRequest, around, false));
  const endpoints = requestedEndpoints(daemon, request, warnings);
  const adapted = shareNamespaces(daemon, hostRequest);
  const container = createContainer(daemon, query, request, adapted, endpoints);
  emitContainerEvent(daemon, container, 'create');
  return { Id: container.id, Warnings: warnings };
}

function withNetworkMode(body: ContainerCreateRequest): ContainerCreateRequest {
  const given = body.HostConfig?.NetworkMode ?? '';
  const NetworkMode = given === '' || given === 'default' ? 'bridge' : given;
  // The client's -1 is "not given".
  const MemorySwappiness =
    body.HostConfig?.MemorySwappiness === -1 ? null : (body.HostConfig?.MemorySwappiness ?? null);
  return { ...body, HostConfig: { ...body.HostConfig, NetworkMode, MemorySwappiness } };
}

/** Names of other containers become ids, so that a rename does not break the sharing. */
function shareNamespaces(daemon: Daemon, hostConfig: Partial<HostConfig>): Partial<HostConfig> {
  const byId = (mode: string | undefined, mustExist: boolean): string | undefined => {
    if (mode?.startsWith('container:') !== true) return mode;
    try {
      return `container:${daemon.containers.get(mode.slice('container:'.length)).id}`;
    } catch (error) {
      if (!isEngineError(error)) throw error;
      if (mustExist) throw invalidParameter(error.message);
      return mode;
    }
  };
  const PidMode = byId(hostConfig.PidMode, true);
  const IpcMode = byId(hostConfig.IpcMode, true);
  const NetworkMode = byId(hostConfig.NetworkMode, false);
  return {
    ...hostConfig,
    ...(PidMode === undefined ? {} : { PidMode }),
    ...(IpcMode === undefined ? {} : { IpcMode }),
    ...(NetworkMode === undefined ? {} : { NetworkMode }),
  };
}

function createContainer(
  daemon: Daemon,
  { name = '', platform }: ContainerCreateQuery,
  request: ContainerCreateRequest,
  hostRequest: Partial<HostConfig>,
  endpoints: ReturnType<typeof requestedEndpoints>,
): Container {
  const image = daemon.images.get(request.Image ?? '', platform);
  const merged = mergeConfig(request, image.config);
  const logConfig = mergeLogConfig(hostRequest.LogConfig);
  const world = daemon.store.read();
  const id = daemon.ids.next();
  const ownName = name === '' ? generateName(world, daemon.kernel.entropy, id) : checkName(world, name);
  if (hostRequest.StorageOpt !== undefined && Object.keys(hostRequest.StorageOpt).length > 0) {
    throw invalidParameter("--storage-opt is supported only for overlay over xfs with 'pquota' mount option");
  }
  const mode = hostRequest.NetworkMode ?? 'bridge';
  const config = withHostname(daemon, merged, mode, id);
  const hostConfig = completeHostConfig(hostRequest, { NetworkMode: mode, LogConfig: logConfig }, daemon.settings);
  const overlay = createRootLayer(daemon, image.id);
  // On users' networks links are names of the endpoint, which the DNS server there looks up.
  const links = isUserDefined(mode) ? [] : resolveLinks(daemon, hostConfig.Links);
  const mounts = makeMounts(daemon, overlay, config, hostConfig, id);
  const [path, args] = pathAndArgs(config);
  const container: Container = {
    id,
    name: ownName,
    created: daemon.time.now(),
    path,
    args,
    config,
    hostConfig: { ...hostConfig, Links: null },
    imageId: image.id,
    imageSize: daemon.images.size(image.id),
    graph: [daemon.ids.next(), ...daemon.images.graph(image.id)],
    phase: { is: 'created' },
    lastRun: NEVER_RUN,
    restartCount: 0,
    manuallyStopped: false,
    health: undefined,
    mounts,
    links,
    endpoints: initialEndpoints(daemon, config, mode, endpoints),
    ports: {},
    sandboxId: '',
    execIds: [],
    prepared: false,
  };
  addLiveSide(daemon, container, overlay);
  daemon.store.change((draft) => {
    draft.containers[id] = castDraft(container);
  });
  return container;
}

function withHostname(daemon: Daemon, config: ContainerConfig, mode: string, id: string): ContainerConfig {
  if (config.Hostname !== '') return config;
  return orderedConfig({ ...config, Hostname: mode === 'host' ? daemon.host.uts.hostname : shortId(id) });
}

function makeMounts(
  daemon: Daemon,
  overlay: OverlayFileSystem,
  config: ContainerConfig,
  hostConfig: HostConfig,
  id: string,
): Container['mounts'] {
  const fs = rootFs(createMountNamespace(overlay), daemon.kernel.clock);
  const table = registerMounts(daemon, hostConfig);
  makeWorkingDirectory(fs, config.WorkingDir, `${daemon.settings.dataRoot}/overlay2/${id}/merged`);
  registerImageVolumes(daemon, config, hostConfig, table, fs);
  populateVolumes(daemon, overlay, Object.values(table));
  return table;
}

/** And its directory on the host. */
function addLiveSide(daemon: Daemon, container: Container, overlay: OverlayFileSystem): void {
  const { id, config } = container;
  makeDirectories(
    rootFs(daemon.host.mounts, daemon.kernel.clock),
    `${daemon.settings.dataRoot}/containers/${id}`,
    0o710,
  );
  daemon.live.containers.set(id, {
    overlay,
    output: createOutput((stream, bytes) => daemon.live.containers.get(id)?.log?.write(stream, bytes)),
    input: config.OpenStdin ? createInput(daemon.kernel) : undefined,
    log: undefined,
    run: undefined,
    sandbox: undefined,
    waiters: [],
    cancelRestart: undefined,
    restartCanceled: false,
    cancelHealth: undefined,
    backoff: 0,
    restarts: 0,
    restartingByUser: false,
    stopping: 0,
  });
}

/** The container's log: made when it first starts. Throws system for options that cannot be. */
export function containerLog(daemon: Daemon, container: Container): NonNullable<ReturnType<typeof createLog>> {
  const live = daemon.live.containers.get(container.id);
  if (live?.log !== undefined) return live.log;
  const { id, name, config, hostConfig } = container;
  const directory = `${daemon.settings.dataRoot}/containers/${id}`;
  const fs = rootFs(daemon.host.mounts, daemon.kernel.clock);
  const log = createLog({ id, name, config, logConfig: hostConfig.LogConfig, directory }, fs, () => daemon.time.now());
  if (live === undefined) throw system(`container ${id} has no live side`);
  live.log = log;
  return log;
}
