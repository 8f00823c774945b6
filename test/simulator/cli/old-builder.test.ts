/** DOCKER_BUILDKIT=0 asks for a builder that is not simulated: it is refused, and never answered by BuildKit. */
import { expect, it } from 'vitest';
import { onMachine } from '../../support/whole-machine.ts';

const build = (setting: string): string =>
  `printf 'FROM alpine\\n' > Dockerfile; ${setting} docker build -q . >out 2>&1; echo $?; grep -c sha256 out; head -1 out`;

it('refuses DOCKER_BUILDKIT=0, says what is wrong with a value that is none, and takes 1 for what it is', async () => {
  await onMachine(async (_, sh) => {
    const refused = await sh(build('DOCKER_BUILDKIT=0'));
    expect(refused).toMatch(/^1\n0\nDrydock does not simulate the builder before BuildKit/);
    expect(await sh(build('DOCKER_BUILDKIT=x'))).toContain(
      'expects boolean value: strconv.ParseBool: parsing "x": invalid syntax',
    );
    expect(await sh(build('DOCKER_BUILDKIT=1'))).toMatch(/^0\n1\nsha256:/);
    expect(await sh(`DOCKER_BUILDKIT=0 docker buildx build -q . | cut -c1-7`)).toBe('sha256:\n');
  });
});
