/** The small web pages and jokes that Docker's own courses begin with. */
import { alpine } from './bases/alpine.ts';
import nginx from './nginx.ts';
import node from './node.ts';
import { ubuntu } from './bases/ubuntu.ts';
import { program, script, stub } from './form/files.ts';
import { family, image } from './form/image.ts';
import type { ImageDefinition, ImageFamily } from './form/image.ts';
import { cmd, copy, env, expose, run, workdir } from './form/steps.ts';

function from(family: typeof nginx, tag: string): { from?: ImageDefinition } {
  const make = family.tags.get(tag);
  return make === undefined ? {} : { from: make() };
}

function page(title: string, body: string): string {
  return `<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8"><title>${title}</title></head>\n<body>\n${body}\n</body>\n</html>\n`;
}

/** `docker/getting-started`: the tutorial as a web page. */
const gettingStarted = (): ImageDefinition =>
  image({
    created: '2022-12-20T17:02:44Z',
    ...from(nginx, '1.23-alpine'),
    platforms: ['amd64', 'arm64/v8'],
    steps: [
      copy('/app/site /usr/share/nginx/html', {
        files: {
          '/usr/share/nginx/html/index.html': page(
            'Getting Started',
            '<meta http-equiv="refresh" content="0; url=tutorial/">\n<p><a href="tutorial/">Getting Started</a></p>',
          ),
          '/usr/share/nginx/html/tutorial/index.html': page(
            'Getting Started',
            '<h1>Getting Started</h1>\n<p>Congratulations! You have started the container for this tutorial.</p>',
          ),
          '/usr/share/nginx/html/assets/app.zip': stub(4_600_000),
        },
        size: 6_400_000,
        download: 5_100_000,
        rest: 'getting-started',
      }),
    ],
  });

/** `docker/welcome-to-docker`. */
const welcomeToDocker = (): ImageDefinition =>
  image({
    created: '2023-05-30T20:02:44Z',
    ...from(node, '18-alpine'),
    platforms: ['amd64', 'arm64/v8'],
    steps: [
      workdir('/app', {}),
      copy('package*.json ./', { '/app/package.json': '{\n  "name": "welcome-to-docker",\n  "version": "0.1.0"\n}\n' }),
      run('npm install -g serve', {
        files: { '/usr/local/bin/serve': program('serve', 3_000) },
        size: 9_600_000,
        download: 2_600_000,
        rest: 'serve',
      }),
      copy('build ./build', {
        '/app/build/index.html': page(
          'Welcome to Docker',
          '<h1>Congratulations!!!</h1>\n<p>You ran your first container.</p>',
        ),
      }),
      expose('3000/tcp'),
      env('PORT', '80'),
      cmd('serve', '-s', 'build', '-l', '80'),
      expose('80/tcp'),
    ],
  });

/** `docker/whalesay`: cowsay with a whale. */
const whalesay = (): ImageDefinition =>
  image({
    created: '2015-05-25T22:04:23Z',
    from: ubuntu('14.04'),
    platforms: ['amd64'],
    steps: [
      run('apt-get -y update && apt-get install -y git cowsay', {
        files: { '/usr/games/cowsay': program('cowsay', 4_400), '/usr/games/fortune': program('fortune', 22_000) },
        size: 52_000_000,
        download: 20_000_000,
        rest: 'whalesay',
      }),
      run('git reset --hard origin/master', { '/cowsay/cows/docker.cow': 'a whale with containers\n' }),
      workdir('/cowsay'),
      run('sh install.sh', { '/usr/local/bin/cowsay': program('cowsay', 4_400) }),
      env('PATH', '/usr/local/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'),
    ],
  });

/** `dockersamples/static-site` and its copies: greets `$AUTHOR`. */
const staticSite = (author: string): ImageDefinition =>
  image({
    created: '2016-03-18T22:04:23Z',
    ...from(nginx, '1.13'),
    platforms: ['amd64'],
    steps: [
      env('AUTHOR', author),
      workdir('/usr/share/nginx/html'),
      copy('Hello_docker.html /usr/share/nginx/html', {
        '/usr/share/nginx/html/Hello_docker.html': page(
          'Hello Docker!',
          '<h1>Hello AUTHOR_NAME!</h1>\n<p>This is being served from a <b>docker</b> container running Nginx.</p>',
        ),
      }),
      {
        ...cmd(
          '/bin/sh',
          '-c',
          `cd /usr/share/nginx/html && sed -e s/AUTHOR_NAME/"$AUTHOR"/ Hello_docker.html > index.html ; nginx -g 'daemon off;'`,
        ),
      },
    ],
  });

/** `jpetazzo/clock`: prints the time every second. */
const clock = (): ImageDefinition =>
  image({
    created: '2015-06-10T22:04:23Z',
    from: alpine('3.3'),
    platforms: ['amd64'],
    steps: [cmd('/bin/sh', '-c', 'while date; do sleep 1; done')],
  });

/** `eon01/infinite`: never ends. */
const infinite = (): ImageDefinition =>
  image({
    created: '2016-06-10T22:04:23Z',
    from: ubuntu('14.04'),
    platforms: ['amd64'],
    steps: [copy('run.sh /', { '/run.sh': script('#!/bin/bash\nwhile true; do sleep 1; done\n') }), cmd('/run.sh')],
  });

const SAMPLES: Readonly<Record<string, () => ImageDefinition>> = {
  'docker/getting-started': gettingStarted,
  'docker/welcome-to-docker': welcomeToDocker,
  'docker/whalesay': whalesay,
  'dockersamples/101-tutorial': gettingStarted,
  'dockersamples/static-site': () => staticSite('Docker'),
  'eon01/infinite': infinite,
  'jpetazzo/clock': clock,
  'prakhar1989/static-site': () => staticSite('Prakhar'),
};

/** Throws RangeError for a repository that is not one of these. */
export function sampleFamily(name: string): ImageFamily {
  const latest = SAMPLES[name];
  if (latest === undefined) throw new RangeError(`no sample ${name}`);
  return family(name, { latest });
}
