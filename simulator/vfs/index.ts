/** What the rest of the simulator may use of the file systems. */
export { createMemoryFileSystem } from './memory.ts';
export type { MemoryFileSystem, MemoryOptions, MemorySnapshot } from './memory.ts';
export { createMountNamespace, nodeAt } from './namespace.ts';
export { Space } from './space.ts';
export type { Content, Stub } from './content.ts';
export { contentSize, isStub, readContent } from './content.ts';
export type { FileSystem, Handle, NewNode, Usage } from './file-system.ts';
export type { FsContext, MountNamespace, MountOptions } from './mounts.ts';
export type { OpenNode, RegularFile } from './open.ts';
