/** `npm run conformance`: bundles if need be and hands over to node/conformance.ts. */
import { bundled } from './node-build.mjs';

const { main } = await import(await bundled('conformance'));
process.exitCode = await main(process.argv.slice(2));
