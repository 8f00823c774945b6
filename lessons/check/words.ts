/**
 * The words of Docker that a text uses: commands, their flags, instructions of Dockerfiles and keys of Compose files.
 * With it a course can be asked where it teaches each word of another text (`drydock lesson words`). It reads any
 * Markdown: fences, code spans and plain command lines.
 */

/** `docker run`, `docker run -d`, `FROM`, `compose: ports`. */
export type Word = string;

const GROUPS = new Set([
  'builder', 'buildx', 'compose', 'container', 'context', 'image', 'manifest', 'network', 'plugin', 'system', 'volume',
]); // prettier-ignore

/** Old and new names of one command. */
const SAME: Readonly<Record<string, string>> = {
  'container ls': 'ps', 'container ps': 'ps', 'container list': 'ps', 'image ls': 'images', 'image list': 'images', 'image rm': 'rmi',
  'image build': 'build', 'buildx build': 'build', 'builder build': 'build', 'image tag': 'tag', 'image history': 'history',
  'image pull': 'pull', 'image push': 'push', 'image save': 'save', 'image load': 'load', 'image import': 'import',
}; // prettier-ignore

/** Commands whose flags end at the first word that is none: what follows is for the program in the container. */
const FLAGS_FIRST = new Set(['run', 'exec', 'create', 'compose run', 'compose exec']);

/** Flags that take the next word as their value, of any command. */
const VALUED = new Set([
  '--add-host', '--build-arg', '--cap-add', '--cap-drop', '--cpus', '--cpu-shares', '--driver', '--entrypoint', '--env', '--env-file', '--file',
  '--filter', '--format', '--health-cmd', '--hostname', '--ip', '--label', '--log-driver', '--memory', '--mount', '--name', '--net', '--network',
  '--network-alias', '--platform', '--profile', '--project-name', '--publish', '--restart', '--scale', '--secret', '--since', '--signal', '--stop-timeout',
  '--subnet', '--tag', '--tail', '--target', '--time', '--tmpfs', '--ulimit', '--until', '--user', '--volume', '--volumes-from', '--workdir',
  '-c', '-e', '-h', '-l', '-m', '-p', '-u', '-v', '-w',
]); // prettier-ignore

/** Short flags that stand alone and may be written together, `-it`. */
const LONE = /^-[abdfiqstP]{2,}$/;

const INSTRUCTIONS =
  /^\s*(FROM|RUN|CMD|LABEL|MAINTAINER|EXPOSE|ENV|ADD|COPY|ENTRYPOINT|VOLUME|USER|WORKDIR|ARG|ONBUILD|STOPSIGNAL|HEALTHCHECK|SHELL)\s+\S/;

const KEYS =
  /^\s*(services|image|build|context|dockerfile|ports|volumes|environment|env_file|depends_on|condition|networks|command|entrypoint|restart|healthcheck|container_name|external|driver|expose|deploy|replicas|profiles|secrets|configs|links|stdin_open|tty|working_dir|args|target|extends|include|labels|logging|user|scale):/;

export function wordsOf(markdown: string): ReadonlySet<Word> {
  const words = new Set<Word>();
  const lines = markdown.replace(/\\\n\s*/g, ' ').split('\n');
  // The front matter has files and commands of the starting world.
  let fence = lines[0] === '---' ? 'front matter' : '';
  for (const [n, line] of lines.entries()) {
    if (fence === 'front matter' && n > 0 && line === '---') fence = '';
    const teaches = fence === 'front matter' ? /^teaches: \[(.*)\]$/.exec(line)?.[1] : undefined;
    for (const word of teaches?.split(', ') ?? []) addLine(words, word);
    const opening = /^\s*(?:`{3,}|~{3,})\s*([\w+-]*)/.exec(line);
    if (opening !== null) {
      fence = fence === '' ? (opening[1] ?? '') || 'plain' : '';
      continue;
    }
    if (fence === '') {
      for (const [, span] of line.matchAll(/`([^`]+)`/g)) addLine(words, span ?? '');
      continue;
    }
    addLine(words, line);
  }
  return words;
}

/** Files are also written by `printf 'FROM alpine\\nRUN …'`. */
function addLine(words: Set<Word>, text: string): void {
  for (const line of text.replace(/\b(?:printf|echo)\s+['"]/, '\\n').split('\\n')) addWords(words, line);
}

function addWords(words: Set<Word>, line: string): void {
  const instruction = INSTRUCTIONS.exec(line)?.[1];
  if (instruction !== undefined) words.add(instruction);
  const key = KEYS.exec(line)?.[1];
  if (key !== undefined) words.add(`compose: ${key}`);
  for (const part of line.split(/\s*(?:&&|\|\||[;|])\s*/)) addCommand(words, part);
}

/** Quotes are of no interest here: no flag stands in them. */
function addCommand(words: Set<Word>, text: string): void {
  const command = /^\s*(?:[#$>]\s+)?(?:sudo\s+)?(docker|docker-compose)\s+(.*)$/.exec(text);
  if (command === null) return;
  const tokens = (command[2] ?? '').replace(/"[^"]*"|'[^']*'/g, 'QUOTED').split(/\s+/);
  const path = command[1] === 'docker' ? [] : ['compose'];
  const flags: string[] = [];
  while (tokens.length > 0) {
    const token = tokens.shift() ?? '';
    if (token.startsWith('-')) {
      const name = token.replace(/=.*$/, '');
      flags.push(...(LONE.test(name) ? [...name.slice(1)].map((letter) => `-${letter}`) : [short(name)]));
      if (VALUED.has(name) && !token.includes('=') && name.length === short(name).length) tokens.shift();
    } else if (path.length === 0 || (path.length === 1 && GROUPS.has(path[0] ?? ''))) {
      if (!/^[a-z][\w-]*$/.test(token)) break;
      path.push(token);
    } else if (FLAGS_FIRST.has(path.join(' '))) break;
  }
  const name = SAME[path.join(' ')] ?? path.join(' ').replace(/^container /, '');
  if (name === '' || GROUPS.has(name)) return;
  words.add(`docker ${name}`);
  for (const flag of flags) words.add(`docker ${name} ${flag}`);
}

/** `-p8080:80` is `-p` with its value. */
function short(name: string): string {
  return /^-[a-zA-Z]./.test(name) ? name.slice(0, 2) : name;
}
