/** pg_isready, createdb, dropdb, createuser: small clients. */
import type { Process } from '../../../kernel/abi.ts';
import { installedPostgres } from '../product.ts';
import { ClientConnection, ConnectionFailed, type Report } from './connection.ts';
import { connect, has, nameOf, readOptions, targetOf, UsageError, valueOf, type Given } from './options.ts';

async function isReady(p: Process, given: Given): Promise<number> {
  const target = targetOf(p, given, valueOf(given, 'dbname'), undefined);
  const where = `${target.host}:${target.port}`;
  const say = async (text: string, status: number): Promise<number> => {
    if (!has(given, 'quiet')) await p.stdout.write(`${where} - ${text}\n`);
    return status;
  };
  try {
    await (await ClientConnection.connect(p, target)).close();
    return await say('accepting connections', 0);
  } catch (error) {
    if (!(error instanceof ConnectionFailed)) throw error;
    // Who refuses a login is there.
    return error.passwordNeeded || /FATAL/.test(error.message)
      ? say('accepting connections', 0)
      : say('no response', 2);
  }
}

const quoted = (name: string): string => (/^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`);

async function change(p: Process, given: Given, what: string, sql: (name: string) => string): Promise<number> {
  const target = targetOf(p, given, 'postgres', undefined);
  const name = given.operands[0] ?? target.user;
  const connection = await connect(p, given, target);
  const report = async ({ severity, message }: Report): Promise<void> => {
    await p.stderr.write(severity === 'ERROR' ? `${nameOf(p)}: error: ${what} failed: ERROR:  ${message}\n` : `${severity}:  ${message}\n`); // prettier-ignore
  };
  const well = await connection.query(sql(quoted(name)), { reply: () => Promise.resolve(), report });
  await connection.close();
  return well ? 0 : 1;
}

async function perform(p: Process): Promise<number> {
  const name = nameOf(p);
  const given = readOptions(p, ['dbname:d=', 'quiet:q', 'timeout:t=', 'owner:O=', 'encoding:E=', 'template:T=', 'if-exists', 'force:f', 'echo:e', 'superuser:s', 'createdb:d', 'createrole:r', 'pwprompt:P', 'interactive:i', 'maintenance-db=']); // prettier-ignore
  if (has(given, 'version')) {
    const { number, package_ } = installedPostgres(p);
    await p.stdout.write(`${name} (PostgreSQL) ${number}${package_}\n`);
    return 0;
  }
  switch (name) {
    case 'createdb': return change(p, given, 'database creation', (each) => `CREATE DATABASE ${each}`);
    case 'dropdb': return change(p, given, 'database removal', (each) => `DROP DATABASE ${has(given, 'if-exists') ? 'IF EXISTS ' : ''}${each}`);
    case 'createuser': return change(p, given, 'creation of new role', (each) => `CREATE ROLE ${each} LOGIN`);
    default: return isReady(p, given);
  } // prettier-ignore
}

export default async function tool(p: Process): Promise<number> {
  try {
    return await perform(p);
  } catch (error) {
    if (!(error instanceof ConnectionFailed) && !(error instanceof UsageError)) throw error;
    await p.stderr.write(
      error instanceof UsageError ? `${error.message}\n` : `${nameOf(p)}: error: ${error.message}\n`,
    );
    return error instanceof UsageError ? 3 : 1;
  }
}
