/**
 * `npm run images`: every image of the catalogue, pulled and run with its default command (`docker run -d`), and what
 * became of it after some simulated seconds: running, healthy, or ended and how, with the first line of its log.
 *
 *     npm run images             all of them, under `latest` or their first tag
 *     npm run images -- WORD     only those whose names contain WORD
 *
 * The exit status is 1 when an image cannot be pulled and started. Images whose command is not simulated are counted.
 */
import { CATALOGUE } from '../simulator/registry/catalog/index.ts';
import { parseSession } from '../simulator/session/parse.ts';
import { replay } from '../simulator/session/replay.ts';
import type { PlainOutcome } from '../simulator/session/transcript.ts';
import { surviveKilledPrograms } from './killed-programs.ts';
import { withMachine } from './machine.ts';

/** How the daemon says that a program of an image is not there. */
const ABSENT = /is not part of this simulation|Drydock does not simulate/;
/** Simulated seconds after which one looks. */
const PATIENCE = 20;

export interface ImageRow {
  image: string;
  /** `running`, `running (healthy)`, `exited (0)`; why it did not start at all, otherwise. */
  state: string;
  started: boolean;
  /** Its command is a program of the simulation. */
  simulated: boolean;
  /** First line of the log. */
  log: string;
}

/** Pulls and runs one image on a fresh machine. */
export async function tryImage(image: string): Promise<ImageRow> {
  const look = '{{.State.Status}}|{{.State.ExitCode}}|{{if .State.Health}}{{.State.Health.Status}}{{end}}';
  const lines = [`docker run -d --name tried ${image}`, `sleep ${PATIENCE}`, `docker inspect -f '${look}' tried`, 'docker logs tried 2>&1']; // prettier-ignore
  const session = parseSession(`# ${image}\n${lines.map((line) => `$ ${line}\n`).join('')}`, image);
  const steps: PlainOutcome[] = [];
  await withMachine({ time: 'virtual', seed: image }, async (host) =>
    replay(host, session, (outcome) => {
      if ('command' in outcome) steps.push(outcome);
    }),
  );
  const [run, , inspected, logged] = steps;
  const log = logged?.stdout ?? '';
  if (run?.exitCode !== 0) {
    const why = (run?.stderr ?? '').split('\n').find((line) => /^docker: /.test(line)) ?? '';
    // What cannot be started by itself is an image without a command.
    return { image, state: why.replace(/^docker: (Error response from daemon: )?/, ''), started: /no command specified/i.test(why), simulated: true, log: '' }; // prettier-ignore
  }
  const [status = '', code = '', health = ''] = (inspected?.stdout ?? '').trim().split('|');
  const state = status === 'running' ? `running${health === '' ? '' : ` (${health})`}` : `${status} (${code})`;
  const first = log.split('\n').find((line) => line.trim() !== '') ?? '';
  return { image, state, started: true, simulated: !ABSENT.test(log), log: first.trim() };
}

/** The images that are tried: one of each repository. */
export async function imagesToTry(word = ''): Promise<string[]> {
  const names: string[] = [];
  for (const entry of CATALOGUE) {
    if (!entry.name.includes(word)) continue;
    const tags = [...(await entry.load()).tags.keys()];
    names.push(tags.includes('latest') ? entry.name : `${entry.name}:${tags[0] ?? 'latest'}`);
  }
  return names;
}

function line({ image, state, simulated, log }: ImageRow): string {
  return `${image.padEnd(44)} ${(simulated ? state : `${state}, not simulated`).padEnd(28)} ${log.slice(0, 100)}`.trimEnd();
}

/** Answers the exit status. */
export async function main([word]: readonly string[]): Promise<number> {
  surviveKilledPrograms();
  const rows: ImageRow[] = [];
  for (const image of await imagesToTry(word)) {
    const row = await tryImage(image);
    rows.push(row);
    process.stdout.write(`${line(row)}\n`);
  }
  const count = (holds: (row: ImageRow) => boolean): number => rows.filter(holds).length;
  process.stdout.write(
    `\n${rows.length} images: ${count((row) => row.started)} pulled and started, ${count((row) => row.state.startsWith('running'))} run on, ${count((row) => !row.simulated)} with a command that is not simulated\n`,
  );
  return rows.every((row) => row.started) ? 0 : 1;
}
