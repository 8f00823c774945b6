/** Images: requests and responses of /images, /commit and /distribution. */
import type { AuthConfig, Descriptor, EmptyObjects, GraphDriverData, Labels, Platform } from './common.ts';
import type { ContainerConfig, HealthConfig } from './containers.ts';
import type { Filters } from './filters.ts';

/** A row of GET /images/json. */
export interface ImageSummary {
  /** Containers made from it; -1 where it was not counted. */
  Containers: number;
  Created: number;
  Id: string;
  Labels: Labels | null;
  ParentId: string;
  RepoDigests: readonly string[];
  RepoTags: readonly string[];
  /** Bytes shared with other images; -1 where it was not counted. */
  SharedSize: number;
  Size: number;
}

/** The `Config` of an image: the part of a container's configuration that an image carries, in alphabetical order. */
export interface ImageConfig {
  ArgsEscaped?: boolean;
  Cmd?: readonly string[] | null;
  Entrypoint?: readonly string[] | null;
  Env?: readonly string[] | null;
  ExposedPorts?: EmptyObjects;
  Healthcheck?: HealthConfig;
  Labels?: Labels | null;
  OnBuild?: readonly string[] | null;
  Shell?: readonly string[];
  StopSignal?: string;
  User?: string;
  Volumes?: EmptyObjects | null;
  WorkingDir?: string;
}

/** GET /images/{name}/json. */
export interface ImageInspect {
  Id: string;
  RepoTags: readonly string[];
  RepoDigests: readonly string[];
  Parent: string;
  Comment: string;
  Created?: string;
  /** Only on images made by `docker commit`. */
  Container?: string;
  ContainerConfig?: ContainerConfig;
  DockerVersion: string;
  Author: string;
  Architecture: string;
  Variant?: string;
  Os: string;
  OsVersion?: string;
  Size: number;
  GraphDriver: GraphDriverData;
  RootFS: { Type: string; Layers?: readonly string[] };
  Metadata: { LastTagTime: string };
  Config: ImageConfig | null;
}

export interface ImageHistoryItem {
  Comment: string;
  Created: number;
  CreatedBy: string;
  /** `<missing>` for a layer whose image is not here. */
  Id: string;
  Size: number;
  Tags: readonly string[] | null;
}

export interface ImageListQuery {
  all?: boolean;
  filters?: Filters;
  'shared-size'?: boolean;
  digests?: boolean;
  manifests?: boolean;
}

/** POST /images/create: a pull where `fromImage` is given, an import where `fromSrc` is. */
export interface ImageCreateQuery {
  fromImage?: string;
  /** A tag or a digest; empty pulls every tag. */
  tag?: string;
  /** `-` takes the request's body; otherwise a URL. */
  fromSrc?: string;
  repo?: string;
  message?: string;
  changes?: readonly string[];
  platform?: string;
}

export interface ImagePushQuery {
  /** Empty pushes every tag. */
  tag?: string;
  platform?: Platform;
}

export interface ImageTagQuery {
  repo: string;
  tag?: string;
}

export interface ImageDeleteQuery {
  force?: boolean;
  noprune?: boolean;
  platforms?: readonly string[];
}
export type ImageDeleteItem = { Untagged: string } | { Deleted: string };

export interface ImageSearchQuery {
  term: string;
  limit?: number;
  filters?: Filters;
}
export interface ImageSearchItem {
  star_count: number;
  is_official: boolean;
  name: string;
  is_automated: boolean;
  description: string;
}

export interface ImagePruneResponse {
  ImagesDeleted: readonly ImageDeleteItem[] | null;
  SpaceReclaimed: number;
}

export interface ImageCommitQuery {
  container: string;
  repo?: string;
  tag?: string;
  comment?: string;
  author?: string;
  pause?: boolean;
  /** Dockerfile instructions, as `--change` takes them. */
  changes?: readonly string[];
}

export interface ImageLoadQuery {
  quiet?: boolean;
  platform?: Platform;
}
export interface ImageGetQuery {
  names: readonly string[];
  platform?: Platform;
}

export interface DistributionInspect {
  Descriptor: Descriptor;
  Platforms: readonly Platform[];
}

export type { AuthConfig };
