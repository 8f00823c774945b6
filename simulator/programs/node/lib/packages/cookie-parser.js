/** The npm package `cookie-parser`. */
module.exports = () => (req, _res, next) => {
  req.cookies = Object.fromEntries((req.headers.cookie ?? '').split(/;\s*/).filter(Boolean).map((pair) => [pair.slice(0, pair.indexOf('=')), decodeURIComponent(pair.slice(pair.indexOf('=') + 1))])); // prettier-ignore
  req.signedCookies = {};
  next();
};
