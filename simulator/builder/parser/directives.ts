import { type Directive, DockerfileError } from './node.ts';

const FORM = /^#\s*([a-zA-Z][a-zA-Z0-9]*)\s*=\s*(.+?)\s*$/;
const KNOWN = ['syntax', 'escape', 'check'] as const;

/**
 * Parser directives: comments of the form `# key=value` before anything else. The first line that is none ends them,
 * so a directive after a plain comment is a comment. Throws on a directive given twice and on a wrong escape.
 */
export function readDirectives(lines: readonly string[]): Directive[] {
  const found: Directive[] = [];
  for (const [at, line] of lines.entries()) {
    const match = FORM.exec(line);
    const name = KNOWN.find((known) => known === match?.[1]?.toLowerCase());
    if (match === null || name === undefined) break;
    const range = { start: at + 1, end: at + 1 };
    if (found.some((each) => each.name === name))
      throw new DockerfileError(`only one ${name} parser directive can be used`, range);
    const value = match[2] ?? '';
    if (name === 'escape' && value !== '\\' && value !== '`') {
      throw new DockerfileError(`invalid escape token '${value}' does not match \` or \\`, range);
    }
    found.push({ name, value, range });
  }
  return found;
}
