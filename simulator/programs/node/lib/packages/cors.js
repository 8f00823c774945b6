/** The npm package `cors`. */
module.exports = (options = {}) =>
  function cors(req, res, next) {
    const origin = options.origin ?? '*';
    const asked = req.headers.origin;
    const allowed =
      origin === true
        ? asked
        : Array.isArray(origin)
          ? origin.includes(asked)
            ? asked
            : undefined
          : origin instanceof RegExp
            ? origin.test(asked)
              ? asked
              : undefined
            : origin;
    if (allowed) res.setHeader('Access-Control-Allow-Origin', allowed);
    if (origin !== '*') res.setHeader('Vary', 'Origin');
    if (options.credentials) res.setHeader('Access-Control-Allow-Credentials', 'true');
    if (req.method !== 'OPTIONS') return next();
    res.setHeader(
      'Access-Control-Allow-Methods',
      [options.methods ?? 'GET,HEAD,PUT,PATCH,POST,DELETE'].flat().join(','),
    );
    const headers = options.allowedHeaders ?? req.headers['access-control-request-headers'];
    if (headers) res.setHeader('Access-Control-Allow-Headers', [headers].flat().join(','));
    if (options.maxAge !== undefined) res.setHeader('Access-Control-Max-Age', String(options.maxAge));
    res.statusCode = options.optionsSuccessStatus ?? 204;
    res.setHeader('Content-Length', '0');
    return res.end();
  };
