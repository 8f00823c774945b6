/**
 * code(1) on the learner's own terminal: asks the terminal to open a file in its editor, by the sequence with which
 * shells tell such terminals of their properties (OSC 633 ; P). Other terminals have no editor.
 */
import type { Program } from '../kernel/abi.ts';

const TERMINAL = 'Drydock';

const code: Program = async (p) => {
  const [file] = p.args.slice(1).filter((arg) => !arg.startsWith('-'));
  if (file === undefined) {
    await p.stderr.write('Usage: code FILE\n');
    return 1;
  }
  if (p.env.get('TERM_PROGRAM') !== TERMINAL || !p.isatty(1)) {
    await p.stderr.write('code: this terminal has no editor\n');
    return 1;
  }
  const path = file.startsWith('/') ? file : `${p.cwd().replace(/\/$/, '')}/${file}`;
  const shown = p.fs.exists(path) ? p.fs.realpath(path) : path;
  await p.stdout.write(`\x1b]633;P;Open=${encodeURIComponent(shown)}\x07`);
  return 0;
};

export default code;
