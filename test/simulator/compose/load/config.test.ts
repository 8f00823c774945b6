/** The loader against `docker compose config` of the real Compose 2.40 (config-cases.json holds what it printed). */
import { describe, expect, it } from 'vitest';
import {
  loadModel,
  toProject,
  withEnvironments,
  withoutUnusedResources,
} from '../../../../simulator/compose/load/load.ts';
import type { Source } from '../../../../simulator/compose/load/source.ts';
import { toIndentedJson } from '../../../../simulator/compose/load/json.ts';
import { emitYaml } from '../../../../simulator/compose/load/yaml/emit.ts';
import { encodeProject } from '../../../../simulator/compose/model/project.ts';
import { parseDotenv } from '../../../../simulator/compose/load/dotenv.ts';
import { absolute, variablesOf } from '../../../../simulator/compose/load/source.ts';
import recorded from './config-cases.json';

interface Case {
  readonly title: string;
  readonly files: Readonly<Record<string, string>>;
  readonly args: string;
  readonly env: Readonly<Record<string, string>>;
  readonly stdout: string;
  readonly stderr: string;
}
const CASES: readonly Case[] = recorded.cases.map((each) => ({
  ...each,
  files: Object.fromEntries(Object.entries(each.files).map(([name, text]) => [name, text ?? ''])),
  env: Object.fromEntries(Object.entries(each.env).map(([name, text]) => [name, text ?? ''])),
}));

/** These ask the command, not the loader. */
const OF_THE_COMMAND = /^--env-file missing$|^bad \.env/;
const LAB = '/root/lab';

function memorySource(files: Readonly<Record<string, string>>, warnings: string[]): Source {
  const at = (path: string): string | undefined => files[path.replace(`${LAB}/`, '')];
  return {
    read: (path) => {
      const text = at(path);
      if (text === undefined) throw new Error(`open ${path}: no such file or directory`);
      return text;
    },
    kind: (path) => (at(path) === undefined ? undefined : 'file'),
    cwd: LAB,
    home: '/root',
    warn: (text) => void warnings.push(text),
  };
}

function config({ files, args, env }: Case): { stdout: string; error: string; warnings: string[] } {
  const warnings: string[] = [];
  const source = memorySource(files, warnings);
  const value = (flag: string): string[] =>
    [...args.matchAll(new RegExp(`${flag} (\\S+)`, 'g'))].map((found) => found[1] ?? '');
  const names =
    value('-f').length > 0 ? value('-f') : ['compose.yaml', 'compose.override.yaml'].filter((name) => name in files);
  const [dotenv = '.env'] = value('--env-file');
  const shell = new Map(Object.entries(env));
  const variables = new Map([...parseDotenv(files[dotenv] ?? '', variablesOf(shell), source.warn), ...shell]);
  const [given] = value('-p');
  const options = {
    files: names.map((name) => absolute(name, LAB)),
    workingDirectory: LAB,
    env: variables,
    name: given ?? 'lab',
    nameIsFixed: given !== undefined,
    profiles: value('--profile'),
  };
  try {
    const loaded = toProject(options, loadModel(source, options));
    const project = withEnvironments(source, withoutUnusedResources(loaded), true);
    const json = args.includes('--format json');
    const encoded = encodeProject(project, json ? 'json' : 'yaml');
    const text = json ? toIndentedJson(new Map([...encoded].sort(([a], [b]) => (a < b ? -1 : 1)))) : emitYaml(encoded);
    return { stdout: text.replaceAll('$', '$$$$'), error: '', warnings };
  } catch (error) {
    if (!(error instanceof Error) || error instanceof TypeError) throw error;
    return { stdout: '', error: error.message, warnings };
  }
}

describe('docker compose config', () => {
  it.each(CASES.filter(({ title }) => !OF_THE_COMMAND.test(title)))('$title', (each) => {
    const { stdout, error } = config(each);
    const lines = each.stderr.split('\n').filter((line) => !line.startsWith('time='));
    expect({ stdout, error: error.trimEnd() }).toEqual({ stdout: each.stdout, error: lines.join('\n').trimEnd() });
  });
});
