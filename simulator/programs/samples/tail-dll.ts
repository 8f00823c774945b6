/** Tail.dll DIRECTORY FILE: the last line of a file, each time it changes. */
import type { Process } from '../../kernel/abi.ts';

export default async function tailDll(p: Process): Promise<number> {
  const [directory = '.', name = ''] = p.args.slice(2);
  const file = `${directory}/${name}`;
  const say = async (): Promise<void> => {
    const last = p.fs
      .readText(file)
      .split('\n')
      .filter((line) => line.trim() !== '')
      .at(-1);
    await p.stdout.write(`${last ?? ''}\n`);
  };
  p.onSignal('TERM', () => p.exit(0));
  p.onSignal('INT', () => p.exit(0));
  await say();
  let changed = false;
  p.fs.watch(file, () => {
    changed = true;
  });
  for (;;) {
    // The real one polls, too.
    await p.sleep(1000);
    if (!changed) continue;
    changed = false;
    await say();
  }
}
