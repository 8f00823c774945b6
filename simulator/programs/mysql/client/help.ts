/** What the client tells of its commands and options, in our words. */
const COMMANDS: readonly (readonly [name: string, letter: string, text: string])[] = [
  ['?', '\\?', 'The same as `help`.'],
  ['clear', '\\c', 'Forget what has been typed of this statement.'],
  ['connect', '\\r', 'Connect anew. Optional: a database.'],
  ['delimiter', '\\d', 'What ends a statement from now on.'],
  ['ego', '\\G', 'Send the statement, show each row over several lines.'],
  ['exit', '\\q', 'Leave. The same as quit.'],
  ['go', '\\g', 'Send the statement.'],
  ['help', '\\h', 'Show this list.'],
  ['nowarning', '\\w', 'Do not show warnings after each statement.'],
  ['print', '\\p', 'Show what has been typed of this statement.'],
  ['prompt', '\\R', 'Another prompt.'],
  ['quit', '\\q', 'Leave.'],
  ['rehash', '\\#', 'Read the names of tables and columns again, for Tab.'],
  ['source', '\\.', 'Run the statements of a file.'],
  ['status', '\\s', 'Show the state of the connection and of the server.'],
  ['system', '\\!', 'Run a command of the shell.'],
  ['use', '\\u', 'Work in another database.'],
  ['warnings', '\\W', 'Show warnings after each statement.'],
];

export function helpText(mariadb: boolean): string {
  const lines = COMMANDS.map(([name, letter, text]) => `${name.padEnd(10)}(${letter}) ${text}\n`);
  return `\nCommands of ${mariadb ? 'the MariaDB client' : 'the MySQL client'} (they need no ';'):\n${lines.join('')}\n`;
}

export function usage(name: string, operands: string, options: readonly (readonly [string, string])[]): string {
  const lines = options.map(([option, text]) => `  ${option.padEnd(26)} ${text}\n`);
  return `Usage: ${name} [OPTIONS] ${operands}\n${lines.join('')}`;
}

export const CONNECTION_OPTIONS: readonly (readonly [string, string])[] = [
  ['-?, --help', 'Show this text and end.'],
  ['-h, --host=NAME', 'Where the server runs.'],
  ['-P, --port=NUMBER', 'Its port.'],
  ['-S, --socket=PATH', 'Its socket, for localhost.'],
  ['--protocol=tcp|socket', 'How to connect.'],
  ['-u, --user=NAME', 'Who logs in.'],
  ['-p, --password[=TEXT]', 'The password; asked for when not given.'],
  ['-V, --version', 'Show the version and end.'],
];
