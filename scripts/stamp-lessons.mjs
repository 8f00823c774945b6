/** `npm run lessons:stamp [-- NAME]`: writes into translations from which source their steps were made (`src=`). */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';

const bundled = await build({
  entryPoints: ['lessons/engine/translate.ts'],
  bundle: true,
  write: false,
  format: 'esm',
});
const { stepHashes } = await import(`data:text/javascript,${encodeURIComponent(bundled.outputFiles[0]?.text ?? '')}`);

const wanted = process.argv[2];
for (const folder of readdirSync('lessons').filter(
  (name) => /^\d/.test(name) && (wanted === undefined || name.includes(wanted)),
)) {
  const hashes = stepHashes(readFileSync(`lessons/${folder}/lesson.md`, 'utf8'));
  for (const file of readdirSync(`lessons/${folder}`).filter((name) => /^lesson\.\w+\.md$/.test(name))) {
    const path = `lessons/${folder}/${file}`;
    const text = readFileSync(path, 'utf8');
    const stamped = text.replace(/^(## .*\{#([\w-]+))(?: src=\w*)?\}/gm, (whole, head, id) =>
      hashes.has(id) ? `${head} src=${hashes.get(id)}}` : whole,
    );
    if (stamped !== text) writeFileSync(path, stamped);
  }
}
