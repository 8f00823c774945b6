/** sysctl(8): shows values of /proc/sys, and writes those that can be written. */
import { isSysError } from '../../kernel/errno.ts';
import { applet, gnu, UsageError, type Tool } from '../command/tool.ts';
import { joinPath } from '../text/paths.ts';

const options = [
  ['-a, --all', 'display all variables'],
  ['-e, --ignore', 'ignore unknown variables errors'],
  ['-n, --values', 'print only values of the given variables'],
  ['-N, --names', 'print variable names without values'],
  ['-p, --load', 'read values from file'],
  ['-q, --quiet', 'do not echo variable set'],
  ['-w, --write', 'enable writing a value to variable'],
] as const;

const ROOT = '/proc/sys';

function everything(t: Tool, directory: string): string[] {
  return t.p.fs
    .readdir(directory)
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = joinPath(directory, entry.name);
      return entry.type === 'directory' ? everything(t, path) : [path];
    });
}

const nameOf = (path: string): string => path.slice(ROOT.length + 1).replaceAll('/', '.');

async function show(t: Tool, path: string, keys: ReadonlySet<string>): Promise<void> {
  const name = nameOf(path);
  if (keys.has('N')) return t.print(`${name}\n`);
  for (const line of t.p.fs.readText(path).trimEnd().split('\n'))
    await t.print(keys.has('n') ? `${line}\n` : `${name} = ${line}\n`);
}

async function main(t: Tool): Promise<number> {
  const parsed = t.parse(options);
  const keys = new Set(parsed.options.map((option) => option.key));
  if (keys.has('a')) for (const path of everything(t, ROOT)) await show(t, path, keys);
  else if (parsed.operands.length === 0) throw new UsageError('no variables specified');
  for (const operand of keys.has('a') ? [] : parsed.operands) {
    const at = operand.indexOf('=');
    const path = joinPath(ROOT, (at < 0 ? operand : operand.slice(0, at)).trim().replaceAll('.', '/'));
    const name = nameOf(path);
    try {
      if (!t.p.fs.exists(path)) {
        if (!keys.has('e'))
          await t.fail(
            t.busybox ? `error: '${name}' is an unknown key` : `cannot stat ${path}: No such file or directory`,
          );
        continue;
      }
      if (at >= 0) t.p.fs.writeFile(path, `${operand.slice(at + 1).trim()}\n`);
      if (at < 0 || !keys.has('q')) await show(t, path, keys);
    } catch (error) {
      if (!isSysError(error)) throw error;
      const denied = `permission denied on key "${name}"`;
      await t.fail(
        t.busybox
          ? `error setting key '${name}': ${error.message}`
          : error.code === 'EROFS'
            ? `setting key "${name}": ${error.message}`
            : denied,
      );
    }
  }
  return t.status;
}

const help = { usage: '[options] [variable[=value] ...]', about: 'Show and set kernel parameters.', options };
export default gnu(main, { help, package: 'procps-ng' });
export const busybox = applet(main, {
  help: { usage: '-p [-enq] [FILE...] / [-enqaw] [KEY[=VALUE]]...', about: 'Show/set kernel parameters', options },
});
