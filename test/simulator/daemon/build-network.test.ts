/** A RUN of a build resolves names, whatever files its image has, and leaves no trace of the daemon's own. */
import { expect, it } from 'vitest';
import { onMachine } from '../../support/whole-machine.ts';

it('reaches the package mirrors from an image without /etc/resolv.conf', { timeout: 30_000 }, () =>
  onMachine(async (_machine, sh) => {
    const built = await sh(`printf 'FROM alpine
RUN apk add --no-cache curl && curl --version | head -c 4
' > Dockerfile && docker build --progress=plain -t t . && docker save t | tar -x
for layer in $(ls blobs/sha256/*); do tar -tf $layer 2>/dev/null; done | grep -c resolv`);
    expect(built).toMatch(/^#\d+ [\d.]+ curl$/m);
    expect(built).toMatch(/\n0\n$/);
  }),
);
