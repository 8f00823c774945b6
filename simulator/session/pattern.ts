/**
 * Session files wait for output with regular expressions in the dialect of the recorder, which is written in Python:
 * `^` and `$` stand at line feeds only (JavaScript's also at carriage returns, of which terminals send many), and `.`
 * stands for everything but a line feed.
 */
import { SessionSyntaxError } from './session.ts';

/** Throws SessionSyntaxError when the pattern is none. */
export function compilePattern(pattern: string): RegExp {
  const [, flags = '', body = ''] = /^(?:\(\?([ims]+)\))?([^]*)$/.exec(pattern) ?? [];
  try {
    return new RegExp(translate(body, flags.includes('s')), flags.includes('i') ? 'i' : '');
  } catch (error) {
    if (error instanceof SyntaxError) throw new SessionSyntaxError(`${pattern}: ${error.message}`);
    throw error;
  }
}

function translate(body: string, dotAll: boolean): string {
  return body.replace(/\\[^]|\[\^?(?:\\[^]|[^\]\\])*\]|[\^$.]/g, (part) => {
    switch (part) {
      case '^':
        return '(?<![^\\n])';
      case '$':
        return '(?![^\\n])';
      case '.':
        return dotAll ? '[^]' : '[^\\n]';
      default:
        return part;
    }
  });
}
