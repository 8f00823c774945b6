import { ubuntu } from './bases/ubuntu.ts';
import { CERTIFICATES } from './bases/buildpack-deps.ts';
import { DEBIAN_GROUP, DEBIAN_PASSWD } from './bases/debian-files.ts';
import { directory, link, program, script } from './form/files.ts';
import { family, image, TWO_PLATFORMS } from './form/image.ts';
import type { ImageDefinition, ImageFamily } from './form/image.ts';
import { cmd, copy, entrypoint, env, expose, healthcheck, label, run, user, workdir } from './form/steps.ts';

const CONDA = '/opt/conda';

const START = `#!/bin/bash
# Runs the command as the user of the notebooks.
set -e
exec "$@"
`;

const NOTEBOOK = `#!/usr/bin/env bash
exec jupyter lab --ip=0.0.0.0 --port="\${JUPYTER_PORT:-8888}" --no-browser "$@"
`;

function base(): ImageDefinition {
  return image({
    created: '2025-10-20T08:04:56Z',
    from: ubuntu('24.04'),
    platforms: TWO_PLATFORMS,
    steps: [
      label('maintainer', 'Jupyter Project <jupyter@googlegroups.com>'),
      run(
        'apt-get update --yes &&     apt-get upgrade --yes &&     apt-get install --yes --no-install-recommends     bzip2     ca-certificates     locales     netbase     sudo     tini     wget',
        {
          files: {
            ...CERTIFICATES,
            '/usr/bin/sudo': program('sudo', 278_000, { mode: 0o4755 }),
            '/usr/bin/tini': program('tini', 24_000),
            '/usr/bin/wget': program('wget', 481_000),
          },
          size: 58_000_000,
          download: 20_000_000,
          rest: 'jupyter-tools',
        },
      ),
      env('CONDA_DIR', CONDA),
      env('SHELL', '/bin/bash'),
      env('NB_USER', 'jovyan'),
      env('NB_UID', '1000'),
      env('NB_GID', '100'),
      env('LC_ALL', 'C.UTF-8'),
      env('LANG', 'C.UTF-8'),
      env('LANGUAGE', 'C.UTF-8'),
      env('PATH', `${CONDA}/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`),
      env('HOME', '/home/jovyan'),
      run('useradd --no-log-init --create-home --shell /bin/bash --uid "${NB_UID}" --no-user-group "${NB_USER}"', {
        '/etc/passwd': `${DEBIAN_PASSWD}jovyan:x:1000:100::/home/jovyan:/bin/bash\n`,
        '/etc/group': DEBIAN_GROUP,
        '/home/jovyan': directory({ mode: 0o775, uid: 1000, gid: 100 }),
        '/home/jovyan/work': directory({ mode: 0o775, uid: 1000, gid: 100 }),
      }),
      user('1000'),
      run(
        'set -x &&     arch=$(uname -m) &&     wget --progress=dot:giga -O - "https://micro.mamba.pm/api/micromamba/linux-${arch}/latest"',
        {
          files: {
            [`${CONDA}/bin/python3.13`]: program('python3', 31_000_000),
            [`${CONDA}/bin/python3`]: link('python3.13'),
            [`${CONDA}/bin/python`]: link('python3.13'),
            [`${CONDA}/bin/pip`]: program('pip', 250),
            [`${CONDA}/bin/mamba`]: program('mamba', 14_000_000),
            [`${CONDA}/bin/conda`]: program('conda', 500),
          },
          size: 224_000_000,
          download: 66_000_000,
          rest: 'jupyter-conda',
        },
      ),
      copy('start.sh /usr/local/bin/', { '/usr/local/bin/start.sh': script(START) }),
      run("mamba install --yes     'jupyterhub-singleuser'     'jupyterlab'     'nbclassic'     'notebook>=7.2.2'", {
        files: {
          [`${CONDA}/bin/jupyter`]: program('jupyter', 250),
          [`${CONDA}/bin/jupyter-lab`]: program('jupyter', 250),
        },
        size: 340_000_000,
        download: 93_000_000,
        rest: 'jupyter-lab',
      }),
      env('JUPYTER_PORT', '8888'),
      expose('8888/tcp'),
      copy('start-notebook.py start-notebook.sh start-singleuser.py start-singleuser.sh /usr/local/bin/', {
        '/usr/local/bin/start-notebook.sh': script(NOTEBOOK),
        '/usr/local/bin/start-notebook.py': script(NOTEBOOK),
      }),
      healthcheck({
        Test: ['CMD-SHELL', '/etc/jupyter/docker_healthcheck.py || exit 1'],
        Interval: 3e9,
        Timeout: 1e9,
        StartPeriod: 3e9,
        Retries: 3,
      }),
      workdir('/home/jovyan'),
      entrypoint('tini', '-g', '--', 'start.sh'),
      cmd('start-notebook.py'),
    ],
  });
}

let made: ImageDefinition | undefined;

function minimal(): ImageDefinition {
  made ??= base();
  return image({
    created: '2025-10-20T08:34:56Z',
    from: made,
    steps: [
      user('root'),
      run(
        'apt-get update --yes &&     apt-get install --yes --no-install-recommends     curl     git     less     nano-tiny     openssh-client     tzdata     unzip     vim-tiny',
        {
          files: {
            '/usr/bin/curl': program('curl', 305_000),
            '/usr/bin/git': program('git', 3_711_000),
            '/usr/bin/nano': program('nano', 280_000),
          },
          size: 160_000_000,
          download: 57_000_000,
          rest: 'jupyter-minimal',
        },
      ),
      user('1000'),
    ],
  });
}

function scipy(): ImageDefinition {
  return image({
    created: '2025-10-20T09:04:56Z',
    from: minimal(),
    steps: [
      run("mamba install --yes     'altair'     'matplotlib-base'     'pandas'     'scikit-learn'     'scipy'", {
        files: {},
        size: 1_400_000_000,
        download: 400_000_000,
        rest: 'jupyter-scipy',
      }),
    ],
  });
}

export function jupyterFamily(name: string, kind: 'base' | 'minimal' | 'scipy'): ImageFamily {
  const make = { base: () => (made ??= base()), minimal, scipy }[kind];
  return family(name, { 'latest python-3.13 2025-10-20 lab-4.4.9': make });
}
