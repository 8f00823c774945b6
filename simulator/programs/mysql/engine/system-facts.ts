/** Lists that are the same on every server: engines, character sets, the tables of the system's own databases. */
import type { Product } from './product.ts';

export function engines(): [string, string, string, string | null, string | null, string | null][] {
  return [
    ['InnoDB', 'DEFAULT', 'Supports transactions, row-level locking, and foreign keys', 'YES', 'YES', 'YES'],
    ['MyISAM', 'YES', 'MyISAM storage engine', 'NO', 'NO', 'NO'],
    ['MEMORY', 'YES', 'Hash based, stored in memory, useful for temporary tables', 'NO', 'NO', 'NO'],
    ['CSV', 'YES', 'CSV storage engine', 'NO', 'NO', 'NO'],
    ['PERFORMANCE_SCHEMA', 'YES', 'Performance Schema', 'NO', 'NO', 'NO'],
  ];
}

export function charsets(product: Product): [string, string, string, number][] {
  const eight = !product.widths;
  return [
    ['ascii', 'US ASCII', 'ascii_general_ci', 1], ['binary', 'Binary pseudo charset', 'binary', 1], ['euckr', 'EUC-KR Korean', 'euckr_korean_ci', 2], ['latin1', 'cp1252 West European', 'latin1_swedish_ci', 1],
    [eight ? 'utf8mb3' : 'utf8', 'UTF-8 Unicode', `${eight ? 'utf8mb3' : 'utf8'}_general_ci`, 3], ['utf8mb4', 'UTF-8 Unicode', eight ? 'utf8mb4_0900_ai_ci' : 'utf8mb4_general_ci', 4],
  ]; // prettier-ignore
}

export function collations(product: Product): [string, string, number, string, string, number, string][] {
  const eight = !product.widths;
  return [
    ['latin1_swedish_ci', 'latin1', 8, 'Yes', 'Yes', 1, 'PAD SPACE'], ['utf8mb4_0900_ai_ci', 'utf8mb4', 255, eight ? 'Yes' : '', 'Yes', 0, 'NO PAD'], ['utf8mb4_bin', 'utf8mb4', 46, '', 'Yes', 1, 'PAD SPACE'],
    ['utf8mb4_general_ci', 'utf8mb4', 45, eight ? '' : 'Yes', 'Yes', 1, 'PAD SPACE'], ['utf8mb4_unicode_ci', 'utf8mb4', 224, '', 'Yes', 8, 'PAD SPACE'],
  ]; // prettier-ignore
}

/** Tables of the system databases: those of information_schema and mysql that can be read. */
export function systemTables(database: string): string[] {
  switch (database) {
    case 'information_schema': return ['CHARACTER_SETS', 'COLLATIONS', 'COLUMNS', 'ENGINES', 'KEY_COLUMN_USAGE', 'PROCESSLIST', 'REFERENTIAL_CONSTRAINTS', 'SCHEMATA', 'STATISTICS', 'TABLES', 'TABLE_CONSTRAINTS', 'VIEWS'];
    case 'mysql': return ['db', 'user'];
    default: return [];
  } // prettier-ignore
}
