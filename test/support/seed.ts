/**
 * Properties draw the same examples on every run, so that a change fails for what it changed and not by chance.
 * `DRYDOCK_SEED=random npm test` (or a number) draws others: a longer search for what nobody thought of.
 */
import fc from 'fast-check';

const wanted = process.env['DRYDOCK_SEED'] ?? '20261201';

if (wanted !== 'random') fc.configureGlobal({ seed: Number(wanted) });
