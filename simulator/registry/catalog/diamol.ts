/**
 * Images of the book "Learn Docker in a Month of Lunches" (diamol) that need no program of their own: the bases its
 * Dockerfiles begin with, and the first ones it runs.
 */
import { alpine } from './bases/alpine.ts';
import golang from './golang.ts';
import httpd from './httpd.ts';
import maven from './maven.ts';
import node from './node.ts';
import { dotnet } from './dotnet-images.ts';
import { packageFiles } from './bases/buildpack-deps.ts';
import { script } from './form/files.ts';
import { family, image } from './form/image.ts';
import type { ImageDefinition, ImageFamily } from './form/image.ts';
import { cmd, copy, env, run, workdir } from './form/steps.ts';
import { openjdk } from './java.ts';

function tagged(from: ImageFamily, tag: string): ImageDefinition {
  const make = from.tags.get(tag);
  if (make === undefined) throw new RangeError(`no image ${from.name}:${tag}`);
  return make();
}

export const base = (): ImageDefinition =>
  image({
    created: '2019-12-02T10:04:56Z',
    from: alpine('3.10'),
    platforms: ['amd64', 'arm64/v8', 'arm/v7'],
    steps: [
      run('apk add --no-cache curl', {
        files: packageFiles('curl'),
        size: 1_200_000,
        download: 600_000,
        rest: 'diamol-curl',
      }),
    ],
  });

const hello = (): ImageDefinition =>
  image({
    created: '2019-12-02T11:04:56Z',
    from: base(),
    steps: [
      copy('./cmd.sh .', {
        '/cmd.sh': script(
          '#!/bin/sh\necho "---------------------"\necho "Hello from Chapter 2!"\necho "---------------------"\necho "My name is:"\nhostname\necho "---------------------"\necho "Im running on:"\nuname -s -r -m\necho "---------------------"\necho "My address is:"\nip addr\necho "---------------------"\n',
        ),
      }),
      cmd('/cmd.sh'),
    ],
  });

const helloWeb = (): ImageDefinition =>
  image({
    created: '2019-12-02T12:04:56Z',
    from: tagged(httpd, 'alpine'),
    steps: [
      copy('start.sh /', {
        '/start.sh': script(
          '#!/bin/sh\ncd /usr/local/apache2/htdocs\nprintf "<html><body><h1>Hello from Chapter 2!</h1><p>This is container %s</p></body></html>\\n" "$(hostname)" > index.html\nexec httpd-foreground\n',
        ),
      }),
      cmd('/start.sh'),
    ],
  });

const PING = `const https = require('http');
const target = process.env.TARGET;
const method = process.env.METHOD;
const interval = Number(process.env.INTERVAL);

console.log('** web-ping ** Pinging: %s; method: %s; %dms intervals', target, method, interval);

let count = 1;
setInterval(() => {
  const started = Date.now();
  const request = https.request({ hostname: target, method }, (response) => {
    console.log('Got response status: %d at %d; duration: %dms', response.statusCode, started, Date.now() - started);
  });
  console.log('Making request number: %d; at %d', count++, started);
  request.on('error', (error) => console.error(error.message));
  request.end();
}, interval);
`;

const webPing = (): ImageDefinition =>
  image({
    created: '2019-12-03T12:04:56Z',
    from: tagged(node, '10-alpine'),
    steps: [
      env('TARGET', 'blog.sixeyed.com'),
      env('METHOD', 'HEAD'),
      env('INTERVAL', '3000'),
      workdir('/web-ping', {}),
      copy('app.js .', { '/web-ping/app.js': PING }),
      cmd('node', '/web-ping/app.js'),
    ],
  });

const lab = (): ImageDefinition =>
  image({
    created: '2019-12-03T13:04:56Z',
    from: base(),
    steps: [workdir('/diamol', {}), copy('ch03.txt .', { '/diamol/ch03.txt': 'Lab solution, by: ' })],
  });

/** A new image over another, without changes of its own. */
function alias(from: ImageDefinition): () => ImageDefinition {
  return () => image({ created: '2019-12-02T13:04:56Z', from, steps: [] });
}

const made = '2022-12-13T17:00:00Z';
const onBuster = { suite: 'buster' } as const;

const IMAGES: Readonly<Record<string, () => Record<string, () => ImageDefinition>>> = {
  'diamol/base': () => ({ 'latest linux-amd64 linux-arm64 linux-arm': base }),
  'diamol/ch02-hello-diamol': () => ({ latest: hello }),
  'diamol/ch02-hello-diamol-web': () => ({ latest: helloWeb }),
  'diamol/ch03-lab': () => ({ latest: lab }),
  'diamol/ch03-web-ping': () => ({ latest: webPing }),
  'diamol/dotnet-aspnet': () => ({ latest: alias(dotnet('3.1.32', made, 'aspnet', onBuster)) }),
  'diamol/dotnet-runtime': () => ({ latest: alias(dotnet('3.1.32', made, 'runtime', onBuster)) }),
  'diamol/dotnet-sdk': () => ({ latest: alias(dotnet('3.1.32', made, 'sdk', onBuster)) }),
  'diamol/golang': () => ({ latest: alias(tagged(golang, '1.13-alpine')) }),
  'diamol/maven': () => ({ latest: alias(tagged(maven, '3.6.3-jdk-11')) }),
  'diamol/node': () => ({ latest: alias(tagged(node, '10-alpine')) }),
  'diamol/openjdk': () => ({
    latest: alias(openjdk('11.0.16', 'jre', { slim: 'buster' })),
    jdk: alias(openjdk('11.0.16', 'jdk', { slim: 'buster' })),
  }),
};

export function diamolFamily(name: string): ImageFamily {
  const images = IMAGES[name];
  if (images === undefined) throw new RangeError(`no image ${name}`);
  return family(name, images());
}
