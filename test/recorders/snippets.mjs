/**
 * Texts of programs in one file, each after a line `### name`. One that begins with `//module` is an ES module.
 * @param {string} text
 */
export function parseSnippets(text) {
  return text
    .split(/^### /m)
    .slice(1)
    .map((part) => {
      const [name = '', ...lines] = part.split('\n');
      const source = lines.join('\n');
      return { name, file: source.startsWith('//module') ? 'main.mjs' : 'main.js', source };
    });
}
