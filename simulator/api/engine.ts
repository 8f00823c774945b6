/**
 * The engine as its clients see it: the Docker Engine API v1.51, one method per operation, named by the operation id.
 * Query parameters keep their HTTP names, bodies their JSON shapes. Every operation rejects with `EngineError`.
 * The CLI, compose, the builder's client and the screen use this interface and nothing else of the daemon.
 */
import type { Readable, WindowSize } from '../kernel/abi.ts';
import type { BuildService } from './build.ts';
import type { AuthConfig, ProgressMessage } from './common.ts';
import type * as containers from './containers.ts';
import type { ExecCreateRequest, ExecInspect, ExecStartRequest } from './exec.ts';
import type { Filters } from './filters.ts';
import type * as images from './images.ts';
import type * as networks from './networks.ts';
import type { ByteStream, FrameStream, Hijack, MessageStream } from './streams.ts';
import type * as system from './system.ts';
import type * as volumes from './volumes.ts';

export const API_VERSION = '1.51';
export const MIN_API_VERSION = '1.24';

export interface PruneQuery {
  filters?: Filters;
}

export interface ContainerOperations {
  containerList(query?: containers.ContainerListQuery): Promise<containers.ContainerSummary[]>;
  containerCreate(
    query: containers.ContainerCreateQuery,
    body: containers.ContainerCreateRequest,
  ): Promise<containers.ContainerCreateResponse>;
  /** `id` is everywhere a full id, a unique prefix of one, or a name. */
  containerInspect(id: string, query?: { size?: boolean }): Promise<containers.ContainerInspect>;
  containerTop(id: string, query?: { ps_args?: string }): Promise<containers.ContainerTopResponse>;
  containerLogs(id: string, query: containers.ContainerLogsQuery): Promise<FrameStream>;
  containerChanges(id: string): Promise<readonly containers.FilesystemChange[] | null>;
  /** The merged file system as a tar stream. */
  containerExport(id: string): Promise<ByteStream>;
  /** Without `stream` one message comes. */
  containerStats(
    id: string,
    query?: { stream?: boolean; 'one-shot'?: boolean },
  ): Promise<MessageStream<containers.ContainerStats>>;
  containerResize(id: string, size: WindowSize): Promise<void>;
  /** Rejects with notModified when it runs already. */
  containerStart(id: string, query?: { detachKeys?: string }): Promise<void>;
  /** `t` is the grace period in seconds, -1 for ever. Rejects with notModified when it does not run. */
  containerStop(id: string, query?: { signal?: string; t?: number }): Promise<void>;
  containerRestart(id: string, query?: { signal?: string; t?: number }): Promise<void>;
  containerKill(id: string, query?: { signal?: string }): Promise<void>;
  containerUpdate(id: string, body: containers.ContainerUpdateRequest): Promise<{ Warnings: readonly string[] | null }>;
  containerRename(id: string, query: { name: string }): Promise<void>;
  containerPause(id: string): Promise<void>;
  containerUnpause(id: string): Promise<void>;
  containerAttach(id: string, query: containers.ContainerAttachQuery): Promise<Hijack>;
  /** The wait begins in the call itself, before the promise is awaited, so that no exit after the call is missed. */
  containerWait(
    id: string,
    query?: { condition?: containers.WaitCondition },
  ): Promise<containers.ContainerWaitResponse>;
  containerDelete(id: string, query?: containers.ContainerDeleteQuery): Promise<void>;
  containerArchiveInfo(id: string, query: { path: string }): Promise<containers.ContainerPathStat>;
  /** A tar stream whose entries stand below the path's last part. */
  containerArchive(
    id: string,
    query: { path: string },
  ): Promise<{ stat: containers.ContainerPathStat; content: ByteStream }>;
  /** Unpacks a tar stream into the directory `path`. */
  putContainerArchive(id: string, query: containers.PutArchiveQuery, content: Readable): Promise<void>;
  containerPrune(query?: PruneQuery): Promise<containers.ContainerPruneResponse>;
}

