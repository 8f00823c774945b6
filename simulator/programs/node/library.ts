/** The files of Node's library as the guest compiles them, by the names that `require` knows. */
// Whoever takes this file in has to know what `?raw` means.
// eslint-disable-next-line @typescript-eslint/triple-slash-reference
/// <reference path="./raw.d.ts" />
import assert from './lib/assert.js?raw';
import buffer from './lib/buffer.js?raw';
import childProcess from './lib/child_process.js?raw';
import console from './lib/console.js?raw';
import crypto from './lib/crypto.js?raw';
import dns from './lib/dns.js?raw';
import events from './lib/events.js?raw';
import fs from './lib/fs.js?raw';
import http from './lib/http.js?raw';
import internalClock from './lib/internal/clock.js?raw';
import internalDotenv from './lib/internal/dotenv.js?raw';
import internalEmitted from './lib/internal/emitted.js?raw';
import internalEqual from './lib/internal/equal.js?raw';
import internalErrno from './lib/internal/errno.js?raw';
import internalErrors from './lib/internal/errors.js?raw';
import internalFetch from './lib/internal/fetch.js?raw';
import internalHandles from './lib/internal/handles.js?raw';
import internalHttpParser from './lib/internal/http-parser.js?raw';
import internalInspect from './lib/internal/inspect.js?raw';
import internalIntl from './lib/internal/intl.js?raw';
import internalLocale from './lib/internal/locale.js?raw';
import internalModules from './lib/internal/modules.js?raw';
import internalParseArgs from './lib/internal/parse-args.js?raw';
import internalProcess from './lib/internal/process.js?raw';
import internalRefused from './lib/internal/refused.js?raw';
import internalRepl from './lib/internal/repl.js?raw';
import internalStandard from './lib/internal/standard.js?raw';
import internalStart from './lib/internal/start.js?raw';
import internalTest from './lib/internal/test.js?raw';
import internalUrl from './lib/internal/url.js?raw';
import internalWeb from './lib/internal/web.js?raw';
import internalWebStreams from './lib/internal/web-streams.js?raw';
import net from './lib/net.js?raw';
import os from './lib/os.js?raw';
import packagesAxios from './lib/packages/axios.js?raw';
import packagesBodyParser from './lib/packages/body-parser.js?raw';
import packagesCompression from './lib/packages/compression.js?raw';
import packagesCookieParser from './lib/packages/cookie-parser.js?raw';
import packagesCors from './lib/packages/cors.js?raw';
import packagesDotenv from './lib/packages/dotenv.js?raw';
import packagesExpress from './lib/packages/express.js?raw';
import packagesHelmet from './lib/packages/helmet.js?raw';
import packagesIoredis from './lib/packages/ioredis.js?raw';
import packagesMorgan from './lib/packages/morgan.js?raw';
import packagesNodemon from './lib/packages/nodemon.js?raw';
import packagesRedis from './lib/packages/redis.js?raw';
import packagesUuid from './lib/packages/uuid.js?raw';
import path from './lib/path.js?raw';
import querystring from './lib/querystring.js?raw';
import readline from './lib/readline.js?raw';
import stream from './lib/stream.js?raw';
import stringDecoder from './lib/string_decoder.js?raw';
import timers from './lib/timers.js?raw';
import url from './lib/url.js?raw';
import util from './lib/util.js?raw';
import zlib from './lib/zlib.js?raw';

export { default as boot } from './lib/boot.js?raw';

export const library: Readonly<Record<string, string>> = {
  assert,
  buffer,
  child_process: childProcess,
  console,
  crypto,
  dns,
  events,
  fs,
  http,
  'internal/clock': internalClock,
  'internal/dotenv': internalDotenv,
  'internal/emitted': internalEmitted,
  'internal/equal': internalEqual,
  'internal/errno': internalErrno,
  'internal/errors': internalErrors,
  'internal/fetch': internalFetch,
  'internal/handles': internalHandles,
  'internal/http-parser': internalHttpParser,
  'internal/inspect': internalInspect,
  'internal/intl': internalIntl,
  'internal/locale': internalLocale,
  'internal/modules': internalModules,
  'internal/parse-args': internalParseArgs,
  'internal/process': internalProcess,
  'internal/refused': internalRefused,
  'internal/repl': internalRepl,
  'internal/standard': internalStandard,
  'internal/start': internalStart,
  'internal/test': internalTest,
  'internal/url': internalUrl,
  'internal/web': internalWeb,
  'internal/web-streams': internalWebStreams,
  net,
  os,
  'packages/axios': packagesAxios,
  'packages/body-parser': packagesBodyParser,
  'packages/compression': packagesCompression,
  'packages/cookie-parser': packagesCookieParser,
  'packages/cors': packagesCors,
  'packages/dotenv': packagesDotenv,
  'packages/express': packagesExpress,
  'packages/helmet': packagesHelmet,
  'packages/ioredis': packagesIoredis,
  'packages/morgan': packagesMorgan,
  'packages/nodemon': packagesNodemon,
  'packages/redis': packagesRedis,
  'packages/uuid': packagesUuid,
  path,
  querystring,
  readline,
  stream,
  string_decoder: stringDecoder,
  timers,
  url,
  util,
  zlib,
};
