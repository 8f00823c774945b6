/**
 * How an instructor writes an image of the catalogue down: a family is one file that default-exports
 * `family(NAME, images)`; an image has tags, a base and steps that read like its Dockerfile. From the steps come the
 * layers, the history and the configuration. See nginx.ts for a complete example.
 */
import type { Step } from './steps.ts';

export interface ImageDefinition {
  /** RFC 3339; also the time of the files in its own layers. */
  readonly created: string;
  readonly base: ImageDefinition | undefined;
  readonly steps: readonly Step[];
  /** Platforms of the index, `linux/` left out; the first is the one this machine runs. */
  readonly platforms: readonly string[];
  readonly author: string | undefined;
}

export const COMMON_PLATFORMS = ['amd64', 'arm/v7', 'arm64/v8', '386', 'ppc64le', 's390x'];
export const TWO_PLATFORMS = ['amd64', 'arm64/v8'];

export interface ImageOptions {
  created: string;
  from?: ImageDefinition;
  platforms?: readonly string[];
  author?: string;
  steps: readonly Step[];
}

export function image(options: ImageOptions): ImageDefinition {
  return {
    created: options.created,
    base: options.from,
    steps: options.steps,
    platforms: options.platforms ?? options.from?.platforms ?? COMMON_PLATFORMS,
    author: options.author,
  };
}

/** All steps from the first base on, each with the time of the image it belongs to. */
export function* stepsOf(definition: ImageDefinition): Generator<{ step: Step; created: string }> {
  if (definition.base !== undefined) yield* stepsOf(definition.base);
  for (const step of definition.steps) yield { step, created: definition.created };
}

/** `nginx`, `traefik/whoami`, `mcr.microsoft.com/dotnet/sdk`, with what its tags stand for. */
export interface ImageFamily {
  readonly name: string;
  readonly tags: ReadonlyMap<string, () => ImageDefinition>;
}

/**
 * The repository `name`. Keys hold the tags of one image, separated by spaces; the image is made when one of them is
 * asked for, and once for all of them.
 */
export function family(name: string, images: Readonly<Record<string, () => ImageDefinition>>): ImageFamily {
  const tags = new Map<string, () => ImageDefinition>();
  for (const [names, make] of Object.entries(images)) {
    let made: ImageDefinition | undefined;
    const once = (): ImageDefinition => (made ??= make());
    for (const tag of names.split(/\s+/).filter((word) => word !== '')) {
      if (tags.has(tag)) throw new RangeError(`${name}:${tag} is declared twice`);
      tags.set(tag, once);
    }
  }
  return { name, tags };
}
