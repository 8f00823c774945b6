/** eval, source, exec, command, builtin, enable, type, hash. */
import { isSysError } from '../../kernel/errno.ts';
import { environmentFor, lowerShellLevel } from '../run/environment.ts';
import { execCommand } from '../run/external.ts';
import { ShellExit } from '../run/failure.ts';
import { lookup, search, searchPath } from '../run/lookup.ts';
import { runEventTrap } from '../run/traps.ts';
import type { Shell } from '../state/shell.ts';
import { fromBytes } from '../text/raw.ts';
import { regular, special } from './builtin.ts';
import type { Builtin, BuiltinCall } from './builtin.ts';
import { parseOptions } from './options.ts';
import { complain, out, usage } from './output.ts';
import { describeCommand } from './type.ts';

export const evalCommand: Builtin = special('eval', async (call) => {
  const { shell } = call;
  const args = call.args[0] === '--' ? call.args.slice(1) : call.args;
  const text = args.join(' ');
  if (text.trim() === '') return 0;
  const bash = shell.dialect.name === 'bash';
  const outer = shell.builtin;
  if (bash) shell.builtin = undefined;
  if (bash) shell.traceDepth += 1;
  try {
    return await shell.interpreter.source(shell, text, {
      name: 'eval',
      firstLine: bash ? shell.line : shell.dialect.name === 'ash' ? 0 : 1,
      keepsLine: true,
    });
  } finally {
    shell.builtin = outer;
    if (bash) shell.traceDepth -= 1;
  }
});

export const dot: Builtin = special('.', (call) => source(call));
export const sourceCommand: Builtin = special('source', (call) => source(call), ['bash', 'ash']);

async function source(call: BuiltinCall): Promise<number> {
  const { shell } = call;
  const args = call.args[0] === '--' ? call.args.slice(1) : call.args;
  const [name, ...rest] = args;
  if (name === undefined) return noFileName(call);
  const path = sourcePath(shell, name);
  let text: string;
  try {
    text = fromBytes(await readWhole(shell, path));
  } catch (error) {
    if (!isSysError(error)) throw error;
    return cannotOpen(call, name, error.message);
  }
  return runFile(call, name, text, rest);
}

async function noFileName(call: BuiltinCall): Promise<number> {
  if (call.shell.dialect.name !== 'bash') return 0;
  await complain(call, 'filename argument required');
  return usage(call, `${call.name} filename [arguments]`);
}

/** A name without a slash is looked for on PATH, then (bash) in the current directory. */
function sourcePath(shell: Shell, name: string): string {
  if (name.includes('/')) return name;
  for (const directory of searchPath(shell).split(':')) {
    const candidate = `${directory === '' ? '.' : directory}/${name}`;
    if (shell.p.fs.exists(candidate) && shell.p.fs.stat(candidate).type === 'file') return candidate;
  }
  return shell.dialect.name === 'dash' ? `/nonexistent/${name}` : name;
}

async function readWhole(shell: Shell, path: string): Promise<Uint8Array> {
  const fd = await shell.p.open(path, { read: true });
  try {
    return await shell.p.reader(fd).readAll();
  } finally {
    shell.p.close(fd);
  }
}

async function cannotOpen(call: BuiltinCall, name: string, reason: string): Promise<number> {
  const { shell } = call;
  if (shell.dialect.name === 'bash') {
    shell.builtin = undefined;
    if (reason === 'Is a directory') shell.builtin = call.name;
    return complain(call, reason === 'Is a directory' ? `${name}: is a directory` : `${name}: ${reason}`);
  }
  if (shell.dialect.name === 'ash') throw shell.dialect.fail('usage', `can't open '${name}': ${reason}`);
  throw shell.dialect.fail(
    'usage',
    name.includes('/')
      ? `cannot open ${name}: ${reason === 'No such file or directory' ? 'No such file' : reason}`
      : `${name}: not found`,
  );
}