export interface ExecOperations {
  /** POST /containers/{id}/exec (operation ContainerExec). */
  execCreate(id: string, body: ExecCreateRequest): Promise<{ Id: string }>;
  /** undefined when it was started detached. */
  execStart(id: string, body: ExecStartRequest): Promise<Hijack | undefined>;
  execResize(id: string, size: WindowSize): Promise<void>;
  execInspect(id: string): Promise<ExecInspect>;
}

export interface ImageOperations {
  imageList(query?: images.ImageListQuery): Promise<images.ImageSummary[]>;
  /** Pull or import. Failures before the first byte reject; later ones come as a message with `error`. */
  imageCreate(
    query: images.ImageCreateQuery,
    options?: { auth?: AuthConfig; content?: Readable },
  ): Promise<MessageStream<ProgressMessage>>;
  imageInspect(name: string, query?: { manifests?: boolean }): Promise<images.ImageInspect>;
  imageHistory(name: string): Promise<readonly images.ImageHistoryItem[]>;
  imagePush(
    name: string,
    query: images.ImagePushQuery,
    options?: { auth?: AuthConfig },
  ): Promise<MessageStream<ProgressMessage>>;
  imageTag(name: string, query: images.ImageTagQuery): Promise<void>;
  imageDelete(name: string, query?: images.ImageDeleteQuery): Promise<images.ImageDeleteItem[]>;
  imageSearch(query: images.ImageSearchQuery, options?: { auth?: AuthConfig }): Promise<images.ImageSearchItem[]>;
  imagePrune(query?: PruneQuery): Promise<images.ImagePruneResponse>;
  imageCommit(query: images.ImageCommitQuery, body?: Partial<containers.ContainerConfig>): Promise<{ Id: string }>;
  /** `docker save`: a tar stream in OCI layout with Docker's manifest.json. */
  imageGetAll(query: images.ImageGetQuery): Promise<ByteStream>;
  imageLoad(query: images.ImageLoadQuery, content: Readable): Promise<MessageStream<ProgressMessage>>;
  distributionInspect(name: string, options?: { auth?: AuthConfig }): Promise<images.DistributionInspect>;
  buildPrune(query?: system.BuildPruneQuery): Promise<system.BuildPruneResponse>;
}

export interface NetworkOperations {
  networkList(query?: networks.NetworkListQuery): Promise<networks.Network[]>;
  networkInspect(id: string, query?: networks.NetworkInspectQuery): Promise<networks.Network>;
  networkDelete(id: string): Promise<void>;
  networkCreate(body: networks.NetworkCreateRequest): Promise<networks.NetworkCreateResponse>;
  networkConnect(id: string, body: networks.NetworkConnectRequest): Promise<void>;
  networkDisconnect(id: string, body: networks.NetworkDisconnectRequest): Promise<void>;
  networkPrune(query?: PruneQuery): Promise<networks.NetworkPruneResponse>;
}

export interface VolumeOperations {
  volumeList(query?: volumes.VolumeListQuery): Promise<volumes.VolumeListResponse>;
  volumeCreate(body: volumes.VolumeCreateRequest): Promise<volumes.Volume>;
  volumeInspect(name: string): Promise<volumes.Volume>;
  volumeDelete(name: string, query?: { force?: boolean }): Promise<void>;
  volumePrune(query?: PruneQuery): Promise<volumes.VolumePruneResponse>;
}

export interface SystemOperations {
  systemPing(): Promise<system.PingResponse>;
  systemVersion(): Promise<system.SystemVersion>;
  systemInfo(): Promise<system.SystemInfo>;
  systemDataUsage(query?: system.SystemDataUsageQuery): Promise<system.SystemDataUsage>;
  systemEvents(query?: system.SystemEventsQuery): Promise<MessageStream<system.EventMessage>>;
  systemAuth(body: AuthConfig): Promise<system.SystemAuthResponse>;
}

export interface Engine
  extends ContainerOperations, ExecOperations, ImageOperations, NetworkOperations, VolumeOperations, SystemOperations {
  /** BuildKit's control API and session. */
  readonly build: BuildService;
}
