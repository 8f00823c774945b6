/** What differs between MySQL and MariaDB, and between their versions. */
export interface Product {
  name: 'MySQL' | 'MariaDB' | 'PostgreSQL';
  /** `8.4.7`, `11.8.3`. */
  number: string;
  /** What `SELECT VERSION()` says: `8.4.7`, `11.8.3-MariaDB-ubu2404`. */
  version: string;
  comment: string;
  /** Whole numbers are shown with a width: `int(11)`. */
  widths: boolean;
  charset: string;
  collation: string;
  /** ONLY_FULL_GROUP_BY is a part of the default sql_mode. */
  fullGroupBy: boolean;
}

function atLeast(number: string, major: number, minor = 0): boolean {
  const [a = 0, b = 0] = number.split('.').map(Number);
  return a > major || (a === major && b >= minor);
}

/** `version` as in the image's variables: `8.4.7-1.el9`, `5.7.44-1debian10`, `1:11.8.3+maria~ubu2404`. */
export function productOf(mysql: string | undefined, mariadb: string | undefined): Product {
  if (mariadb !== undefined) {
    const number = /(\d+\.\d+\.\d+)/.exec(mariadb)?.[1] ?? '11.8.3';
    const suffix = /~(\w+)/.exec(mariadb)?.[1] ?? 'ubu2404';
    return { name: 'MariaDB', number, version: `${number}-MariaDB-${suffix}`, comment: 'mariadb.org binary distribution', widths: true, charset: atLeast(number, 11, 6) || atLeast(number, 11) ? 'utf8mb4' : 'latin1', collation: atLeast(number, 11, 6) ? 'utf8mb4_uca1400_ai_ci' : atLeast(number, 11) ? 'utf8mb4_general_ci' : 'latin1_swedish_ci', fullGroupBy: false }; // prettier-ignore
  }
  const number = /(\d+\.\d+\.\d+)/.exec(mysql ?? '')?.[1] ?? '8.4.7';
  const eight = atLeast(number, 8);
  return { name: 'MySQL', number, version: number, comment: 'MySQL Community Server - GPL', widths: !eight, charset: eight ? 'utf8mb4' : 'latin1', collation: eight ? 'utf8mb4_0900_ai_ci' : 'latin1_swedish_ci', fullGroupBy: atLeast(number, 5, 7) }; // prettier-ignore
}

export function isAtLeast(product: Product, major: number, minor = 0): boolean {
  return atLeast(product.number, major, minor);
}
