type Heard = (name: string | undefined) => void;

/**
 * Who wants to hear about changes of which inode (inotify), by the file system's handle of it. One for each file system, so that a change made in one
 * mount namespace is heard in the others that see the same inode.
 */
export class Watchers {
  readonly #heard = new Map<number, Set<Heard>>();

  /** `heard` gets the name in the directory that the change was about, where there is one. */
  add(node: number, heard: Heard): () => void {
    const set = this.#heard.get(node) ?? new Set<Heard>();
    this.#heard.set(node, set);
    set.add(heard);
    return () => {
      set.delete(heard);
      if (set.size === 0 && this.#heard.get(node) === set) this.#heard.delete(node);
    };
  }

  /** Says that `node` changed: itself, or what `name` in it names. */
  notify(node: number, name?: string): void {
    if (this.#heard.size === 0) return;
    for (const heard of [...(this.#heard.get(node) ?? [])]) heard(name);
  }
}
