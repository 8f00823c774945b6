/** What `\s` and `status` tell of the connection. */
import type { ClientSession } from './session.ts';
import { versionText } from './version.ts';

function uptime(statistics: string): string {
  const seconds = Number(/Uptime: (\d+)/.exec(statistics)?.[1] ?? 0);
  const parts: [number, string][] = [[Math.floor(seconds / 86400), 'day'], [Math.floor(seconds / 3600) % 24, 'hour'], [Math.floor(seconds / 60) % 60, 'min']]; // prettier-ignore
  const shown = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}${count === 1 || unit === 'min' ? '' : 's'} `); // prettier-ignore
  return `${shown.join('')}${seconds % 60} sec`;
}

export async function statusText(session: ClientSession): Promise<string> {
  const { connection, target, reader, p } = session;
  if (connection === undefined) return '';
  const ask = (expr: string): Promise<string> => connection.value(`SELECT ${expr}`);
  const statistics = await connection.statistics();
  const { host } = target;
  const rows: [string, string][] = [
    ['Connection id:', String(connection.id)],
    ['Current database:', session.database ?? ''],
    ['Current user:', await ask('USER()')],
    ['SSL:', 'Not in use'],
    ['Current pager:', 'stdout'],
    ['Using outfile:', "''"],
    ['Using delimiter:', reader.delimiter],
    ...(target.mariadb ? ([['Server:', 'MariaDB']] satisfies [string, string][]) : []),
    ['Server version:', `${connection.version} ${await ask('@@version_comment')}`],
    ['Protocol version:', '10'],
    ['Connection:', host === undefined ? 'Localhost via UNIX socket' : `${host} via TCP/IP`],
    ['Server characterset:', await ask('@@character_set_server')],
    ['Db     characterset:', await ask('@@character_set_database')],
    ['Client characterset:', await ask('@@character_set_client')],
    ['Conn.  characterset:', await ask('@@character_set_connection')],
    host === undefined ? ['UNIX socket:', target.socket] : ['TCP port:', String(target.port)],
    ...(target.mariadb ? [] : ([['Binary data as:', 'Hexadecimal']] satisfies [string, string][])),
    ['Uptime:', uptime(statistics)],
  ];
  const shown = rows.map(([name, value]) => `${name}${'\t'.repeat(Math.max(1, 3 - Math.floor(name.length / 8)))}${value}\n`); // prettier-ignore
  return `--------------\n${versionText(p)}\n\n${shown.join('')}\n${statistics.replace(/^Uptime: \d+ {2}/, '')}\n--------------\n\n`;
}
