/** docker buildx build: reads the options, opens a session, shows the progress, and reports the result. */
import type { SolveError, SolveRequest } from '../../../api/build.ts';
import type { Labels } from '../../../api/common.ts';
import type { Client } from '../../client.ts';
import { exactly, command } from '../../command.ts';
import { storedCredentials } from '../../config/registry-auth.ts';
import { parseReference } from '../../format/reference.ts';
import type { FlagValues } from '../../flags/flag.ts';
import { checkReport } from './check.ts';
import { errorLogs, sourceExcerpts, warningSummary } from './excerpt.ts';
import { buildFlags, OLD_WARNINGS } from './flags.ts';
import { readContext, type BuildFiles } from './files.ts';
import { readOutput, type Output } from './output.ts';
import { PlainDisplay } from './plain.ts';
import { readSecrets } from './secrets.ts';
import { createSession } from './session.ts';
import { Trace, type TracedVertex } from './trace.ts';
import { TtyDisplay } from './tty.ts';

type Flags = FlagValues<typeof buildFlags>;

/** How often the terminal is drawn anew while nothing is heard, milliseconds. */
const TICK = 150;

export default command({
  usage: '[OPTIONS] PATH | URL | -',
  args: exactly(1),
  flags: buildFlags,
  aliasLine: 'docker build, docker builder build, docker image build, docker buildx b',
  run: async ({ client, flags, changed, args: [path = ''] }) => {
    const display = displayKind(client, flags);
    checkBuildArgs(flags['build-arg']);
    for (const { flag, warning } of OLD_WARNINGS) if (changed(flag)) await client.complain(warning);
    const { files, output } = await asFailedBuild(async () => {
      checkTags(flags.tag);
      checkUnsupported(flags);
      return { files: await readContext(client, path, flags.file), output: readOutput(client, flags.output) };
    });
    const checkOnly = flags.check || flags.call === 'check';
    const request = solveRequest(flags, files, output, checkOnly);
    const outcome = await solve(client, { request, files, flags, output, display });
    if ('error' in outcome) return fail(client, outcome.error, outcome.trace, display);
    if (checkOnly) return checkReport(client, outcome, { filename: files.dockerfileName, quiet: display === 'quiet' });
    if (display !== 'quiet') await client.process.stderr.write(warningSummary(outcome.trace));
    await report(client, flags, outcome.answer);
    return 0;
  },
});

type DisplayKind = 'tty' | 'plain' | 'quiet' | 'json';

function displayKind(client: Client, { progress, quiet }: Flags): DisplayKind {
  if (quiet || progress === 'quiet') return 'quiet';
  if (progress === 'plain') return 'plain';
  if (progress === 'tty' && !client.isTerminal('stderr'))
    throw new Error('failed to get console: provided file is not a console');
  if (progress === 'rawjson') throw new Error('Drydock does not print progress as raw JSON; use --progress=plain');
  if (!['auto', 'tty'].includes(progress)) throw new Error(`invalid progress mode ${progress}`);
  return client.isTerminal('stderr') && client.process.env.get('BUILDKIT_PROGRESS') !== 'plain' ? 'tty' : 'plain';
}

/** What buildx refuses before it asks the builder. */
async function asFailedBuild<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Error) || error.name === 'ProcessGone') throw error;
    throw new Error(`failed to build: ${error.message}`);
  }
}

/** Throws for a build argument without a name. */
function checkBuildArgs(words: readonly string[]): void {
  const nameless = words.find((word) => word.startsWith('='));
  if (nameless !== undefined) throw new Error(`invalid key-value pair ${JSON.stringify(nameless)}: empty key`);
}

/** Throws for what cannot be an image's name. */
function checkTags(tags: readonly string[]): void {
  for (const tag of tags) {
    if (isReference(tag)) continue;
    const reason = isReference(tag.toLowerCase()) ? 'repository name must be lowercase' : 'invalid reference format';
    throw new Error(`invalid tag ${JSON.stringify(tag)}: ${reason}`);
  }
}

function isReference(text: string): boolean {
  try {
    parseReference(text);
    return true;
  } catch {
    return false;
  }
}

/** What would need a builder of its own. */
function checkUnsupported(flags: Flags): void {
  const other = platforms(flags).filter((platform) => !['linux/amd64', 'amd64', 'local'].includes(platform));
  if (platforms(flags).length > 1)
    throw new Error(
      'Multi-platform build is not supported for the docker driver.\nSwitch to a different driver, or turn on the containerd image store, and try again.\nLearn more at https://docs.docker.com/go/build-multi-platform/',
    );
  if (other.length > 0) throw new Error(`Drydock builds for linux/amd64 only, not for ${other.join(', ')}`);
  if (flags.push && flags.tag.length === 0) throw new Error('tag is needed when pushing to registry');
  if (flags.push) throw new Error('Drydock does not push from a build; use docker push afterwards');
  if (flags['cache-to'].length > 0)
    throw new Error(
      'Cache export is not supported for the docker driver.\nSwitch to a different driver, or turn on the containerd image store, and try again.\nLearn more at https://docs.docker.com/go/build-cache-backends/',
    );
  if (flags.ssh.length > 0) throw new Error('Drydock has no SSH agent to forward');
}

const platforms = ({ platform }: Flags): string[] => platform.flatMap((each) => each.split(','));

