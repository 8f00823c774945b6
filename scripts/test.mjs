/**
 * `npm test`: everything that must hold, each part printed as it ends. The last line says how many checks and tests
 * passed, failed and were skipped; the exit status is 0 only if none failed.
 *
 *     npm test                    all of it
 *     npm test -- lint vitest     only the parts whose names contain one of these words
 *
 * A part is a check that a tool makes (types, lint, format, import directions), or `vitest`, which counts its tests.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';

/** @typedef {{ name: string, command: readonly string[] }} Check */
/** @typedef {{ passed: number, failed: number, skipped: number }} Count */

/** @type {readonly Check[]} */
const CHECKS = [
  { name: 'types: simulator', command: ['tsc', '-p', 'simulator'] },
  { name: 'types: page and lessons', command: ['svelte-check', '--tsconfig', 'tsconfig.json', '--fail-on-warnings'] },
  { name: 'types: node, scripts, benchmarks', command: ['tsc', '-p', 'node'] },
  { name: 'types: tests', command: ['tsc', '-p', 'test'] },
  { name: 'lint', command: ['eslint', '.', '--cache', '--cache-location', '.cache/eslint/', '--cache-strategy', 'content'] },
  { name: 'format', command: ['prettier', '--check', '--log-level', 'warn', '--cache', '--cache-location', '.cache/prettier', '.'] },
  {
    name: 'import directions',
    command: ['depcruise', '--config', '.dependency-cruiser.mjs', 'simulator', 'lessons', 'src', 'node'],
  },
]; // prettier-ignore

const RESULTS = '.cache/vitest.json';

/**
 * Runs a tool of node_modules/.bin.
 * @param {readonly string[]} command
 * @param {boolean} shown whether it writes to this terminal; else what it writes is in the answer
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
async function run([tool = '', ...args], shown) {
  return new Promise((resolve) => {
    const path = `node_modules/.bin/${tool}${process.platform === 'win32' ? '.cmd' : ''}`;
    const child = spawn(path, args, { stdio: ['ignore', shown ? 'inherit' : 'pipe', shown ? 'inherit' : 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text) => (output += text));
    child.on('error', (error) => resolve({ ok: false, output: error.message }));
    child.on('close', (code) => resolve({ ok: code === 0, output }));
  });
}

/**
 * Two checks at a time: each of them keeps one processor busy.
 * @param {readonly Check[]} checks
 * @returns {Promise<Count>}
 */
async function runChecks(checks) {
  const waiting = [...checks];
  const count = { passed: 0, failed: 0, skipped: 0 };
  const lane = async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      const begun = performance.now();
      const { ok, output } = await run(check.command, false);
      const seconds = ((performance.now() - begun) / 1000).toFixed(1);
      console.log(`${ok ? 'passed' : 'FAILED'}  ${check.name} (${seconds} s)`);
      if (!ok) console.log(output.trimEnd());
      count[ok ? 'passed' : 'failed'] += 1;
    }
  };
  await Promise.all([lane(), lane()]);
  return count;
}

/** @returns {Promise<Count>} */
async function runTests() {
  rmSync(RESULTS, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${RESULTS}`];
  const { ok } = await run(['vitest', 'run', ...reporters], true);
  /** @type {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number } | undefined} */
  let results;
  try {
    results = JSON.parse(readFileSync(RESULTS, 'utf8'));
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
  if (results === undefined) return { passed: 0, failed: 1, skipped: 0 };
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = results;
  // A file that cannot be loaded, or an error outside of every test, fails the run without failing a test.
  const failed = ok ? 0 : Math.max(1, numFailedTests);
  return { passed: numPassedTests, failed, skipped: numPendingTests + numTodoTests };
}

async function main() {
  mkdirSync('.cache', { recursive: true });
  const words = process.argv.slice(2);
  /** @param {string} name */
  const chosen = (name) => words.length === 0 || words.some((word) => name.includes(word));
  const checks = await runChecks(CHECKS.filter((check) => chosen(check.name)));
  const tests = chosen('vitest') ? await runTests() : { passed: 0, failed: 0, skipped: 0 };
  const passed = checks.passed + tests.passed;
  const failed = checks.failed + tests.failed;
  console.log(`${passed} passed, ${failed} failed, ${tests.skipped} skipped`);
  process.exitCode = failed === 0 ? 0 : 1;
}

await main();
