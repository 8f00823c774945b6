/** pstree(1), of psmisc and of busybox. */
import type { ProcessRow } from '../../kernel/abi.ts';
import { applet, Failure, gnu, type Tool } from '../command/tool.ts';
import { isUtf8 } from '../text/locale.ts';
import { Accounts } from '../users/accounts.ts';

const options = [
  ['-a, --arguments', 'show command line arguments'],
  ['-A, --ascii', 'use ASCII line drawing characters'],
  ['-c, --compact-not', "don't compact identical subtrees"],
  ['-p, --show-pids', 'show PIDs; implies -c'],
  ['-u, --uid-changes', 'show uid transitions'],
  ['-U, --unicode', 'use UTF-8 line drawing characters'],
  ['-n, --numeric-sort', 'sort output by PID'],
  ['-l, --long', "don't truncate long lines"],
  ['-h, --highlight-all', ''],
  ['-T, --hide-threads', ''],
] as const;

interface Marks {
  only: string;
  first: string;
  middle: string;
  last: string;
  bar: string;
}

const ASCII: Marks = { only: '---', first: '-+-', middle: ' |-', last: ' `-', bar: ' | ' };
const UNICODE: Marks = { only: '───', first: '─┬─', middle: ' ├─', last: ' └─', bar: ' │ ' };

interface Node {
  label: string;
  children: Node[];
}

/** Equal subtrees are shown once with their number: `4*[sleep]`. */
function compact(children: readonly Node[]): Node[] {
  const groups = new Map<string, Node[]>();
  for (const child of children) {
    const key = JSON.stringify(child);
    groups.set(key, [...(groups.get(key) ?? []), child]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    if (group.length === 1 || first.children.length > 0) return group;
    return [{ label: `${group.length}*[${first.label}]`, children: [] }];
  });
}

function draw(node: Node, marks: Marks): string[] {
  const lines: string[] = [];
  const indent = ' '.repeat([...node.label].length);
  const { children } = node;
  if (children.length === 0) return [node.label];
  children.forEach((child, index) => {
    const last = index === children.length - 1;
    draw(child, marks).forEach((line, row) => {
      const lead = index === 0 && row === 0 ? node.label : indent;
      const mark =
        row > 0
          ? last
            ? '   '
            : marks.bar
          : children.length === 1
            ? marks.only
            : index === 0
              ? marks.first
              : last
                ? marks.last
                : marks.middle;
      lines.push(lead + mark + line);
    });
  });
  return lines;
}

/** With -a: one process per line, arguments included. */
function drawLong(node: Node, marks: Marks, lead = ''): string[] {
  return [
    node.label,
    ...node.children.flatMap((child, index) => {
      const last = index === node.children.length - 1;
      return drawLong(child, marks).map(
        (line, row) =>
          lead +
          (row > 0 ? (last ? '    ' : `${marks.bar} `) : (last ? marks.last : marks.middle).replace(/^ /, '  ')) +
          line,
      );
    }),
  ];
}

async function main(t: Tool): Promise<number> {
  const parsed = t.parse(t.busybox ? [['-p', 'Show pids']] : options);
  const has = (key: string): boolean => parsed.options.some((option) => option.key === key);
  const accounts = new Accounts(t.p);
  const rows = t.p.processes();
  const [operand] = parsed.operands;
  const numeric = has('p') || has('n') || has('c');
  const build = (row: ProcessRow): Node => {
    const children = rows.filter((each) => each.ppid === row.pid && each.pid !== row.pid);
    children.sort((a, b) => (numeric ? a.pid - b.pid : a.comm < b.comm ? -1 : a.comm > b.comm ? 1 : a.pid - b.pid));
    const nodes = children.map(build);
    const parent = rows.find((each) => each.pid === row.ppid);
    const details = [
      ...(has('p') ? [String(row.pid)] : []),
      ...(has('u') && parent !== undefined && parent.uid !== row.uid ? [accounts.userName(row.uid)] : []),
    ];
    const args = has('a') && row.args.length > 1 ? ` ${row.args.slice(1).join(' ')}` : '';
    const label = `${row.comm}${details.length === 0 ? '' : has('a') ? `,${details.join(',')}` : `(${details.join(',')})`}${args}`;
    return { label, children: numeric || has('a') ? nodes : compact(nodes) };
  };
  let roots = rows.filter((row) => !rows.some((each) => each.pid === row.ppid));
  if (operand !== undefined) {
    if (/^\d+$/.test(operand)) roots = rows.filter((row) => row.pid === Number(operand));
    else {
      const user = accounts.userNamed(operand);
      if (user === undefined)
        throw new Failure(t.busybox ? `unknown user ${operand}` : `No such user name: ${operand}`);
      const own = rows.filter((row) => row.uid === user.uid);
      roots = own.filter((row) => !own.some((each) => each.pid === row.ppid));
    }
  }
  const unicode = !t.busybox && !has('A') && (has('U') || isUtf8(t.env)) && (t.p.isatty(1) || has('U'));
  const marks = unicode ? UNICODE : ASCII;
  for (const root of roots)
    for (const line of has('a') ? drawLong(build(root), marks) : draw(build(root), marks)) await t.print(`${line}\n`);
  return roots.length === 0 ? 1 : 0;
}

export default gnu(main, {
  help: {
    usage: '[-acglpsStTuZ] [ -h | -H PID ] [ -n | -N type ] [ -A | -G | -U ] [ PID | USER ]',
    about: 'Display a tree of processes.',
    options,
  },
});
export const busybox = applet(main, {
  help: {
    usage: '[-p] [PID|USER]',
    about: 'Display process tree, optionally start from USER or PID',
    options: [['-p', 'Show pids']],
  },
});