function solveRequest(flags: Flags, files: BuildFiles, output: Output, checkOnly: boolean): SolveRequest {
  const attributes: Record<string, string> = { filename: files.dockerfileName };
  if (flags.target !== '') attributes.target = flags.target;
  if (flags['no-cache']) attributes['no-cache'] = '';
  else if (flags['no-cache-filter'].length > 0) attributes['no-cache'] = flags['no-cache-filter'].join(',');
  if (flags.pull) attributes['image-resolve-mode'] = 'pull';
  if (checkOnly) attributes.requestid = 'frontend.lint';
  for (const [key, value] of files.buildArgs(flags['build-arg'])) attributes[`build-arg:${key}`] = value;
  for (const label of flags.label) {
    const [key = '', ...value] = label.split('=');
    attributes[`label:${key}`] = value.join('=');
  }
  const names = flags.tag.join(',');
  const exporter =
    output.kind === 'image'
      ? { Type: 'moby', Attrs: names === '' ? {} : { name: names } }
      : { Type: output.kind === 'unknown' ? output.type : output.kind, Attrs: {} };
  return { Ref: 'build', Frontend: 'dockerfile.v0', FrontendAttrs: attributes, Exporters: checkOnly ? [] : [exporter] };
}

interface Solving {
  request: SolveRequest;
  files: BuildFiles;
  flags: Flags;
  output: Output;
  display: DisplayKind;
}

type Outcome = { answer: Labels; trace: Trace } | { error: SolveError; trace: Trace };

async function solve(client: Client, { request, files, flags, output, display }: Solving): Promise<Outcome> {
  const engine = await client.engine();
  const session = createSession({
    process: client.process,
    context: files.context,
    dockerfile: files.dockerfile,
    secrets: await asFailedBuild(() => Promise.resolve(readSecrets(client, flags.secret))),
    credentials: (host) => storedCredentials(client, host),
    ...('receive' in output ? { receive: output.receive } : {}),
  });
  const trace = new Trace();
  const run = engine.build.solve(request, session);
  client.interrupt.onFirst(() => run.cancel());
  const shown = show(client, run.status, trace, display);
  const [result] = await Promise.all([run.result, shown]);
  return 'Error' in result ? { error: result.Error, trace } : { answer: result.ExporterResponse, trace };
}

async function show(
  client: Client,
  status: AsyncIterable<Parameters<Trace['update']>[0]>,
  trace: Trace,
  kind: DisplayKind,
): Promise<void> {
  const { stderr } = client.process;
  if (kind === 'plain') {
    await stderr.write('#0 building with "default" instance using docker driver\n');
    await showPlain(client, status, trace);
  } else if (kind === 'tty') {
    await showOnTerminal(client, status, trace);
  } else {
    for await (const message of status) trace.update(message);
  }
}

/** As often as the real client looks what is new, milliseconds: what comes within one look is printed together. */
const LOOK = 100;

async function showPlain(
  client: Client,
  status: AsyncIterable<Parameters<Trace['update']>[0]>,
  trace: Trace,
): Promise<void> {
  const { process } = client;
  const display = new PlainDisplay(trace);
  let touched = new Set<TracedVertex>();
  let printing: Promise<void> | undefined;
  const print = async (): Promise<void> => {
    const news = touched;
    touched = new Set();
    const text = display.update(news);
    if (text !== '') await process.stderr.write(text);
  };
  for await (const message of status) {
    for (const vertex of trace.update(message)) touched.add(vertex);
    printing ??= process.sleep(LOOK).then(async () => {
      printing = undefined;
      await print();
    });
  }
  await print();
}

async function showOnTerminal(
  client: Client,
  status: AsyncIterable<Parameters<Trace['update']>[0]>,
  trace: Trace,
): Promise<void> {
  const { process } = client;
  const display = new TtyDisplay(trace, client.now());
  const size = () => client.windowSize('stderr') ?? { cols: 80, rows: 24 };
  const draw = (all: boolean) => process.stderr.write(display.frame(size(), client.now(), all));
  await draw(false);
  const shown = { over: false };
  const ticking = (async () => {
    for (;;) {
      await process.sleep(TICK);
      if (shown.over) return;
      await draw(false);
    }
  })();
  for await (const message of status) trace.update(message);
  shown.over = true;
  await draw(true);
  void ticking;
}

async function fail(client: Client, error: SolveError, trace: Trace, kind: DisplayKind): Promise<never> {
  const { stderr } = client.process;
  // Where no progress is shown (`-q`), what a step printed is not either.
  if (kind !== 'quiet') await stderr.write(warningSummary(trace) + errorLogs(trace));
  await stderr.write(sourceExcerpts(error));
  throw new Error(`failed to build: failed to solve: ${error.message}`);
}

async function report(client: Client, flags: Flags, answer: Labels): Promise<void> {
  const id = answer['containerimage.config.digest'] ?? '';
  const { fs } = client.process;
  if (flags.iidfile !== '') fs.writeFile(flags.iidfile, id, 0o666);
  if (flags['metadata-file'] !== '') fs.writeFile(flags['metadata-file'], JSON.stringify(answer, null, 2), 0o644);
  if ((flags.quiet || flags.progress === 'quiet') && id !== '') await client.println(id);
}
