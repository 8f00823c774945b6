/** Prompt strings: bash's escapes (`\u@\h:\w\$`), and what busybox has of them. */
import { isSysError } from '../../kernel/errno.ts';
import { abbreviate, logicalDirectory } from '../state/directory.ts';
import type { Shell } from '../state/shell.ts';
import { strftime } from '../text/strftime.ts';
import { INVISIBLE_END, INVISIBLE_START } from '../readline/invisible.ts';
import { accounts } from './tilde.ts';

/** A prompt with its escapes decoded; parameters and commands in it are expanded afterwards. */
export function decodePrompt(shell: Shell, source: string): string {
  if (!source.includes('\\')) return source;
  let out = '';
  for (let at = 0; at < source.length;) {
    if (source.charAt(at) !== '\\') {
      out += source.charAt(at);
      at += 1;
      continue;
    }
    const octal = /^\\([0-7]{3})/.exec(source.slice(at, at + 4))?.[1];
    const time = /^\\D\{([^}]*)\}/.exec(source.slice(at));
    if (octal !== undefined) {
      out += String.fromCharCode(parseInt(octal, 8));
      at += 4;
    } else if (time !== null) {
      out += strftime(time[1] === '' ? '%X' : (time[1] ?? ''), shell.p.now() / 1000);
      at += time[0].length;
    } else {
      out += promptEscape(shell, source.charAt(at + 1));
      at += 2;
    }
  }
  return out;
}

function promptEscape(shell: Shell, letter: string): string {
  const now = shell.p.now() / 1000;
  switch (letter) {
    case 'a': return '\x07';
    case 'e': return '\x1b';
    case 'n': return shell.dialect.name === 'bash' && shell.interactive ? '\r\n' : '\n';
    case 'r': return '\r';
    case '\\': return '\\';
    case '[': return INVISIBLE_START;
    case ']': return INVISIBLE_END;
    case 'u': return userName(shell);
    case 'h': return shell.p.net.hostname().split('.')[0] ?? '';
    case 'H': return shell.p.net.hostname();
    case 'w': return abbreviate(shell, logicalDirectory(shell));
    case 'W': return lastPart(shell);
    case '$': return shell.p.credentials.uid === 0 ? '#' : '$';
    case 's': return shell.name.replace(/^-/, '').split('/').at(-1) ?? '';
    case 'v': return '5.2';
    case 'V': return '5.2.15';
    case 'j': return String(shell.jobs.all().length);
    case 'l': return (shell.terminal?.name ?? 'tty').replace(/^\/dev\//, '').split('/').at(-1) ?? '';
    case '!': return String(shell.history.nextNumber);
    case '#': return String(shell.commandNumber);
    case 'd': return strftime('%a %b %d', now);
    case 't': return strftime('%H:%M:%S', now);
    case 'T': return strftime('%I:%M:%S', now);
    case '@': return strftime('%I:%M %p', now);
    case 'A': return strftime('%H:%M', now);
    default: return `\\${letter}`;
  }
} // prettier-ignore

function lastPart(shell: Shell): string {
  const shown = abbreviate(shell, logicalDirectory(shell));
  if (shown === '/' || shown === '~') return shown;
  return shown.split('/').at(-1) ?? shown;
}

/** The name of the effective user; `I have no name!` when /etc/passwd does not know it. */
export function userName(shell: Shell): string {
  try {
    return (
      accounts(shell).find((fields) => Number(fields[2]) === shell.p.credentials.uid && fields.length > 3)?.[0] ??
      'I have no name!'
    );
  } catch (error) {
    if (isSysError(error)) return 'I have no name!';
    throw error;
  }
}
