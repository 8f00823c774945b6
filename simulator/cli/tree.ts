/** The tree of docker's commands: what is found under which words, loaded when it is first needed. */
import type { Client } from './client.ts';
import type { Candidates, Command } from './command.ts';

export interface CommandEntry {
  readonly kind: 'command';
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly load: () => Promise<Command>;
  /** Left out of help. */
  readonly hidden?: boolean;
  /** Place among the "Common Commands" of `docker --help`. */
  readonly common?: number;
  /** The plugin's command that it really is (`docker buildx build`): how usage lines and errors call it. */
  readonly as?: string;
}

export interface Group {
  readonly kind: 'group';
  readonly name: string;
  readonly children: readonly Entry[];
  readonly hidden?: boolean;
  /** Its pages say that it may change. */
  readonly experimental?: boolean;
  /** It prints its help itself: after a blank line, and with COMMAND as part of its name in errors. */
  readonly ownUsage?: boolean;
  /** Listed under "Swarm Commands". */
  readonly swarm?: boolean;
  /** Said after the path instead of anything else, help included: what the engine would have to be. */
  readonly unavailable?: string;
}

/** A group whose commands are loaded when it is first named. */
export interface LazyGroup extends Omit<Group, 'kind' | 'children'> {
  readonly kind: 'lazyGroup';
  readonly load: () => Promise<readonly Entry[]>;
}

/**
 * What in the real thing is a program of its own that docker starts (buildx, compose). It reads its words itself.
 * `docker build` is `docker buildx build`: `words` then stand before those of the command line.
 */
export interface PluginEntry {
  readonly kind: 'plugin';
  readonly name: string;
  readonly words?: readonly string[];
  readonly load: () => Promise<Plugin>;
  readonly common?: number;
  readonly hidden?: boolean;
  /** Where it is listed in help: as a plugin (with `*`), as a group, or as a command. */
  readonly listed: 'plugin' | 'group' | 'command';
}

export interface Plugin {
  /** `words` are all words after the plugin's own name. Gives the exit status; throws as commands do. */
  run(client: Client, words: readonly string[]): Promise<number | void>;
  /** Candidates for the last of `words`; undefined where file names fit. */
  complete?(client: Client, words: readonly string[]): Promise<Candidates>;
}

export type Entry = CommandEntry | Group | LazyGroup | PluginEntry;

/** The child that a word names, by its name or one of its aliases. */
export function findChild(group: Group, word: string): Entry | undefined {
  return group.children.find(
    (child) => child.name === word || (child.kind === 'command' && (child.aliases?.includes(word) ?? false)),
  );
}
