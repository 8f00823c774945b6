/** The npm package `dotenv`. */
const { parse } = require('internal/dotenv');
function config(options = {}) {
  const file = options.path ?? require('path').resolve(process.cwd(), '.env');
  try {
    const parsed = parse(require('fs').readFileSync(file, 'utf8'));
    for (const [key, value] of Object.entries(parsed))
      if (options.override || !Object.hasOwn(process.env, key)) process.env[key] = value;
    return { parsed };
  } catch (error) {
    return { error };
  }
}
module.exports = { config, parse, configDotenv: config };
