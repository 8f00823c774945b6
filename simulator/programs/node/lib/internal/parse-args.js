/** `util.parseArgs`. */
const { coded } = require('internal/errors');
function parseArgs({ args = process.argv.slice(2), options = {}, strict = true, allowPositionals = !strict } = {}) {
  const values = { __proto__: null };
  const positionals = [];
  const rest = [...args];
  const take = (name, option, inline) => {
    if (option === undefined && strict)
      throw coded(TypeError, 'ERR_PARSE_ARGS_UNKNOWN_OPTION', `Unknown option '${name}'`);
    const key = name.replace(/^--?/, '');
    let value = true;
    if (option?.type === 'string') {
      value = inline ?? rest.shift();
      if (value === undefined && strict)
        throw coded(TypeError, 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE', `Option '${name} <value>' argument missing`);
    } else if (inline !== undefined) value = inline;
    if (option?.multiple) (values[key] ??= []).push(value);
    else values[key] = value;
  };
  while (rest.length > 0) {
    const arg = rest.shift();
    if (arg === '--') {
      positionals.push(...rest.splice(0));
    } else if (arg.startsWith('--')) {
      const at = arg.indexOf('=');
      const name = at < 0 ? arg : arg.slice(0, at);
      take(name, options[name.slice(2)], at < 0 ? undefined : arg.slice(at + 1));
    } else if (/^-./.test(arg)) {
      const [long, option] = Object.entries(options).find(([, it]) => it.short === arg[1]) ?? [];
      if (long === undefined) take(arg, undefined);
      else take(`--${long}`, option, arg.length > 2 ? arg.slice(2) : undefined);
    } else {
      if (strict && !allowPositionals)
        throw coded(
          TypeError,
          'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL',
          `Unexpected argument '${arg}'. This command does not take positional arguments`,
        );
      positionals.push(arg);
    }
  }
  for (const [key, option] of Object.entries(options)) if (option.default !== undefined) values[key] ??= option.default;
  return { values, positionals };
}
module.exports = { parseArgs };
