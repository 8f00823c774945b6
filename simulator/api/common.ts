/** JSON shapes that several nouns of the Engine API share. Field order is the order in which the daemon prints. */

export type Labels = Readonly<Record<string, string>>;
/** A set in Go's JSON form, as ExposedPorts and Volumes are written. */
export type EmptyObjects = Readonly<Record<string, Readonly<Record<string, never>>>>;

export interface ErrorDetail {
  code?: number;
  message: string;
}

/** A line of a progress stream (pull, push, load, import). */
export interface ProgressMessage {
  stream?: string;
  status?: string;
  progressDetail?: { current?: number; total?: number; start?: number; hidecounts?: boolean; units?: string };
  /** The progress bar as text, which older clients print. */
  progress?: string;
  id?: string;
  errorDetail?: ErrorDetail;
  error?: string;
  /** Side information (a push's digest and size, a build's image id). */
  aux?: unknown;
}

/** Credentials that go with a request to a registry (the X-Registry-Auth header). */
export interface AuthConfig {
  username?: string;
  password?: string;
  email?: string;
  serveraddress?: string;
  identitytoken?: string;
  registrytoken?: string;
}

export interface Descriptor {
  mediaType: string;
  digest: string;
  size: number;
  urls?: readonly string[];
  annotations?: Labels;
  platform?: Platform;
}

export interface Platform {
  architecture: string;
  os: string;
  'os.version'?: string;
  'os.features'?: readonly string[];
  variant?: string;
}

export interface GraphDriverData {
  Data: Readonly<Record<string, string>> | null;
  Name: string;
}

/** The answer of every prune but the network one. */
export interface PruneReport {
  SpaceReclaimed: number;
}
