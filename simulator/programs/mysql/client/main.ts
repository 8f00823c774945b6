/** mysql and mariadb: the client with which people and scripts talk to the server. */
import type { Process } from '../../../kernel/abi.ts';
import { LineEditor } from '../../command/line-editor.ts';
import { breakDown, strftime } from '../../text/strftime.ts';
import { ClientConnection, ClientError } from './connection.ts';
import { CONNECTION_OPTIONS, usage } from './help.ts';
import { has, isMariadb, lastValue, nameOf, readOptions, targetOf, UsageError, warnOfPassword, type Given } from './options.ts'; // prettier-ignore
import { ClientSession, type Appearance } from './session.ts';
import type { Inside } from './statement-reader.ts';
import { versionText } from './version.ts';
import { welcome } from './welcome.ts';

const OPTIONS = ['database:D:', 'execute:e:', 'skip-column-names:N', 'column-names:', 'batch:B', 'table:t', 'raw:r', 'vertical:E', 'html:H', 'xml:X', 'no-auto-rehash:A', 'auto-rehash:', 'unbuffered:n', 'quick:q', 'delimiter::', 'comments:c', 'line-numbers:', 'prompt::', 'pager:?', 'no-beep:b', 'binary-mode:', 'init-command::', 'safe-updates:U', 'show-warnings:', 'wait:w', 'reconnect:', 'local-infile:?', 'one-database:o', 'tee::', 'ignore-spaces:i', 'sigint-ignore:', 'max-allowed-packet::', 'binary-as-hex:', 'named-commands:G', 'i-am-a-dummy:', 'debug-info:T', 'net-buffer-length::', 'xa-detach-on-close:']; // prettier-ignore

const HELP = [
  ...CONNECTION_OPTIONS,
  ['-D, --database=NAME', 'The database to work in.'],
  ['-e, --execute=SQL', 'Run these statements and end.'],
  ['-t, --table', 'Frames around results, also where nobody watches.'],
  ['-B, --batch', 'Tabs between columns, no frames.'],
  ['-N, --skip-column-names', 'No names of columns.'],
  ['-E, --vertical', 'Each column on a line of its own.'],
  ['-r, --raw', 'Special characters as they are.'],
  ['-s, --silent', 'Less around results.'],
  ['-v, --verbose', 'Show the statements, too.'],
  ['-f, --force', 'Go on after an error.'],
  ['-A, --no-auto-rehash', 'Do not read names of tables for Tab.'],
] as const;

const levels = ({ options }: Given, name: string): number => options.filter((option) => option.name === name).length;

function appearance(p: Process, given: Given): Appearance {
  const watched = p.isatty(0) && p.isatty(1);
  const batch = has(given, 'batch') || lastValue(given, 'execute') !== undefined || !watched;
  const silent = levels(given, 'silent');
  const tabs = has(given, 'batch') || !watched || silent > 0;
  return {
    interactive: !batch,
    table: has(given, 'table') || !tabs,
    vertical: has(given, 'vertical'),
    names: !has(given, 'skip-column-names') && (lastValue(given, 'column-names') !== '0' || has(given, 'column-names')) && silent < 2,
    raw: has(given, 'raw'),
    silent,
    verbose: levels(given, 'verbose'),
    force: has(given, 'force'),
    warnings: has(given, 'show-warnings'),
  }; // prettier-ignore
}

const CONTINUED: Readonly<Record<Inside, string>> = { nothing: '    -> ', statement: '    -> ', "'": "    '> ", '"': '    "> ', '`': '    `> ', '/*': '    /*> ' }; // prettier-ignore

function promptText({ prompt, p, target, database, connection }: ClientSession): string {
  const at = breakDown(p.now());
  const parts: Readonly<Record<string, string>> = { d: database ?? '(none)', u: target.user, h: target.host ?? 'localhost', U: `${target.user}@${target.host ?? 'localhost'}`, p: String(target.port), v: connection?.version ?? '', D: strftime('%c', at), R: strftime('%H', at), m: strftime('%M', at), s: strftime('%S', at), _: ' ', n: '\n', t: '\t', '\\': '\\' }; // prettier-ignore
  return prompt.replace(/\\(.)/g, (_, letter: string) => parts[letter] ?? letter);
}

