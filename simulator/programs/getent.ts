/** getent(1): entries of passwd, group, hosts, services and protocols. */
import { isSysError } from '../kernel/errno.ts';
import { Failure, gnu, type Tool } from './command/tool.ts';
import { hostsEntries, isAddress } from './net/dns.ts';

function file(t: Tool, path: string): string[] {
  try {
    return t.p.fs
      .readText(path)
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
  } catch (error) {
    if (isSysError(error)) return [];
    throw error;
  }
}

/** Lines of a colon-separated file by name or number. */
async function colon(t: Tool, path: string, keys: readonly string[]): Promise<number> {
  const all = file(t, path);
  if (keys.length === 0) for (const line of all) await t.print(`${line}\n`);
  let status = 0;
  for (const key of keys) {
    const found = all.find((line) => {
      const [name, , number] = line.split(':');
      return name === key || (number === key && /^\d+$/.test(key));
    });
    if (found === undefined) status = 2;
    else await t.print(`${found}\n`);
  }
  return status;
}

async function resolve(t: Tool, name: string): Promise<string[]> {
  try {
    return await t.p.net.resolve(name);
  } catch (error) {
    if (isSysError(error)) return [];
    throw error;
  }
}

async function hosts(t: Tool, keys: readonly string[]): Promise<number> {
  if (keys.length === 0)
    for (const { address, names } of hostsEntries(t.p)) await t.print(`${address.padEnd(15)} ${names.join(' ')}\n`);
  let status = 0;
  for (const key of keys) {
    const listed = isAddress(key) ? hostsEntries(t.p).find((entry) => entry.address === key) : undefined;
    const [address] = isAddress(key) ? (listed === undefined ? [] : [key]) : await resolve(t, key);
    if (address === undefined) status = 2;
    else
      await t.print(
        `${address.padEnd(15)} ${(listed?.names ?? hostsEntries(t.p).find((entry) => entry.address === address && entry.names.includes(key))?.names ?? [key]).join(' ')}\n`,
      );
  }
  return status;
}

async function allHosts(t: Tool, keys: readonly string[]): Promise<number> {
  let status = 0;
  for (const key of keys) {
    const addresses = await resolve(t, key);
    if (addresses.length === 0) status = 2;
    for (const [index, address] of addresses.entries()) {
      await t.print(
        `${address.padEnd(15)} STREAM ${index === 0 ? key : ''}\n${address.padEnd(15)} DGRAM  \n${address.padEnd(15)} RAW    \n`,
      );
    }
  }
  return status;
}

async function main(t: Tool): Promise<number> {
  const { operands } = t.parse([
    ['-i, --no-idn', ''],
    ['-s, --service=CONFIG', ''],
  ]);
  const [database, ...keys] = operands;
  const hint = "Try `getent --help' or `getent --usage' for more information.";
  if (database === undefined) throw new Failure(`wrong number of arguments\n${hint}`, 1);
  switch (database) {
    case 'passwd':
    case 'group':
    case 'shadow':
      return colon(t, `/etc/${database}`, keys);
    case 'hosts':
      return hosts(t, keys);
    case 'ahosts':
    case 'ahostsv4':
      return allHosts(t, keys);
    case 'services':
    case 'protocols':
    case 'networks':
      return colon(t, `/etc/${database}`, keys);
    default:
      await t.p.stderr.write(`Unknown database: ${database}\n${hint}\n`);
      return 1;
  }
}

export default gnu(main, {
  help: { usage: '[OPTION...] database [key ...]', about: 'Get entries from administrative database.' },
});
