/** BuildKit's build checks (docs.docker.com/reference/build-checks): what a Dockerfile does that it had better not. */
import type { From, InlineSource, Instruction } from './instructions/types.ts';
import type { Dockerfile, LineRange } from './parser/node.ts';
import { LexError, type Lookup, processWord } from './shell/lex.ts';
import { suggest } from './suggest.ts';
import { findStage, type Stage, type Stages } from './stages.ts';

export interface LintWarning {
  rule: string;
  message: string;
  range: LineRange;
}

/** Where the rule is explained. */
export function ruleUrl(rule: string): string {
  const words = rule.replace(/([a-z])([A-Z])/g, '$1-$2').replace(/([A-Z]+)([A-Z][a-z])/g, '$1-$2');
  return `https://docs.docker.com/go/dockerfile/rule/${words.toLowerCase()}/`;
}

export interface LintInput {
  file: Dockerfile;
  stages: Stages;
  /** Variables of FROM lines, with the build's arguments. */
  meta: Lookup;
  /** The same with default values only. */
  defaults: Lookup;
}

/** What BuildKit sees while it reads the file. */
export function lintText(input: LintInput): LintWarning[] {
  const { file, stages } = input;
  return [
    ...file.warnings.map(({ message, range }) => ({ rule: 'NoEmptyContinuation', message, range })),
    ...casing(file),
    ...stageNames(stages.stages),
    ...fromLines(input),
    ...stages.stages.flatMap(({ instructions }) => instructions.flatMap(maintainers)),
  ].sort(byLine);
}

/**
 * What BuildKit sees while it follows the instructions of the stages that are needed, which it does once it knows their
 * base images. `imageEnv` is the environment that a base image brings.
 */
export function lintInstructions(
  input: LintInput,
  needed: ReadonlySet<number>,
  imageEnv: (reference: string) => readonly string[],
): LintWarning[] {
  const stages = input.stages.stages.filter(({ index }) => needed.has(index));
  return [...stages.flatMap(stageRules), ...metaSecrets(input.stages), ...lintVariables(input, needed, imageEnv)].sort(
    byLine,
  );
}

export function byLine(a: LintWarning, b: LintWarning): number {
  return a.range.start - b.range.start;
}

function maintainers({ kind, node: { range } }: Instruction): LintWarning[] {
  if (kind !== 'maintainer') return [];
  const message = 'Maintainer instruction is deprecated in favor of using label';
  return [{ rule: 'MaintainerDeprecated', message, range }];
}

function casing({ instructions }: Dockerfile): LintWarning[] {
  const upper = instructions.filter(({ name }) => name === name.toUpperCase()).length;
  const lower = instructions.filter(({ name }) => name === name.toLowerCase()).length;
  const majority = upper >= lower ? 'uppercase' : 'lowercase';
  const fits = (name: string) => name === (majority === 'uppercase' ? name.toUpperCase() : name.toLowerCase());
  return instructions
    .filter(({ name }) => !fits(name))
    .map(({ name, range }) => ({
      rule: 'ConsistentInstructionCasing',
      message: `Command '${name}' should match the case of the command majority (${majority})`,
      range,
    }));
}

function stageNames(stages: readonly Stage[]): LintWarning[] {
  const warnings: LintWarning[] = [];
  const seen = new Set<string>();
  for (const { from } of stages) {
    const { range, rest, name: keyword } = from.node;
    const [, as, name] = /\s+([aA][sS])\s+(\S+)\s*$/.exec(rest) ?? [];
    if (as === undefined || name === undefined) continue;
    if (name !== name.toLowerCase())
      warnings.push({ rule: 'StageNameCasing', message: `Stage name '${name}' should be lowercase`, range });
    const sameCase = (keyword === keyword.toUpperCase()) === (as === as.toUpperCase());
    if (!sameCase)
      warnings.push({ rule: 'FromAsCasing', message: `'${as}' and '${keyword}' keywords' casing do not match`, range });
    if (['scratch', 'context'].includes(name.toLowerCase())) {
      warnings.push({
        rule: 'ReservedStageName',
        message: `Stage name should not use the same name as reserved stage "${name}"`,
        range,
      });
    }
    if (seen.has(name.toLowerCase())) {
      warnings.push({
        rule: 'DuplicateStageName',
        message: `Duplicate stage name "${name}", stage names should be unique`,
        range,
      });
    }
    seen.add(name.toLowerCase());
  }
  return warnings;
}

function fromLines({ stages, meta, defaults, file }: LintInput): LintWarning[] {
  return stages.stages.flatMap(({ from }) => [
    ...platformFlag(from),
    ...undefinedFromArgs(from, meta, file.escape),
    ...invalidDefaults(from, defaults, file.escape),
  ]);
}

