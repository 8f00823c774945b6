/**
 * The first script of every simulated Node.js: builds the world that programs see from the one way out, `host`.
 * Runs once; every process begins as a copy of the memory in which it has run.
 */
(function (host) {
  'use strict';
  const modules = new Map();

  /** Answers of the host: j JSON, s text, e an error; bytes and numbers as they are. */
  function sys(operation, args, bytes) {
    const answer = host(operation, args === undefined ? '' : JSON.stringify(args), bytes);
    if (typeof answer !== 'string') return answer;
    const rest = answer.slice(1);
    if (answer[0] === 's') return rest;
    if (answer[0] === 'j') return JSON.parse(rest);
    throw systemError(JSON.parse(rest));
  }

  /** The error a failed system call is in Node: code, errno, syscall, path. */
  function systemError(described) {
    const error = new (described.name === 'TypeError' ? TypeError : Error)(described.message);
    for (const key of ['errno', 'code', 'syscall', 'path', 'dest', 'address', 'port', 'hostname', 'requireStack']) {
      if (described[key] !== undefined) error[key] = described[key];
    }
    return error;
  }

  /** A module of Node's own (`fs`), or of ours beneath them (`internal/errors`). */
  function internal(id) {
    const found = modules.get(id);
    if (found !== undefined) return found.exports;
    const load = host('builtin', id);
    if (load === undefined) return undefined;
    const module = { exports: {}, id };
    modules.set(id, module);
    load(module.exports, internal, module, sys, host);
    return module.exports;
  }
  internal.systemError = systemError;

  delete globalThis.host;
  return internal('internal/start');
})(globalThis.host);
