/** The module `path`, of POSIX. */
const { invalidArgType } = require('internal/errors');

function check(path, name = 'path') {
  if (typeof path !== 'string') throw invalidArgType(name, 'string', path);
}

/** Without `.`, `..` and doubled slashes; `above` keeps leading `..`. */
function squeeze(path, above) {
  const out = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') out.push(part);
    else if (out.length > 0 && out.at(-1) !== '..') out.pop();
    else if (above) out.push('..');
  }
  return out.join('/');
}

function normalize(path) {
  check(path);
  if (path === '') return '.';
  const absolute = path.startsWith('/');
  let result = squeeze(path, !absolute);
  if (result === '') {
    if (absolute) return '/';
    return path.endsWith('/') ? './' : '.';
  }
  if (path.endsWith('/')) result += '/';
  return absolute ? `/${result}` : result;
}

const posix = {
  sep: '/',
  delimiter: ':',
  normalize,
  isAbsolute(path) {
    check(path);
    return path.startsWith('/');
  },
  join(...paths) {
    for (const path of paths) check(path);
    const joined = paths.filter((path) => path !== '').join('/');
    return joined === '' ? '.' : normalize(joined);
  },
  resolve(...paths) {
    let resolved = '';
    for (let i = paths.length - 1; i >= -1 && !resolved.startsWith('/'); i--) {
      const path = i >= 0 ? paths[i] : process.cwd();
      check(path, `paths[${i}]`);
      if (path !== '') resolved = resolved === '' ? path : `${path}/${resolved}`;
    }
    return `/${squeeze(resolved, false)}`;
  },
  relative(from, to) {
    check(from, 'from');
    check(to, 'to');
    const [a, b] = [posix.resolve(from), posix.resolve(to)].map((it) => it.split('/').filter((part) => part !== ''));
    let same = 0;
    while (same < a.length && same < b.length && a[same] === b[same]) same += 1;
    return [...a.slice(same).map(() => '..'), ...b.slice(same)].join('/');
  },
  dirname(path) {
    check(path);
    if (path === '') return '.';
    const trimmed = path.replace(/(?<=.)\/+$/, '');
    const at = trimmed.lastIndexOf('/');
    if (at < 0) return '.';
    return at === 0 ? '/' : trimmed.slice(0, at).replace(/(?<=.)\/+$/, '');
  },
  basename(path, suffix) {
    check(path);
    const base = path.replace(/\/+$/, '').split('/').at(-1) ?? '';
    return suffix !== undefined && base !== suffix && base.endsWith(suffix) ? base.slice(0, -suffix.length) : base;
  },
  extname(path) {
    check(path);
    const base = posix.basename(path);
    const at = base.lastIndexOf('.');
    return at <= 0 || base === '..' ? '' : base.slice(at);
  },
  parse(path) {
    check(path);
    const base = posix.basename(path);
    const ext = posix.extname(path);
    const root = path.startsWith('/') ? '/' : '';
    let dir = posix.dirname(path);
    if (dir === '.' && !path.startsWith('.')) dir = '';
    if (base === '' && root === '/') dir = '/';
    return { root, dir, base, ext, name: ext === '' ? base : base.slice(0, -ext.length) };
  },
  format(parts) {
    const dir = parts.dir ?? parts.root;
    const ext = parts.ext ? (parts.ext.startsWith('.') ? parts.ext : `.${parts.ext}`) : '';
    const base = parts.base ?? `${parts.name ?? ''}${ext}`;
    if (!dir) return base;
    return dir === parts.root ? `${dir}${base}` : `${dir}/${base}`;
  },
  toNamespacedPath: (path) => path,
  matchesGlob: (path, pattern) => require('internal/glob').toRegExp(pattern).test(path),
};
posix.posix = posix;
posix.win32 = posix;
posix._makeLong = posix.toNamespacedPath;
module.exports = posix;
