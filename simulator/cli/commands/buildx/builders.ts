/** Builders that buildx knows: one, in the engine itself. Others would be containers with a BuildKit of their own. */

/** Throws buildx's error for a builder that there is not. */
export function checkBuilder(name: string): void {
  if (name !== '' && name !== 'default') throw new Error(`no builder ${JSON.stringify(name)} found`);
}

/** What an engine of its version calls the BuildKit in it. */
export const BUILDKIT_VERSION = 'v0.0.0+unknown';

export const PLATFORMS = ['linux/amd64', 'linux/amd64/v2', 'linux/amd64/v3', 'linux/amd64/v4', 'linux/386'];
