/** Files as a tree of names, as the trees of layers, containers and the learner's home draw them. */
export interface TreeNode {
  readonly name: string;
  /** Absolute. */
  readonly path: string;
  readonly isDirectory: boolean;
  /** Bytes; undefined where they say nothing. */
  readonly size: number | undefined;
  /** A: added, C: changed, D: removed, as `docker diff` marks them. */
  readonly mark: 'A' | 'C' | 'D' | undefined;
  /** Where a symbolic link leads. */
  readonly target: string;
  /** Which layer it comes from, or what is mounted there. */
  readonly origin: Origin | undefined;
  /** No longer seen: drawn struck through. */
  readonly hidden: boolean;
  /** At hand, or fetched when the directory is opened. */
  readonly children: readonly TreeNode[] | (() => Promise<readonly TreeNode[]>);
}

export interface Origin {
  readonly kind: 'layer' | 'writable' | 'init' | 'mount';
  readonly text: string;
}

interface FlatFile {
  readonly path: string;
  readonly type: string;
  readonly mark: 'A' | 'C' | 'D';
  readonly size: number;
  readonly target: string;
}

interface Growing extends Omit<TreeNode, 'children'> {
  readonly children: Map<string, Growing>;
}

/** A tree of paths; directories that only lead somewhere have no mark. */
export function treeOfPaths(files: readonly FlatFile[]): readonly TreeNode[] {
  const root = directory('', '');
  for (const file of files) {
    let at = root;
    const names = file.path.split('/').slice(1);
    const last = names.pop() ?? '';
    let path = '';
    for (const name of names) {
      path += `/${name}`;
      const next = at.children.get(name) ?? directory(name, path);
      at.children.set(name, next);
      at = next;
    }
    const { type, mark, size, target } = file;
    const isDirectory = type === 'directory';
    const children = at.children.get(last)?.children ?? new Map<string, Growing>();
    const shown = type === 'file' || mark === 'D' ? size : undefined;
    at.children.set(last, { ...directory(last, file.path), isDirectory, size: shown, mark, target, children });
  }
  return grown(root);
}

function directory(name: string, path: string): Growing {
  return {
    name,
    path,
    isDirectory: true,
    size: undefined,
    mark: undefined,
    target: '',
    origin: undefined,
    hidden: false,
    children: new Map(),
  };
}

function grown({ children }: Growing): readonly TreeNode[] {
  return [...children.values()].map((child) => ({ ...child, children: grown(child) }));
}
