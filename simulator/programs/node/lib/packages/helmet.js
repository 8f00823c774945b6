/** The npm package `helmet`: headers that tell browsers to be careful. */
const { notSimulated } = require('internal/errors');
const CSP = {
  'default-src': ["'self'"],
  'base-uri': ["'self'"],
  'font-src': ["'self'", 'https:', 'data:'],
  'form-action': ["'self'"],
  'frame-ancestors': ["'self'"],
  'img-src': ["'self'", 'data:'],
  'object-src': ["'none'"],
  'script-src': ["'self'"],
  'script-src-attr': ["'none'"],
  'style-src': ["'self'", 'https:', "'unsafe-inline'"],
  'upgrade-insecure-requests': [],
};
const dashed = (name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function policy({ directives = {}, useDefaults = true, reportOnly = false } = {}) {
  const all = new Map(useDefaults ? Object.entries(CSP) : []);
  for (const [name, value] of Object.entries(directives)) {
    if (value === null) all.delete(dashed(name));
    else all.set(dashed(name), typeof value === 'string' ? value.split(/\s+/) : [...value]);
  }
  if (!all.has('default-src')) throw new Error('Content-Security-Policy needs a default-src but none was provided. If you really want to disable it, set it to `contentSecurityPolicy.dangerouslyDisableDefaultSrc`.'); // prettier-ignore
  for (const value of all.values())
    if (value.some((each) => typeof each === 'function')) throw notSimulated('helmet: a policy with functions in it');
  const text = [...all].map(([name, value]) => [name, ...value].join(' ')).join(';');
  return [reportOnly ? 'Content-Security-Policy-Report-Only' : 'Content-Security-Policy', text];
}

function transport({ maxAge = 31536000, includeSubDomains = true, preload = false } = {}) {
  const text = `max-age=${maxAge}${includeSubDomains ? '; includeSubDomains' : ''}${preload ? '; preload' : ''}`;
  return ['Strict-Transport-Security', text];
}

/** By the names of helmet's options: their older names, whether it is on unasked, and the header. */
const PARTS = {
  contentSecurityPolicy: [undefined, true, policy],
  crossOriginEmbedderPolicy: [undefined, false, (o) => ['Cross-Origin-Embedder-Policy', o?.policy ?? 'require-corp']],
  crossOriginOpenerPolicy: [undefined, true, (o) => ['Cross-Origin-Opener-Policy', o?.policy ?? 'same-origin']],
  crossOriginResourcePolicy: [undefined, true, (o) => ['Cross-Origin-Resource-Policy', o?.policy ?? 'same-origin']],
  originAgentCluster: [undefined, true, () => ['Origin-Agent-Cluster', '?1']],
  referrerPolicy: [undefined, true, (o) => ['Referrer-Policy', [o?.policy ?? 'no-referrer'].flat().join(',')]],
  strictTransportSecurity: ['hsts', true, transport],
  xContentTypeOptions: ['noSniff', true, () => ['X-Content-Type-Options', 'nosniff']],
  xDnsPrefetchControl: ['dnsPrefetchControl', true, (o) => ['X-DNS-Prefetch-Control', o?.allow ? 'on' : 'off']],
  xDownloadOptions: ['ieNoOpen', true, () => ['X-Download-Options', 'noopen']],
  xFrameOptions: ['frameguard', true, (o) => ['X-Frame-Options', (o?.action ?? 'SAMEORIGIN').toUpperCase()]],
  xPermittedCrossDomainPolicies: ['permittedCrossDomainPolicies', true, (o) => ['X-Permitted-Cross-Domain-Policies', o?.permittedPolicies ?? 'none']], // prettier-ignore
  xXssProtection: ['xssFilter', true, () => ['X-XSS-Protection', '0']],
};

function helmet(options = {}) {
  const headers = [];
  for (const [name, [older, usual, make]] of Object.entries(PARTS)) {
    const option = options[name] ?? (older === undefined ? undefined : options[older]) ?? usual;
    if (option !== false) headers.push(make(option === true ? undefined : option));
  }
  const hide = (options.xPoweredBy ?? options.hidePoweredBy) !== false;
  return function helmetMiddleware(_req, res, next) {
    for (const [name, value] of headers) res.setHeader(name, value);
    if (hide) res.removeHeader('X-Powered-By');
    next();
  };
}
module.exports = helmet;
module.exports.default = helmet;
for (const [name, [older, , make]] of Object.entries(PARTS)) {
  helmet[name] = (option) => {
    const [header, value] = make(option);
    return (_req, res, next) => {
      res.setHeader(header, value);
      next();
    };
  };
  if (older !== undefined) helmet[older] = helmet[name];
}
helmet.hidePoweredBy = helmet.xPoweredBy = () => (_req, res, next) => {
  res.removeHeader('X-Powered-By');
  next();
};
