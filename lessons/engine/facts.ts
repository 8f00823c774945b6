/**
 * What the judge may look at. The worker and the checker make one from a machine; it reads the world at the moment of
 * asking, through the engine's own interface wherever that has an answer.
 */
import type { ContainerInspect } from '../../simulator/api/containers.ts';
import type { ImageHistoryItem, ImageInspect } from '../../simulator/api/images.ts';
import type { Network } from '../../simulator/api/networks.ts';
import type { ApiCall } from '../../simulator/api/observe.ts';
import type { Volume } from '../../simulator/api/volumes.ts';

/** A command that ended at the host's prompt since the step began. */
export interface RanCommand {
  text: string;
  /** What it printed on the terminal, escape sequences removed. */
  output: string;
  exitCode: number;
}

/** A build that ended since the step began: its steps in order. */
export interface FinishedBuild {
  tags: readonly string[];
  succeeded: boolean;
  steps: readonly { instruction: string; cached: boolean }[];
}

export interface FoundFile {
  bytes: Uint8Array;
  /** For a container's file: whether it stands in the writable layer. */
  layer: 'writable' | 'image' | undefined;
}

export interface HttpAnswer {
  status: number;
  body: string;
}

export interface Facts {
  containers(): Promise<readonly ContainerInspect[]>;
  /** undefined when there is no such image. */
  image(ref: string): Promise<ImageInspect | undefined>;
  history(ref: string): Promise<readonly ImageHistoryItem[]>;
  /** Paths that the image's layers add or change and remove, bottom first. */
  layers(ref: string): Promise<readonly { adds: readonly string[]; removes: readonly string[] }[]>;
  volumes(): Promise<readonly Volume[]>;
  networks(): Promise<readonly Network[]>;
  /** The last part of what a container wrote, both streams. */
  logs(containerId: string): Promise<string>;
  /** `holder` as lesson files write it, with a container's id in place of its name. */
  file(holder: string, path: string): Promise<FoundFile | undefined>;
  /** GET to a port of the host; undefined when nothing answers. */
  http(port: number, path: string): Promise<HttpAnswer | undefined>;
  /** Whether a registry other than the Hub's own images holds `ref`. */
  pushed(ref: string): Promise<boolean>;
  readonly commands: readonly RanCommand[];
  readonly calls: readonly ApiCall[];
  readonly builds: readonly FinishedBuild[];
  /** Answers given: quiz id to whether the last answer was right. */
  readonly quizzes: ReadonlyMap<string, boolean>;
}
