import {
  checkCompose,
  checkDockerfile,
  collectFiles,
  containerProcesses,
  editFiles,
  imageWaste,
  layerFiles,
  listFiles,
  mergedDirectory,
  readHostFile,
  resourceUse,
  type SimulatedMachine,
  webFetch,
  writableFiles,
} from '../../simulator/index.ts';
import type { Answer, Query, QueryName } from './queries.ts';

/** Rejects with an error whose message can be shown. */
export async function answerQuery(machine: SimulatedMachine, query: Query): Promise<Answer<QueryName>> {
  const { daemon } = await machine.start().then(() => machine);
  switch (query.name) {
    case 'layer.files':
      return layerFiles(daemon, query.ask.chain);
    case 'image.waste':
      return imageWaste(daemon, query.ask.id);
    case 'container.changes':
      return writableFiles(daemon, query.ask.id);
    case 'container.directory':
      return mergedDirectory(daemon, query.ask.id, query.ask.path);
    case 'container.processes':
      return containerProcesses(daemon, query.ask.id);
    case 'resources.use':
      return resourceUse(daemon);
    case 'web.fetch':
      return webFetch(machine, query.ask);
    case 'files.home':
      return machine.host.workingDirectory;
    case 'files.list':
      return listFiles(machine, query.ask.path);
    case 'files.read':
      return readHostFile(machine, query.ask.path);
    case 'files.edit':
      for (const edit of query.ask.edits) editFiles(machine, edit);
      return undefined;
    case 'files.collect':
      return collectFiles(machine, query.ask.path);
    case 'files.changed':
      return changed(machine, query.ask.paths);
    case 'check.dockerfile':
      return checkDockerfile(machine, query.ask.text);
    case 'check.compose':
      return checkCompose(machine, query.ask.path, query.ask.text);
  }
}

let stopWatching: () => void = () => undefined;

/** One watch at a time: a new one answers the one before. */
function changed({ files }: SimulatedMachine, paths: readonly string[]): Promise<undefined> {
  stopWatching();
  return new Promise((resolve) => {
    const watches = paths.filter((path) => files.exists(path)).map((path) => files.watch(path, () => stopWatching()));
    stopWatching = () => {
      stopWatching = () => undefined;
      for (const stop of watches) stop();
      resolve(undefined);
    };
  });
}