function platformFlag({ platform, node: { range } }: From): LintWarning[] {
  if (platform === undefined) return [];
  if (/^\$(TARGETPLATFORM|\{TARGETPLATFORM\})$/.test(platform)) {
    return [
      {
        rule: 'RedundantTargetPlatform',
        message: `Setting platform to predefined ${platform} in FROM is redundant as this is the default behavior`,
        range,
      },
    ];
  }
  if (platform.includes('$')) return [];
  return [
    {
      rule: 'FromPlatformFlagConstDisallowed',
      message: `FROM --platform flag should not use constant value "${platform}"`,
      range,
    },
  ];
}

function undefinedFromArgs({ image, node: { range } }: From, meta: Lookup, escape: '\\' | '`'): LintWarning[] {
  return [...unmatchedIn(image, meta, escape)].map((name) => ({
    rule: 'UndefinedArgInFrom',
    message: `FROM argument '${name}' is not declared`,
    range,
  }));
}

/** An image name that is none once default values are put in. */
function invalidDefaults({ image, node: { range } }: From, defaults: Lookup, escape: '\\' | '`'): LintWarning[] {
  let expanded: string;
  try {
    expanded = processWord(image, defaults, { escape }).word;
  } catch (error) {
    if (error instanceof LexError) return [];
    throw error;
  }
  const valid =
    /^[a-z0-9][a-z0-9._\-/:]*(:[\w][\w.-]*)?(@sha256:[0-9a-f]{64})?$/.test(expanded) && !/[:/]$/.test(expanded);
  if (valid) return [];
  return [
    {
      rule: 'InvalidDefaultArgInFrom',
      message: `Default value for ARG ${image} results in empty or invalid base image name`,
      range,
    },
  ];
}

function unmatchedIn(text: string, lookup: Lookup, escape: '\\' | '`'): ReadonlySet<string> {
  try {
    return processWord(text, lookup, { escape }).unmatched;
  } catch (error) {
    if (error instanceof LexError) return new Set();
    throw error;
  }
}

function stageRules(stage: Stage): LintWarning[] {
  const { instructions } = stage;
  return [
    ...instructions.flatMap((instruction) => instructionRules(instruction, instructions)),
    ...repeated(instructions),
  ];
}

function instructionRules(instruction: Instruction, all: readonly Instruction[]): LintWarning[] {
  const { range, name } = instruction.node;
  switch (instruction.kind) {
    case 'cmd':
    case 'entrypoint':
      if (instruction.command.form === 'exec' || all.some(({ kind }) => kind === 'shell')) return [];
      return [
        {
          rule: 'JSONArgsRecommended',
          message: `JSON arguments recommended for ${name.toUpperCase()} to prevent unintended behavior related to OS signals`,
          range,
        },
      ];
    case 'workdir':
      return relativeWorkdir(instruction.text, instruction, all);
    case 'env':
    case 'label':
      return [
        ...legacyFormat(instruction.kind.toUpperCase(), instruction.legacy, range),
        ...(instruction.kind === 'env'
          ? secretNames(
              'ENV',
              instruction.pairs.map(({ key }) => key),
              range,
            )
          : []),
      ];
    case 'arg':
      return secretNames(
        'ARG',
        instruction.args.map(({ key }) => key),
        range,
      );
    case 'expose':
      return instruction.items.flatMap((item) => exposeRules(item, range));
    default:
      return [];
  }
}

/** Only the first relative one counts, and only when no absolute one came before. */
function relativeWorkdir(text: string, instruction: Instruction, all: readonly Instruction[]): LintWarning[] {
  const first = all.find(({ kind }) => kind === 'workdir');
  if (first !== instruction || text.startsWith('/') || text.startsWith('$')) return [];
  return [
    {
      rule: 'WorkdirRelativePath',
      message: `Relative workdir "${text}" can have unexpected results if the base image changes`,
      range: instruction.node.range,
    },
  ];
}

function legacyFormat(name: string, legacy: boolean, range: LineRange): LintWarning[] {
  if (!legacy) return [];
  return [
    {
      rule: 'LegacyKeyValueFormat',
      message: `"${name} key=value" should be used instead of legacy "${name} key value" format`,
      range,
    },
  ];
}

const SECRET = /^(apikey|auth|credential|credentials|key|password|pword|passwd|secret|token)$/i;
const PUBLIC = /public/i;

function secretNames(kind: 'ARG' | 'ENV', names: readonly string[], range: LineRange): LintWarning[] {
  return names
    .filter((name) => !PUBLIC.test(name) && name.split('_').some((word) => SECRET.test(word)))
    .map((name) => ({
      rule: 'SecretsUsedInArgOrEnv',
      message: `Do not use ARG or ENV instructions for sensitive data (${kind} "${name}")`,
      range,
    }));
}

