/** The system call interface of one running program (abi.ts). The work is done in the files beside this one. */
import { ProcessGone } from '../abi.ts';
import type * as abi from '../abi.ts';
import { SysError } from '../errno.ts';
import { DEFAULT_READ } from '../io/byte-stream.ts';
import { PipeFile, Pipe } from '../io/pipe.ts';
import { socketOf } from '../net/process-connection.ts';
import { ProcessNetwork } from '../net/process-network.ts';
import type { Signal } from '../signals.ts';
import { TerminalControl } from '../tty/terminal-control.ts';
import { SlaveFile } from '../tty/terminal-file.ts';
import { crash } from './crash.ts';
import { become, directoryAt } from './create.ts';
import { DescriptorReader, DescriptorWriter } from './descriptor-streams.ts';
import { endProcess } from './end.ts';
import { sendByNumber, setProcessGroup, startSession } from './identity.ts';
import type { KernelProcess } from './kernel-process.ts';
import { execProgram, forkProcess, spawnProcess } from './launch.ts';
import { machineOf } from './memory.ts';
import { openPath } from './open-path.ts';
import { unwatched } from './pending.ts';
import { rowOf } from './rows.ts';
import type { SignalAction } from './signal-state.ts';
import type { Thread } from './thread.ts';
import { pollDescriptors, readFrom, writeTo } from './transfer.ts';
import { takeChildEvent } from './wait.ts';
import type { WaitOptions } from './wait.ts';

/** Steps that the start of a child counts for. */
const SPAWN_STEPS = 20;

export class SystemCalls implements abi.Process {
  readonly #process: KernelProcess;
  readonly #thread: Thread;
  readonly args: readonly string[];
  readonly executable: string;
  readonly env: Map<string, string>;
  #stdin: DescriptorReader | undefined;
  #stdout: DescriptorWriter | undefined;
  #stderr: DescriptorWriter | undefined;
  #net: ProcessNetwork | undefined;

  constructor(process: KernelProcess, thread: Thread) {
    this.#process = process;
    this.#thread = thread;
    this.args = process.title.args;
    this.executable = process.title.executable ?? process.title.comm;
    this.env = process.env;
  }

  get pid(): number {
    return this.#process.number.own;
  }

  get ppid(): number {
    return this.#process.parent?.number.seenFrom(this.#process.pids) ?? 0;
  }

  get pgid(): number {
    return this.#process.group.number.seenFrom(this.#process.pids);
  }

  get sid(): number {
    return this.#process.group.session.number.seenFrom(this.#process.pids);
  }

  get credentials(): abi.Credentials {
    return this.#process.credentials;
  }

  get fs(): abi.ProcessFs {
    this.#thread.count(1);
    return this.#process.fs;
  }

  get net(): abi.ProcessNet {
    this.#net ??= new ProcessNetwork(this.#process, this.#thread);
    return this.#net;
  }

  get stdin(): abi.Readable {
    this.#stdin ??= new DescriptorReader(this, 0);
    return this.#stdin;
  }

  get stdout(): abi.Writable {
    this.#stdout ??= new DescriptorWriter(this, 1);
    return this.#stdout;
  }

  get stderr(): abi.Writable {
    this.#stderr ??= new DescriptorWriter(this, 2);
    return this.#stderr;
  }

  cwd(): string {
    return this.#process.cwd;
  }

  chdir(path: string): void {
    this.#thread.count(1);
    this.#process.cwd = directoryAt(this.#process, path);
  }

  umask(mask?: number): number {
    const before = this.#process.umask;
    if (mask !== undefined) this.#process.umask = mask & 0o777;
    return before;
  }

  setCredentials(credentials: abi.Credentials): void {
    this.#thread.count(1);
    this.#process.credentials = become(this.#process, credentials);
  }

  now(): number {
    this.#thread.count(1);
    return this.#process.now();
  }

  random(count: number): Uint8Array {
    this.#thread.count(1);
    return this.#process.machinery.chance.bytes(count);
  }

