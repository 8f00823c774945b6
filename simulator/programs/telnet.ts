/** telnet(1), as people use it: to see whether a port answers. Option negotiation is passed over. */
import { applet, Failure, gnu, UsageError, type Tool } from './command/tool.ts';
import { relay } from './net/relay.ts';
import { dial, lookUp } from './wget/fetch.ts';

const ESCAPE = 0x1d;

/** Without the commands that begin with byte 255. */
function withoutCommands(chunk: Uint8Array): Uint8Array {
  if (!chunk.includes(255)) return chunk;
  const kept: number[] = [];
  for (let at = 0; at < chunk.length; at++) {
    const byte = chunk[at] ?? 0;
    if (byte !== 255) kept.push(byte);
    else if ((chunk[at + 1] ?? 0) >= 251) at += 2;
    else at++;
  }
  return Uint8Array.from(kept);
}

async function main(t: Tool): Promise<number> {
  const { operands } = t.parse([
    ['-l USER', ''],
    ['-a', ''],
    ['-4', ''],
    ['-6', ''],
    ['-e CHAR', ''],
  ]);
  const [host, port = '23'] = operands;
  if (host === undefined) throw new UsageError('');
  const { addresses } = await lookUp(t.p, host);
  if (addresses.length === 0)
    throw new Failure(
      t.busybox ? `bad address '${host}'` : `could not resolve ${host}/${port}: Name or service not known`,
    );
  const ordered = t.busybox ? addresses.filter((address) => !address.includes(':')) : addresses;
  for (const [index, address] of ordered.entries()) {
    if (!t.busybox) await t.print(`Trying ${address}...\n`);
    await t.out.flush();
    const connection = await dial(t.p, address, Number(port), Infinity);
    if (connection === 'late') continue;
    if (!('read' in connection)) {
      if (index < ordered.length - 1) continue;
      throw new Failure(
        t.busybox
          ? `can't connect to remote host (${address}): ${connection.message}`
          : `Unable to connect to remote host: ${connection.message}`,
      );
    }
    if (t.busybox)
      await t.p.stderr.write(`Connected to ${host}\n\nEntering character mode\nEscape character is '^]'.\n\n`);
    else await t.print(`Connected to ${host}.\nEscape character is '^]'.\n`);
    await t.out.flush();
    const failure = await relay(t.p, connection, {
      endOnEof: false,
      incoming: withoutCommands,
      outgoing: (chunk) => (chunk.includes(ESCAPE) ? undefined : chunk),
    });
    if (t.busybox) await t.p.stderr.write('Connection closed by foreign host\r\n');
    else await t.p.stderr.write(failure === undefined ? 'Connection closed by foreign host.\n' : `${failure}\n`);
    return 1;
  }
  return 1;
}

export default gnu(main, { help: { usage: '[OPTION...] [HOST [PORT]]', about: 'Login to remote system HOST.' } });
export const busybox = applet(main, {
  help: { usage: '[-a] [-l USER] HOST [PORT]', about: 'Connect to telnet server' },
});
