/** What psql tells of its commands, in our words. */
const COMMANDS: readonly (readonly [string, string])[] = [
  ['\\q', 'leave'],
  ['\\c [DATABASE [USER [HOST [PORT]]]]', 'connect to another database'],
  ['\\conninfo', 'how psql is connected'],
  ['\\l', 'databases'],
  ['\\d [NAME]', 'tables, views and sequences, or the columns of one'],
  ['\\dt [PATTERN]', 'tables'],
  ['\\dv, \\ds', 'views, sequences'],
  ['\\dn', 'schemas'],
  ['\\du', 'roles'],
  ['\\i FILE', 'run the statements of a file'],
  ['\\x [on|off]', 'each column on a line of its own'],
  ['\\t, \\a', 'rows only; without alignment'],
  ['\\timing [on|off]', 'how long statements take'],
  ['\\r, \\p', 'forget, show what has been typed of this statement'],
  ['\\echo TEXT', 'write a text'],
  ['\\! COMMAND', 'run a command of the shell'],
];

export function commandHelp(): string {
  return `Commands of psql:\n${COMMANDS.map(([name, text]) => `  ${name.padEnd(36)} ${text}\n`).join('')}\n`;
}

export const INTERACTIVE_HELP = `You are using psql, the command-line interface to PostgreSQL.
Type:  \\copyright for distribution terms
       \\h for help with SQL commands
       \\? for help with psql commands
       \\g or terminate with semicolon to execute query
       \\q to quit
`;
