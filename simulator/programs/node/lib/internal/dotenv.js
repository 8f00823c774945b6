/** Lines of an .env file, as dotenv and Node's --env-file read them. */
function parse(text) {
  const values = {};
  const LINE =
    /^\s*(?:export\s+)?([\w.-]+)(?:\s*=\s*?|:\s+?)(\s*'(?:\\'|[^'])*'|\s*"(?:\\"|[^"])*"|\s*`(?:\\`|[^`])*`|[^#\r\n]+)?\s*(?:#.*)?$/gm;
  for (const [, key, raw = ''] of String(text).replace(/\r\n?/g, '\n').matchAll(LINE)) {
    let value = raw.trim();
    const quote = value[0];
    value = value.replace(/^(['"`])([\s\S]*)\1$/g, '$2');
    if (quote === '"') value = value.replaceAll('\\n', '\n').replaceAll('\\r', '\r');
    values[key] = value;
  }
  return values;
}
module.exports = { parse };
