/** touch(1). */
import { isSysError } from '../../kernel/errno.ts';
import { applet, Failure, gnu, UsageError, type Tool } from '../command/tool.ts';
import { parseDate, parseTouchTime } from '../text/date-words.ts';
import { zoneOf } from '../text/zone.ts';

const help = {
  usage: '[OPTION]... FILE...',
  about:
    'Update the access and modification times of each FILE to the current time. A FILE that does not exist is\ncreated empty, unless -c or -h is given.',
  options: [
    ['-a', 'change only the access time'],
    ['-c, --no-create', 'do not create any files'],
    ['-d, --date=STRING', 'parse STRING and use it instead of current time'],
    ['-f', '(ignored)'],
    ['-h, --no-dereference', 'affect each symbolic link instead of any referenced file'],
    ['-m', 'change only the modification time'],
    ['-r, --reference=FILE', "use this file's times instead of current time"],
    ['-t STAMP', 'use [[CC]YY]MMDDhhmm[.ss] instead of current time'],
    ['--time=WORD', "change the specified time: 'access', 'atime', 'use' (-a),\n'modify', 'mtime' (-m)"],
  ],
} as const;
const busyboxHelp = {
  usage: '[-cham] [-d DATE] [-t DATE] [-r FILE] FILE...',
  about: 'Update mtime of FILEs',
  options: [
    ['-c', "Don't create files"],
    ['-h', "Don't follow links"],
    ['-a', 'Change only atime'],
    ['-m', 'Change only mtime'],
    ['-d DT', 'Date/time to use'],
    ['-t DT', 'Date/time to use'],
    ['-r FILE', "Use FILE's date/time"],
    ['-f', ''],
  ],
} as const;

interface Times {
  atime: number;
  mtime: number;
}

function wanted(t: Tool, options: readonly { key: string; value: string | undefined }[]): Times {
  const now = t.p.now();
  let times: Times = { atime: now, mtime: now };
  for (const { key, value = '' } of options) {
    if (key === 'r') {
      const stat = t.p.fs.stat(value);
      times = { atime: stat.atime, mtime: stat.mtime };
    } else if (key === 'd' || key === 't') {
      const zone = zoneOf(t.p);
      const time =
        (key === 't' ? parseTouchTime(value, now, zone) : undefined) ??
        (key === 'd' || t.busybox ? parseDate(value, now, zone) : undefined);
      if (time === undefined)
        throw new Failure(t.busybox ? `invalid date '${value}'` : `invalid date format ${t.quoteMessage(value)}`);
      times = { atime: time, mtime: time };
    }
  }
  return times;
}

async function main(t: Tool): Promise<number> {
  const { options, operands } = t.parse();
  const has = (key: string): boolean => options.some((option) => option.key === key);
  if (operands.length === 0) throw new UsageError(t.busybox ? '' : 'missing file operand');
  const times = wanted(t, options);
  const word = options.findLast((option) => option.key === 'time')?.value ?? '';
  const onlyAccess = has('a') || /^(a|u)/.test(word);
  const onlyModification = has('m') || /^m/.test(word);
  const follow = !has('h');
  for (const path of operands) {
    try {
      const exists = follow ? t.p.fs.exists(path) : isLink(t, path);
      if (!exists) {
        if (has('c') || !follow) continue;
        t.p.fs.writeFile(path, '');
      }
      const stat = follow ? t.p.fs.stat(path) : t.p.fs.lstat(path);
      const atime = onlyModification && !onlyAccess ? stat.atime : times.atime;
      const mtime = onlyAccess && !onlyModification ? stat.mtime : times.mtime;
      t.p.fs.utimes(path, atime, mtime, follow);
    } catch (error) {
      if (!isSysError(error)) throw error;
      await t.fail(t.busybox ? `${path}: ${error.message}` : `cannot touch ${t.quote(path)}: ${error.message}`);
    }
  }
  return t.status;
}

function isLink(t: Tool, path: string): boolean {
  try {
    t.p.fs.lstat(path);
    return true;
  } catch (error) {
    if (isSysError(error, 'ENOENT')) return false;
    throw error;
  }
}

export default gnu(main, { help });
export const busybox = applet(main, { help: busyboxHelp });