async function runFile(call: BuiltinCall, name: string, text: string, args: readonly string[]): Promise<number> {
  const { shell } = call;
  const { positional, loopDepth, builtin } = shell;
  if (args.length > 0 && shell.dialect.name !== 'dash') shell.positional = [...args];
  const given = shell.positional;
  shell.frames.push({ name: 'source', source: name, callLine: shell.line, kind: 'source' });
  shell.builtin = undefined;
  shell.loopDepth = 0;
  if (shell.dialect.name === 'bash') shell.traceDepth += 1;
  try {
    let status = await shell.interpreter.source(shell, text, {
      name: undefined,
      firstLine: 1,
      keepsLine: true,
      top: true,
    });
    if (shell.unwinding?.kind === 'return') {
      shell.unwinding = undefined;
      status = shell.status;
    }
    await runEventTrap(shell, 'RETURN');
    return status;
  } finally {
    shell.frames.pop();
    shell.builtin = builtin;
    shell.loopDepth = loopDepth;
    if (shell.dialect.name === 'bash') shell.traceDepth -= 1;
    if (shell.positional === given && args.length > 0) shell.positional = positional;
  }
}

export const exec: Builtin = special('exec', async (call) => {
  const { shell } = call;
  const options =
    shell.dialect.name === 'bash'
      ? await parseOptions(call, 'cla:', 'exec [-cl] [-a name] [command [argument ...]] [redirection ...]')
      : { letters: '', values: new Map<string, string>(), rest: call.args };
  if (typeof options === 'number') return options;
  const [name, ...args] = options.rest;
  if (name === undefined) return 0;
  const path = name.includes('/') ? name : found(shell, name);
  if (path === undefined) return failExec(call, `${name}: not found`, 127);
  const shown = (options.letters.includes('l') ? '-' : '') + (options.values.get('a') ?? name);
  const environment = options.letters.includes('c') ? [] : lowerShellLevel(shell, environmentFor(shell, path));
  const { builtin } = shell;
  // bash names no builtin when the file cannot be run.
  const status = await execCommand(shell, { path, argv: [shown, ...args], environment, redirections: [] });
  shell.builtin = builtin;
  return failExec(call, undefined, status);
});

function found(shell: Shell, name: string): string | undefined {
  const result = lookup(shell, name);
  return result.kind === 'missing' ? undefined : result.path;
}

async function failExec(call: BuiltinCall, message: string | undefined, status: number): Promise<number> {
  if (message !== undefined) await call.shell.complain(message);
  if (call.shell.interactive || call.shell.options.shopt('execfail')) return status;
  throw new ShellExit(status);
}

export const command: Builtin = regular('command', async (call) => {
  const options = await parseOptions(call, 'pvV', 'command [-pVv] command [arg ...]');
  if (typeof options === 'number') return options;
  const { shell } = call;
  const { letters, rest } = options;
  const path = letters.includes('p') ? '/usr/bin:/bin:/usr/sbin:/sbin' : undefined;
  if (/[vV]/.test(letters)) return describeAll(call, rest, letters.endsWith('V') ? 'verbose' : 'short', path);
  if (rest.length === 0) return 0;
  const outer = shell.builtin;
  shell.builtin = undefined;
  try {
    return await shell.interpreter.invoke(shell, rest, {
      functions: false,
      builtins: true,
      externals: true,
      ...(path === undefined ? {} : { path }),
      ...call.flags,
    });
  } finally {
    shell.builtin = outer;
  }
});

/** bash describes all names and succeeds when one of them is something; the others look at the first only. */
async function describeAll(
  call: BuiltinCall,
  names: readonly string[],
  style: 'short' | 'verbose',
  path: string | undefined,
): Promise<number> {
  const bash = call.shell.dialect.name === 'bash';
  let status = names.length === 0 ? 0 : bash ? 1 : 127;
  for (const name of bash ? names : names.slice(0, 1)) {
    const lines = describeCommand(call.shell, name, { style, all: false, path });
    if (lines.length > 0) {
      await out(
        call,
        lines
          .map(
            (line) => `${line}
`,
          )
          .join(''),
      );
      status = 0;
      continue;
    }
    if (style === 'verbose') await notFound(call, name);
  }
  return status;
}

