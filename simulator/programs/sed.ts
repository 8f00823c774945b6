/**
 * sed(1). Ours rather than a library's: it edits lines as they come from endless input, -i must keep owners and modes
 * and leave a new inode as the real one does, and its messages are met in every course.
 */
import { isSysError } from '../kernel/errno.ts';
import { searchProgram } from './command/path-search.ts';
import { applet, Failure, gnu, UsageError, type Tool } from './command/tool.ts';
import { lineBatches, openSource, readAll, type Source } from './input/source.ts';
import { Editor, type EditorOptions, type Line, type Surroundings } from './sed/editor.ts';
import { ScriptParser, SedError, type Command } from './sed/script.ts';
import { decodeText, encodeText } from './text/codec.ts';
import { dirName, joinPath } from './text/paths.ts';

const help = {
  usage: '[OPTION]... {script-only-if-no-other-script} [input-file]...',
  options: [
    ['-n, --quiet, --silent', 'suppress automatic printing of pattern space'],
    ['--debug', ''],
    ['-e, --expression=script', 'add the script to the commands to be executed'],
    ['-f, --file=script-file', 'add the contents of script-file to the commands'],
    ['--follow-symlinks', 'follow symlinks when processing in place'],
    ['-i[SUFFIX], --in-place[=SUFFIX]', 'edit files in place (makes backup if SUFFIX supplied)'],
    ['-l, --line-length=N', "specify the desired line-wrap length for the `l' command"],
    ['--posix', 'disable all GNU extensions'],
    ['-E, -r, --regexp-extended', 'use extended regular expressions in the script'],
    ['-s, --separate', 'consider files as separate rather than as a single long stream'],
    ['--sandbox', ''],
    ['-u, --unbuffered', 'load minimal amounts of data and flush output often'],
    ['-z, --null-data', 'separate lines by NUL characters'],
  ],
  after:
    'If no -e, --expression, -f, or --file option is given, then the first non-option argument is taken as the sed\nscript. All remaining arguments are input files; without any, standard input is read.',
} as const;
const busyboxHelp = {
  usage: ['[-i[SFX]] [-nrE] [-f FILE]... [-e CMD]... [FILE]...', '[-i[SFX]] [-nrE] CMD [FILE]...'],
  options: [
    ['-e CMD', 'Add CMD to sed commands to be executed'],
    ['-f FILE', 'Add FILE contents to sed commands to be executed'],
    ['-i[SFX]', 'Edit files in-place (otherwise write to stdout)'],
    ['-n', 'Suppress automatic printing of pattern space'],
    ['-r,-E', 'Use extended regex syntax'],
    ['-s', ''],
    ['-z', ''],
    ['-u', ''],
  ],
} as const;

interface Settings extends EditorOptions {
  separate: boolean;
  inPlace: string | undefined;
  followLinks: boolean;
  commands: Command[];
  paths: string[];
}

async function scriptFile(t: Tool, path: string): Promise<string> {
  try {
    const source = await openSource(t.p, path);
    const text = decodeText(await readAll(source)).replace(/\n$/, '');
    source.close();
    return text;
  } catch (error) {
    if (!isSysError(error)) throw error;
    throw new Failure(t.busybox ? `${path}: ${error.message}` : `couldn't open file ${path}: ${error.message}`);
  }
}

async function readSettings(t: Tool): Promise<Settings> {
  const { options, operands } = t.parse();
  const has = (key: string): boolean => options.some((option) => option.key === key);
  const parser = new ScriptParser({ extended: has('E') || has('r') });
  const rest = [...operands];
  let expressions = 0;
  const expression = (text: string): void => {
    const number = ++expressions;
    parser.add({ text: t.localeText(text), where: (position) => `-e expression #${number}, char ${position}: ` });
  };
  let given = false;
  for (const { key, value = '' } of options) {
    given ||= key === 'e' || key === 'f';
    if (key === 'e') expression(value);
    if (key !== 'f') continue;
    const text = await scriptFile(t, value);
    parser.add({
      text: t.localeText(text),
      where: (position) => `file ${value} line ${text.slice(0, position).split('\n').length}: `,
    });
  }
  if (!given) {
    const script = rest.shift();
    if (script === undefined) throw new UsageError('');
    expression(script);
  }
  const inPlace = options.findLast(({ key }) => key === 'i');
  return {
    quiet: has('n'),
    terminator: has('z') ? '\0' : '\n',
    posix: has('posix'),
    unbuffered: has('u'),
    lineLength: Number(options.findLast(({ key }) => key === 'l')?.value ?? 70),
    separate: has('s') || inPlace !== undefined,
    inPlace: inPlace === undefined ? undefined : (inPlace.value ?? ''),
    followLinks: has('follow-symlinks'),
    commands: parser.finish(),
    paths: rest.length === 0 ? ['-'] : rest,
  };
}

