/** Where Node says an 'error' event was emitted, for the objects of its own that emit them. */
const FRAMES = {
  Server: [
    'emitErrorNT (node:net:1907:8)',
    'process.processTicksAndRejections (node:internal/process/task_queues:82:21)',
    'node:internal/main/run_main_module:36:49',
  ],
  Socket: [
    'emitErrorNT (node:internal/streams/destroy:169:8)',
    'emitErrorCloseNT (node:internal/streams/destroy:128:3)',
    'process.processTicksAndRejections (node:internal/process/task_queues:82:21)',
  ],
  ClientRequest: [
    'Socket.socketErrorListener (node:_http_client:500:9)',
    'Socket.emit (node:events:519:28)',
    'emitErrorNT (node:internal/streams/destroy:169:8)',
    'emitErrorCloseNT (node:internal/streams/destroy:128:3)',
    'process.processTicksAndRejections (node:internal/process/task_queues:82:21)',
  ],
  ChildProcess: [
    'ChildProcess._handle.onexit (node:internal/child_process:291:12)',
    'onErrorNT (node:internal/child_process:483:16)',
    'process.processTicksAndRejections (node:internal/process/task_queues:82:21)',
  ],
};
module.exports = {
  framesOf: (emitter) =>
    FRAMES[emitter.constructor?.name] ?? [
      'emitErrorNT (node:internal/streams/destroy:169:8)',
      'emitErrorCloseNT (node:internal/streams/destroy:128:3)',
      'process.processTicksAndRejections (node:internal/process/task_queues:82:21)',
    ],
};
