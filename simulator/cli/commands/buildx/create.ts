/** docker buildx create: a builder in a container, for which there is no BuildKit to run here. */
import { atMost, command } from '../../command.ts';
import { list, stringArray } from '../../flags/lists.ts';
import { bool, string } from '../../flags/scalars.ts';

const DRIVERS = ['', 'docker-container', 'kubernetes', 'remote'];

export default command({
  usage: '[OPTIONS] [CONTEXT|ENDPOINT]',
  args: atMost(1),
  flags: {
    append: bool(),
    bootstrap: bool(),
    'buildkitd-config': string(),
    'buildkitd-flags': string(),
    debug: bool('D'),
    driver: string(),
    'driver-opt': stringArray(),
    leave: bool(),
    name: string(),
    node: string(),
    platform: list(),
    use: bool(),
  },
  run: ({ flags: { driver } }) => {
    if (!DRIVERS.includes(driver)) throw new Error(`failed to find driver ${JSON.stringify(driver)}`);
    throw new Error('Drydock does not simulate builders of their own; the default builder builds for linux/amd64');
  },
});
