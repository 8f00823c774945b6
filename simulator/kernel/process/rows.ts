/** The process table as ps and /proc show it. */
import type { ProcessRow } from '../abi.ts';
import type { KernelProcess, ProcessSpace } from './kernel-process.ts';

/** One row, with the numbers that `viewer` sees. */
export function rowOf(process: KernelProcess, viewer: ProcessSpace): ProcessRow {
  const { number, group, parent, title, credentials } = process;
  return {
    pid: number.seenFrom(viewer),
    ppid: parent?.number.seenFrom(viewer) ?? 0,
    pgid: group.number.seenFrom(viewer),
    sid: group.session.number.seenFrom(viewer),
    uid: credentials.uid,
    gid: credentials.gid,
    state: stateOf(process),
    args: process.ended ? [] : title.args,
    comm: title.comm,
    tty: group.session.terminal?.shortName,
    started: process.started,
    cpu: process.cpu,
    rss: process.memory,
  };
}

function stateOf(process: KernelProcess): ProcessRow['state'] {
  if (process.ended) return 'Z';
  if (process.stoppedBy !== undefined) return 'T';
  return process.thread?.waiting === true ? 'S' : 'R';
}
