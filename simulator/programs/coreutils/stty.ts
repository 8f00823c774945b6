/** stty(1), for the settings that the simulated terminal has. The others are shown as a terminal usually has them. */
import type { TtyControl, TtyModes } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';
import { applet, Failure, gnu, UsageError, type Tool } from '../command/tool.ts';

const help = {
  usage: [
    '[-F DEVICE | --file=DEVICE] [SETTING]...',
    '[-F DEVICE | --file=DEVICE] [-a|--all]',
    '[-F DEVICE | --file=DEVICE] [-g|--save]',
  ],
  about: 'Print or change terminal characteristics.',
  options: [
    ['-a, --all', 'print all current settings in human-readable form'],
    ['-g, --save', 'print all current settings in a stty-readable form'],
    ['-F, --file=DEVICE', 'open and use the specified DEVICE instead of stdin'],
  ],
} as const;

const SETTINGS: Readonly<Record<string, Partial<TtyModes>>> = {
  icanon: { icanon: true }, '-icanon': { icanon: false }, cbreak: { icanon: false }, '-cbreak': { icanon: true },
  echo: { echo: true }, '-echo': { echo: false }, isig: { isig: true }, '-isig': { isig: false },
  onlcr: { onlcr: true }, '-onlcr': { onlcr: false }, opost: { onlcr: true }, '-opost': { onlcr: false },
  icrnl: { icrnl: true }, '-icrnl': { icrnl: false },
  raw: { icanon: false, isig: false, icrnl: false, onlcr: false }, '-raw': { icanon: true, isig: true, icrnl: true, onlcr: true },
  cooked: { icanon: true, isig: true, icrnl: true, onlcr: true }, '-cooked': { icanon: false, isig: false, icrnl: false, onlcr: false },
  sane: { icanon: true, echo: true, isig: true, onlcr: true, icrnl: true },
}; // prettier-ignore

const WITHOUT_EFFECT =
  /^-?(echoe|echok|echoctl|echoke|echonl|iexten|ixon|ixoff|ixany|brkint|inpcr|istrip|iutf8|cs[5-8]|cread|hupcl|clocal|tostop|noflsh|parenb|imaxbel|ignbrk|igncr|inlcr|min|time)$/;

function flag(name: string, on: boolean): string {
  return on ? name : `-${name}`;
}

function all(modes: TtyModes, rows: number, cols: number): string {
  return (
    `speed 38400 baud; rows ${rows}; columns ${cols}; line = 0;\n` +
    'intr = ^C; quit = ^\\; erase = ^?; kill = ^U; eof = ^D; eol = <undef>; eol2 = <undef>; swtch = <undef>; start = ^Q;\nstop = ^S; susp = ^Z; rprnt = ^R; werase = ^W; lnext = ^V; discard = ^O; min = 1; time = 0;\n' +
    '-parenb -parodd -cmspar cs8 -hupcl -cstopb cread -clocal -crtscts\n' +
    `-ignbrk -brkint -ignpar -parmrk -inpck -istrip -inlcr -igncr ${flag('icrnl', modes.icrnl)} ixon -ixoff -iuclc -ixany -imaxbel iutf8\n` +
    `${flag('opost', true)} -olcuc -ocrnl ${flag('onlcr', modes.onlcr)} -onocr -onlret -ofill -ofdel nl0 cr0 tab0 bs0 vt0 ff0\n` +
    `${flag('isig', modes.isig)} ${flag('icanon', modes.icanon)} iexten ${flag('echo', modes.echo)} echoe echok -echonl -noflsh -xcase -tostop -echoprt echoctl echoke -flusho -extproc\n`
  );
}

function brief(modes: TtyModes): string {
  const changed = (['isig', 'icanon', 'echo', 'icrnl', 'onlcr'] as const)
    .filter((name) => !modes[name])
    .map((name) => `-${name}`);
  return `speed 38400 baud; line = 0;\n${changed.length > 0 ? `${changed.join(' ')}\n` : ''}`;
}

/** Settings as five digits, for `stty -g` and back. */
const ORDER = ['icanon', 'echo', 'isig', 'onlcr', 'icrnl'] as const;

function saved(modes: TtyModes): string {
  return ORDER.map((name) => (modes[name] ? '1' : '0')).join(':');
}

function set(t: Tool, tty: TtyControl, words: readonly string[]): void {
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const change = SETTINGS[word];
    if (change !== undefined) tty.setModes(change);
    else if (/^[01](:[01]){4}$/.test(word))
      tty.setModes(Object.fromEntries(ORDER.map((name, i) => [name, word[i * 2] === '1'])));
    else if (word === 'rows' || word === 'cols' || word === 'columns') {
      const value = Number(words[++at]);
      if (!Number.isInteger(value)) throw new UsageError(`missing argument to ${t.quoteMessage(word)}`);
      const size = tty.size();
      tty.resize(word === 'rows' ? { ...size, rows: value } : { ...size, cols: value });
    } else if (/^(erase|intr|quit|eof|eol|kill|susp|start|stop|werase|lnext|min|time|line)$/.test(word)) at++;
    else if (!WITHOUT_EFFECT.test(word) && !/^\d+$/.test(word))
      throw new UsageError(`invalid argument ${t.quoteMessage(word)}`);
  }
}

async function main(t: Tool): Promise<number> {
  // Settings such as -echo look like options; only these are.
  const known = /^(-a|-g|--all|--save|--help|--version|-F.*|--file=.*)$/;
  const { options, operands } = t.parse(
    undefined,
    t.args.filter((arg, i) => known.test(arg) || t.args[i - 1] === '-F'),
  );
  const words = [...operands, ...t.args.filter((arg, i) => !known.test(arg) && t.args[i - 1] !== '-F')];
  const device = options.findLast(({ key }) => key === 'F')?.value;
  let tty: TtyControl;
  try {
    tty = t.p.tty(device === undefined ? 0 : await t.p.open(device, { read: true }));
  } catch (error) {
    if (!isSysError(error)) throw error;
    throw new Failure(
      t.busybox
        ? `${device ?? 'standard input'}: ${error.message}`
        : `${device === undefined ? t.quoteMessage('standard input') : t.file(device)}: ${error.message}`,
    );
  }
  const { rows, cols } = tty.size();
  if (options.some(({ key }) => key === 'a')) await t.print(all(tty.modes(), rows, cols));
  else if (options.some(({ key }) => key === 'g')) await t.print(`${saved(tty.modes())}\n`);
  else if (words.length === 0) await t.print(brief(tty.modes()));
  else if (words[0] === 'size') await t.print(`${rows} ${cols}\n`);
  else set(t, tty, words);
  return 0;
}

export default gnu(main, { help });
export const busybox = applet(main, {
  help: {
    usage: '[-a|g] [-F DEVICE] [SETTING]...',
    about: 'Without arguments, prints baud rate, line discipline,\nand deviations from stty sane',
    options: help.options,
  },
});
