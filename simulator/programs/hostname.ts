/** hostname(1) of Debian and of busybox; also dnsdomainname and its relatives. */
import { isSysError } from '../kernel/errno.ts';
import { applet, Failure, gnu, type Tool } from './command/tool.ts';
import { baseName } from './text/paths.ts';

const help = {
  usage: ['[-b] {hostname|-F file}', '[-a|-A|-d|-f|-i|-I|-s|-y]', ''],
  about: 'Show or set the system host name.',
  options: [
    ['-a, --alias', 'alias names'],
    ['-A, --all-fqdns', 'all long host names (FQDNs)'],
    ['-b, --boot', 'set default hostname if none available'],
    ['-d, --domain', 'DNS domain name'],
    ['-f, --fqdn, --long', 'long host name (FQDN)'],
    ['-F, --file=FILE', 'read host name or NIS domain name from given file'],
    ['-i, --ip-address', 'addresses for the host name'],
    ['-I, --all-ip-addresses', 'all addresses for the host'],
    ['-s, --short', 'short host name'],
    ['-y, --yp, --nis', 'NIS/YP domain name'],
  ],
} as const;
const busyboxHelp = {
  usage: '[-sidf] [HOSTNAME | -F FILE]',
  about: 'Show or set hostname or DNS domain name',
  options: [
    ['-s', 'Short'],
    ['-i', 'Addresses for the hostname'],
    ['-d', 'DNS domain name'],
    ['-f', 'Fully qualified domain name'],
    ['-F FILE', "Use FILE's content as hostname"],
  ],
} as const;

async function addresses(t: Tool, name: string): Promise<string[]> {
  try {
    return await t.p.net.resolve(name);
  } catch (error) {
    if (isSysError(error)) return [];
    throw error;
  }
}

/** The first name of the line of /etc/hosts that has the name: what looking the name up answers with. */
function canonicalName(t: Tool, name: string): string {
  let text: string;
  try {
    text = t.p.fs.readText('/etc/hosts');
  } catch (error) {
    if (isSysError(error)) return name;
    throw error;
  }
  for (const line of text.split('\n')) {
    const [, ...names] = line.replace(/#.*/, '').trim().split(/\s+/);
    if (names.includes(name)) return names[0] ?? name;
  }
  return name;
}

function set(t: Tool, name: string): number {
  try {
    t.p.net.setHostname(name.trim());
    return 0;
  } catch (error) {
    if (!isSysError(error)) throw error;
    throw new Failure(t.busybox ? `sethostname: ${error.message}` : 'you must be root to change the host name');
  }
}

async function main(t: Tool): Promise<number> {
  const called = t.busybox ? t.name : baseName(t.p.args[0] ?? '');
  const { options, operands } = t.parse();
  const name = t.p.net.hostname();
  const file = options.findLast(({ key }) => key === 'F')?.value;
  if (file !== undefined) {
    const line = t.p.fs
      .readText(file)
      .split('\n')
      .find((each) => each.trim() !== '' && !each.startsWith('#'));
    return set(t, line ?? '');
  }
  if (operands[0] !== undefined) return set(t, operands[0]);
  const key =
    called === 'dnsdomainname'
      ? 'd'
      : called === 'domainname' || called === 'nisdomainname' || called === 'ypdomainname'
        ? 'y'
        : options.at(-1)?.key;
  const fullName = key === 'd' || key === 'f' ? canonicalName(t, name) : name;
  const domain = fullName.includes('.') ? fullName.slice(fullName.indexOf('.') + 1) : '';
  if (key === 'i') {
    const found = await addresses(t, name);
    if (found.length === 0) throw new Failure(t.busybox ? `${name}: Unknown host` : 'Name or service not known');
    await t.print(`${found.join(' ')}${t.busybox ? '' : ''}\n`);
  } else if (key === 'I') {
    const own = t.p.net
      .interfaces()
      .filter((it) => !it.loopback && it.address !== undefined)
      .map((it) => it.address ?? '');
    await t.print(`${own.map((address) => `${address} `).join('')}\n`);
  } else if (key === 's') await t.print(`${name.split('.')[0] ?? ''}\n`);
  else if (key === 'd') {
    if (domain !== '' || !t.busybox) await t.print(domain === '' ? '' : `${domain}\n`);
  } else if (key === 'y') await t.print('(none)\n');
  else if (key === 'a' || key === 'A') await t.print('\n');
  else await t.print(`${fullName}\n`);
  return 0;
}

export default gnu(main, { help });
export const busybox = applet(main, { help: busyboxHelp });
