/** The files and commands an awk program reads from and writes to. */
import type { Process } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';
import { searchProgram } from '../command/path-search.ts';
import type { Tool } from '../command/tool.ts';
import { encodeText } from '../text/codec.ts';
import { openSource, stdinSource } from '../input/source.ts';
import { RecordReader } from './records.ts';

const BLOCK = 16384;

interface Sink {
  write(data: Uint8Array): Promise<unknown>;
  /** Closes it; the status that close() gives. */
  close(): Promise<number>;
}

class OutputStream {
  private readonly sink: Sink;
  private text = '';

  constructor(sink: Sink) {
    this.sink = sink;
  }

  print(text: string): Promise<void> | undefined {
    this.text += text;
    return this.text.length >= BLOCK ? this.flush() : undefined;
  }

  async flush(): Promise<void> {
    if (this.text === '') return;
    const { text } = this;
    this.text = '';
    await this.sink.write(encodeText(text));
  }

  async close(): Promise<number> {
    try {
      await this.flush();
    } catch (error) {
      if (!isSysError(error, 'EPIPE')) throw error;
    }
    return this.sink.close();
  }
}

function startShell(p: Process, command: string, fds: [number, number][]): number {
  return p.spawn(searchProgram(p, 'sh'), ['sh', '-c', command], { fds: new Map(fds) });
}

async function statusOf(p: Process, pid: number): Promise<number> {
  const status = (await p.wait(pid))?.status;
  return status?.kind === 'exited' ? status.code : 256;
}

export class Streams {
  private readonly t: Tool;
  private readonly outputs = new Map<string, OutputStream>();
  private readonly inputs = new Map<string, { reader: RecordReader; finish: () => Promise<number> }>();
  /** Standard output, written from synchronous code: flushed between steps. */
  private text = '';

  constructor(t: Tool) {
    this.t = t;
  }

  print(text: string): void {
    this.text += text;
  }

  /** To be waited for between steps of the program: writes what has gathered. */
  breathe(): Promise<void> | undefined {
    if (this.text !== '' && (this.t.out.lineBuffered || this.text.length >= BLOCK)) return this.flushStandard();
    return this.t.p.step();
  }

  async flushStandard(): Promise<void> {
    const { text } = this;
    this.text = '';
    await this.t.print(text);
    await this.t.out.flush();
  }

  async flush(): Promise<void> {
    await this.flushStandard();
    for (const stream of this.outputs.values()) await stream.flush();
  }

  /** Throws SysError when the file cannot be opened. */
  async write(kind: 'file' | 'append' | 'pipe', name: string, text: string): Promise<void> {
    if (kind !== 'pipe' && (name === '/dev/stdout' || name === '-')) return this.print(text);
    if (kind !== 'pipe' && name === '/dev/stderr') {
      await this.flushStandard();
      await this.t.p.stderr.write(encodeText(text));
      return;
    }
    let stream = this.outputs.get(name);
    if (stream === undefined) {
      await this.flushStandard();
      stream = new OutputStream(kind === 'pipe' ? this.command(name) : await this.file(name, kind === 'append'));
      this.outputs.set(name, stream);
    }
    await stream.print(text);
  }

  private async file(path: string, append: boolean): Promise<Sink> {
    const { p } = this.t;
    const fd = await p.open(path, { write: true, create: true, truncate: !append, append });
    p.setCloseOnExec(fd, true);
    const writer = p.writer(fd);
    return {
      write: (data) => writer.write(data),
      close: async () => {
        p.close(fd);
        return Promise.resolve(0);
      },
    };
  }

  private command(command: string): Sink {
    const { p } = this.t;
    const pipe = p.pipe();
    p.setCloseOnExec(pipe.write, true);
    const pid = startShell(p, command, [[0, pipe.read], [1, 1], [2, 2]]); // prettier-ignore
    p.close(pipe.read);
    const writer = p.writer(pipe.write);
    return {
      write: (data) => writer.write(data),
      close: () => {
        p.close(pipe.write);
        return statusOf(p, pid);
      },
    };
  }

  /** The records of a file; undefined when it cannot be opened. */
  async fromFile(path: string): Promise<RecordReader | undefined> {
    const known = this.inputs.get(path);
    if (known !== undefined) return known.reader;
    try {
      const source = path === '-' || path === '/dev/stdin' ? stdinSource(this.t.p) : await openSource(this.t.p, path);
      const reader = new RecordReader(() => source.read(), () => source.close()); // prettier-ignore
      this.inputs.set(path, { reader, finish: () => (reader.close(), Promise.resolve(0)) });
      return reader;
    } catch (error) {
      if (isSysError(error)) return undefined;
      throw error;
    }
  }

  async fromCommand(command: string): Promise<RecordReader> {
    const known = this.inputs.get(command);
    if (known !== undefined) return known.reader;
    await this.flush();
    const { p } = this.t;
    const pipe = p.pipe();
    p.setCloseOnExec(pipe.read, true);
    const pid = startShell(p, command, [[0, 0], [1, pipe.write], [2, 2]]); // prettier-ignore
    p.close(pipe.write);
    const source = p.reader(pipe.read);
    const reader = new RecordReader(() => source.read(65536), () => p.close(pipe.read)); // prettier-ignore
    this.inputs.set(command, {
      reader,
      finish: () => {
        reader.close();
        return statusOf(p, pid);
      },
    });
    return reader;
  }

  async close(name: string): Promise<number> {
    const output = this.outputs.get(name);
    this.outputs.delete(name);
    const input = this.inputs.get(name);
    this.inputs.delete(name);
    await this.flushStandard();
    if (output !== undefined) return output.close();
    return input === undefined ? -1 : input.finish();
  }

  /** Runs a command with awk's own input and output. */
  async system(command: string): Promise<number> {
    await this.flush();
    return statusOf(this.t.p, startShell(this.t.p, command, [[0, 0], [1, 1], [2, 2]])); // prettier-ignore
  }

  async closeAll(): Promise<void> {
    await this.flushStandard();
    for (const stream of this.outputs.values()) await stream.close();
    this.outputs.clear();
    for (const { finish } of this.inputs.values()) await finish();
    this.inputs.clear();
  }
}
