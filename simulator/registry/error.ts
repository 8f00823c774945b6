/** What a registry, or the way to it, answers instead of what was asked. */

/** Codes of the distribution specification's error body; `network` is no answer at all. */
export type RegistryErrorCode =
  | 'DENIED'
  | 'UNAUTHORIZED'
  | 'MANIFEST_UNKNOWN'
  | 'NAME_UNKNOWN'
  | 'BLOB_UNKNOWN'
  | 'TOOMANYREQUESTS'
  | 'UNSUPPORTED'
  | 'network';

/** `message` is the sentence as Docker's client prints it: `manifest unknown: manifest unknown`. */
export class RegistryError extends Error {
  override name = 'RegistryError';
  readonly code: RegistryErrorCode;
  constructor(code: RegistryErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

export const denied = (): RegistryError =>
  new RegistryError('DENIED', 'denied: requested access to the resource is denied');
export const manifestUnknown = (): RegistryError =>
  new RegistryError('MANIFEST_UNKNOWN', 'manifest unknown: manifest unknown');
export const blobUnknown = (): RegistryError =>
  new RegistryError('BLOB_UNKNOWN', 'blob unknown: blob unknown to registry');
export const unauthorized = (message = 'authentication required'): RegistryError =>
  new RegistryError('UNAUTHORIZED', `unauthorized: ${message}`);
export const networkError = (message: string): RegistryError => new RegistryError('network', message);
