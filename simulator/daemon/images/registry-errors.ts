/** What the engine makes of a registry's errors. */
import { EngineError, notFound, system, unauthorized } from '../../api/errors.ts';
import { RegistryError } from '../../registry/error.ts';
import { familiarName, familiarString, tagNameOnly } from '../../registry/reference.ts';
import type { Reference } from '../../registry/reference.ts';

/** The error of a pull, in the engine's words. What is no registry's error comes back as it is. */
export function translatePullError(error: unknown, reference: Reference): unknown {
  if (!(error instanceof RegistryError)) return error;
  const name = familiarName(reference);
  switch (error.code) {
    case 'DENIED':
      return notFound(
        `pull access denied for ${name}, repository does not exist or may require 'docker login': ${error.message}`,
      );
    case 'MANIFEST_UNKNOWN':
      return notFound(`manifest for ${familiarString(tagNameOnly(reference))} not found: ${error.message}`);
    case 'NAME_UNKNOWN':
      return notFound(`repository ${name} not found: ${error.message}`);
    default:
      return registryFailure(error);
  }
}

/** The registry's own sentence, under the status that the engine gives it. */
export function registryFailure(error: unknown): unknown {
  if (!(error instanceof RegistryError)) return error;
  switch (error.code) {
    case 'UNAUTHORIZED':
      return unauthorized(error.message);
    case 'MANIFEST_UNKNOWN':
    case 'NAME_UNKNOWN':
      return notFound(error.message);
    case 'DENIED':
      return new EngineError('forbidden', error.message);
    default:
      return system(error.message);
  }
}
