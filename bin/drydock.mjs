#!/usr/bin/env node
/** `drydock`: the simulated Docker host in Node. What it does is in `node/main.ts`; here it is only found or bundled. */
import { bundled } from '../scripts/node-build.mjs';

const { main } = await import(await bundled('main'));
process.exitCode = await main(process.argv.slice(2));
