/** `npm start`: builds the page, serves it and prints the address. PORT chooses another port than 4173. */
import { build } from 'vite';
import { serveFolder } from './static-server.mjs';

const PORT = 4173;

await build({ logLevel: 'warn' });
const wanted = process.env['PORT'] === undefined ? PORT : Number(process.env['PORT']);
const server = await serveFolder('dist/site', { port: wanted }).catch((error) => {
  if (error.code !== 'EADDRINUSE' || process.env['PORT'] !== undefined) throw error;
  return serveFolder('dist/site', { port: 0 });
});
console.log(`Drydock is at ${server.address} (Ctrl-C ends it)`);
