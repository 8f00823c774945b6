/**
 * mysqld and mariadbd. One process; no TLS, replication, stored programs, triggers, events or plugins. What it cannot do
 * it refuses.
 */
import type { Process } from '../../../kernel/abi.ts';
import { serverProduct } from '../installed-product.ts';
import type { Product } from '../engine/product.ts';
import { defaultVariables } from '../engine/variables.ts';
import { readUsers } from '../../users/accounts.ts';
import { ServerLog } from './log.ts';
import { BadOption, readServerOptions, type ServerOptions } from './options.ts';
import { Server } from './server.ts';

function versionLine(p: Process, product: Product): string {
  const os = product.name === 'MariaDB' ? 'debian-linux-gnu' : 'Linux';
  return `${product.name === 'MariaDB' ? (p.args[0] ?? 'mariadbd') : p.executable}  Ver ${product.version} for ${os} on x86_64 (${product.comment})\n`; // prettier-ignore
}

async function help(p: Process, product: Product, options: ServerOptions): Promise<void> {
  const variables = defaultVariables(product, options);
  const rows = [...variables].map(([name, value]) => `${name.replaceAll('_', '-').padEnd(57)} ${value}\n`).sort();
  await p.stdout.write(`${versionLine(p, product)}\nUsage: ${p.args[0] ?? 'mysqld'} [OPTIONS]\n\n${rows.join('')}`);
}

/** Root becomes the account that the options name. False after the log has said why not. */
async function dropPrivileges(p: Process, options: ServerOptions, log: ServerLog): Promise<boolean> {
  if (p.credentials.uid !== 0 || options.user === 'root') return true;
  const account = readUsers(p.fs).find(({ name }) => name === options.user);
  if (account === undefined) {
    const text = options.user === undefined ? 'Fatal error: Please read "Security" section of the manual to find out how to run mysqld as root!' : `Fatal error: Can't change to run as user '${options.user}' ;  Please check that the user exists!`; // prettier-ignore
    await log.say({ level: 'ERROR', code: options.user === undefined ? 'MY-010123' : 'MY-010124', text });
    await log.say({ level: 'ERROR', code: 'MY-010119', text: 'Aborting' });
    return false;
  }
  p.setCredentials({ uid: account.uid, gid: account.gid, groups: [account.gid] });
  return true;
}

async function serve(
  p: Process,
  product: Product,
  options: ServerOptions,
  ready: () => Promise<void>,
): Promise<number> {
  const server = new Server(p, product, options, new ServerLog(p, product));
  if (!(await server.start())) return 1;
  await ready();
  await server.run();
  return 0;
}

/** Ends once the server, a child in a session of its own, takes connections or has given up. */
async function daemonize(p: Process, product: Product, options: ServerOptions): Promise<number> {
  const { read, write } = p.pipe();
  const name = p.executable.slice(p.executable.lastIndexOf('/') + 1);
  p.fork(
    async (child) => {
      child.close(read);
      return serve(child, product, options, async () => {
        await child.write(write, '!');
        child.close(write);
      });
    },
    { newSession: true, name },
  );
  p.close(write);
  return (await p.read(read, 1)).length > 0 ? 0 : 1;
}

export default async function mysqld(p: Process): Promise<number> {
  const product = serverProduct(p);
  const log = new ServerLog(p, product);
  let options: ServerOptions;
  try {
    options = readServerOptions(p, product);
  } catch (error) {
    if (!(error instanceof BadOption)) throw error;
    await log.say({ level: 'ERROR', code: 'MY-000067', text: `${error.message}.` });
    await log.say({ level: 'ERROR', code: 'MY-010119', text: 'Aborting' });
    return 1;
  }
  if (options.task === 'version') {
    await p.stdout.write(versionLine(p, product));
    return 0;
  }
  if (options.task === 'help') {
    await help(p, product, options);
    return 0;
  }
  if (!(await dropPrivileges(p, options, log))) return 1;
  if (options.task !== 'serve') {
    const server = new Server(p, product, options, log);
    return (await server.initialize(options.task === 'initialize-insecure')) ? 0 : 1;
  }
  if (options.daemonize) return daemonize(p, product, options);
  return serve(p, product, options, () => Promise.resolve());
}