  sleep(ms: number, interruptible = false): Promise<void> {
    return unwatched(this.#sleep(ms, interruptible));
  }

  step(steps = 1): Promise<void> | undefined {
    return this.#thread.enter(steps);
  }

  background(work: () => Promise<void>): void {
    this.#thread.count(1);
    void this.#inBackground(work);
  }

  outside<T>(work: () => Promise<T>): Promise<T> {
    return unwatched(this.#thread.awaits(this.#process.machinery.clock.outside(work)));
  }

  // Descriptors

  open(path: string, flags: abi.OpenFlags, mode = 0o666): Promise<number> {
    return unwatched(openPath(this.#process, this.#thread, path, flags, mode));
  }

  close(fd: number): void {
    this.#thread.count(1);
    this.#process.descriptors.close(fd);
  }

  read(fd: number, max = DEFAULT_READ): Promise<Uint8Array> {
    const file = this.#process.descriptors.find(fd);
    if (file === undefined) return unwatched(this.#badDescriptor());
    return readFrom(this.#process, this.#thread, file, max);
  }

  write(fd: number, data: Uint8Array | string): Promise<void> {
    const file = this.#process.descriptors.find(fd);
    if (file === undefined) return unwatched(this.#badDescriptor());
    return writeTo(this.#process, this.#thread, file, data);
  }

  poll(fds: readonly number[], timeout?: number): Promise<number[]> {
    return unwatched(pollDescriptors(this.#process, this.#thread, fds, timeout));
  }

  seek(fd: number, offset: number, from: 'start' | 'current' | 'end' = 'start'): number {
    this.#thread.count(1);
    return this.#process.descriptors.get(fd).seek(offset, from);
  }

  dup(fd: number, atLeast = 0): number {
    this.#thread.count(1);
    return this.#process.descriptors.add(this.#process.descriptors.get(fd), atLeast);
  }

  dup2(fd: number, to: number): void {
    this.#thread.count(1);
    const file = this.#process.descriptors.get(fd);
    if (fd !== to) this.#process.descriptors.put(to, file);
  }

  setCloseOnExec(fd: number, on: boolean): void {
    this.#process.descriptors.setCloseOnExec(fd, on);
  }

  truncate(fd: number, size: number): void {
    this.#thread.count(1);
    const file = this.#process.descriptors.get(fd);
    if (!file.writable) throw new SysError('EINVAL');
    file.truncate(size);
  }

  pipe(): { read: number; write: number } {
    this.#thread.count(1);
    const pipe = new Pipe(this.#process.machinery.nextInode());
    const { descriptors } = this.#process;
    const read = descriptors.add(new PipeFile(pipe, { readable: true, writable: false }));
    const write = descriptors.add(new PipeFile(pipe, { readable: false, writable: true }));
    return { read, write };
  }

  socketFd(connection: abi.Connection): number {
    this.#thread.count(1);
    return this.#process.descriptors.add(socketOf(connection));
  }

  fds(): number[] {
    return this.#process.descriptors.numbers();
  }

  fstat(fd: number): abi.Stat {
    this.#thread.count(1);
    return this.#process.descriptors.get(fd).stat();
  }

  reader(fd: number): abi.Readable {
    return new DescriptorReader(this, fd);
  }

  writer(fd: number): abi.Writable {
    return new DescriptorWriter(this, fd);
  }

  isatty(fd: number): boolean {
    return this.#process.descriptors.find(fd)?.terminal !== undefined;
  }

  tty(fd: number): abi.TtyControl {
    this.#thread.count(1);
    const { terminal } = this.#process.descriptors.get(fd);
    if (terminal === undefined) throw new SysError('ENOTTY');
    return new TerminalControl(terminal, this.#process);
  }

  controllingTty(): abi.TtyControl | undefined {
    const { terminal } = this.#process.group.session;
    return terminal === undefined ? undefined : new TerminalControl(terminal, this.#process);
  }

  openPty(size: abi.WindowSize): { master: number; slave: number } {
    this.#thread.count(1);
    const { machinery, mounts, credentials, descriptors } = this.#process;
    const { terminal, master } = machinery.terminals.open(mounts, size, credentials.uid);
    return { master: descriptors.add(master), slave: descriptors.add(new SlaveFile(terminal)) };
  }

  // Processes

  spawn(path: string, args: readonly string[], options: abi.SpawnOptions = {}): number {
    this.#thread.count(SPAWN_STEPS);
    return spawnProcess(this.#process, path, args, options).number.own;
  }

  fork(body: abi.Program, options: abi.SpawnOptions & { name?: string } = {}): number {
    this.#thread.count(SPAWN_STEPS);
    return forkProcess(this.#process, body, options).number.own;
  }

  exec(path: string, args: readonly string[], env?: Iterable<readonly [string, string]>): Promise<never> {
    return unwatched(this.#exec(path, args, env));
  }

  exit(code: number): never {
    this.#thread.count(1);
    endProcess(this.#process, { kind: 'exited', code: code & 0xff });
    throw new ProcessGone();
  }

  wait(pid?: number, options: WaitOptions = {}): Promise<abi.ChildEvent | undefined> {
    const attempt = () => takeChildEvent(this.#process, pid, options);
    const { childEvents } = this.#process;
    const event = this.#thread.call(1, childEvents, attempt, options.interruptible);
    return unwatched(event.then((found) => (found === 'none' ? undefined : found)));
  }

  kill(pid: number, signal: Signal | 0): void {
    this.#thread.count(1);
    sendByNumber(this.#process, pid, signal);
    this.#thread.count(0);
  }

  setpgid(pid: number, pgid: number): void {
    this.#thread.count(1);
    setProcessGroup(this.#process, pid, pgid);
  }

  setsid(): void {
    this.#thread.count(1);
    startSession(this.#process);
  }

  onSignal(signal: Signal, action: SignalAction): void {
    this.#thread.count(1);
    if (signal === 'KILL' || signal === 'STOP') throw new SysError('EINVAL');
    this.#process.signals.set(signal, action);
  }

  signalAction(signal: Signal): 'default' | 'ignore' | 'handled' {
    const action = this.#process.signals.action(signal);
    return typeof action === 'function' ? 'handled' : action;
  }

  processes(): abi.ProcessRow[] {
    this.#thread.count(1);
    const { pids } = this.#process;
    return pids.all().map((process) => rowOf(process, pids));
  }

  setMemory(bytes: number): void {
    this.#thread.count(1);
    this.#process.memory = bytes;
    this.#process.cgroup.enforceMemory();
    this.#thread.count(0);
  }

  setTitle(args: readonly string[]): void {
    this.#process.title = { ...this.#process.title, args };
  }

  machine(): abi.Machine {
    return machineOf(this.#process);
  }

  async #inBackground(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!this.#thread.gone) crash(this.#process, error);
    }
  }

  async #sleep(ms: number, interruptible: boolean): Promise<void> {
    const pause = this.#thread.enter(1);
    if (pause !== undefined) await pause;
    await this.#thread.sleepFor(ms, interruptible);
  }

  async #exec(path: string, args: readonly string[], env?: Iterable<readonly [string, string]>): Promise<never> {
    const pause = this.#thread.enter(SPAWN_STEPS);
    if (pause !== undefined) await pause;
    execProgram(this.#process, path, args, env ?? this.env);
    throw new ProcessGone();
  }

  async #badDescriptor(): Promise<never> {
    await this.#thread.enter(1);
    throw new SysError('EBADF');
  }
}
