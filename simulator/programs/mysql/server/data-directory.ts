/**
 * What lies in a new data directory besides the databases: the server's own files. They hold nothing here (the rows lie
 * in the databases' directories) but have their sizes.
 */
import type { Process } from '../../../kernel/abi.ts';
import { isAtLeast, type Product } from '../engine/product.ts';

const MIB = 1024 * 1024;

function files(product: Product): [name: string, size: number][] {
  if (product.name === 'MariaDB') return [['aria_log_control', 52], ['aria_log.00000001', 417_792], ['ib_buffer_pool', 910], ['ib_logfile0', 96 * MIB], ['ibdata1', 12 * MIB], ['undo001', 10 * MIB], ['undo002', 10 * MIB], ['undo003', 10 * MIB]]; // prettier-ignore
  const keys: [string, number][] = [['ca-key.pem', 1705], ['ca.pem', 1112], ['client-cert.pem', 1112], ['client-key.pem', 1705], ['private_key.pem', 1705], ['public_key.pem', 452], ['server-cert.pem', 1112], ['server-key.pem', 1705]]; // prettier-ignore
  if (!isAtLeast(product, 8)) return [...keys, ['ib_buffer_pool', 431], ['ib_logfile0', 48 * MIB], ['ib_logfile1', 48 * MIB], ['ibdata1', 76 * MIB]]; // prettier-ignore
  return [...keys, ['#ib_16384_0.dblwr', 196_608], ['#ib_16384_1.dblwr', 8 * MIB + 196_608], ['binlog.000001', 2_976_011], ['binlog.index', 16], ['ib_buffer_pool', 5873], ['ibdata1', 12 * MIB], ['mysql.ibd', 30 * MIB], ['undo_001', 16 * MIB], ['undo_002', 16 * MIB]]; // prettier-ignore
}

function uuid(p: Process): string {
  const hex = [...p.random(16)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Names that may be there before the server makes its files. */
export function strangers(p: Process, datadir: string): string[] {
  return p.fs.readdir(datadir).map(({ name }) => name).filter((name) => name !== 'lost+found' && !name.startsWith('.')); // prettier-ignore
}

export function makeFiles(p: Process, datadir: string, product: Product): void {
  for (const [name, size] of files(product)) {
    const secret = name.endsWith('key.pem') && name !== 'public_key.pem';
    const open = name.endsWith('.pem') && !secret;
    p.fs.writeStub(`${datadir}/${name}`, { size }, secret ? 0o600 : open ? 0o644 : 0o640);
  }
  if (product.name === 'MySQL') {
    p.fs.writeFile(`${datadir}/auto.cnf`, `[auto]\nserver-uuid=${uuid(p)}\n`, 0o640);
    if (isAtLeast(product, 8)) for (const name of ['#innodb_redo', '#innodb_temp']) p.fs.mkdir(`${datadir}/${name}`, 0o750); // prettier-ignore
  }
}

/** What exists only while a server runs. */
export const temporaryFile = (datadir: string): string => `${datadir}/ibtmp1`;
