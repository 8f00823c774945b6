/** Which product and version is installed where a program runs: the image says so. */
import type { Process } from '../../kernel/abi.ts';
import { productOf, type Product } from './engine/product.ts';

const VERSION_FILE = '/usr/share/mysql-version';

/** The server's; a client alone takes the version of its own kind. */
export function serverProduct(p: Process): Product {
  const isMariadb = p.executable.includes('mariadb') || p.env.has('MARIADB_VERSION');
  if (isMariadb) return productOf(undefined, p.env.get('MARIADB_VERSION') ?? '');
  const file = p.fs.exists(VERSION_FILE) ? p.fs.readText(VERSION_FILE) : undefined;
  return productOf(p.env.get('MYSQL_VERSION') ?? file, undefined);
}