async function notFound(call: BuiltinCall, name: string): Promise<void> {
  if (call.shell.dialect.name === 'bash') await call.shell.complain(`${name}: not found`);
  else await out(call, `${name}: not found\n`);
}

export const builtin: Builtin = regular(
  'builtin',
  async (call) => {
    const args = call.args[0] === '--' ? call.args.slice(1) : call.args;
    const [name] = args;
    const { shell } = call;
    if (name === undefined) return 0;
    const outer = shell.builtin;
    const status = await shell.interpreter.invoke(shell, args, { functions: false, builtins: true, externals: false });
    shell.builtin = outer;
    return status === -1 ? complain(call, `${name}: not a shell builtin`) : status;
  },
  ['bash'],
);

export const type: Builtin = regular('type', async (call) => {
  const { shell } = call;
  const bash = shell.dialect.name === 'bash';
  const options = bash
    ? await parseOptions(call, 'afptP', 'type [-afptP] name [name ...]')
    : { letters: '', values: new Map<string, string>(), rest: call.args };
  if (typeof options === 'number') return options;
  const { letters } = options;
  const short = shell.dialect.name === 'ash' && /^-/.test(options.rest[0] ?? '');
  const rest = short ? options.rest.slice(1) : options.rest;
  const style = short ? 'short' : letters.includes('t') ? 'word' : /[pP]/.test(letters) ? 'path' : 'verbose';
  let status = 0;
  for (const name of rest) {
    const lines = describeCommand(shell, name, {
      style,
      all: letters.includes('a'),
      path: undefined,
      filesOnly: letters.includes('P'),
      noFunctions: letters.includes('f'),
    });
    if (lines.length > 0) await out(call, lines.map((line) => `${line}\n`).join(''));
    else {
      status = bash ? 1 : 127;
      if (style === 'verbose') await notFound(call, name);
    }
  }
  return status;
});

export const hash: Builtin = regular('hash', async (call) => {
  const { shell } = call;
  const options = await parseOptions(
    call,
    shell.dialect.name === 'bash' ? 'dlp:rt' : 'rv',
    'hash [-lr] [-p pathname] [-dt] [name ...]',
  );
  if (typeof options === 'number') return options;
  const { letters, rest, values } = options;
  if (letters.includes('r')) shell.hashed.clear();
  if (rest.length === 0) {
    if (!letters.includes('r')) await out(call, hashListing(shell));
    return 0;
  }
  let status = 0;
  for (const name of rest) status = (await hashOne(call, name, letters, values.get('p'))) || status;
  return status;
});

function hashListing(shell: Shell): string {
  const entries = [...shell.hashed.entries()];
  if (shell.dialect.name !== 'bash') return entries.map(([, entry]) => `${entry.path}\n`).join('');
  if (entries.length === 0) return 'hash: hash table empty\n';
  return `hits\tcommand\n${entries.map(([, entry]) => `${String(entry.hits).padStart(4)}\t${entry.path}\n`).join('')}`;
}

async function hashOne(call: BuiltinCall, name: string, letters: string, path: string | undefined): Promise<number> {
  const { shell } = call;
  if (path !== undefined) {
    shell.hashed.set(name, { path, hits: 0 });
    return 0;
  }
  if (letters.includes('t') || letters.includes('d')) {
    const known = shell.hashed.get(name);
    if (known === undefined) return complain(call, `${name}: not found`);
    if (letters.includes('d')) shell.hashed.delete(name);
    else await out(call, `${known.path}\n`);
    return 0;
  }
  const result = search(shell, name, searchPath(shell));
  if (result.kind !== 'found') return complain(call, `${name}: not found`);
  shell.hashed.set(name, { path: result.path, hits: 0 });
  return 0;
}