const WORDS = 'ALTER AND ASC AUTO_INCREMENT BETWEEN BY COMMIT COUNT CREATE DATABASE DATABASES DELETE DESC DESCRIBE DISTINCT DROP EXPLAIN FOREIGN FROM GRANT GROUP HAVING INDEX INSERT INTO JOIN KEY LEFT LIKE LIMIT NOT NULL ON ORDER PRIMARY PRIVILEGES REFERENCES RIGHT ROLLBACK SELECT SET SHOW START TABLE TABLES TRANSACTION TRUNCATE UNION UNIQUE UPDATE USE USER VALUES VARCHAR VIEW WHERE'.split(' '); // prettier-ignore

/** `^C` while a statement runs asks the server to stop it, over another connection. */
function listenForInterrupt(session: ClientSession): void {
  const { p } = session;
  p.onSignal('INT', () => {
    const { connection } = session;
    if (connection === undefined) return;
    p.background(async () => {
      await p.stdout.write(`${session.target.mariadb ? 'Ctrl-C -- query killed. Continuing normally.' : '^C -- query aborted'}\n`); // prettier-ignore
      try {
        const other = await ClientConnection.connect(p, { ...session.target, database: undefined });
        await other.query(`KILL QUERY ${connection.id}`);
        await other.quit();
      } catch (error) {
        if (!(error instanceof ClientError)) throw error;
      }
    });
  });
}

async function converse(session: ClientSession): Promise<number> {
  const { p, reader } = session;
  const known = (): string[] => [...WORDS, ...session.names];
  const editor = new LineEditor(p, (word) => (word === '' ? [] : known().filter((each) => each.toLowerCase().startsWith(word.toLowerCase())))); // prettier-ignore
  listenForInterrupt(session);
  for (;;) {
    const first = reader.inside === 'nothing';
    const prompt = session.look.silent > 0 ? '' : first ? promptText(session) : CONTINUED[reader.inside].padStart(promptText(session).length); // prettier-ignore
    const end = await editor.read(prompt);
    if (end.kind === 'end') {
      await session.say(session.target.mariadb ? '\nBye' : '^DBye');
      return 0;
    }
    if (end.kind === 'interrupt') {
      reader.clear();
      continue;
    }
    if (end.text.trim() !== '' && editor.history.at(-1) !== end.text) editor.history.push(end.text);
    for (const item of reader.feed(end.text)) {
      if ((await session.perform(item)) !== 'quit') continue;
      await session.say('Bye');
      return 0;
    }
  }
}

/** Lines of what `-e` gave, or of standard input. */
function lines(p: Process, given: Given): Iterable<string> | AsyncIterable<string> {
  const statements = given.options.filter(({ name }) => name === 'execute').map(({ value }) => value ?? '');
  return statements.length > 0 ? statements.join('\n').split('\n') : p.stdin.lines();
}

async function run(p: Process, given: Given): Promise<number> {
  const look = appearance(p, given);
  if (has(given, 'html') || has(given, 'xml')) throw new UsageError(`${nameOf(p)}: results in HTML and XML are not simulated`); // prettier-ignore
  await warnOfPassword(p, given);
  const session = new ClientSession(
    p,
    await targetOf(p, given, given.operands[0] ?? lastValue(given, 'database')),
    look,
  );
  session.reader.delimiter = lastValue(given, 'delimiter') ?? ';';
  session.prompt = lastValue(given, 'prompt') ?? p.env.get('MYSQL_PS1') ?? session.prompt;
  try {
    await session.connect();
    const first = lastValue(given, 'init-command');
    if (first !== undefined) await session.connection?.query(first);
  } catch (error) {
    if (!(error instanceof ClientError)) throw error;
    await session.error(error);
    return 1;
  }
  if (look.interactive) {
    if (!has(given, 'no-auto-rehash')) await session.rehash();
    if (look.silent === 0) await p.stdout.write(await welcome(session));
    const status = await converse(session);
    await session.connection?.quit();
    return status;
  }
  const outcome = await session.runLines(lines(p, given));
  await session.connection?.quit();
  return outcome === 'failed' ? 1 : 0;
}

export default async function mysql(p: Process): Promise<number> {
  try {
    const given = readOptions(p, OPTIONS, [isMariadb(p) ? 'mariadb' : 'mysql', 'mysql']);
    if (has(given, 'help')) {
      await p.stdout.write(`${versionText(p)}\n\n${usage(nameOf(p), '[database]', HELP)}`);
      return 0;
    }
    if (has(given, 'version')) {
      await p.stdout.write(`${versionText(p)}\n`);
      return 0;
    }
    return await run(p, given);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    await p.stderr.write(`${error.message}\n`);
    return 2;
  }
}