function metaSecrets({ metaArgs }: Stages): LintWarning[] {
  return metaArgs.flatMap(({ args, node }) =>
    secretNames(
      'ARG',
      args.map(({ key }) => key),
      node.range,
    ),
  );
}

function exposeRules(item: string, range: LineRange): LintWarning[] {
  const [ports = '', protocol = ''] = item.split('/', 2);
  const warnings: LintWarning[] = [];
  if (ports.includes(':')) {
    warnings.push({
      rule: 'ExposeInvalidFormat',
      message: `EXPOSE instruction should not define an IP address or host-port mapping, found '${item}'`,
      range,
    });
  }
  if (protocol !== protocol.toLowerCase()) {
    warnings.push({
      rule: 'ExposeProtoCasing',
      message: `Defined protocol '${item}' in EXPOSE instruction should be lowercase`,
      range,
    });
  }
  return warnings;
}

function repeated(instructions: readonly Instruction[]): LintWarning[] {
  return (['cmd', 'entrypoint', 'healthcheck'] as const).flatMap((kind) => {
    const all = instructions.filter((instruction) => instruction.kind === kind);
    return all.slice(0, -1).map(({ node }) => ({
      rule: 'MultipleInstructionsDisallowed',
      message: `Multiple ${kind.toUpperCase()} instructions should not be used in the same stage because only the last one will be used`,
      range: node.range,
    }));
  });
}

/** Variables that nothing sets, in instructions that expand them. */
function lintVariables(
  { stages, meta, file }: LintInput,
  needed: ReadonlySet<number>,
  imageEnv: (reference: string) => readonly string[],
): LintWarning[] {
  const known = new Map<number, Set<string>>();
  return stages.stages.flatMap((stage) => {
    const reference = processWordOr(stage.from.image, meta, file.escape);
    const base = findStage(stages.stages, reference, stage.index);
    const names = new Set(
      base === undefined ? imageEnv(reference).map((pair) => pair.split('=')[0] ?? '') : known.get(base.index),
    );
    names.add('PATH');
    known.set(stage.index, names);
    const found = stage.instructions.flatMap((instruction) => undefinedIn(instruction, names, file.escape));
    return needed.has(stage.index) ? found : [];
  });
}

function processWordOr(text: string, lookup: Lookup, escape: '\\' | '`'): string {
  try {
    return processWord(text, lookup, { escape }).word;
  } catch (error) {
    if (error instanceof LexError) return text;
    throw error;
  }
}

function undefinedIn(instruction: Instruction, names: Set<string>, escape: '\\' | '`'): LintWarning[] {
  const texts = expandedTexts(instruction);
  const missing = new Set(
    texts.flatMap((text) => [...unmatchedIn(text, (name) => (names.has(name) ? '' : undefined), escape)]),
  );
  const meant = (name: string): string => suggest(name, [...names]).replace('(did you mean ', '(did you mean $');
  const found = [...missing].map((name) => ({
    rule: 'UndefinedVar',
    message: `Usage of undefined variable '$${name}'${meant(name)}`,
    range: instruction.node.range,
  }));
  for (const name of declaredBy(instruction)) names.add(name);
  return found;
}

function declaredBy(instruction: Instruction): string[] {
  if (instruction.kind === 'arg') return instruction.args.map(({ key }) => key);
  return instruction.kind === 'env' ? instruction.pairs.map(({ key }) => key) : [];
}

function sourceText(source: string | InlineSource): string {
  if (typeof source === 'string') return source;
  return source.heredoc.expand ? source.heredoc.content : '';
}

function expandedTexts(instruction: Instruction): string[] {
  switch (instruction.kind) {
    case 'env':
    case 'label':
      return instruction.pairs.map(({ value }) => value);
    case 'copy':
    case 'add':
      return [...instruction.sources.map(sourceText), instruction.destination];
    case 'workdir':
    case 'user':
    case 'stopsignal':
      return [instruction.text];
    case 'expose':
    case 'volume':
      return [...instruction.items];
    default:
      return [];
  }
}

/** `# check=skip=A,B;error=true`. */
export function checkSettings(file: Dockerfile): { skip: (rule: string) => boolean; error: boolean } {
  const value = file.directives.find(({ name }) => name === 'check')?.value ?? '';
  const settings = new Map(
    value.split(';').map((part): [string, string] => {
      const at = part.indexOf('=');
      return [part.slice(0, at).trim(), part.slice(at + 1).trim()];
    }),
  );
  const skipped = (settings.get('skip') ?? '').split(',').map((rule) => rule.trim().toLowerCase());
  return {
    skip: (rule) => skipped.includes('all') || skipped.includes(rule.toLowerCase()),
    error: settings.get('error') === 'true',
  };
}
