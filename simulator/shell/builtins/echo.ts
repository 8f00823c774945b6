/** `echo`, which each shell reads differently. */
import { unescape } from '../text/escapes.ts';
import { regular } from './builtin.ts';
import type { Builtin, BuiltinCall } from './builtin.ts';
import { out } from './output.ts';

export const echo: Builtin = regular('echo', async (call) => {
  const { newline, escapes, words } = readFlags(call);
  const text = words.join(' ');
  if (!escapes) {
    await out(call, newline ? `${text}\n` : text);
    return 0;
  }
  const said = unescape(text, call.shell.dialect.echo);
  await out(call, newline && !said.stopped ? `${said.text}\n` : said.text);
  return 0;
});

interface EchoFlags {
  newline: boolean;
  escapes: boolean;
  words: readonly string[];
}

function readFlags(call: BuiltinCall): EchoFlags {
  const { args, shell } = call;
  if (shell.dialect.name === 'dash') {
    const quiet = args[0] === '-n';
    return { newline: !quiet, escapes: true, words: quiet ? args.slice(1) : args };
  }
  let newline = true;
  let escapes = shell.options.shopt('xpg_echo');
  let at = 0;
  for (; /^-[neE]+$/.test(args[at] ?? ''); at++) {
    for (const letter of (args[at] ?? '').slice(1)) {
      if (letter === 'n') newline = false;
      else escapes = letter === 'e';
    }
  }
  return { newline, escapes, words: args.slice(at) };
}
