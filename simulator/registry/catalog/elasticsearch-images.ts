/** Elasticsearch and Kibana, which are on Hub and on Elastic's own registry. */
import { ubuntu } from './bases/ubuntu.ts';
import { directory, program, script } from './form/files.ts';
import { family, image } from './form/image.ts';
import type { ImageDefinition, ImageFamily } from './form/image.ts';
import { cmd, copy, entrypoint, env, expose, label, run, user, workdir } from './form/steps.ts';

const VERSIONS: readonly (readonly [tags: string, version: string, created: string])[] = [
  ['9.2.0', '9.2.0', '2025-10-23T10:04:56Z'],
  ['8.19.6 8.19', '8.19.6', '2025-10-23T09:04:56Z'],
  ['8.11.0 8.11.1', '8.11.1', '2023-11-08T10:04:56Z'],
  ['8.5.0', '8.5.0', '2022-10-24T10:04:56Z'],
  ['7.17.29 7.17 7.16.1', '7.17.29', '2025-06-24T10:04:56Z'],
  ['7.8.0 7.6.2', '7.8.0', '2020-06-14T10:04:56Z'],
  ['6.8.23 6 6.3.2', '6.8.23', '2022-01-06T10:04:56Z'],
  ['5 5.6', '5.6.16', '2019-03-13T10:04:56Z'],
  ['4 4.6', '4.6.6', '2017-08-13T10:04:56Z'],
  ['latest 2 2.4', '2.4.6', '2018-08-13T10:04:56Z'],
];

function elasticsearch(version: string, created: string): ImageDefinition {
  const home = '/usr/share/elasticsearch';
  return image({
    created,
    from: ubuntu('20.04'),
    platforms: ['amd64', 'arm64/v8'],
    steps: [
      run(
        'yes no | dpkg-reconfigure dash &&     for iter in 1 2 3 4 5 6 7 8 9 10; do       export DEBIAN_FRONTEND=noninteractive &&       apt-get update',
        { files: {}, size: 44_000_000, download: 16_000_000, rest: 'elasticsearch-tools' },
      ),
      run(
        'groupadd -g 1000 elasticsearch &&     adduser --uid 1000 --gid 1000 --home /usr/share/elasticsearch elasticsearch',
        {
          [`${home}/data`]: directory({ mode: 0o775, uid: 1000 }),
          [`${home}/logs`]: directory({ mode: 0o775, uid: 1000 }),
        },
      ),
      env('ELASTIC_CONTAINER', 'true'),
      workdir(home),
      copy('--from=builder --chown=0:0 /usr/share/elasticsearch /usr/share/elasticsearch', {
        files: {
          '/usr/bin/tini': program('tini', 24_000),
          [`${home}/bin/elasticsearch`]: program('elasticsearch', 3_900),
          [`${home}/config/elasticsearch.yml`]: 'cluster.name: "docker-cluster"\nnetwork.host: 0.0.0.0\n',
          [`${home}/VERSION`]: `${version}\n`,
          [`${home}/config/jvm.options`]: '-Xms1g\n-Xmx1g\n',
        },
        size: 1_130_000_000,
        download: 560_000_000,
        rest: `elasticsearch-${version}`,
      }),
      env('PATH', `${home}/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`),
      copy('bin/docker-entrypoint.sh /usr/local/bin/docker-entrypoint.sh', {
        '/usr/local/bin/docker-entrypoint.sh': script(
          '#!/bin/bash\nset -e\nif [[ "$1" == "eswrapper" ]]; then set -- elasticsearch; fi\nexec "$@"\n',
        ),
      }),
      expose('9200/tcp', '9300/tcp'),
      label('org.label-schema.name', 'Elasticsearch'),
      label('org.label-schema.version', version),
      user('1000:0'),
      entrypoint('/bin/tini', '--', '/usr/local/bin/docker-entrypoint.sh'),
      cmd('eswrapper'),
    ],
  });
}

function kibana(version: string, created: string): ImageDefinition {
  const home = '/usr/share/kibana';
  return image({
    created,
    from: ubuntu('20.04'),
    platforms: ['amd64', 'arm64/v8'],
    steps: [
      copy('--from=builder --chown=1000:0 /usr/share/kibana /usr/share/kibana', {
        files: {
          [`${home}/bin/kibana`]: program('kibana', 800),
          [`${home}/config/kibana.yml`]:
            'server.host: "0.0.0.0"\nelasticsearch.hosts: [ "http://elasticsearch:9200" ]\n',
        },
        size: 1_000_000_000,
        download: 370_000_000,
        rest: `kibana-${version}`,
      }),
      expose('5601/tcp'),
      workdir(home),
      env('PATH', `${home}/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`),
      label('org.label-schema.name', 'Kibana'),
      user('1000'),
      cmd(`${home}/bin/kibana`),
    ],
  });
}

export function elasticFamily(name: string, product: 'elasticsearch' | 'kibana'): ImageFamily {
  const make = product === 'elasticsearch' ? elasticsearch : kibana;
  return family(
    name,
    Object.fromEntries(VERSIONS.map(([tags, version, created]) => [tags, () => make(version, created)])),
  );
}
