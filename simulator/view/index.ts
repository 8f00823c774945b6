/** Looking at a machine from outside: what the screen asks that the daemon's state does not tell. */
export { checkCompose, checkDockerfile, type Diagnostic } from './check.ts';
export { collectFiles, editFiles, listFiles, readHostFile, type FileEdit, type HostFile } from './host-files.ts';
export { layerFiles, type LayerFile, type LayerFiles, type LayerMark } from './layer-files.ts';
export { mergedDirectory, type MergedDirectory, type MergedEntry, type MergedLayer } from './merged-files.ts';
export { containerProcesses, resourceUse, type ResourceUse, type SeenProcess } from './running.ts';
export { imageWaste, type ImageWaste, type WastedPath } from './waste.ts';
export { webFetch, type WebAnswer, type WebRequest } from './web.ts';
export { writableFiles } from './writable.ts';
