/** The Engine API, put together from the operations. */
import type { BuildService } from '../api/build.ts';
import type {
  ContainerOperations,
  Engine,
  ExecOperations,
  NetworkOperations,
  SystemOperations,
  VolumeOperations,
} from '../api/engine.ts';
import { containerArchive, containerExport } from './containers/archive/get.ts';
import { putContainerArchive } from './containers/archive/put.ts';
import { containerArchiveInfo } from './containers/archive/stat.ts';
import { containerAttach, containerResize } from './containers/attach.ts';
import { containerChanges } from './containers/changes.ts';
import { containerCreate } from './containers/create.ts';
import { containerInspect } from './containers/inspect.ts';
import { containerKill } from './containers/kill.ts';
import { containerList } from './containers/list.ts';
import { containerLogs } from './containers/logs.ts';
import { containerPause, containerUnpause } from './containers/pause.ts';
import { containerPrune } from './containers/prune.ts';
import { containerDelete } from './containers/remove.ts';
import { containerRename } from './containers/rename.ts';
import { containerRestart } from './containers/restart.ts';
import { containerStart } from './containers/start.ts';
import { containerStats } from './containers/stats.ts';
import { containerStop } from './containers/stop.ts';
import { containerTop } from './containers/top.ts';
import { containerUpdate } from './containers/update.ts';
import { containerWait } from './containers/waiters.ts';
import type { Daemon } from './context.ts';
import { execCreate } from './execs/create.ts';
import { execInspect, execResize } from './execs/inspect.ts';
import { execStart } from './execs/start.ts';
import { networkConnect, networkDisconnect } from './networks/connect.ts';
import { networkCreate } from './networks/create.ts';
import { networkInspect, networkList } from './networks/list.ts';
import { networkDelete, networkPrune } from './networks/remove.ts';
import { systemAuth } from './system/auth.ts';
import { systemDataUsage } from './system/data-usage.ts';
import { systemEvents } from './system/events.ts';
import { systemInfo } from './system/info.ts';
import { systemPing, systemVersion } from './system/version.ts';
import { volumeCreate } from './volumes/create.ts';
import { volumeInspect, volumeList } from './volumes/list.ts';
import { volumeDelete, volumePrune } from './volumes/remove.ts';

export function createEngine(daemon: Daemon, build: BuildService): Engine {
  return {
    ...containerOperations(daemon),
    ...execOperations(daemon),
    ...daemon.images.operations,
    ...networkOperations(daemon),
    ...volumeOperations(daemon),
    ...systemOperations(daemon),
    build,
  };
}

function containerOperations(d: Daemon): ContainerOperations {
  return {
    containerList: (query) => containerList(d, query),
    containerCreate: (query, body) => containerCreate(d, query, body),
    containerInspect: (id, query) => containerInspect(d, id, query),
    containerTop: (id, query) => containerTop(d, id, query?.ps_args),
    containerLogs: (id, query) => containerLogs(d, id, query),
    containerChanges: (id) => containerChanges(d, id),
    containerExport: (id) => containerExport(d, id),
    containerStats: (id, query) => containerStats(d, id, query),
    containerResize: (id, size) => containerResize(d, id, size),
    containerStart: (id) => containerStart(d, id),
    containerStop: (id, query) => containerStop(d, id, query),
    containerRestart: (id, query) => containerRestart(d, id, query),
    containerKill: (id, query) => containerKill(d, id, query?.signal),
    containerUpdate: (id, body) => containerUpdate(d, id, body),
    containerRename: (id, { name }) => containerRename(d, id, name),
    containerPause: (id) => containerPause(d, id),
    containerUnpause: (id) => containerUnpause(d, id),
    containerAttach: (id, query) => containerAttach(d, id, query),
    containerWait: (id, query) => containerWait(d, id, query?.condition),
    containerDelete: (id, query) => containerDelete(d, id, query),
    containerArchiveInfo: (id, { path }) => containerArchiveInfo(d, id, path),
    containerArchive: (id, { path }) => containerArchive(d, id, path),
    putContainerArchive: (id, query, content) => putContainerArchive(d, id, query, content),
    containerPrune: (query) => containerPrune(d, query?.filters),
  };
}

function execOperations(d: Daemon): ExecOperations {
  return {
    execCreate: (id, body) => execCreate(d, id, body),
    execStart: (id, body) => execStart(d, id, body),
    execResize: (id, size) => execResize(d, id, size),
    execInspect: (id) => execInspect(d, id),
  };
}

function networkOperations(d: Daemon): NetworkOperations {
  return {
    networkList: (query) => networkList(d, query),
    networkInspect: (id, query) => networkInspect(d, id, query),
    networkDelete: (id) => networkDelete(d, id),
    networkCreate: (body) => networkCreate(d, body),
    networkConnect: (id, body) => networkConnect(d, id, body),
    networkDisconnect: (id, body) => networkDisconnect(d, id, body),
    networkPrune: (query) => networkPrune(d, query?.filters),
  };
}

function volumeOperations(d: Daemon): VolumeOperations {
  return {
    volumeList: (query) => volumeList(d, query),
    volumeCreate: (body) => volumeCreate(d, body),
    volumeInspect: (name) => volumeInspect(d, name),
    volumeDelete: (name, query) => volumeDelete(d, name, query?.force === true),
    volumePrune: (query) => volumePrune(d, query?.filters),
  };
}

function systemOperations(d: Daemon): SystemOperations {
  return {
    systemPing: () => systemPing(d),
    systemVersion: () => systemVersion(d),
    systemInfo: () => systemInfo(d),
    systemDataUsage: (query) => systemDataUsage(d, query),
    systemEvents: (query) => systemEvents(d, query),
    systemAuth: (body) => systemAuth(d, body),
  };
}
