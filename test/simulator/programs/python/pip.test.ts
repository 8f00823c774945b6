/** pip over the simulated index: what it chooses, in which order it installs, and how it fails. */
import { describe, expect, it } from 'vitest';
import { findRelease } from '../../../../simulator/programs/python/pip/index.ts';
import { readRequirement, RequirementError } from '../../../../simulator/programs/python/pip/requirement.ts';
import { compareVersions, readClauses, satisfies } from '../../../../simulator/programs/python/pip/version.ts';
import { onMachine } from '../../../support/whole-machine.ts';

const fits = (version: string, clauses: string) => satisfies(version, readClauses(clauses) ?? []);

describe('versions', () => {
  it('are ordered by numbers, with pre-releases before and post-releases after', () => {
    const ordered = ['1.0.dev1', '1.0a1', '1.0b2', '1.0rc1', '1.0', '1.0.post1', '1.0.1', '1.2', '1.10', '2'];
    expect([...ordered].reverse().sort(compareVersions)).toEqual(ordered);
  });

  it('are matched as PEP 440 says', () => {
    expect([fits('0.79.1', '~=0.79'), fits('1.0', '~=0.79'), fits('0.80', '~=0.79.0')]).toEqual([true, false, false]);
    expect([fits('2.1.3', '==2.1.*'), fits('2.2', '==2.1.*'), fits('2.2', '!=2.1.*'), fits('2.0', '==2')]).toEqual([true, false, true, true]); // prettier-ignore
  });

  it('of a pin that the list lacks are there below the newest, not above it', () => {
    expect(findRelease('Flask', readClauses('==2.0.1') ?? [])?.version).toBe('2.0.1');
    expect(findRelease('requests', readClauses('==2.29.0') ?? [])?.version).toBe('2.29.0');
    expect(findRelease('flask', readClauses('==99') ?? [])).toBeUndefined();
    expect(findRelease('no-such-project', [])).toBeUndefined();
  });
});

describe('requirements', () => {
  it('have a name, extras and clauses', () => {
    const { name, extras, specifier } = readRequirement('uvicorn[standard] >= 0.12, <1 ; python_version > "3"');
    expect({ name, extras, specifier }).toEqual({ name: 'uvicorn', extras: ['standard'], specifier: '>=0.12,<1' });
    expect(() => readRequirement('flask=1.0')).toThrow(RequirementError);
  });
});

describe('pip', () => {
  it('installs leaves first, tells what is there, and takes it away again', async () => {
    await onMachine(async (machine, sh) => {
      await machine.start();
      const text = await sh(
        'docker run --rm python:3.12-slim sh -c "pip install flask; pip install flask; pip freeze; ls /usr/local/bin/flask; pip uninstall -y flask; ls /usr/local/bin/flask" 2>/dev/null',
      );
      expect(text).toContain('Collecting markupsafe>=2.1.1 (from flask)');
      expect(text).toMatch(/\nInstalling collected packages: markupsafe, itsdangerous, click, blinker, werkzeug, jinja2, flask\nSuccessfully installed blinker-\S+ click-\S+ flask-/); // prettier-ignore
      expect(text).toMatch(/Requirement already satisfied: flask in \/usr\/local\/lib\/python3.12\/site-packages \(\d/);
      expect(text).toMatch(/\nJinja2==\d/);
      expect(text.match(/^\/usr\/local\/bin\/flask$/gm)).toHaveLength(1);
    });
  });

  it('retries without network, and says what it looked for', async () => {
    await onMachine(async (machine, sh) => {
      await machine.start();
      const text = await sh('docker pull -q python:3.12-slim; docker run --rm --network none python:3.12-slim pip install requests'); // prettier-ignore
      expect(text.match(/^WARNING: Retrying \(Retry\(total=\d/gm)).toHaveLength(5);
      expect(text).toContain('ERROR: Could not find a version that satisfies the requirement requests (from versions: none)\nERROR: No matching distribution found for requests\n'); // prettier-ignore
    });
  });
});
