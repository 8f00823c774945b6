/**
 * What the page may ask of the machine beside its replica of the daemon's state. Every question is answered from the
 * machine as it is when the question arrives; all but the edits of files only look.
 */
import type {
  Diagnostic,
  FileEdit,
  HostFile,
  ImageWaste,
  LayerFiles,
  MergedDirectory,
  ResourceUse,
  SeenProcess,
  WebAnswer,
  WebRequest,
} from '../../simulator/index.ts';

/** `undefined` answers: the thing asked about is not there (any more). */
export interface Queries {
  'layer.files': { ask: { chain: string }; answer: LayerFiles | undefined };
  'image.waste': { ask: { id: string }; answer: ImageWaste | undefined };
  'container.changes': { ask: { id: string }; answer: LayerFiles | undefined };
  'container.directory': { ask: { id: string; path: string }; answer: MergedDirectory | undefined };
  'container.processes': { ask: { id: string }; answer: readonly SeenProcess[] };
  'resources.use': { ask: undefined; answer: readonly ResourceUse[] };
  'web.fetch': { ask: WebRequest; answer: WebAnswer };
  'files.home': { ask: undefined; answer: string };
  'files.list': { ask: { path: string }; answer: readonly HostFile[] };
  'files.read': { ask: { path: string }; answer: Uint8Array };
  'files.edit': { ask: { edits: readonly FileEdit[] }; answer: undefined };
  'files.collect': { ask: { path: string }; answer: readonly { path: string; bytes: Uint8Array }[] };
  /** Answered when something at or directly below one of the paths has changed, or when it is asked again. */
  'files.changed': { ask: { paths: readonly string[] }; answer: undefined };
  'check.dockerfile': { ask: { text: string }; answer: readonly Diagnostic[] };
  'check.compose': { ask: { path: string; text: string }; answer: readonly Diagnostic[] };
}

export type QueryName = keyof Queries;
export type Ask<N extends QueryName> = Queries[N]['ask'];
export type Answer<N extends QueryName> = Queries[N]['answer'];
export type Query = { [N in QueryName]: { name: N; ask: Ask<N> } }[QueryName];