/** Lines of several files as one stream, one line ahead so that the last one is known. */
class Input {
  private readonly t: Tool;
  private readonly settings: Settings;
  private readonly queue: string[];
  private generator: AsyncGenerator<Line, void, undefined> | undefined;
  private ahead: Line | undefined;
  current = '-';

  constructor(t: Tool, settings: Settings, paths: readonly string[]) {
    this.t = t;
    this.settings = settings;
    this.queue = [...paths];
  }

  private async *lines(path: string, source: Source): AsyncGenerator<Line, void, undefined> {
    try {
      for await (const { lines, unterminated } of lineBatches(
        () => source.read(),
        this.settings.terminator,
        this.t.decode,
      )) {
        for (const text of lines) yield { text, unterminated, last: false };
      }
    } catch (error) {
      if (!isSysError(error)) throw error;
      await this.t.fail(
        this.t.busybox ? `read error: ${error.message}` : `read error on ${path}: ${error.message}`,
        this.t.busybox ? 1 : 4,
      );
    } finally {
      source.close();
    }
  }

  private async open(): Promise<boolean> {
    for (;;) {
      const path = this.queue.shift();
      if (path === undefined) return false;
      try {
        const source = await openSource(this.t.p, path);
        this.generator = this.lines(path, source);
        this.current = path;
        return true;
      } catch (error) {
        if (!isSysError(error)) throw error;
        await this.t.fail(
          this.t.busybox ? `${path}: ${error.message}` : `can't read ${path}: ${error.message}`,
          this.t.busybox ? 1 : 2,
        );
      }
    }
  }

  private async pull(): Promise<Line | undefined> {
    for (;;) {
      const next = await this.generator?.next();
      if (next !== undefined && next.done !== true) return next.value;
      if (!(await this.open())) return undefined;
    }
  }

  async next(): Promise<Line | undefined> {
    const line = this.ahead ?? (await this.pull());
    this.ahead = undefined;
    if (line === undefined) return undefined;
    // Whether this is the last line is known only by reading on; output so far is shown before that may block.
    await this.t.out.flush();
    this.ahead = await this.pull();
    return { ...line, unterminated: line.unterminated && this.ahead === undefined, last: this.ahead === undefined };
  }
}

/** Files that `w` writes and `R` reads, open for the whole run. */
class SideFiles {
  private readonly t: Tool;
  private readonly written = new Map<string, number>();
  private readonly read = new Map<string, string[]>();

  constructor(t: Tool) {
    this.t = t;
  }

  async prepare(commands: readonly Command[]): Promise<void> {
    for (const command of commands) {
      const path = command.substitution?.write ?? (/[wW]/.test(command.name) ? command.path : undefined);
      if (path === undefined || path === '/dev/stdout' || path === '/dev/stderr' || this.written.has(path)) continue;
      try {
        this.written.set(path, await this.t.p.open(path, { write: true, create: true, truncate: true }));
      } catch (error) {
        if (!isSysError(error)) throw error;
        throw new Failure(
          this.t.busybox ? `${path}: ${error.message}` : `couldn't open file ${path}: ${error.message}`,
          4,
        );
      }
    }
  }

  async write(path: string, text: string): Promise<void> {
    if (path === '/dev/stdout') return this.t.print(text);
    if (path === '/dev/stderr') return this.t.p.stderr.write(text);
    const fd = this.written.get(path);
    if (fd !== undefined) await this.t.p.write(fd, encodeText(text));
  }

  async content(path: string): Promise<Uint8Array> {
    try {
      const source = await openSource(this.t.p, path === '/dev/stdin' ? '-' : path);
      const bytes = await readAll(source);
      source.close();
      return bytes;
    } catch (error) {
      if (isSysError(error)) return new Uint8Array(0);
      throw error;
    }
  }

  async line(path: string): Promise<string | undefined> {
    let lines = this.read.get(path);
    if (lines === undefined) {
      lines = decodeText(await this.content(path))
        .replace(/\n$/, '')
        .split('\n');
      this.read.set(path, lines);
    }
    return lines.shift();
  }
}

async function shell(t: Tool, command: string): Promise<string> {
  const pipe = t.p.pipe();
  t.p.setCloseOnExec(pipe.read, true);
  const pid = t.p.spawn(searchProgram(t.p, 'sh'), ['sh', '-c', command], { fds: new Map([[0, 0], [1, pipe.write], [2, 2]]) }); // prettier-ignore
  t.p.close(pipe.write);
  const output = await t.p.reader(pipe.read).readAll();
  t.p.close(pipe.read);
  await t.p.wait(pid);
  return decodeText(output);
}

