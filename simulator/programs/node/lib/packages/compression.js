/** The npm package `compression`: answers are gzipped for those who take that. What is flushed is a member by itself. */
const zlib = require('zlib');
const COMPRESSIBLE = /^(text\/|application\/(json|javascript|xml|x-javascript|wasm|manifest\+json|ld\+json)|image\/svg\+xml)|\+(json|xml|text)\b/i; // prettier-ignore

function compression(options = {}) {
  const threshold = typeof options.threshold === 'string' ? bytes(options.threshold) : (options.threshold ?? 1024);
  const filter = options.filter ?? compression.filter;
  return function compressionMiddleware(req, res, next) {
    const own = { write: res.write, end: res.end, writeHead: res.writeHead };
    let chunks;
    let decided = false;
    const decide = (length) => {
      if (decided) return;
      decided = true;
      if (!filter(req, res) || /\bno-transform\b/.test(res.getHeader('Cache-Control') ?? '')) return;
      const vary = res.getHeader('Vary');
      if (!/\baccept-encoding\b/i.test(vary ?? ''))
        res.setHeader('Vary', vary ? `${vary}, Accept-Encoding` : 'Accept-Encoding');
      if (Number(res.getHeader('Content-Length') ?? length) < threshold) return;
      if ((res.getHeader('Content-Encoding') ?? 'identity') !== 'identity' || req.method === 'HEAD') return;
      if (!/(^|[\s,])(gzip|\*)(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(req.headers['accept-encoding'] ?? '')) return;
      chunks = [];
      res.setHeader('Content-Encoding', 'gzip');
      res.removeHeader('Content-Length');
    };
    const bytesOf = (chunk, encoding) =>
      Buffer.from(chunk, typeof chunk === 'string' && typeof encoding === 'string' ? encoding : undefined);
    const send = () => {
      if (chunks.length > 0) own.write.call(res, zlib.gzipSync(Buffer.concat(chunks)));
      chunks = [];
    };
    res.writeHead = (status, ...rest) => {
      for (const [name, value] of Object.entries(rest.at(-1) ?? {}))
        if (typeof rest.at(-1) === 'object') res.setHeader(name, value);
      res.statusCode = status;
      decide();
      return own.writeHead.call(res, status, ...rest.filter((it) => typeof it === 'string'));
    };
    res.write = (chunk, encoding, callback) => {
      decide();
      if (chunks === undefined) return own.write.call(res, chunk, encoding, callback);
      chunks.push(bytesOf(chunk, encoding));
      return true;
    };
    res.end = (chunk, encoding, callback) => {
      const last = typeof chunk === 'function' || chunk == null ? undefined : bytesOf(chunk, encoding);
      if (!res.headersSent) decide(last?.length ?? 0);
      if (chunks === undefined) return own.end.call(res, chunk, encoding, callback);
      if (last !== undefined) chunks.push(last);
      send();
      return own.end.call(
        res,
        [chunk, encoding, callback].find((it) => typeof it === 'function'),
      );
    };
    res.flush = () => {
      if (chunks !== undefined) send();
    };
    next();
  };
}
const UNITS = { b: 1, kb: 1024, mb: 1024 ** 2, gb: 1024 ** 3 };
function bytes(text) {
  const [, number = '', unit = 'b'] = /^\s*([\d.]+)\s*(b|kb|mb|gb)?\s*$/i.exec(text) ?? [];
  return Math.floor(Number(number) * UNITS[unit.toLowerCase()]);
}
compression.filter = (_req, res) => COMPRESSIBLE.test(res.getHeader('Content-Type') ?? '');
module.exports = compression;
