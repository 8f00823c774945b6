/** The npm package `express`, version 4's behaviour: routing, middleware, what requests and responses can do. */
const http = require('http');
const path = require('path');
const fs = require('fs');
const querystring = require('querystring');

const TYPES = { html: 'text/html; charset=utf-8', htm: 'text/html; charset=utf-8', css: 'text/css; charset=utf-8', js: 'application/javascript; charset=utf-8', mjs: 'application/javascript; charset=utf-8', json: 'application/json; charset=utf-8', txt: 'text/plain; charset=utf-8', text: 'text/plain; charset=utf-8', md: 'text/markdown; charset=utf-8', xml: 'application/xml; charset=utf-8', svg: 'image/svg+xml', png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg', gif: 'image/gif', webp: 'image/webp', ico: 'image/x-icon', pdf: 'application/pdf', wasm: 'application/wasm', woff: 'font/woff', woff2: 'font/woff2', csv: 'text/csv; charset=utf-8', bin: 'application/octet-stream' }; // prettier-ignore
const typeOf = (name) => TYPES[path.extname(name).slice(1).toLowerCase()] ?? 'application/octet-stream';
const escapeHtml = (text) => String(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;'); // prettier-ignore

/** `/users/:id(\\d+)?` and the like as a pattern; `end` when nothing may follow. */
function compile(pattern, end, keys, strict, sensitive) {
  if (pattern instanceof RegExp) return pattern;
  if (Array.isArray(pattern))
    return new RegExp(pattern.map((each) => compile(each, end, keys, strict, sensitive).source).join('|'), 'i');
  if (pattern === '*') {
    keys.push('0');
    return /^\/?(.*)$/;
  }
  let source = '';
  for (const part of pattern.split('/').slice(pattern.startsWith('/') ? 1 : 0)) {
    if (part === '') continue;
    source += '\\/';
    source += part
      .replace(/[.+^${}|[\]\\]/g, '\\$&')
      .replace(/:(\w+)(\([^)]*\))?([?*])?|\*/g, (_all, key, rule, times) => {
        if (key === undefined) {
          keys.push(String(keys.filter((it) => /^\d+$/.test(it)).length));
          return '(.*)';
        }
        keys.push(key);
        return times === '?' ? `${rule ?? '([^\\/]+?)'}?` : (rule ?? '([^\\/]+?)');
      });
    if (/\?$/.test(part) && part.startsWith(':')) source = source.replace(/\\\/([^/]*)$/, '(?:\\/$1)?');
  }
  if (end) source += strict ? '' : '\\/?';
  return new RegExp(`^${source}${end ? '$' : '(?=\\/|$)'}`, sensitive ? '' : 'i');
}

class Layer {
  constructor(pattern, handle, { end, strict, sensitive }) {
    this.keys = [];
    this.handle = handle;
    this.all = !end && (pattern === '/' || pattern === '');
    this.pattern = compile(pattern, end, this.keys, strict, sensitive);
  }
  match(url) {
    if (this.all) return { path: '', params: {} };
    const found = this.pattern.exec(url);
    if (found === null) return undefined;
    const params = {};
    this.keys.forEach((key, i) => {
      if (found[i + 1] !== undefined) params[key] = decodeURIComponent(found[i + 1]);
    });
    return { path: found[0], params };
  }
}

const METHODS = [...http.METHODS.map((it) => it.toLowerCase()), 'all'];
const flat = (list) => list.flat(Infinity);
function checked(handlers, what) {
  for (const handler of handlers)
    if (typeof handler !== 'function')
      throw new TypeError(
        `${what} requires a middleware function but got a ${Object.prototype.toString.call(handler).slice(8, -1)}`,
      );
  return handlers;
}

function Router(options = {}) {
  const router = (req, res, next) => router.handle(req, res, next);
  Object.setPrototypeOf(router, Router.prototype);
  router.stack = [];
  router.options = options;
  router.known = new Map();
  return router;
}
Router.prototype = Object.create(Function.prototype);
Router.prototype.use = function (first, ...rest) {
  const rooted =
    typeof first === 'string' || first instanceof RegExp || (Array.isArray(first) && typeof first[0] === 'string');
  const handlers = flat(rooted ? rest : [first, ...rest]);
  if (handlers.length === 0) throw new TypeError('Router.use() requires a middleware function');
  for (const handle of checked(handlers, 'Router.use()'))
    this.stack.push(new Layer(rooted ? first : '/', handle, { end: false }));
  return this;
};
Router.prototype.route = function (pattern) {
  const route = { path: pattern, stack: [], methods: {} };
  const layer = new Layer(pattern, undefined, {
    end: true,
    strict: this.options.strict,
    sensitive: this.options.caseSensitive,
  });
  layer.route = route;
  this.stack.push(layer);
  for (const method of METHODS) {
    route[method] = (...handlers) => {
      for (const handle of checked(flat(handlers), `Route.${method}()`)) route.stack.push({ method, handle });
      route.methods[method] = true;
      return route;
    };
  }
  return route;
};
for (const method of METHODS) {
  Router.prototype[method] = function (pattern, ...handlers) {
    this.route(pattern)[method](...handlers);
    return this;
  };
}
Router.prototype.param = function (name, handle) {
  this.known.set(name, handle);
  return this;
};
Router.prototype.handle = function (req, res, done) {
  const stack = this.stack;
  const outer = { baseUrl: req.baseUrl ?? '', url: req.url, params: req.params };
  const tried = [];
  let at = 0;
  const restore = () => {
    req.baseUrl = outer.baseUrl;
    req.url = outer.url;
    req.params = outer.params;
  };
  const next = (error) => {
    restore();
    if (error === 'router') return done();
    const url = req.url.replace(/[?#].*$/s, '') || '/';
    while (at < stack.length) {
      const layer = stack[at++];
      let found;
      try {
        found = layer.match(url);
      } catch {
        return done(Object.assign(new Error(`Failed to decode param '${url}'`), { status: 400 }));
      }
      if (found === undefined) continue;
      if (layer.route) {
        if (error) continue;
        const method = req.method.toLowerCase();
        const { methods } = layer.route;
        const fits = methods[method] || methods.all || (method === 'head' && methods.get);
        if (!fits) {
          tried.push(...Object.keys(methods));
          continue;
        }
        req.params = this.options.mergeParams ? { ...outer.params, ...found.params } : found.params;
        req.route = layer.route;
        return this.preparing(req, res, found.params, (failure) =>
          failure ? next(failure) : walk(layer.route, req, res, next),
        );
      }
      const errors = layer.handle.length === 4;
      if (Boolean(error) !== errors) continue;
      req.params = this.options.mergeParams
        ? { ...outer.params, ...found.params }
        : layer.all
          ? outer.params
          : found.params;
      if (found.path !== '') {
        req.baseUrl = outer.baseUrl + found.path.replace(/\/$/, '');
        const rest = req.url.slice(found.path.replace(/\/$/, '').length);
        req.url = rest.startsWith('/') ? rest : `/${rest}`;
      }
      return call(layer.handle, errors ? [error, req, res, next] : [req, res, next], next);
    }
    if (!error && req.method === 'OPTIONS' && tried.length > 0) {
      const allow = [...new Set(tried.flatMap((it) => (it === 'get' ? ['GET', 'HEAD'] : [it.toUpperCase()])))].join(
        ',',
      );
      res.set('Allow', allow);
      return res.send(allow);
    }
    return done(error);
  };
  next();
};
Router.prototype.preparing = function (req, res, params, done) {
  const waiting = Object.keys(params).filter((key) => this.known.has(key));
  const step = (error) => {
    const key = waiting.shift();
    if (error || key === undefined) return done(error);
    return this.known.get(key)(req, res, step, params[key], key);
  };
  step();
};

function call(handle, args, next) {
  try {
    handle(...args);
  } catch (error) {
    next(error);
  }
}
function walk(route, req, res, done) {
  const method = req.method.toLowerCase();
  const list = route.stack.filter(
    (it) =>
      it.method === method || it.method === 'all' || (method === 'head' && it.method === 'get' && !route.methods.head),
  );
  let at = 0;
  const next = (error) => {
    if (error === 'route') return done();
    if (error === 'router') return done(error);
    const it = list[at++];
    if (it === undefined) return done(error);
    const errors = it.handle.length === 4;
    if (Boolean(error) !== errors) return next(error);
    return call(it.handle, errors ? [error, req, res, next] : [req, res, next], next);
  };
  next();
}

// ---- requests -----------------------------------------------------------------------------------------------------

const request = Object.create(http.IncomingMessage.prototype, {
  query: { configurable: true, get() { return own(this, 'query', nested(querystring.parse(this.url.split('?')[1] ?? ''))); } }, // prettier-ignore
  path: { get() { return this.url.replace(/[?#].*$/s, ''); } }, // prettier-ignore
  ip: { get() { return this.app.get('trust proxy') && this.headers['x-forwarded-for'] ? this.headers['x-forwarded-for'].split(',')[0].trim() : this.socket.remoteAddress; } }, // prettier-ignore
  ips: { get() { return []; } }, // prettier-ignore
  protocol: { get() { return this.app.get('trust proxy') ? (this.headers['x-forwarded-proto'] ?? 'http') : 'http'; } }, // prettier-ignore
  secure: { get() { return this.protocol === 'https'; } }, // prettier-ignore
  hostname: { get() { return (this.headers.host ?? '').replace(/:\d+$/, ''); } }, // prettier-ignore
  host: { get() { return (this.headers.host ?? '').replace(/:\d+$/, ''); } }, // prettier-ignore
  subdomains: { get() { return this.hostname.split('.').reverse().slice(2); } }, // prettier-ignore
  xhr: { get() { return this.headers['x-requested-with']?.toLowerCase() === 'xmlhttprequest'; } }, // prettier-ignore
  fresh: { get() { return false; } }, // prettier-ignore
  stale: { get() { return true; } }, // prettier-ignore
});
function own(object, key, value) {
  Object.defineProperty(object, key, { value, writable: true, configurable: true, enumerable: true });
  return value;
}
/** `a[b]=1&c[]=2` as qs reads it. */
function nested(flatList) {
  const out = {};
  for (const [key, value] of Object.entries(flatList)) {
    const parts = key.match(/^([^[]+)((?:\[[^\]]*\])+)$/);
    if (parts === null) {
      out[key] = value;
      continue;
    }
    const keys = [parts[1], ...[...parts[2].matchAll(/\[([^\]]*)\]/g)].map((it) => it[1])];
    let target = out;
    keys.forEach((each, i) => {
      const last = i === keys.length - 1;
      if (each === '') return;
      if (last || (i === keys.length - 2 && keys.at(-1) === ''))
        target[each] = keys.at(-1) === '' ? [value].flat() : value;
      else target = target[each] ??= {};
    });
  }
  return out;
}
request.get = request.header = function (name) {
  const key = name.toLowerCase();
  return key === 'referrer' || key === 'referer' ? (this.headers.referrer ?? this.headers.referer) : this.headers[key];
};
request.accepts = function (...types) {
  const list = flat(types);
  const wanted = (this.headers.accept ?? '*/*').split(',').map((it) => it.split(';')[0].trim());
  const full = (type) => (type.includes('/') ? type : (TYPES[type] ?? type).split(';')[0]);
  for (const want of wanted) {
    for (const type of list) {
      const it = full(type);
      if (want === '*/*' || want === it || (want.endsWith('/*') && it.startsWith(want.slice(0, -1)))) return type;
    }
  }
  return false;
};
request.is = function (...types) {
  const own_ = (this.headers['content-type'] ?? '').split(';')[0];
  return (
    flat(types).find(
      (type) =>
        own_ === type ||
        own_ === (TYPES[type] ?? '').split(';')[0] ||
        (type.startsWith('*/') && own_.endsWith(type.slice(1))),
    ) ?? false
  );
};
request.param = function (name, fallback) {
  return this.params?.[name] ?? this.body?.[name] ?? this.query[name] ?? fallback;
};

// ---- responses ----------------------------------------------------------------------------------------------------

const response = Object.create(http.ServerResponse.prototype);
response.status = function (code) {
  this.statusCode = code;
  return this;
};
response.sendStatus = function (code) {
  this.statusCode = code;
  this.type('txt');
  return this.send(http.STATUS_CODES[code] ?? String(code));
};
response.set = response.header = function (name, value) {
  if (typeof name === 'object') {
    for (const [key, each] of Object.entries(name)) this.set(key, each);
    return this;
  }
  let text = Array.isArray(value) ? value.map(String) : String(value);
  if (
    name.toLowerCase() === 'content-type' &&
    !/charset/.test(text) &&
    /^(text\/|application\/(json|javascript))/.test(text)
  )
    text += '; charset=utf-8';
  this.setHeader(name, text);
  return this;
};
response.get = function (name) {
  return this.getHeader(name);
};
response.append = function (name, value) {
  const before = this.get(name);
  return this.set(name, before === undefined ? value : [before, value].flat());
};
response.vary = function (name) {
  return this.append('Vary', name);
};
response.type = response.contentType = function (type) {
  return this.set(
    'Content-Type',
    type.includes('/') ? type : (TYPES[type.replace(/^\./, '')] ?? 'application/octet-stream'),
  );
};
response.links = function (links) {
  return this.set('Link', Object.entries(links).map(([rel, url]) => `<${url}>; rel="${rel}"`).join(', ')); // prettier-ignore
};
response.send = function (body) {
  let chunk = body;
  if (typeof chunk === 'number' && arguments.length === 1) chunk = String(chunk);
  if (typeof chunk === 'string') {
    if (!this.get('Content-Type')) this.type('html');
  } else if (chunk === null || chunk === undefined) chunk = '';
  else if (Buffer.isBuffer(chunk) || chunk instanceof Uint8Array) {
    if (!this.get('Content-Type')) this.type('bin');
  } else return this.json(chunk);
  const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
  this.set('Content-Length', bytes.length);
  if (!this.get('ETag') && this.app.get('etag') !== false && bytes.length > 0) this.set('ETag', etag(bytes));
  if (
    this.req.headers['if-none-match'] !== undefined &&
    this.req.headers['if-none-match'] === this.get('ETag') &&
    this.statusCode === 200
  )
    this.statusCode = 304;
  if (this.statusCode === 204 || this.statusCode === 304) {
    for (const name of ['Content-Type', 'Content-Length', 'Transfer-Encoding']) this.removeHeader(name);
    this.end();
  } else if (this.req.method === 'HEAD') this.end();
  else this.end(bytes);
  return this;
};
function etag(bytes) {
  const hash = require('crypto').createHash('sha1').update(bytes).digest('base64').slice(0, 27);
  return `W/"${bytes.length.toString(16)}-${hash}"`;
}
response.json = function (value) {
  if (!this.get('Content-Type')) this.set('Content-Type', 'application/json');
  return this.send(JSON.stringify(value, this.app.get('json replacer'), this.app.get('json spaces')) ?? '');
};
response.jsonp = response.json;
response.redirect = function (status, url) {
  const [code, address] = typeof status === 'number' ? [status, url] : [302, status];
  this.location(address);
  const target = this.get('Location');
  const html = this.req.accepts('text', 'html') === 'html';
  const body = html
    ? `<p>${http.STATUS_CODES[code]}. Redirecting to ${escapeHtml(target)}</p>`
    : `${http.STATUS_CODES[code]}. Redirecting to ${target}`;
  this.statusCode = code;
  this.set('Content-Type', html ? 'text/html' : 'text/plain');
  this.vary('Accept');
  this.set('Content-Length', Buffer.byteLength(body));
  this.end(this.req.method === 'HEAD' ? undefined : body);
};
response.location = function (url) {
  return this.set(
    'Location',
    url === 'back' ? (this.req.get('Referrer') ?? '/') : encodeURI(url).replaceAll('%25', '%'),
  );
};
response.cookie = function (name, value, options = {}) {
  const text = typeof value === 'object' ? `j:${JSON.stringify(value)}` : String(value);
  let cookie = `${name}=${encodeURIComponent(text)}`;
  if (options.maxAge !== undefined) cookie += `; Max-Age=${Math.floor(options.maxAge / 1000)}`;
  if (options.domain) cookie += `; Domain=${options.domain}`;
  cookie += `; Path=${options.path ?? '/'}`;
  if (options.maxAge !== undefined) cookie += `; Expires=${new Date(Date.now() + options.maxAge).toUTCString()}`;
  else if (options.expires) cookie += `; Expires=${options.expires.toUTCString()}`;
  if (options.httpOnly) cookie += '; HttpOnly';
  if (options.secure) cookie += '; Secure';
  if (options.sameSite)
    cookie += `; SameSite=${options.sameSite === true ? 'Strict' : options.sameSite[0].toUpperCase() + options.sameSite.slice(1)}`;
  return this.append('Set-Cookie', cookie);
};
response.clearCookie = function (name, options) {
  return this.cookie(name, '', { expires: new Date(1), path: '/', ...options });
};
response.format = function (table) {
  const type = this.req.accepts(Object.keys(table).filter((it) => it !== 'default'));
  if (type) {
    this.type(type);
    table[type](this.req, this);
  } else if (table.default) table.default(this.req, this);
  else this.sendStatus(406);
  return this;
};
response.attachment = function (name) {
  if (name) this.type(path.extname(name));
  return this.set('Content-Disposition', name ? `attachment; filename="${path.basename(name)}"` : 'attachment');
};
response.sendFile = function (file, options, callback) {
  const done = typeof options === 'function' ? options : callback;
  const given = typeof options === 'object' ? options : {};
  if (!path.isAbsolute(file) && !given.root)
    throw new TypeError('path must be absolute or specify root to res.sendFile');
  const full = given.root ? path.join(given.root, file) : file;
  sendFile(this.req, this, full, given, (error) => {
    if (done) done(error);
    else if (error) this.req.next(error);
  });
};
response.download = function (file, name) {
  this.attachment(typeof name === 'string' ? name : file);
  return this.sendFile(path.resolve(file));
};
response.render = function (view) {
  const error = new Error(
    this.app.get('view engine')
      ? `Failed to lookup view "${view}": view engines are not simulated by Drydock`
      : 'No default engine was specified and no extension was provided.',
  );
  this.req.next(error);
};

function sendFile(req, res, file, options, done) {
  let stat;
  let bytes;
  try {
    stat = fs.statSync(file);
    if (stat.isDirectory())
      return done(Object.assign(new Error(`EISDIR, read`), { code: 'EISDIR', status: 404, statusCode: 404 }));
    bytes = fs.readFileSync(file);
  } catch (error) {
    return done(Object.assign(error, { status: 404, statusCode: 404, expose: false }));
  }
  if (!res.get('Content-Type')) res.setHeader('Content-Type', typeOf(file));
  if (!res.get('Accept-Ranges')) res.setHeader('Accept-Ranges', 'bytes');
  res.setHeader('Cache-Control', `public, max-age=${Math.floor((options.maxAge ?? 0) / 1000)}`);
  res.setHeader('Last-Modified', new Date(stat.mtimeMs).toUTCString());
  res.setHeader('ETag', `W/"${stat.size.toString(16)}-${Math.trunc(stat.mtimeMs).toString(16)}"`);
  if (req.headers['if-none-match'] === res.getHeader('ETag')) {
    res.statusCode = 304;
    res.removeHeader('Content-Type');
    res.end();
    return done();
  }
  res.setHeader('Content-Length', bytes.length);
  res.end(req.method === 'HEAD' ? undefined : bytes);
  return done();
}

// ---- the application ----------------------------------------------------------------------------------------------

function createApplication() {
  const EventEmitter = require('events');
  const app = (req, res, next) => app.handle(req, res, next);
  for (const name of Object.getOwnPropertyNames(EventEmitter.prototype))
    if (name !== 'constructor') app[name] = EventEmitter.prototype[name];
  const router = Router({ caseSensitive: false, strict: false });
  const settings = {
    env: process.env.NODE_ENV ?? 'development',
    'x-powered-by': true,
    etag: 'weak',
    'subdomain offset': 2,
    views: path.resolve('views'),
  };
  Object.assign(app, {
    settings,
    locals: { settings },
    mountpath: '/',
    _router: router,
    router,
    request: Object.create(request, { app: { value: app, configurable: true, writable: true } }),
    response: Object.create(response, { app: { value: app, configurable: true, writable: true } }),
    set(name, value) {
      if (arguments.length === 1) return settings[name];
      settings[name] = value;
      return app;
    },
    enable: (name) => app.set(name, true),
    disable: (name) => app.set(name, false),
    enabled: (name) => Boolean(settings[name]),
    disabled: (name) => !settings[name],
    engine: () => app,
    path: () => '',
    use(...args) {
      router.use(...args.map((it) => it));
      return app;
    },
    route: (pattern) => router.route(pattern),
    param: (name, handle) => {
      router.param(name, handle);
      return app;
    },
    handle(req, res, outer) {
      const done = outer ?? ((error) => finalHandler(app, req, res, error));
      if (settings['x-powered-by']) res.setHeader('X-Powered-By', 'Express');
      const before = [Object.getPrototypeOf(req), Object.getPrototypeOf(res)];
      Object.setPrototypeOf(req, app.request);
      Object.setPrototypeOf(res, app.response);
      own(req, 'res', res);
      Object.defineProperty(req, 'res', { enumerable: false });
      req.originalUrl ??= req.url;
      req.params ??= {};
      req.next = done;
      res.locals ??= Object.create(null);
      router.handle(req, res, (error) => {
        if (outer) {
          Object.setPrototypeOf(req, before[0]);
          Object.setPrototypeOf(res, before[1]);
        }
        done(error);
      });
    },
    listen: (...args) => http.createServer(app).listen(...args),
  });
  for (const method of METHODS) {
    app[method] = function (pattern, ...handlers) {
      if (method === 'get' && handlers.length === 0) return settings[pattern];
      router[method](pattern, ...handlers);
      return app;
    };
  }
  app.del = app.delete;
  EventEmitter.call(app);
  return app;
}

function finalHandler(app, req, res, error) {
  if (res.headersSent) {
    req.socket.destroy();
    return;
  }
  let status = 404;
  let message = `Cannot ${req.method} ${escapeHtml(encodeURI(decodeURI(req.originalUrl.replace(/[?#].*$/s, ''))))}`;
  if (error) {
    status =
      error.status >= 400 && error.status < 600
        ? error.status
        : error.statusCode >= 400 && error.statusCode < 600
          ? error.statusCode
          : res.statusCode >= 400
            ? res.statusCode
            : 500;
    const text = app.get('env') === 'production' ? http.STATUS_CODES[status] : (error.stack ?? String(error));
    message = escapeHtml(text).replaceAll('\n', '<br>').replaceAll('  ', ' &nbsp;');
    if (app.get('env') !== 'test') console.error(error.stack ?? String(error));
  }
  const body = `<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Error</title>\n</head>\n<body>\n<pre>${message}</pre>\n</body>\n</html>\n`;
  res.statusCode = status;
  for (const name of res.getHeaderNames())
    if (name !== 'x-powered-by' && /^(content-|etag|cache|last)/.test(name)) res.removeHeader(name);
  res.setHeader('Content-Security-Policy', "default-src 'none'");
  res.setHeader('X-Content-Type-Options', 'nosniff');
  res.setHeader('Content-Type', 'text/html; charset=utf-8');
  res.setHeader('Content-Length', Buffer.byteLength(body));
  res.end(req.method === 'HEAD' ? undefined : body);
}

// ---- middleware ---------------------------------------------------------------------------------------------------

function serveStatic(root, options = {}) {
  if (!root) throw new TypeError('root path required');
  const base = path.resolve(root);
  return function serveStatic(req, res, next) {
    if (req.method !== 'GET' && req.method !== 'HEAD') return next();
    let name;
    try {
      name = decodeURIComponent(req.url.replace(/[?#].*$/s, ''));
    } catch {
      return next();
    }
    let file = path.join(base, name);
    if (file !== base && !file.startsWith(`${base}/`)) return next();
    if (name.split('/').some((part) => part.startsWith('.') && part !== '.')) return next();
    const stat = fs.statSync(file, { throwIfNoEntry: false });
    if (stat?.isDirectory()) {
      if (!name.endsWith('/')) {
        if (options.redirect === false) return next();
        return res.redirect(301, `${req.originalUrl.replace(/[?#].*$/s, '')}/`);
      }
      const index = options.index === undefined ? 'index.html' : options.index;
      if (index === false) return next();
      file = path.join(file, [index].flat()[0]);
    }
    if (!fs.existsSync(file)) {
      const extension = [options.extensions ?? []].flat().find((it) => fs.existsSync(`${file}.${it}`));
      if (extension === undefined) return next();
      file += `.${extension}`;
    }
    options.setHeaders?.(res, file);
    return sendFile(req, res, file, options, (error) => error && next(error.status === 404 ? undefined : error));
  };
}

function bodyParser(matches, read) {
  return (options = {}) =>
    function parser(req, res, next) {
      if (req._body) return next();
      req.body ??= {};
      const type = (req.headers['content-type'] ?? '').split(';')[0].trim().toLowerCase();
      const has = req.headers['transfer-encoding'] !== undefined || Number(req.headers['content-length'] ?? 0) > 0;
      if (!has || !(options.type ? [options.type].flat().some((it) => it === '*/*' || it === type) : matches(type)))
        return next();
      const limit =
        typeof options.limit === 'number'
          ? options.limit
          : 102400 * (/mb$/i.test(options.limit ?? '') ? Number.parseFloat(options.limit) * 10.24 : 1);
      const chunks = [];
      let length = 0;
      req.on('data', (chunk) => {
        chunks.push(chunk);
        length += chunk.length;
      });
      req.on('end', () => {
        req._body = true;
        if (length > limit)
          return next(
            Object.assign(new Error('request entity too large'), {
              name: 'PayloadTooLargeError',
              status: 413,
              statusCode: 413,
              type: 'entity.too.large',
              expose: true,
            }),
          );
        try {
          req.body = read(Buffer.concat(chunks), options);
        } catch (error) {
          return next(
            Object.assign(error, {
              status: 400,
              statusCode: 400,
              expose: true,
              body: Buffer.concat(chunks).toString(),
              type: 'entity.parse.failed',
            }),
          );
        }
        return next();
      });
      return undefined;
    };
}
const json = bodyParser(
  (type) => type === 'application/json' || type.endsWith('+json'),
  (bytes, options) => {
    const text = bytes.toString();
    if (text.trim() === '') return {};
    if (options.strict !== false && !/^\s*[[{]/.test(text))
      throw new SyntaxError(`Unexpected token '${text.trim()[0]}', "${text.slice(0, 20)}" is not valid JSON`);
    return JSON.parse(text, options.reviver);
  },
);
const urlencoded = bodyParser(
  (type) => type === 'application/x-www-form-urlencoded',
  (bytes) => nested(querystring.parse(bytes.toString())),
);
const text = bodyParser(
  (type) => type === 'text/plain',
  (bytes) => bytes.toString(),
);
const raw = bodyParser(
  (type) => type === 'application/octet-stream',
  (bytes) => bytes,
);

module.exports = Object.assign(createApplication, {
  application: {},
  request,
  response,
  Router,
  Route: Router,
  static: serveStatic,
  json,
  urlencoded,
  text,
  raw,
  query: () => (_req, _res, next) => next(),
});
Object.defineProperty(module.exports, 'default', { value: createApplication, enumerable: false });
