/**
 * What may differ between two true recordings of one session, and nothing else: each rule puts one placeholder in the
 * place of one thing that changes from run to run (ids, digests, times, durations, sizes, addresses, generated names)
 * or drops lines whose presence depends on how fast the machine was. The rules were found by recording real Docker
 * twice. Loosening one is never how a session is made to pass.
 *
 * Rules apply from top to bottom, each to what those above it left.
 */

interface Rule {
  /** What varies. */
  what: string;
  pattern: RegExp;
  becomes: string | ((found: string, typed: string) => string);
}

const CONTROL: readonly Rule[] = [
  { what: 'colours and cursor movement', pattern: /\x1b\[[0-9;?]*[ -/]*[@-~]/g, becomes: '' },
  { what: 'character set choices', pattern: /\x1b[()][A-Z0-9]/g, becomes: '' },
  { what: 'carriage returns', pattern: /\r/g, becomes: '' },
];

const NAMES: readonly Rule[] = [
  { what: "BuildKit's snapshot references", pattern: /ref [0-9a-f-]{36}::[0-9a-z]+/g, becomes: 'ref <ref>' },
  { what: "BuildKit's vertex and session ids", pattern: /\b[0-9a-z]{25}\b/g, becomes: '<ref>' },
  { what: 'digests', pattern: /sha256:[0-9a-f]{64}/g, becomes: 'sha256:<digest>' },
  { what: 'full ids', pattern: /(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/g, becomes: '<id>' },
  { what: 'short digests', pattern: /sha256:[0-9a-f]{12}(?![0-9a-f])/g, becomes: 'sha256:<digest>' },
  {
    what: 'short ids (twelve hexadecimal digits, one of them a figure)',
    pattern: /(?<![0-9A-Za-z])(?=[0-9a-f]*[0-9])[0-9a-f]{12}(?![0-9A-Za-z])/g,
    becomes: '<id>',
  },
  { what: 'hardware addresses', pattern: /[0-9a-f]{2}(:[0-9a-f]{2}){5}/g, becomes: '<mac>' },
];

const TIMES: readonly Rule[] = [
  {
    what: 'ISO and log times',
    pattern: /\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?( ?(Z|UTC|[+-]\d\d:?\d\d)( UTC)?)?/g,
    becomes: '<time>',
  },
  {
    what: 'access log times',
    pattern: /\d\d\/[A-Z][a-z]{2}\/\d{4}[: ]\d\d:\d\d:\d\d( [+-]\d{4})?/g,
    becomes: '<time>',
  },
  { what: "redis's log times", pattern: /\d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d(\.\d+)?/g, becomes: '<time>' },
  {
    what: 'times that begin with the day of the week',
    pattern: /(Mon|Tue|Wed|Thu|Fri|Sat|Sun),? [A-Z0-9][a-z0-9]{0,2} [A-Za-z0-9 :]*\d\d:\d\d:\d\d[A-Z0-9 ]*/g,
    becomes: '<time>',
  },
  { what: "ls's times", pattern: /[A-Z][a-z]{2} [ \d]\d \d\d:\d\d(?!:)/g, becomes: '<time>' },
];

const NUMBERS: readonly Rule[] = [
  { what: 'ports that were chosen at random', pattern: /(?<=[:=\]])327\d\d(?!\d)/g, becomes: '<port>' },
  { what: 'process ids in JSON', pattern: /"Pid": \d{2,}/g, becomes: '"Pid": <pid>' },
  { what: "nginx's process ids", pattern: /(?<!\d)\d+#\d+(?=:)/g, becomes: '<pid>' },
  { what: 'loads', pattern: /(?<![\w.])\d+\.\d\d%/g, becomes: '<percent>' },
  { what: "the time before a build step's output", pattern: /^(#\d+ )?\d+\.\d{1,3} /gm, becomes: '$1<dur> ' },
  {
    what: 'ages',
    pattern:
      /(Less than a second|About an? (minute|hour)|\d+ (seconds?|minutes?|hours?|days?|weeks?|months?|years?))( ago)?/g,
    becomes: '<age>',
  },
  { what: 'durations', pattern: /(?<![\w.])\d+(\.\d+)?(µs|ms|s|m\d+(\.\d+)?s)(?!\w)/g, becomes: '<dur>' },
  { what: 'sizes', pattern: /(?<![\w.])\d+(\.\d+)?(e[+-]\d+)? ?([kKMGT]i?B|B)(?!\w)/g, becomes: '<size>' },
  {
    what: 'generated names (those that nobody typed)',
    pattern: /(?<![\w/.-])[a-z]+_[a-z]+\d?(?![\w/.=-])/g,
    becomes: (name, typed) => (typed.includes(name) ? name : '<name>'),
  },
];

/** Column widths follow from the lengths of ids, sizes and names. */
const LAYOUT: readonly Rule[] = [
  { what: 'how far a progress bar is', pattern: /\[[=> ]+\]/g, becomes: '[bar]' },
  { what: 'whether a build line had its "done" yet', pattern: / done$/gm, becomes: '' },
  { what: 'spaces at the end of lines', pattern: /[ \t]+$/gm, becomes: '' },
  { what: 'widths of columns', pattern: / {2,}/g, becomes: '  ' },
  { what: 'lengths of rules', pattern: /-{3,}/g, becomes: '---' },
  { what: 'tabs between columns', pattern: /\t/g, becomes: '  ' },
];

const RULES: readonly Rule[] = [...CONTROL, ...NAMES, ...TIMES, ...NUMBERS, ...LAYOUT];

/** Lines that come or not, and in this order or another, as the network and the disk were fast. */
const TIMED_LINES: readonly RegExp[] = [
  /^\s*<id>:? (Pulling fs layer|Waiting|Verifying Checksum|Download complete|Pull complete|Already exists|Extracting|Downloading|Preparing|Pushed|Pushing|Layer already exists|Mounted from )/,
  /^(#\d+ )?(sha256:<digest> <size> \/ <size>|extracting sha256:<digest>|transferring (context|dockerfile)|resolve docker|exporting |writing image|naming to .* done$|unpacking |preparing layers|sending tarball)/,
  /^#\d+ (DONE|CACHED DONE)/,
  /^\.\.\.$/,
  /^#\d+ \.\.\.$/,
];

/** Warnings about the kernel of the machine that recorded. */
const MACHINE_LINES =
  /^WARNING: (bridge-nf-call|No swap limit|No blkio|No cpu|No io|Your kernel|IPv4 forwarding|Support for cgroup)/;

/**
 * @param text one step's standard output or error, or a rendered screen
 * @param typed everything typed in the session: a name found there is not a generated one
 */
export function normalise(text: string, typed = ''): string {
  let result = text;
  for (const { pattern, becomes } of RULES)
    result =
      typeof becomes === 'string'
        ? result.replace(pattern, becomes)
        : result.replace(pattern, (found) => becomes(found, typed));
  return result
    .split('\n')
    .filter((line) => !MACHINE_LINES.test(line) && !TIMED_LINES.some((timed) => timed.test(line)))
    .join('\n')
    .replace(/^\n+|\s+$/g, '');
}
