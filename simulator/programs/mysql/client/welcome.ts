/** The greeting at an interactive start. */
import type { ClientSession } from './session.ts';

const NOTICE = `Oracle is a registered trademark of Oracle Corporation and/or its
affiliates. Other names may be trademarks of their respective
owners.
`;

export async function welcome({ connection, target, reader }: ClientSession): Promise<string> {
  if (connection === undefined) return '';
  const comment = await connection.value('SELECT @@version_comment LIMIT 1');
  const [product, copyright] = target.mariadb ? ['MariaDB', '2000, 2018, Oracle, MariaDB Corporation Ab and others.'] : ['MySQL', '2000, 2025, Oracle and/or its affiliates.']; // prettier-ignore
  return `Welcome to the ${product} monitor.  Commands end with ${reader.delimiter} or \\g.
Your ${product} connection id is ${connection.id}
Server version: ${connection.version} ${comment}

Copyright (c) ${copyright}

${target.mariadb ? '' : `${NOTICE}\n`}Type 'help;' or '\\h' for help. Type '\\c' to clear the current input statement.

`;
}
