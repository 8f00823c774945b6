import { family } from './form/image.ts';
import type { ImageDefinition } from './form/image.ts';
import { php } from './php-images.ts';
import type { DebianRelease } from './bases/debian.ts';

/** Tags of one minor version: `8.4 8.4-cli`, `8.4-apache`, `8.4-fpm`, and the same with `-alpine`. */
function minor(
  version: string,
  created: string,
  suite: DebianRelease,
  alpineRelease: string,
  more: readonly string[] = [],
): Record<string, () => ImageDefinition> {
  const short = version.split('.').slice(0, 2).join('.');
  const names = [short, version, ...more];
  const tags = (suffix: string, alone?: string): string =>
    [...names.map((name) => name + suffix), ...(more.includes('8') && alone !== undefined ? [alone] : [])].join(' ');
  const on = { suite };
  const small = { alpine: alpineRelease };
  return {
    [`${tags('', 'latest')} ${tags('-cli', 'cli')}`]: () => php(version, created, 'cli', on),
    [tags('-apache', 'apache')]: () => php(version, created, 'apache', on),
    [tags('-fpm', 'fpm')]: () => php(version, created, 'fpm', on),
    [`${tags('-alpine', 'alpine')} ${tags('-cli-alpine', 'cli-alpine')}`]: () => php(version, created, 'cli', small),
    [tags('-fpm-alpine', 'fpm-alpine')]: () => php(version, created, 'fpm', small),
  };
}

export default family('php', {
  ...minor('8.4.14', '2025-10-24T00:36:18Z', 'trixie', '3.22', ['8']),
  ...minor('8.3.27', '2025-10-24T00:36:18Z', 'trixie', '3.22'),
  ...minor('8.2.29', '2025-10-24T00:36:18Z', 'trixie', '3.22'),
  ...minor('8.1.33', '2025-10-24T00:36:18Z', 'trixie', '3.22'),
  ...minor('8.0.30', '2023-11-21T00:36:18Z', 'bookworm', '3.16', ['8.0.9']),
  ...minor('7.4.33', '2022-11-15T00:36:18Z', 'bullseye', '3.16', ['7']),
  ...minor('7.3.33', '2022-03-18T00:36:18Z', 'bullseye', '3.15'),
  ...minor('7.2.34', '2020-12-11T00:36:18Z', 'buster', '3.12'),
  ...minor('7.1.33', '2019-11-28T00:36:18Z', 'buster', '3.10'),
  ...minor('7.0.33', '2019-01-23T00:36:18Z', 'stretch', '3.7'),
  ...minor('5.6.40', '2019-01-23T00:36:18Z', 'stretch', '3.8', ['5']),
});
