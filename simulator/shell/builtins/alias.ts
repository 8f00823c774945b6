/** alias, unalias. */
import { compareBytes } from '../text/raw.ts';
import { dashQuote, singleQuote } from '../text/quote.ts';
import type { Shell } from '../state/shell.ts';
import { regular } from './builtin.ts';
import type { Builtin, BuiltinCall } from './builtin.ts';
import { parseOptions } from './options.ts';
import { complain, out, usage } from './output.ts';

export const alias: Builtin = regular('alias', async (call) => {
  const { shell } = call;
  const args = call.args.filter(
    (arg, i) => !(shell.dialect.name === 'bash' && (arg === '-p' || arg === '--') && i === 0),
  );
  if (args.length === 0) {
    const names = [...shell.aliases.keys()].sort(compareBytes);
    await out(call, names.map((name) => aliasLine(shell, name)).join(''));
    return 0;
  }
  let status = 0;
  for (const arg of args) status = (await aliasArgument(call, arg)) || status;
  return status;
});

async function aliasArgument(call: BuiltinCall, arg: string): Promise<number> {
  const { shell } = call;
  const equals = arg.indexOf('=', 1);
  if (equals > 0) {
    const name = arg.slice(0, equals);
    if (shell.dialect.name === 'bash' && /[\s$`'"\\/|&;()<>]/.test(name))
      return complain(call, `\`${name}': invalid alias name`);
    shell.aliases.set(name, arg.slice(equals + 1));
    return 0;
  }
  if (shell.aliases.has(arg)) {
    await out(call, aliasLine(shell, arg));
    return 0;
  }
  return notFound(call, arg);
}

async function notFound(call: BuiltinCall, name: string): Promise<number> {
  if (call.shell.dialect.name === 'bash') return complain(call, `${name}: not found`);
  await call.shell.write(2, `${call.name}: ${name} not found\n`);
  return 1;
}

function aliasLine(shell: Shell, name: string): string {
  const value = shell.aliases.get(name) ?? '';
  return shell.dialect.name === 'bash' ? `alias ${name}=${singleQuote(value)}\n` : `${name}=${dashQuote(value)}\n`;
}

export const unalias: Builtin = regular('unalias', async (call) => {
  const options = await parseOptions(call, 'a', 'unalias [-a] name [name ...]');
  if (typeof options === 'number') return options;
  const { shell } = call;
  if (options.letters.includes('a')) {
    shell.aliases.clear();
    return 0;
  }
  if (options.rest.length === 0) return shell.dialect.name === 'bash' ? usage(call, 'unalias [-a] name [name ...]') : 0;
  let status = 0;
  for (const name of options.rest) if (!shell.aliases.delete(name)) status = await notFound(call, name);
  return status;
});
