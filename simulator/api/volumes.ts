/** Volumes: requests and responses of /volumes. */
import type { Labels } from './common.ts';
import type { Filters } from './filters.ts';

export interface Volume {
  /** RFC 3339 in whole seconds. */
  CreatedAt: string;
  Driver: string;
  Labels: Labels | null;
  Mountpoint: string;
  Name: string;
  Options: Labels | null;
  Scope: string;
  /** Only in `system df`. */
  UsageData?: { RefCount: number; Size: number };
}

export interface VolumeListQuery {
  filters?: Filters;
}
export interface VolumeListResponse {
  Volumes: readonly Volume[];
  Warnings: readonly string[] | null;
}
export interface VolumeCreateRequest {
  /** Empty: a generated name of 64 hexadecimal digits. */
  Name?: string;
  Driver?: string;
  DriverOpts?: Labels;
  Labels?: Labels;
}
export interface VolumePruneResponse {
  VolumesDeleted: readonly string[] | null;
  SpaceReclaimed: number;
}
