/** The module `dns`: names as getaddrinfo finds them. */
const { once } = require('internal/handles');
const { notSimulated } = require('internal/errors');
const net = require('net');

function fail(code, syscall, hostname) {
  const error = new Error(`${syscall} ${code} ${hostname}`);
  return Object.assign(error, { errno: { ENOTFOUND: -3008, EAI_AGAIN: -3001 }[code] ?? code, code, syscall, hostname });
}
function find(hostname, syscall, callback) {
  const ip = net.isIP(hostname);
  if (ip) return void process.nextTick(callback, null, [hostname]);
  const id = once((error, list) => {
    if (error) return callback(fail(error.code === 'EAGAIN' ? 'EAI_AGAIN' : 'ENOTFOUND', syscall, hostname));
    if (list.length === 0) return callback(fail('ENOTFOUND', syscall, hostname));
    return callback(null, list);
  });
  sys('lookup', [id, hostname]);
  return undefined;
}
function lookup(hostname, options, callback) {
  if (typeof options === 'function') [options, callback] = [{}, options];
  const given = typeof options === 'number' ? { family: options } : (options ?? {});
  find(hostname || 'localhost', 'getaddrinfo', (error, list) => {
    if (error) return callback(error);
    const all = list
      .filter((it) => !given.family || net.isIP(it) === given.family)
      .map((address) => ({ address, family: net.isIP(address) }));
    if (all.length === 0) return callback(fail('ENOTFOUND', 'getaddrinfo', hostname));
    return given.all ? callback(null, all) : callback(null, all[0].address, all[0].family);
  });
}
const resolve4 = (hostname, options, callback) =>
  find(hostname, 'queryA', typeof options === 'function' ? options : callback);
function resolve(hostname, type, callback) {
  if (typeof type === 'function' || type === 'A')
    return resolve4(hostname, typeof type === 'function' ? type : callback);
  return process.nextTick(callback, fail('ENODATA', `query${type[0]}${type.slice(1).toLowerCase()}`, hostname));
}
const promise =
  (run) =>
  (...args) =>
    new Promise((done, failed) =>
      run(...args, (error, value, family) =>
        error ? failed(error) : done(family === undefined ? value : { address: value, family }),
      ),
    );
class Resolver {
  resolve4 = resolve4;
  resolve = resolve;
  setServers() {}
  getServers() {
    return module.exports.getServers();
  }
}
module.exports = {
  lookup,
  resolve,
  resolve4,
  resolve6: (hostname, options, callback) =>
    process.nextTick(typeof options === 'function' ? options : callback, fail('ENODATA', 'queryAaaa', hostname)),
  reverse: (_ip, callback) => process.nextTick(callback, notSimulated('dns.reverse')),
  lookupService: (_ip, _port, callback) => process.nextTick(callback, notSimulated('dns.lookupService')),
  getServers: () =>
    [
      ...require('fs')
        .readFileSync('/etc/resolv.conf', 'utf8')
        .matchAll(/^nameserver\s+(\S+)/gm),
    ].map((it) => it[1]),
  setServers: () => undefined,
  setDefaultResultOrder: () => undefined,
  getDefaultResultOrder: () => 'verbatim',
  Resolver,
  ADDRCONFIG: 1024,
  V4MAPPED: 2048,
  ALL: 256,
  NOTFOUND: 'ENOTFOUND',
};
module.exports.promises = {
  lookup: promise(lookup),
  resolve: promise(resolve),
  resolve4: promise(resolve4),
  resolve6: promise(module.exports.resolve6),
  getServers: module.exports.getServers,
  setServers: () => undefined,
  Resolver,
};
