import { family } from './form/image.ts';
import { openjdk } from './java.ts';

export default family('openjdk', {
  'latest 18 18-jdk 18.0.2.1': () => openjdk('18.0.2.1', 'jdk', { full: 'bullseye' }),
  '18-slim 18-jdk-slim': () => openjdk('18.0.2.1', 'jdk', { slim: 'bullseye' }),
  '17 17-jdk 17.0.2': () => openjdk('17.0.2', 'jdk', { full: 'bullseye' }),
  '17-slim 17-jdk-slim 17.0.1-jdk-slim 17-jdk-slim-buster 17-slim-buster 17-jdk-slim-bullseye': () =>
    openjdk('17.0.2', 'jdk', { slim: 'bullseye' }),
  '17-alpine 17-jdk-alpine': () => openjdk('17-ea+14', 'jdk', { alpine: '3.14' }),
  '11 11-jdk 11.0.16': () => openjdk('11.0.16', 'jdk', { full: 'bullseye' }),
  '11-slim 11-jdk-slim': () => openjdk('11.0.16', 'jdk', { slim: 'bullseye' }),
  '11-jre': () => openjdk('11.0.16', 'jre', { full: 'bullseye' }),
  '11-jre-slim 11.0.12-jre-slim-buster 11-jre-slim-buster': () => openjdk('11.0.16', 'jre', { slim: 'buster' }),
  '9 9-jdk': () => openjdk('9.0.4', 'jdk', { full: 'stretch' }, '2018-03-14T00:00:00Z'),
  '9-slim 9-jdk-slim': () => openjdk('9.0.4', 'jdk', { slim: 'stretch' }, '2018-03-14T00:00:00Z'),
  '8 8-jdk 8u342': () => openjdk('8u342', 'jdk', { full: 'bullseye' }),
  '8-slim 8-jdk-slim': () => openjdk('8u342', 'jdk', { slim: 'bullseye' }),
  '8-jre': () => openjdk('8u342', 'jre', { full: 'bullseye' }),
  '8-jre-slim': () => openjdk('8u342', 'jre', { slim: 'bullseye' }),
  '8-alpine 8-jdk-alpine': () => openjdk('8u212', 'jdk', { alpine: '3.9' }, '2019-05-11T00:00:00Z'),
  '8-jre-alpine': () => openjdk('8u212', 'jre', { alpine: '3.9' }, '2019-05-11T00:00:00Z'),
  '7 7-jdk': () => openjdk('7u261', 'jdk', { full: 'jessie' }, '2020-07-22T00:00:00Z'),
});
