import { family, image } from './form/image.ts';
import { program } from './form/files.ts';
import { cmd, copy, defaultPath, silently, workdir } from './form/steps.ts';

/** One static executable and nothing else: not even a directory. */
const hello = () =>
  image({
    created: '2025-08-08T19:05:17Z',
    platforms: ['amd64', 'arm/v5', 'arm/v7', 'arm64/v8', '386', 'ppc64le', 'riscv64', 's390x'],
    steps: [
      copy('hello /', { files: { '/hello': program('hello', 10_072) }, download: 2_380 }),
      cmd('/hello'),
      defaultPath,
      silently(workdir('/')),
    ],
  });

export default family('hello-world', { 'latest linux': hello });
