/** `npm run images`: bundles if need be and hands over to node/images.ts. */
import { bundled } from './node-build.mjs';

const { main } = await import(await bundled('images'));
// A container that still runs would keep Node awake.
process.exit(await main(process.argv.slice(2)));
