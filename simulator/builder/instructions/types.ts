/** Instructions as values, after reading and before variables are replaced. */
import type { HealthConfig } from '../../api/containers.ts';
import type { Heredoc, InstructionNode } from '../parser/node.ts';

interface Base {
  node: InstructionNode;
}

/** A command line in shell form (one string for the shell) or exec form (JSON). */
export interface CommandLine {
  form: 'shell' | 'exec';
  /** One text in shell form; the arguments in exec form. */
  words: readonly string[];
  /** Files that here-documents of a RUN make. */
  heredocs: readonly Heredoc[];
}

export interface KeyValue {
  key: string;
  value: string;
}

export interface From extends Base {
  kind: 'from';
  image: string;
  platform: string | undefined;
  /** The stage's name after AS, in lower case. */
  name: string | undefined;
}

export interface Arg extends Base {
  kind: 'arg';
  args: readonly { key: string; value: string | undefined }[];
}

export interface Pairs extends Base {
  kind: 'env' | 'label';
  pairs: readonly KeyValue[];
  /** `ENV key value`, without an equals sign. */
  legacy: boolean;
}

export interface Mount {
  type: 'bind' | 'cache' | 'tmpfs' | 'secret' | 'ssh';
  target: string | undefined;
  source: string | undefined;
  from: string | undefined;
  readOnly: boolean | undefined;
  id: string | undefined;
  sharing: 'shared' | 'private' | 'locked';
  required: boolean;
  env: string | undefined;
  mode: number | undefined;
  uid: number | undefined;
  gid: number | undefined;
  /** Bytes of a tmpfs. */
  size: number | undefined;
}

export interface Run extends Base {
  kind: 'run';
  command: CommandLine;
  mounts: readonly Mount[];
  network: 'default' | 'none' | 'host';
}

export interface CommandInstruction extends Base {
  kind: 'cmd' | 'entrypoint';
  command: CommandLine;
}

/** A file that the Dockerfile itself holds (`COPY <<EOF /path`). */
export interface InlineSource {
  heredoc: Heredoc;
}

export interface Copy extends Base {
  kind: 'copy' | 'add';
  sources: readonly (string | InlineSource)[];
  destination: string;
  from: string | undefined;
  chown: string | undefined;
  chmod: string | undefined;
  link: boolean;
  parents: boolean;
  exclude: readonly string[];
  checksum: string | undefined;
  unpack: boolean | undefined;
}

export interface Text extends Base {
  kind: 'workdir' | 'user' | 'stopsignal' | 'maintainer';
  text: string;
}

export interface List extends Base {
  kind: 'expose' | 'volume';
  items: readonly string[];
}

export interface Shell extends Base {
  kind: 'shell';
  shell: readonly string[];
}

export interface HealthCheck extends Base {
  kind: 'healthcheck';
  health: HealthConfig;
}

export interface OnBuild extends Base {
  kind: 'onbuild';
  expression: string;
}

export type Instruction =
  From | Arg | Pairs | Run | CommandInstruction | Copy | Text | List | Shell | HealthCheck | OnBuild;

export const INSTRUCTION_NAMES = [
  'ADD', 'ARG', 'CMD', 'COPY', 'ENTRYPOINT', 'ENV', 'EXPOSE', 'FROM', 'HEALTHCHECK', 'LABEL', 'MAINTAINER', 'ONBUILD',
  'RUN', 'SHELL', 'STOPSIGNAL', 'USER', 'VOLUME', 'WORKDIR',
] as const; // prettier-ignore
