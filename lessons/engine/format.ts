/**
 * A lesson in memory, as `parse.ts` reads it from `lesson.md` and its translations. The form on disk is described in
 * docs/lessons.md: front matter is the lesson, `##` headings are steps, fences are the machinery.
 */

export const FORMAT = 'drydock-lesson/1';

export type Lang = 'en' | 'ko';

/** Where something stands, for messages of the checker: 1-based line of `file`. */
export interface Place {
  file: string;
  line: number;
}

export interface Lesson {
  id: string;
  lang: Lang;
  title: string;
  summary: string;
  level: 'beginner' | 'intermediate' | 'advanced';
  /** How long a learner takes, in minutes. */
  minutes: number;
  /** Words of Docker the lesson teaches: commands, flags, Dockerfile instructions, Compose keys. */
  teaches: readonly string[];
  /** Ids of lessons that should come before; nothing is locked. */
  needs: readonly string[];
  setup: Setup;
  /**
   * Whether steps are taken one after the other, or as the learner likes (challenges); `reference` is looked up, not
   * taken: its steps have no goals.
   */
  order: 'steps' | 'any' | 'reference';
  view: 'layers' | 'network' | 'build' | 'browser' | 'files' | 'none';
  intro: readonly Block[];
  steps: readonly Step[];
}

/** The world a lesson begins with. Produced in this order, silently, before the first step. */
export interface Setup {
  /** Files below the host's working directory: path to text. */
  files: Readonly<Record<string, string>>;
  /** References of images that are pulled beforehand. */
  images: readonly string[];
  /** Shell lines run on the host. */
  commands: readonly string[];
  registry: { offline: boolean; rateLimited: boolean };
  /** Seed of ids and names, so that a lesson replays alike. */
  seed: string;
}

export interface Step {
  id: string;
  title: string;
  place: Place;
  blocks: readonly Block[];
  /** All must hold. Empty for a step that is only read. */
  goals: readonly Goal[];
  hints: readonly string[];
  /** What reaches the goal, one line per terminal line (lines inside a container too). */
  solution: readonly SolutionLine[];
  /** Lines that must not reach the goal. */
  wrong: readonly WrongWay[];
  feedback: readonly Feedback[];
  errors: readonly ExplainedError[];
}

export type SolutionLine = { kind: 'type'; text: string } | { kind: 'answer'; quiz: string; choices: readonly number[] };

export interface WrongWay {
  lines: readonly SolutionLine[];
  place: Place;
}

export interface Goal {
  when: Predicate;
  /** What the learner reads beside the check mark. Markdown, inline only. */
  say: string;
  place: Place;
}

export interface Feedback {
  when: Predicate;
  say: string;
}

export interface ExplainedError {
  /** A regular expression over what the last command printed. */
  match: string;
  say: string;
}

export type Block =
  | { kind: 'prose'; markdown: string }
  | { kind: 'console'; lines: readonly ConsoleLine[]; offer: 'run' | 'copy' | 'show'; terminal: number; place: Place }
  | { kind: 'code'; lang: string; text: string; saveAs: string | undefined; place: Place }
  | { kind: 'quiz'; quiz: Quiz };

/** A command, or a line of sample output that must really come out of the command before it. */
export type ConsoleLine = { kind: 'command'; text: string } | { kind: 'output'; text: string };

export interface Quiz {
  id: string;
  question: string;
  choices: readonly { text: string; right: boolean }[];
  /** One right answer to pick, or a set to tick. */
  kind: 'one' | 'many';
  explanation: string;
  /** A command to run after answering, so that the learner sees the prediction confirmed. */
  predict: string | undefined;
  place: Place;
}

/** A text test: every given field must hold. `matches` is a JavaScript regular expression. */
export interface TextTest {
  equals?: string;
  contains?: string;
  matches?: string;
  lacks?: string;
}

/** A number test. */
export interface CountTest {
  equals?: number;
  atLeast?: number;
  atMost?: number;
}

/** `container:NAME`, `image:REF`, `volume:NAME` or `host`. */
export type FileHolder = string;

/** What can be asked of the world. The vocabulary is documented, with examples, in docs/lessons.md. */
export type Predicate =
  | { all: readonly Predicate[] }
  | { any: readonly Predicate[] }
  | { none: readonly Predicate[] }
  | { atLeast: { n: number; of: readonly Predicate[] } }
  | { image: ImageTest }
  | { layer: LayerTest }
  | { container: ContainerTest }
  | { file: FileTest }
  | { volume: VolumeTest }
  | { network: NetworkTest }
  | { port: PortTest }
  | { logs: { of: string } & TextTest }
  | { output: { command?: string } & TextTest }
  | { exit: { command?: string; code: CountTest } }
  | { build: BuildTest }
  | { compose: ComposeTest }
  | { registry: { ref: string; pushed: boolean } }
  | { called: { method: string; path: string; status?: CountTest } }
  | { quiz: { id: string } }
  | { ran: { command: string } };

export interface ImageTest {
  ref: string;
  exists?: boolean;
  from?: string;
  layersAdded?: CountTest;
  createdBy?: 'build' | 'commit' | 'pull' | 'import';
  cmd?: readonly string[];
  entrypoint?: readonly string[];
  env?: string;
  exposes?: string;
  user?: string;
  workdir?: string;
  label?: string;
  /** Bytes. */
  size?: CountTest;
  sameAs?: string;
}

export interface LayerTest {
  image: string;
  which: 'top' | 'any';
  adds?: readonly string[];
  removes?: readonly string[];
}

export interface ContainerTest {
  name?: string;
  image?: string;
  exists?: boolean;
  state?: 'created' | 'running' | 'paused' | 'restarting' | 'exited' | 'dead';
  health?: 'starting' | 'healthy' | 'unhealthy';
  exitCode?: number;
  /** `8080:80`: a host port and the container's. */
  publishes?: string;
  env?: string;
  /** `SOURCE:DESTINATION`; a volume's name or a host path. */
  mounts?: string;
  readOnlyRoot?: boolean;
  network?: string;
  restart?: string;
  user?: string;
  command?: TextTest;
  autoRemove?: boolean;
  count?: CountTest;
  /** Binds the container found to a name that later predicates and `{name}` in texts may use. */
  as?: string;
}

export interface FileTest extends TextTest {
  in: FileHolder;
  path: string;
  exists?: boolean;
  /** Whether a container's file stands in its writable layer or comes from the image. */
  layer?: 'writable' | 'image';
}

export interface VolumeTest {
  name: string;
  exists?: boolean;
  usedBy?: string;
  count?: CountTest;
}

export interface NetworkTest {
  name: string;
  exists?: boolean;
  driver?: string;
  members?: readonly string[];
  internal?: boolean;
}

export interface PortTest extends TextTest {
  /** Port of the host that is asked over HTTP. */
  host: number;
  path?: string;
  answers?: boolean;
  status?: number;
}

export interface BuildTest {
  tag?: string;
  succeeded?: boolean;
  /** Text of an instruction's beginning, e.g. `RUN pip install`: it was taken from the cache. */
  cached?: readonly string[];
  /** It was run again. */
  ran?: readonly string[];
}

export interface ComposeTest {
  project: string;
  /** Service name to state; `absent` for none. */
  services?: Readonly<Record<string, 'running' | 'exited' | 'healthy' | 'absent'>>;
  replicas?: Readonly<Record<string, number>>;
}
