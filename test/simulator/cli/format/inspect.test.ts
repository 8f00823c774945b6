import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inspect } from '../../../../simulator/cli/format/inspect.ts';
import { TypeTable } from '../../../../simulator/cli/format/template/typed.ts';
import { CONTAINER_TYPES } from '../../../../simulator/cli/format/types/container.ts';
import { StatusError } from '../../../../simulator/cli/status-error.ts';

const direct = { load: <T>(module: () => Promise<T>): Promise<T> => module() };

interface Recorded {
  inspect: unknown;
  results: { template: string; stdout: string; stderr: string; status: number }[];
}

/** Recorded from the real docker by test/recorders/docker-templates.mjs. */
const recorded: Recorded = JSON.parse(readFileSync(new URL('../data/templates.json', import.meta.url), 'utf8'));
const types = new TypeTable(CONTAINER_TYPES);

async function run(template: string): Promise<{ stdout: string; stderr: string; status: number }> {
  try {
    const typed = () => types.decode('*container.InspectResponse', recorded.inspect);
    const { text, errors } = await inspect(direct, ['x'], template, async () => ({ raw: recorded.inspect, typed }));
    return { stdout: text, stderr: errors.map((each) => `${each}\n`).join(''), status: errors.length > 0 ? 1 : 0 };
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
    return { stdout: '', stderr: `${error.message}\n`, status: error.status };
  }
}

/** Pointers print as addresses, which differ with every run of the real thing. */
const withoutAddresses = (text: string) => text.replace(/0xc[0-9a-f]{9}/g, '<address>');

describe('inspect --format, as recorded', () => {
  it.each(recorded.results.map((each) => [each.template, each] as const))('%s', async (_name, expected) => {
    const got = await run(expected.template);
    expect({ ...got, stdout: withoutAddresses(got.stdout) }).toEqual({
      stdout: withoutAddresses(expected.stdout),
      stderr: expected.stderr,
      status: expected.status,
    });
  });
});
