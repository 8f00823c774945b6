/** systemctl(1) and its like where systemd is not process 1, as in containers and on the learner's machine: they refuse. */
import type { Process } from '../kernel/abi.ts';
import { baseName } from './text/paths.ts';

export default async function systemctl(p: Process): Promise<number> {
  const args = p.args.slice(1);
  const name = baseName(p.args[0] ?? 'systemctl');
  if (args.includes('--version')) {
    await p.stdout.write('systemd 252 (252.39-1~deb12u1)\n');
    return 0;
  }
  if (name === 'journalctl') {
    await p.stderr.write('No journal files were found.\n');
    await p.stdout.write('-- No entries --\n');
    return 0;
  }
  if (args.includes('is-enabled') || args.includes('is-active')) {
    await p.stdout.write(args.includes('is-active') ? 'offline\n' : '');
    return args.includes('is-active') ? 3 : 1;
  }
  // Units are enabled and disabled by links alone, so that works without a bus; here there are no unit files.
  const [verb, unit] = args.filter((word) => !word.startsWith('-'));
  if ((verb === 'enable' || verb === 'disable') && unit !== undefined) {
    await p.stderr.write(
      `Failed to ${verb} unit: Unit file ${unit.includes('.') ? unit : `${unit}.service`} does not exist.\n`,
    );
    return 1;
  }
  await p.stderr.write(
    "System has not been booted with systemd as init system (PID 1). Can't operate.\nFailed to connect to bus: Host is down\n",
  );
  return 1;
}
