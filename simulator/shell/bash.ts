/** bash alone, for the host: the other shells come with the images that have them. */
import { BASH } from './dialect/bash.ts';
import { CompletionRegistry } from './readline/registry.ts';
import { createShellProgram } from './start/main.ts';

/** What completes the words of commands at the host's prompt; docker registers itself. */
export const hostCompleters = new CompletionRegistry();

export const bash = createShellProgram(BASH, hostCompleters);
