/**
 * undo(1) and redo(1) on the learner's own terminal: no such commands exist elsewhere. They ask the terminal to bring the
 * machine back to where it was some commands ago, or to do those commands again (OSC 633 ; P, as code(1) does).
 */
import type { Program } from '../kernel/abi.ts';

const TERMINAL = 'Drydock';

const undo: Program = async (p) => {
  const name = p.args[0]?.replace(/^.*\//, '') ?? 'undo';
  const [count = '1', ...more] = p.args.slice(1);
  if (more.length > 0 || !/^[1-9]\d{0,3}$/.test(count) || (name === 'redo' && p.args.length > 1)) {
    await p.stderr.write(name === 'redo' ? 'Usage: redo\n' : 'Usage: undo [COMMANDS]\n');
    return 1;
  }
  if (p.env.get('TERM_PROGRAM') !== TERMINAL || !p.isatty(1)) {
    await p.stderr.write(`${name}: this terminal cannot go back in time\n`);
    return 1;
  }
  await p.stdout.write(`\x1b]633;P;${name === 'redo' ? 'Redo' : `Undo=${count}`}\x07`);
  return 0;
};

export default undo;
