/** The command `nodemon`: starts a program, and again when a file has changed. */
const { spawn } = require('child_process');
const fs = require('fs');
const path = require('path');
const args = process.argv.slice(2);
const watched = [];
let script = args.find(
  (arg, i) => !arg.startsWith('-') && !/^(-w|--watch|-e|--ext|--exec|-x)$/.test(args[i - 1] ?? ''),
);
if (script === undefined && fs.existsSync('package.json'))
  script = JSON.parse(fs.readFileSync('package.json', 'utf8')).main ?? 'index.js';
const yellow = (text) => process.stdout.isTTY ? `\u001b[33m[nodemon] ${text}\u001b[39m` : `[nodemon] ${text}`; // prettier-ignore
const say = (text) => console.log(yellow(text));
let child;
let again = false;
function start() {
  say(`starting \`node ${[script, ...args.slice(args.indexOf(script) + 1)].join(' ')}\``);
  child = spawn(process.execPath, [script, ...args.slice(args.indexOf(script) + 1)], { stdio: 'inherit' });
  child.on('exit', (code, signal) => {
    child = undefined;
    if (again) {
      again = false;
      start();
    } else if (signal !== null || code === 0) say('clean exit - waiting for changes before restart');
    else say('app crashed - waiting for file changes before starting...');
  });
}
function changed(_type, name) {
  if (!/\.(js|mjs|cjs|json)$/.test(name ?? '')) return;
  say('restarting due to changes...');
  if (child === undefined) start();
  else {
    again = true;
    child.kill('SIGUSR2');
  }
}
function watch(folder) {
  watched.push(fs.watch(folder, changed));
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory() && entry.name !== 'node_modules' && !entry.name.startsWith('.'))
      watch(path.join(folder, entry.name));
    else if (entry.isFile() && /\.(js|mjs|cjs|json)$/.test(entry.name))
      watched.push(fs.watch(path.join(folder, entry.name), () => changed('change', entry.name)));
  }
}
say('3.1.7');
say('to restart at any time, enter `rs`');
say('watching path(s): *.*');
say('watching extensions: js,mjs,cjs,json');
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => {
    child?.kill(signal);
    process.exit(0);
  });
watch(process.cwd());
start();
