import { family } from './form/image.ts';
import type { ImageDefinition } from './form/image.ts';
import { temurin } from './java.ts';

/** Tags of one major: `21 21-jdk 21-jdk-noble`, `21-jre`, `21-jdk-alpine` … */
function major(number: string, version: string, latest = ''): Record<string, () => ImageDefinition> {
  return {
    [`${latest} ${number} ${number}-jdk ${number}-jdk-noble ${number}-noble`]: () =>
      temurin(version, 'jdk', { ubuntu: '24.04' }),
    [`${number}-jre ${number}-jre-noble`]: () => temurin(version, 'jre', { ubuntu: '24.04' }),
    [`${number}-jdk-jammy`]: () => temurin(version, 'jdk', { ubuntu: '22.04' }),
    [`${number}-jre-jammy`]: () => temurin(version, 'jre', { ubuntu: '22.04' }),
    [`${number}-jdk-focal`]: () => temurin(version, 'jdk', { ubuntu: '20.04' }),
    [`${number}-jre-focal`]: () => temurin(version, 'jre', { ubuntu: '20.04' }),
    [`${number}-alpine ${number}-jdk-alpine`]: () => temurin(version, 'jdk', { alpine: '3.22' }),
    [`${number}-jre-alpine`]: () => temurin(version, 'jre', { alpine: '3.22' }),
  };
}

export default family('eclipse-temurin', {
  ...major('25', '25.0.1+8', 'latest'),
  ...major('24', '24.0.2+12'),
  ...major('23', '23.0.2+7'),
  ...major('21', '21.0.9+10'),
  ...major('17', '17.0.17+10'),
  ...major('11', '11.0.29+7'),
  ...major('8', '8u472-b08'),
});