function surroundings(
  t: Tool,
  input: Input,
  side: SideFiles,
  print: (text: string) => Promise<void> | undefined,
): Surroundings {
  return {
    p: t.p,
    next: () => input.next(),
    print,
    write: (path, text) => side.write(path, text),
    readFile: async (path) => t.decode(await side.content(path)),
    readLine: (path) => side.line(path),
    fileName: () => input.current,
    shell: (command) => shell(t, command),
  };
}

/** Writes the edited text beside the file and renames it over the old one, as sed -i does. */
async function editInPlace(t: Tool, settings: Settings, side: SideFiles, path: string): Promise<number | undefined> {
  const { fs } = t.p;
  if (!fs.exists(path)) {
    await t.fail(
      t.busybox ? `${path}: No such file or directory` : `can't read ${path}: No such file or directory`,
      t.busybox ? 1 : 2,
    );
    return undefined;
  }
  const stat = fs.stat(path);
  if (stat.type !== 'file') {
    await t.fail(`couldn't edit ${path}: not a regular file`, 4);
    return undefined;
  }
  const place = settings.followLinks ? fs.realpath(path) : path;
  let edited = '';
  const input = new Input(t, settings, [path]);
  const editor = new Editor(
    surroundings(t, input, side, (text) => void (edited += text)),
    settings,
    settings.commands,
  );
  const code = await editor.run();
  const temporary = joinPath(
    dirName(place),
    `sed${[...t.p.random(6)].map((byte) => 'abcdefghijklmnopqrstuvwxyzABCDEF'[byte & 31] ?? 'a').join('')}`,
  );
  try {
    fs.writeFile(temporary, encodeText(edited), 0o600);
    fs.chown(temporary, stat.uid, stat.gid);
    fs.chmod(temporary, stat.mode);
    const suffix = settings.inPlace ?? '';
    if (suffix !== '')
      fs.rename(
        place,
        suffix.includes('*')
          ? joinPath(dirName(place), suffix.replaceAll('*', place.slice(place.lastIndexOf('/') + 1)))
          : place + suffix,
      );
    fs.rename(temporary, place);
  } catch (error) {
    if (!isSysError(error)) throw error;
    throw new Failure(
      error.code === 'EBUSY'
        ? `cannot rename ${temporary}: ${error.message}`
        : `couldn't open temporary file ${temporary}: ${error.message}`,
      4,
    );
  }
  return code;
}

async function run(t: Tool): Promise<number> {
  const settings = await readSettings(t);
  const side = new SideFiles(t);
  await side.prepare(settings.commands);
  if (settings.inPlace !== undefined) {
    if (settings.paths.length === 1 && settings.paths[0] === '-') throw new Failure('no input files', 1);
    for (const path of settings.paths) {
      const code = await editInPlace(t, settings, side, path);
      if (code !== undefined && code !== 0) return code;
    }
    return t.status;
  }
  for (const paths of settings.separate ? settings.paths.map((path) => [path]) : [settings.paths]) {
    const input = new Input(t, settings, paths);
    const code = await new Editor(
      surroundings(t, input, side, (text) => t.print(text)),
      settings,
      settings.commands,
    ).run();
    if (code !== 0) return code;
  }
  return t.status;
}

async function main(t: Tool): Promise<number> {
  try {
    return await run(t);
  } catch (error) {
    if (error instanceof UsageError && error.message === '' && !t.busybox) {
      await t.p.stderr.write(`${t.helpText().replace(/^ {6}--version.*\n/m, '')}\n`);
      return 1;
    }
    if (!(error instanceof SedError)) throw error;
    throw new Failure(t.busybox ? busyboxMessage(error.message) : error.message, t.busybox ? 1 : error.status);
  }
}

/** busybox names no positions. */
function busyboxMessage(message: string): string {
  const plain = message.replace(/^-e expression #\d+, char \d+: /, '');
  const unknown = /^unknown command: `(.)'/.exec(plain)?.[1];
  if (unknown !== undefined) return `unsupported command ${unknown}`;
  if (plain.startsWith('unterminated')) return "unmatched '/'";
  if (plain.startsWith('unknown option to')) return 'bad option in substitution expression';
  return plain.startsWith('extra characters') ? 'unsupported command' : plain;
}

export default gnu(main, { help, package: 'GNU sed', usageStatus: 1 });
export const busybox = applet(main, { help: busyboxHelp });
