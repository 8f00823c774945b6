/** docker buildx bake: looks for its files as the real one does; what stands in them is not followed. */
import { atLeast, command } from '../../command.ts';
import { stringArray } from '../../flags/lists.ts';
import { bool, string } from '../../flags/scalars.ts';

/** In the order in which they are looked for. */
const FILES = [
  'compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml',
  'docker-bake.json', 'docker-bake.hcl', 'docker-bake.override.json', 'docker-bake.override.hcl',
]; // prettier-ignore

export default command({
  usage: '[OPTIONS] [TARGET...]',
  args: atLeast(0),
  flags: {
    allow: stringArray(),
    builder: string(),
    call: string(undefined, 'build'),
    check: bool(),
    debug: bool('D'),
    file: stringArray('f'),
    list: string(),
    load: bool(),
    'metadata-file': string(),
    'no-cache': bool(),
    print: bool(),
    progress: string(undefined, 'auto'),
    provenance: string(),
    pull: bool(),
    push: bool(),
    sbom: string(),
    set: stringArray(),
  },
  run: async ({ client, flags }) => {
    const { fs, stderr } = client.process;
    const found = [...flags.file, ...FILES].some((name) => fs.exists(name));
    if (found)
      throw new Error('Drydock does not simulate docker buildx bake; use docker build or docker compose build');
    await stderr.write(
      '#0 building with "default" instance using docker driver\n\n#1 [internal] load local bake definitions\n#1 DONE 0.0s\n',
    );
    throw new Error("couldn't find a bake definition");
  },
});
