/** /proc/PID/net: interfaces and sockets of the network namespace of the process. */
import type { NetInterface } from '../../kernel/abi.ts';
import type { NetNamespace } from '../../kernel/kernel.ts';
import type { DirectoryTemplate, FileTemplate, Slots } from '../pseudo.ts';

/** The largest packet: traffic is known in bytes, and packets are told as if all were full. */
const MTU = 1500;

export function netDirectory(net: (at: Slots) => NetNamespace): DirectoryTemplate {
  const file = (read: (net: NetNamespace) => string): FileTemplate => ({ kind: 'file', read: (at) => read(net(at)) });
  return {
    kind: 'directory',
    children: {
      dev: file((namespace) => DEV_HEADER + namespace.interfaces().map(deviceLine).join('')),
      tcp: file((namespace) => SOCKETS_HEADER + sockets(namespace, 'tcp')),
      tcp6: file(() => SOCKETS6_HEADER),
      udp: file((namespace) => SOCKETS_HEADER + sockets(namespace, 'udp')),
      udp6: file(() => SOCKETS6_HEADER),
      unix: file(() => 'Num       RefCount Protocol Flags    Type St Inode Path\n'),
    },
  };
}

const DEV_HEADER = `Inter-|   Receive                                                |  Transmit
 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
`;

function deviceLine({ name, rxBytes, txBytes }: NetInterface): string {
  const half = (bytes: number) =>
    `${String(bytes).padStart(7)} ${String(Math.ceil(bytes / MTU)).padStart(7)}    0    0    0     0          0`;
  return `${name.padStart(6)}: ${half(rxBytes)}         0 ${half(txBytes)}\n`;
}

const SOCKETS_HEADER =
  '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode'.padEnd(149) + '\n';
const SOCKETS6_HEADER =
  '  sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n';

function sockets(namespace: NetNamespace, protocol: 'tcp' | 'udp'): string {
  const state = protocol === 'tcp' ? '0A' : '07';
  return namespace
    .listening()
    .filter((socket) => socket.protocol === protocol)
    .map(({ address, port }, number) => {
      const head = `${String(number).padStart(4)}: ${hexAddress(address)}:${port.toString(16).toUpperCase().padStart(4, '0')} 00000000:0000 ${state}`;
      return (
        `${head} 00000000:00000000 00:00000000 00000000     0        0 ${10000 + port} 1 0000000000000000 100 0 0 10 0`.padEnd(
          149,
        ) + '\n'
      );
    })
    .join('');
}

/** IPv4 in the byte order of the machine: 127.0.0.1 is 0100007F. */
function hexAddress(address: string): string {
  const bytes = address.split('.').map(Number);
  if (bytes.length !== 4) return '00000000';
  return bytes
    .reverse()
    .map((byte) => byte.toString(16).toUpperCase().padStart(2, '0'))
    .join('');
}
