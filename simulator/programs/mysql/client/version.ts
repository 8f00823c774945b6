/** What the clients say of themselves. */
import type { Process } from '../../../kernel/abi.ts';
import { serverProduct } from '../installed-product.ts';
import { isMariadb, nameOf } from './options.ts';

/** `mysql  Ver 8.4.7 for Linux on x86_64 (MySQL Community Server - GPL)`. */
export function versionText(p: Process): string {
  const product = serverProduct(p);
  if (isMariadb(p)) return `${nameOf(p)} from ${product.number}-MariaDB, client 15.2 for debian-linux-gnu (x86_64) using  EditLine wrapper`; // prettier-ignore
  if (product.number.startsWith('5.')) return `${nameOf(p)}  Ver 14.14 Distrib ${product.number}, for Linux (x86_64) using  EditLine wrapper`; // prettier-ignore
  return `${nameOf(p)}  Ver ${product.number} for Linux on x86_64 (${product.comment})`;
}
