/** psql: the client of Postgres. */
import type { Process } from '../../../kernel/abi.ts';
import { isSysError } from '../../../kernel/errno.ts';
import { LineEditor } from '../../command/line-editor.ts';
import { installedPostgres } from '../product.ts';
import { ConnectionFailed } from './connection.ts';
import type { Look } from './format.ts';
import { commandHelp, INTERACTIVE_HELP } from './help.ts';
import { connect, has, readOptions, targetOf, UsageError, valueOf, type Given } from './options.ts';
import { PsqlSession, type Outcome } from './session.ts';

const OPTIONS = ['dbname:d=', 'command:c=', 'file:f=', 'list:l', 'variable:v=', 'set=', 'no-psqlrc:X', 'single-transaction:1', 'tuples-only:t', 'no-align:A', 'quiet:q', 'expanded:x', 'csv', 'field-separator:F=', 'echo-all:a', 'echo-errors:b', 'echo-queries:e', 'echo-hidden:E', 'pset:P=', 'output:o=', 'no-readline:n', 'single-line:S', 'single-step:s', 'log-file:L=', 'html:H', 'record-separator:R=']; // prettier-ignore

const WORDS = 'ALTER AND BEGIN BETWEEN BY CASCADE COMMIT CREATE DATABASE DELETE DESC DISTINCT DROP FOREIGN FROM GRANT GROUP HAVING INDEX INSERT INTO JOIN KEY LEFT LIMIT NOT NULL ON ORDER PRIMARY REFERENCES RETURNING ROLLBACK SELECT SERIAL SET TABLE TEXT TRUNCATE UNIQUE UPDATE VALUES VARCHAR VIEW WHERE'.split(' '); // prettier-ignore

function lookOf(given: Given): Look {
  return { aligned: !has(given, 'no-align'), expanded: has(given, 'expanded'), tuplesOnly: has(given, 'tuples-only'), csv: has(given, 'csv'), separator: valueOf(given, 'field-separator') ?? '|', null: '' }; // prettier-ignore
}

async function converse(session: PsqlSession): Promise<number> {
  const { p, reader } = session;
  const editor = new LineEditor(p, (word) => (word === '' ? [] : WORDS.filter((each) => each.startsWith(word.toUpperCase())))); // prettier-ignore
  const { number, package_ } = installedPostgres(p);
  const server = session.connection.parameters.get('server_version') ?? number;
  await p.stdout.write(`psql (${number}${package_}${server.split(' ')[0] === number ? '' : `, server ${server}`})\nType "help" for help.\n\n`); // prettier-ignore
  for (;;) {
    const mark = { I: '', T: '*', E: '!' }[session.connection.state] ?? '';
    const end = await editor.read(`${session.target.database}${reader.inside}${mark}# `);
    if (end.kind === 'end') {
      await p.stdout.write('\\q\n');
      return 0;
    }
    if (end.kind === 'interrupt') {
      reader.clear();
      continue;
    }
    const text = end.text.trim();
    if (text !== '' && editor.history.at(-1) !== end.text) editor.history.push(end.text);
    if (reader.inside === '=' && /^(quit|exit)\s*;?$/i.test(text)) return 0;
    if (reader.inside === '=' && /^help\s*;?$/i.test(text)) {
      await p.stdout.write(INTERACTIVE_HELP);
      continue;
    }
    for (const item of reader.feed(end.text)) {
      const outcome = await session.perform(item);
      if (outcome === 'quit') return 0;
      if (outcome === 'lost') return 2;
    }
  }
}

/** `-c` and `-f`, in order; undefined when there is neither. */
async function given_(p: Process, session: PsqlSession, given: Given): Promise<number | undefined> {
  const work = given.options.filter(({ name }) => name === 'command' || name === 'file');
  let last: Outcome = 'done';
  for (const { name, value } of work) {
    if (name === 'command') last = await session.runCommand(value);
    else if (value === '-') last = await session.runLines(p.stdin.lines(), '<stdin>');
    else {
      try {
        last = await session.runLines(p.fs.readText(value).split('\n'), value);
      } catch (error) {
        if (!isSysError(error)) throw error;
        await p.stderr.write(`psql: error: ${value}: ${error.message}\n`);
        return 1;
      }
    }
    if (last === 'failed') return name === 'command' ? 1 : 3;
    if (last === 'lost') return 2;
  }
  return work.length === 0 ? undefined : 0;
}

async function run(p: Process, given: Given): Promise<number> {
  const [first, second] = given.operands;
  const named = valueOf(given, 'dbname');
  const database = named ?? first ?? (has(given, 'list') ? 'postgres' : undefined);
  const target = targetOf(p, given, database, named === undefined ? second : first);
  const connection = await connect(p, given, target);
  const session = new PsqlSession(p, target, lookOf(given), connection, has(given, 'quiet'));
  for (const { value } of given.options.filter(({ name }) => name === 'variable' || name === 'set')) {
    const [, name = value, text = ''] = /^([^=]*)=(.*)$/s.exec(value) ?? [];
    session.variables.set(name, text);
  }
  const listed = has(given, 'list') ? await session.runLines(['\\l'], '') : undefined;
  const done = listed === undefined ? await given_(p, session, given) : listed === 'done' ? 0 : 1;
  let status = done;
  if (status === undefined) {
    if (p.isatty(0) && p.isatty(1)) status = await converse(session);
    else {
      const outcome = await session.runLines(p.stdin.lines(), '');
      status = outcome === 'failed' ? 3 : outcome === 'lost' ? 2 : 0;
    }
  }
  await session.connection.close();
  return status;
}

export default async function psql(p: Process): Promise<number> {
  try {
    const given = readOptions(p, OPTIONS);
    if (has(given, 'version')) {
      const { number, package_ } = installedPostgres(p);
      await p.stdout.write(`psql (PostgreSQL) ${number}${package_}\n`);
      return 0;
    }
    if (has(given, 'help')) {
      await p.stdout.write(`Usage: psql [OPTION]... [DBNAME [USERNAME]]\n  -c SQL, -f FILE, -l, -d DBNAME, -U USER, -h HOST, -p PORT, -W, -w, -t, -A, -x, -q, --csv, -v NAME=VALUE\n\n${commandHelp()}`); // prettier-ignore
      return 0;
    }
    return await run(p, given);
  } catch (error) {
    if (error instanceof ConnectionFailed) await p.stderr.write(`psql: error: ${error.message}\n`);
    else if (error instanceof UsageError) await p.stderr.write(`${error.message}\n`);
    else throw error;
    return error instanceof ConnectionFailed ? 2 : 1;
  }
}
