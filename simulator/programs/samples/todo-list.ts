/** ToDoList.dll: a list of things to do, kept in the file its connection string names. */
import type { Process } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';
import { createLogger, portOf, readSettings, sayStarted, shutsDown } from './dotnet-host.ts';
import { escapeHtml, page, serveApp } from './web-app.ts';
import type { Answer } from './web-app.ts';

interface Item {
  readonly item: string;
  /** When it was added, milliseconds. */
  readonly added: number;
}

const DATABASE = 'Microsoft.EntityFrameworkCore.Database.Command';

/** Whether a line of the file holds an item: the learner may have written to it. */
function isItem(value: unknown): value is Item {
  return (
    typeof value === 'object' &&
    value !== null &&
    'item' in value &&
    typeof value.item === 'string' &&
    'added' in value &&
    typeof value.added === 'number'
  );
}

/** The items, one JSON object a line: the simulation's stand-in for a database file. */
function readItems(p: Process, file: string): Item[] {
  try {
    const lines = p.fs.readText(file).split('\n');
    return lines
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as unknown)
      .filter(isItem);
  } catch (error) {
    if (isSysError(error)) return [];
    throw error;
  }
}

function frame(title: string, body: string): string {
  const links = [
    ['/', 'Home'],
    ['/list', 'List To-Dos'],
    ['/new', 'New To-Do'],
    ['/diagnostics', 'Diagnostics'],
  ];
  const menu = links.map(([to, name]) => `        <li><a href="${to}">${name}</a></li>`).join('\n');
  return page(
    title,
    `    <link href="css/site.css" rel="stylesheet" />\n    <nav><ul>\n${menu}\n    </ul></nav>\n${body}`,
  );
}

function listOf(items: readonly Item[]): string {
  const rows = items.map(
    ({ item, added }) =>
      `            <tr><td>${escapeHtml(item)}</td><td>${new Date(added).toISOString().slice(0, 10)}</td></tr>`,
  );
  return `    <h1>To-Do List</h1>\n    <table>\n        <thead><tr><th>Item</th><th>Date Added</th></tr></thead>\n        <tbody>\n${rows.join('\n')}\n        </tbody>\n    </table>`;
}

const NEW =
  '    <h1>New Item</h1>\n    <form method="post" action="/new"><input name="item" /> <button class="btn btn-primary">Save</button></form>';

export default async function toDoList(p: Process): Promise<number> {
  const environment = p.env.get('DOTNET_ENVIRONMENT') ?? 'Production';
  const settings = readSettings(
    p,
    ['appsettings.json', `appsettings.${environment}.json`, 'config/config.json', 'config/secrets.json'],
    ['config-override/local.json'],
  );
  const log = createLogger(p, settings);
  const port = portOf(p);
  if (settings.get('Database:Provider') === 'Postgres') {
    await p.stderr.write(
      'ToDoList: Drydock simulates this application with its file database only, not with Postgres\n',
    );
    return 134;
  }
  const file = /Filename=([^;]+)/i.exec(settings.get('ConnectionStrings:ToDoDb') ?? '')?.[1] ?? '/data/todo-list.db';

  const diagnostics = (): string => {
    const rows = [
      ['Hostname', p.net.hostname()],
      ['.NET Version', `.NET ${p.env.get('DOTNET_VERSION') ?? ''}`],
      ['OS Architecture', 'X64'],
      ...(settings.get('Release') === undefined ? [] : [['Release', settings.get('Release') ?? '']]),
      ...(settings.get('Environment') === undefined ? [] : [['Environment', settings.get('Environment') ?? '']]),
    ];
    const cells = rows.map(
      ([name = '', value = '']) => `        <tr><td>${name}</td><td>${escapeHtml(value)}</td></tr>`,
    );
    return `    <h1>Diagnostics</h1>\n    <table>\n${cells.join('\n')}\n    </table>`;
  };
  const answer = async (method: string, path: string, fields: ReadonlyMap<string, string>): Promise<Answer> => {
    if (method === 'POST') {
      const item = fields.get('item') ?? '';
      try {
        p.fs.appendFile(file, `${JSON.stringify({ item, added: p.now() } satisfies Item)}\n`);
      } catch (error) {
        if (!isSysError(error)) throw error;
        await log('error', DATABASE, `SQLite Error 14: 'unable to open database file' (${file})`);
        return { status: 500, body: frame('Error', '    <h1>Error.</h1>') };
      }
      await log('debug', DATABASE, 'Executed DbCommand\nINSERT INTO "ToDos" ("DateAdded", "Item")\nVALUES (@p0, @p1);');
      return { status: 302, location: '/list' };
    }
    if (path === '/new') return { body: frame('To-Do', NEW) };
    if (path === '/diagnostics') return { body: frame('To-Do', diagnostics()) };
    if (path !== '/' && path !== '/list') return { status: 404 };
    await log(
      'debug',
      DATABASE,
      'Executed DbCommand\nSELECT "t"."ToDoId", "t"."DateAdded", "t"."Item"\nFROM "ToDos" AS "t"',
    );
    return { body: frame('To-Do', listOf(readItems(p, file))) };
  };

  shutsDown(p, log);
  return serveApp(p, {
    port,
    server: 'Kestrel',
    ready: () => sayStarted(p, log, port),
    answer: async (visit) =>
      answer(visit.method, visit.path, visit.method === 'POST' ? await visit.form() : visit.query),
  });
}
