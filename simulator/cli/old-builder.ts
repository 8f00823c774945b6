/** The builder before BuildKit, which `DOCKER_BUILDKIT=0` asks for and which is not simulated. */
import { parseBool } from './go/strconv.ts';

/** Throws when the environment asks `docker build` for it; building with BuildKit instead would show something untrue. */
export function refuseOldBuilder(wish: string | undefined): void {
  if (wish === undefined || wish === '') return;
  if (wantsBuildKit(wish)) return;
  throw new Error(
    'Drydock does not simulate the builder before BuildKit; unset DOCKER_BUILDKIT to build with BuildKit',
  );
}

function wantsBuildKit(wish: string): boolean {
  try {
    return parseBool(wish);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`DOCKER_BUILDKIT environment variable expects boolean value: ${reason}`, { cause: error });
  }
}
