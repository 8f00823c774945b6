/** The npm package `morgan`: a line for each request. */
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const clf = (date) =>
  `${String(date.getUTCDate()).padStart(2, '0')}/${MONTHS[date.getUTCMonth()]}/${date.getUTCFullYear()}:${date.toISOString().slice(11, 19)} +0000`;
const formats = {
  combined: ':remote-addr - - [:date] ":method :url HTTP/:http-version" :status :length ":referrer" ":user-agent"',
  common: ':remote-addr - - [:date] ":method :url HTTP/:http-version" :status :length',
  short: ':remote-addr - :method :url HTTP/:http-version :status :length - :response-time ms',
  tiny: ':method :url :status :length - :response-time ms',
  dev: ':method :url :status :response-time ms - :length',
};
function morgan(format = 'default', options = {}) {
  const stream = options.stream ?? process.stdout;
  return (req, res, next) => {
    const begun = performance.now();
    const values = () => ({
      'remote-addr': req.socket.remoteAddress ?? '-',
      date: clf(new Date()),
      method: req.method,
      url: req.originalUrl ?? req.url,
      'http-version': req.httpVersion,
      status: res.statusCode,
      length: res.getHeader('content-length') ?? '-',
      referrer: req.headers.referer ?? '-',
      'user-agent': req.headers['user-agent'] ?? '-',
      'response-time': (performance.now() - begun).toFixed(3),
    });
    res.on('finish', () => {
      const line = values();
      if (options.skip?.(req, res)) return;
      if (typeof format === 'function') {
        const own = format(new Proxy({}, { get: (_t, key) => () => line[key] }), req, res);
        if (own !== undefined && own !== null) stream.write(`${own}\n`);
        return;
      }
      const color = line.status >= 500 ? 31 : line.status >= 400 ? 33 : line.status >= 300 ? 36 : 32;
      if (format === 'dev') line.status = `\u001b[${color}m${line.status}\u001b[0m`;
      const text = (formats[format] ?? (format === 'default' ? formats.combined : format))
        .replace(/:res\[content-length\]/g, ':length')
        .replace(/:([a-z-]+)/g, (all, key) => line[key] ?? all);
      stream.write(`${format === 'dev' ? `\u001b[0m${text}\u001b[0m` : text}\n`);
    });
    next();
  };
}
morgan.token = () => morgan;
module.exports = morgan;
