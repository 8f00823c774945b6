/** stress(1): keeps processors and memory busy. */
import type { Process } from '../../kernel/abi.ts';
import { parseSize } from '../text/size.ts';

interface Work {
  cpu: number;
  vm: number;
  vmBytes: number;
  io: number;
  hdd: number;
  /** Seconds; 0 for ever. */
  timeout: number;
  verbose: boolean;
  quiet: boolean;
}

const HELP = "`stress' imposes certain types of compute stress on your system\n\nUsage: stress [OPTION [ARG]] ...\n -?, --help         show this help statement\n     --version      show version statement\n -v, --verbose      be verbose\n -q, --quiet        be quiet\n -t, --timeout N    timeout after N seconds\n -c, --cpu N        spawn N workers that compute\n -i, --io N         spawn N workers that sync\n -m, --vm N         spawn N workers that take memory\n     --vm-bytes B   bytes each of them takes (256MB)\n -d, --hdd N        spawn N workers that write\n"; // prettier-ignore

function seconds(text: string): number {
  const [, number = '0', unit = 's'] = /^(\d+)([smhdy]?)$/.exec(text) ?? [];
  return Number(number) * ({ s: 1, m: 60, h: 3600, d: 86400, y: 31556926 }[unit] ?? 1);
}

/** undefined after an option that is not there. */
function read(args: readonly string[]): Work | string | undefined {
  const work: Work = {
    cpu: 0,
    vm: 0,
    vmBytes: 256 * 1024 * 1024,
    io: 0,
    hdd: 0,
    timeout: 0,
    verbose: false,
    quiet: false,
  };
  const words = [...args];
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    const [name = '', attached] = word.split(/=(.*)/s);
    const value = (): string => attached ?? words.shift() ?? '';
    if (/^(-c|--cpu)$/.test(name)) work.cpu = Number(value());
    else if (/^(-m|--vm)$/.test(name)) work.vm = Number(value());
    else if (/^(-i|--io)$/.test(name)) work.io = Number(value());
    else if (/^(-d|--hdd)$/.test(name)) work.hdd = Number(value());
    else if (/^(-t|--timeout)$/.test(name)) work.timeout = seconds(value());
    else if (name === '--vm-bytes') work.vmBytes = parseSize(value().replace(/B$/i, '')) ?? work.vmBytes;
    else if (/^--(vm-stride|vm-hang|hdd-bytes|backoff)$/.test(name) || name === '-b') value();
    else if (/^(-v|--verbose)$/.test(name)) work.verbose = true;
    else if (/^(-q|--quiet)$/.test(name)) work.quiet = true;
    else if (name === '--vm-keep' || name === '--dry-run' || name === '-n') continue;
    else if (name === '--version') return 'stress 1.0.7\n';
    else if (/^(-\?|--help)$/.test(name)) return HELP;
    else return undefined;
  }
  return work;
}

/** A worker: uses its processor, or holds its memory, until it is killed. */
async function labour(p: Process, bytes: number): Promise<number> {
  if (bytes > 0) p.setMemory(bytes);
  for (;;) await p.step(100_000);
}

export default async function stress(p: Process): Promise<number> {
  const work = read(p.args.slice(1));
  if (typeof work === 'string') {
    await p.stdout.write(work);
    return 0;
  }
  const say = (kind: string, line: number | string, text: string): Promise<void> =>
    (kind === 'FAIL' ? p.stderr : p.stdout).write(
      `stress: ${kind}: [${p.pid}] ${line === '' ? '' : `(${line}) `}${text}\n`,
    );
  if (work === undefined) {
    await say('FAIL', 248, `unrecognized option: ${p.args.at(-1) ?? ''}`);
    return 1;
  }
  const total = work.cpu + work.vm + work.io + work.hdd;
  if (total === 0) {
    await p.stdout.write(HELP);
    return 0;
  }
  if (!work.quiet)
    await say('info', '', `dispatching hogs: ${work.cpu} cpu, ${work.io} io, ${work.vm} vm, ${work.hdd} hdd`);
  const children = new Set<number>();
  for (let n = 0; n < total; n++)
    children.add(p.fork((child) => labour(child, n >= work.cpu && n < work.cpu + work.vm ? work.vmBytes : 0)));
  const start = p.now();
  let ended = work.timeout === 0;
  if (!ended)
    p.background(async () => {
      await p.sleep(work.timeout * 1000);
      ended = true;
      for (const child of children) p.kill(child, 'TERM');
    });
  const timed = work.timeout > 0;
  while (children.size > 0) {
    const event = await p.wait();
    if (event === undefined) continue;
    children.delete(event.pid);
    if (timed && ended) continue;
    if (event.status.kind !== 'signaled') continue;
    const number = { KILL: 9, TERM: 15, INT: 2 }[event.status.signal as string] ?? 0;
    await say('FAIL', 415, `<-- worker ${event.pid} got signal ${number}`);
    await p.stdout.write(`stress: WARN: [${p.pid}] (417) now reaping child worker processes\n`);
    for (const child of children) p.kill(child, 'TERM');
    while (children.size > 0) children.delete((await p.wait())?.pid ?? 0);
    await say('FAIL', 451, `failed run completed in ${Math.round((p.now() - start) / 1000)}s`);
    return 1;
  }
  if (!work.quiet) await say('info', '', `successful run completed in ${Math.round((p.now() - start) / 1000)}s`);
  return 0;
}
