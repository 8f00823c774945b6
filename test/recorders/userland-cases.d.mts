export interface TreeNode {
  text?: string;
  encoding?: 'latin1';
  target?: string;
  link?: string;
  mode?: number;
  owner?: [number, number];
  mtime?: number;
}
export const tree: Record<string, TreeNode>;
export function splitWords(line: string): string[];
export const groups: {
  name: string;
  dialect: 'gnu' | 'busybox';
  env: Record<string, string>;
  cases: (string | { command: string })[];
}[];
