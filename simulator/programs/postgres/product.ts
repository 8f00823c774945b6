/** Which Postgres is installed where a program runs: the image's variables say so. */
import type { Process } from '../../kernel/abi.ts';
import type { Product } from '../mysql/engine/product.ts';

export interface Installed {
  /** `17.6`. */
  number: string;
  major: number;
  /** ` (Debian 17.6-2.pgdg13+1)`, empty on Alpine. */
  package_: string;
  /** `PostgreSQL 17.6 (Debian …) on x86_64-pc-linux-gnu, compiled by gcc …, 64-bit`. */
  version: string;
}

export function installedPostgres(p: Process): Installed {
  const package_ = p.env.get('PG_VERSION') ?? '17.6';
  const number = /^\d+(?:\.\d+)*/.exec(package_)?.[0] ?? '17.6';
  const debian = package_.includes('-') ? ` (Debian ${package_})` : '';
  const system = debian === '' ? 'x86_64-pc-linux-musl, compiled by gcc (Alpine 14.2.0) 14.2.0' : 'x86_64-pc-linux-gnu, compiled by gcc (Debian 14.2.0-19) 14.2.0'; // prettier-ignore
  return { number, major: Number(number.split('.')[0]), package_: debian, version: `PostgreSQL ${number}${debian} on ${system}, 64-bit` }; // prettier-ignore
}

/** The engine's view of it. */
export function engineProduct({ number, version }: Installed): Product {
  return { name: 'PostgreSQL', number, version, comment: '', widths: false, charset: 'UTF8', collation: 'en_US.utf8', fullGroupBy: true }; // prettier-ignore
}

export const socketPath = (port: number): string => `/var/run/postgresql/.s.PGSQL.${port}`;
