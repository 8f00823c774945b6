/**
 * The builder's door. In the real thing BuildKit's control API and the client's session travel over POST /grpc and
 * POST /session; here they are two interfaces. The builder implements `BuildService`, the client (buildx, compose)
 * implements `BuildSession`, which the builder asks for files, secrets and credentials.
 */
import type { AuthConfig, Labels } from './common.ts';
import type { ByteStream, MessageStream } from './streams.ts';

/** What the client offers to a running build. */
export interface BuildSession {
  /**
   * The content of one of the client's directories (`context`, `dockerfile`, or a named context) as a tar stream.
   * `include` limits it to these paths, `exclude` holds .dockerignore patterns.
   */
  directory(name: string, options: { include?: readonly string[]; exclude?: readonly string[] }): Promise<ByteStream>;
  /** A `--secret` by its id, or undefined. */
  secret(id: string): Promise<Uint8Array | undefined>;
  /** Credentials for a registry, or undefined for none. */
  credentials(host: string): Promise<AuthConfig | undefined>;
  /** Where an exporter that writes to the client (`--output`) puts its result: a tar stream. */
  receive?(name: string, content: ByteStream): Promise<void>;
}

/** A solve request (moby.buildkit.v1.SolveRequest), as far as the Dockerfile front end reads it. */
export interface SolveRequest {
  /** The client's name for the build; its progress is told under it. */
  Ref: string;
  Frontend: 'dockerfile.v0';
  /** `filename`, `target`, `platform`, `no-cache`, `build-arg:NAME`, `label:NAME`, `add-hosts`, `force-network-mode` … */
  FrontendAttrs: Labels;
  /** `moby` (into this engine's images; Attrs.name), `local`, `tar`, `docker`, `oci`, `image`. */
  Exporters: readonly { Type: string; Attrs: Labels }[];
}

export interface BuildVertex {
  digest: string;
  inputs: readonly string[];
  name: string;
  /** Milliseconds since the epoch. */
  started?: number;
  completed?: number;
  cached?: boolean;
  error?: string;
}
/** Progress within a vertex, such as a layer being pulled. */
export interface BuildVertexStatus {
  id: string;
  vertex: string;
  name: string;
  current: number;
  total: number;
  timestamp: number;
  started?: number;
  completed?: number;
}
export interface BuildVertexLog {
  vertex: string;
  /** 1 stdout, 2 stderr. */
  stream: 1 | 2;
  data: Uint8Array;
  timestamp: number;
}
export interface BuildVertexWarning {
  vertex: string;
  level: number;
  short: string;
  detail: readonly string[];
  url: string;
  sourceInfo?: { filename: string; data: string };
  range?: readonly { start: { line: number; character: number }; end: { line: number; character: number } }[];
}

/** One message of progress (moby.buildkit.v1.StatusResponse). */
export interface SolveStatus {
  vertexes: readonly BuildVertex[];
  statuses: readonly BuildVertexStatus[];
  logs: readonly BuildVertexLog[];
  warnings: readonly BuildVertexWarning[];
}

/** A place in a Dockerfile. */
export interface SourcePlace {
  filename: string;
  data: string;
  ranges: readonly { start: { line: number }; end: { line: number } }[];
}

/** A failed solve, with where in the Dockerfile it failed: several places for stages that go round in a circle. */
export interface SolveError {
  message: string;
  sources?: readonly SourcePlace[];
}

export interface SolveRun {
  readonly status: MessageStream<SolveStatus>;
  /** Exporter answers (`containerimage.digest`, `containerimage.config.digest`, `image.name`). Rejects with EngineError. */
  readonly result: Promise<{ ExporterResponse: Labels } | { Error: SolveError }>;
  /** The client gave up (Ctrl-C). */
  cancel(): void;
}

export interface BuildService {
  solve(request: SolveRequest, session: BuildSession): SolveRun;
}
