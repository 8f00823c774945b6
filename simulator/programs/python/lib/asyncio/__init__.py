"""Work that waits, side by side."""
import collections
import concurrent.futures
import contextvars
import heapq
import inspect
import selectors
import signal as _signal
import socket
import sys
import threading
import time
import types

TimeoutError = TimeoutError
FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED = 'FIRST_COMPLETED', 'FIRST_EXCEPTION', 'ALL_COMPLETED'


class CancelledError(BaseException):
    pass


class InvalidStateError(Exception):
    pass


class IncompleteReadError(EOFError):
    def __init__(self, partial, expected):
        super().__init__(f'{len(partial)} bytes read on a total of {expected!r} expected bytes')
        self.partial, self.expected = partial, expected


class QueueEmpty(Exception):
    pass


class QueueFull(Exception):
    pass


class QueueShutDown(Exception):
    pass


_running = threading.local()


def get_running_loop():
    loop = getattr(_running, 'loop', None)
    if loop is None:
        raise RuntimeError('no running event loop')
    return loop


def _get_running_loop():
    return getattr(_running, 'loop', None)


def get_event_loop():
    loop = getattr(_running, 'loop', None) or getattr(_running, 'set', None)
    if loop is None:
        loop = _running.set = new_event_loop()
    return loop


def set_event_loop(loop):
    _running.set = loop


def new_event_loop():
    return EventLoop()


class Handle:
    def __init__(self, callback, args, when=None):
        self._callback, self._args, self._when, self._cancelled = callback, args, when, False

    def cancel(self):
        self._cancelled = True

    def cancelled(self):
        return self._cancelled

    def when(self):
        return self._when

    def __lt__(self, other):
        return self._when < other._when


TimerHandle = Handle


class Future:
    _asyncio_future_blocking = False

    def __init__(self, *, loop=None):
        self._loop = loop or get_event_loop()
        self._state, self._result, self._exception, self._callbacks, self._message = 'PENDING', None, None, [], None

    def get_loop(self):
        return self._loop

    def done(self):
        return self._state != 'PENDING'

    def cancelled(self):
        return self._state == 'CANCELLED'

    def _finish(self, state):
        self._state = state
        for callback in self._callbacks:
            self._loop.call_soon(callback, self)
        self._callbacks = []

    def cancel(self, msg=None):
        if self.done():
            return False
        self._message = msg
        self._finish('CANCELLED')
        return True

    def set_result(self, result):
        if self.done():
            raise InvalidStateError('invalid state')
        self._result = result
        self._finish('FINISHED')

    def set_exception(self, exception):
        if self.done():
            raise InvalidStateError('invalid state')
        self._exception = exception() if isinstance(exception, type) else exception
        self._finish('FINISHED')

    def result(self):
        if self._state == 'CANCELLED':
            raise CancelledError(*([self._message] if self._message else []))
        if self._state == 'PENDING':
            raise InvalidStateError('Result is not set.')
        if self._exception is not None:
            raise self._exception
        return self._result

    def exception(self):
        if self._state == 'CANCELLED':
            raise CancelledError()
        if self._state == 'PENDING':
            raise InvalidStateError('Exception is not set.')
        return self._exception

    def add_done_callback(self, fn, *, context=None):
        if self.done():
            self._loop.call_soon(fn, self)
        else:
            self._callbacks.append(fn)

    def remove_done_callback(self, fn):
        before = len(self._callbacks)
        self._callbacks = [each for each in self._callbacks if each != fn]
        return before - len(self._callbacks)

    def __await__(self):
        if not self.done():
            yield self
        return self.result()

    __iter__ = __await__

    def __repr__(self):
        return f'<{type(self).__name__} {self._state.lower()}>'


_names = 0
_all = set()


class Task(Future):
    def __init__(self, coro, *, loop=None, name=None, context=None, eager_start=False):
        global _names
        super().__init__(loop=loop)
        if name is None:
            _names += 1
            name = f'Task-{_names}'
        self._coro, self._name, self._waiting, self._must_cancel, self._requests = coro, str(name), None, False, 0
        _all.add(self)
        self._loop.call_soon(self._step)

    def get_name(self):
        return self._name

    def set_name(self, value):
        self._name = str(value)

    def get_coro(self):
        return self._coro

    def cancelling(self):
        return self._requests

    def uncancel(self):
        self._requests = max(0, self._requests - 1)
        return self._requests

    def cancel(self, msg=None):
        if self.done():
            return False
        self._requests += 1
        self._message = msg
        if self._waiting is not None and self._waiting.cancel(msg):
            return True
        self._must_cancel = True
        return True

    def _step(self, error=None):
        if self.done():
            return
        if self._must_cancel:
            error, self._must_cancel = CancelledError(*([self._message] if self._message else [])), False
        self._waiting = None
        before, self._loop._task = self._loop._task, self
        try:
            waited = self._coro.send(None) if error is None else self._coro.throw(error)
        except StopIteration as stop:
            _all.discard(self)
            if self._must_cancel:
                super().cancel()
            else:
                self.set_result(stop.value)
        except CancelledError:
            _all.discard(self)
            super().cancel()
        except (KeyboardInterrupt, SystemExit) as caught:
            _all.discard(self)
            self.set_exception(caught)
            raise
        except BaseException as caught:
            _all.discard(self)
            self.set_exception(caught)
        else:
            if waited is None:
                self._loop.call_soon(self._step)
            elif isinstance(waited, Future):
                self._waiting = waited
                waited.add_done_callback(self._wake)
                if self._must_cancel and waited.cancel():
                    self._must_cancel = False
            else:
                self._loop.call_soon(self._step, RuntimeError(f'Task got bad yield: {waited!r}'))
        finally:
            self._loop._task = before

    def _wake(self, future):
        try:
            future.result()
        except BaseException as error:
            self._step(error)
        else:
            self._step()

    def __repr__(self):
        return f"<Task {self._state.lower()} name={self._name!r} coro=<{getattr(self._coro, '__qualname__', self._coro)}()>>"


class EventLoop:
    def __init__(self):
        self._ready, self._timers, self._selector, self._stopping, self._closed, self._task = collections.deque(), [], selectors.DefaultSelector(), False, False, None
        self._readers, self._writers, self._executor, self._debug = {}, {}, None, False
        self._wake_read, self._wake_write = None, None
        self._handler = None
        self._running = False

    def time(self):
        return time.monotonic()

    def is_running(self):
        return self._running

    def is_closed(self):
        return self._closed

    def get_debug(self):
        return self._debug

    def set_debug(self, enabled):
        self._debug = enabled

    def create_future(self):
        return Future(loop=self)

    def create_task(self, coro, *, name=None, context=None, **rest):
        return Task(coro, loop=self, name=name)

    def call_soon(self, callback, *args, context=None):
        handle = Handle(callback, args)
        self._ready.append(handle)
        return handle

    def call_soon_threadsafe(self, callback, *args, context=None):
        handle = self.call_soon(callback, *args)
        if self._wake_write is not None:
            try:
                self._wake_write.send(b'\0')
            except OSError:
                pass
        return handle

    def call_later(self, delay, callback, *args, context=None):
        return self.call_at(self.time() + delay, callback, *args)

    def call_at(self, when, callback, *args, context=None):
        handle = Handle(callback, args, when)
        heapq.heappush(self._timers, handle)
        return handle

    def set_exception_handler(self, handler):
        self._handler = handler

    def default_exception_handler(self, context):
        import logging
        logging.getLogger('asyncio').error(context.get('message'), exc_info=context.get('exception'))

    def call_exception_handler(self, context):
        (self._handler or (lambda loop, context: loop.default_exception_handler(context)))(self, context)

    def _watch(self, fd):
        fd = fd if isinstance(fd, int) else fd.fileno()
        events = (selectors.EVENT_READ if fd in self._readers else 0) | (selectors.EVENT_WRITE if fd in self._writers else 0)
        if fd in self._selector._keys:
            self._selector.unregister(fd)
        if events:
            self._selector.register(fd, events)

    def add_reader(self, fd, callback, *args):
        fd = fd if isinstance(fd, int) else fd.fileno()
        self._readers[fd] = Handle(callback, args)
        self._watch(fd)

    def remove_reader(self, fd):
        fd = fd if isinstance(fd, int) else fd.fileno()
        found = self._readers.pop(fd, None)
        self._watch(fd)
        return found is not None

    def add_writer(self, fd, callback, *args):
        fd = fd if isinstance(fd, int) else fd.fileno()
        self._writers[fd] = Handle(callback, args)
        self._watch(fd)

    def remove_writer(self, fd):
        fd = fd if isinstance(fd, int) else fd.fileno()
        found = self._writers.pop(fd, None)
        self._watch(fd)
        return found is not None

    def add_signal_handler(self, sig, callback, *args):
        def handle(number, frame):
            self.call_soon_threadsafe(callback, *args)
        self._ensure_waker()
        _signal.signal(sig, handle)

    def remove_signal_handler(self, sig):
        _signal.signal(sig, _signal.SIG_DFL)
        return True

    def _ensure_waker(self):
        if self._wake_write is None:
            self._wake_read, self._wake_write = socket.socketpair()
            self.add_reader(self._wake_read, lambda: self._wake_read.recv(4096))

    def _once(self):
        timeout = None
        while self._timers and self._timers[0]._cancelled:
            heapq.heappop(self._timers)
        if self._ready or self._stopping:
            timeout = 0
        elif self._timers:
            timeout = max(0, self._timers[0]._when - self.time())
        if self._readers or self._writers:
            for key, events in self._selector.select(timeout):
                for kind, table in ((selectors.EVENT_READ, self._readers), (selectors.EVENT_WRITE, self._writers)):
                    if events & kind and key.fd in table:
                        self._ready.append(table[key.fd])
        elif timeout is None:
            self._ensure_waker()
            return
        elif timeout > 0:
            time.sleep(timeout)
        now = self.time()
        while self._timers and self._timers[0]._when <= now + 1e-9:
            self._ready.append(heapq.heappop(self._timers))
        for _ in range(len(self._ready)):
            handle = self._ready.popleft()
            if handle._cancelled:
                continue
            try:
                handle._callback(*handle._args)
            except (KeyboardInterrupt, SystemExit):
                raise
            except BaseException as error:
                self.call_exception_handler({'message': f'Exception in callback {handle._callback!r}', 'exception': error})

    def run_forever(self):
        if getattr(_running, 'loop', None) is not None:
            raise RuntimeError('Cannot run the event loop while another loop is running')
        _running.loop, self._running = self, True
        try:
            while True:
                self._once()
                if self._stopping:
                    break
        finally:
            self._stopping = self._running = False
            _running.loop = None

    def run_until_complete(self, future):
        future = ensure_future(future, loop=self)
        future.add_done_callback(lambda _: self.stop())
        self.run_forever()
        if not future.done():
            raise RuntimeError('Event loop stopped before Future completed.')
        return future.result()

    def stop(self):
        self._stopping = True

    def close(self):
        if not self._closed:
            self._closed = True
            if self._executor:
                self._executor.shutdown(wait=False)
            for each in (self._wake_read, self._wake_write):
                if each is not None:
                    each.close()
            self._selector.close()

    async def shutdown_asyncgens(self):
        pass

    async def shutdown_default_executor(self, timeout=None):
        if self._executor:
            self._executor.shutdown(wait=True)

    def set_default_executor(self, executor):
        self._executor = executor

    def run_in_executor(self, executor, func, *args):
        self._ensure_waker()
        if executor is None:
            self._executor = self._executor or concurrent.futures.ThreadPoolExecutor()
            executor = self._executor
        return wrap_future(executor.submit(func, *args), loop=self)

    async def sock_accept(self, sock):
        future = self.create_future()
        self.add_reader(sock, lambda: future.done() or future.set_result(None))
        try:
            await future
        finally:
            self.remove_reader(sock)
        return sock.accept()

    async def sock_recv(self, sock, n):
        future = self.create_future()
        self.add_reader(sock, lambda: future.done() or future.set_result(None))
        try:
            await future
        finally:
            self.remove_reader(sock)
        return sock.recv(n)

    async def sock_sendall(self, sock, data):
        sock.setblocking(True)
        sock.sendall(data)

    async def sock_connect(self, sock, address):
        sock.connect(address)

    async def getaddrinfo(self, host, port, **options):
        return socket.getaddrinfo(host, port)

    async def create_server(self, protocol_factory, host=None, port=None, *, sock=None, backlog=100, reuse_port=None, reuse_address=None, **rest):
        raise NotImplementedError('protocols are not simulated: use asyncio.start_server')


AbstractEventLoop = BaseEventLoop = SelectorEventLoop = EventLoop


class DefaultEventLoopPolicy:
    def get_event_loop(self):
        return get_event_loop()

    def new_event_loop(self):
        return EventLoop()


def get_event_loop_policy():
    return DefaultEventLoopPolicy()


def set_event_loop_policy(policy):
    pass


def iscoroutine(obj):
    return isinstance(obj, (types.CoroutineType, types.GeneratorType))


def iscoroutinefunction(func):
    return inspect.iscoroutinefunction(func)


def isfuture(obj):
    return isinstance(obj, Future)


async def _awaited(it):
    return await it


def ensure_future(coro_or_future, *, loop=None):
    if isfuture(coro_or_future):
        return coro_or_future
    loop = loop or get_event_loop()
    if iscoroutine(coro_or_future):
        return loop.create_task(coro_or_future)
    if inspect.isawaitable(coro_or_future):
        return loop.create_task(_awaited(coro_or_future))
    raise TypeError('An asyncio.Future, a coroutine or an awaitable is required')


def wrap_future(future, *, loop=None):
    if isfuture(future):
        return future
    loop = loop or get_event_loop()
    made = loop.create_future()

    def copy(done):
        def settle():
            if made.done():
                return
            if done.cancelled():
                made.cancel()
            elif done._exception is not None:
                made.set_exception(done._exception)
            else:
                made.set_result(done._result)
        loop.call_soon_threadsafe(settle)
    future.add_done_callback(copy)
    return made


def create_task(coro, *, name=None, context=None, **rest):
    return get_running_loop().create_task(coro, name=name)


def current_task(loop=None):
    return (loop or get_running_loop())._task


def all_tasks(loop=None):
    loop = loop or get_running_loop()
    return {each for each in _all if each._loop is loop and not each.done()}


def run(main, *, debug=None, loop_factory=None):
    if _get_running_loop() is not None:
        raise RuntimeError('asyncio.run() cannot be called from a running event loop')
    if not iscoroutine(main):
        raise ValueError(f'a coroutine was expected, got {main!r}')
    with Runner(debug=debug, loop_factory=loop_factory) as runner:
        return runner.run(main)


class Runner:
    def __init__(self, *, debug=None, loop_factory=None):
        self._loop = (loop_factory or new_event_loop)()

    def __enter__(self):
        return self

    def __exit__(self, *details):
        self.close()

    def get_loop(self):
        return self._loop

    def run(self, coro, *, context=None):
        set_event_loop(self._loop)
        return self._loop.run_until_complete(coro)

    def close(self):
        left = [each for each in all_tasks(self._loop)]
        for each in left:
            each.cancel()
        if left:
            self._loop.run_until_complete(gather(*left, return_exceptions=True))
        set_event_loop(None)
        self._loop.close()


async def sleep(delay, result=None):
    if delay <= 0:
        await _Pass()
        return result
    loop = get_running_loop()
    future = loop.create_future()
    handle = loop.call_later(delay, lambda: future.done() or future.set_result(result))
    try:
        return await future
    finally:
        handle.cancel()


class _Pass:
    def __await__(self):
        yield


def gather(*coros_or_futures, return_exceptions=False):
    loop = _get_running_loop() or get_event_loop()
    outer = loop.create_future()
    if not coros_or_futures:
        outer.set_result([])
        return outer
    children = [ensure_future(each, loop=loop) for each in coros_or_futures]
    cancel_outer = outer.cancel

    def cancel(msg=None):
        if outer.done():
            return False
        return any([each.cancel(msg) for each in children])
    outer.cancel = cancel
    left = [len(children)]

    def done(child):
        left[0] -= 1
        if outer.done():
            return
        if not return_exceptions:
            if child.cancelled():
                outer.set_exception(CancelledError())
                return
            if child._exception is not None:
                outer.set_exception(child._exception)
                return
        if left[0] == 0:
            outer.set_result([CancelledError() if each.cancelled() else each._exception if each._exception is not None else each._result for each in children])
    for each in children:
        each.add_done_callback(done)
    return outer


async def wait_for(fut, timeout):
    if timeout is None:
        return await fut
    async with _Timeout(get_running_loop().time() + timeout):
        return await fut


class _Timeout:
    def __init__(self, when):
        self._when, self._handle, self._hit = when, None, False

    def when(self):
        return self._when

    def expired(self):
        return self._hit

    def reschedule(self, when):
        self._when = when
        if self._handle:
            self._handle.cancel()
            self._handle = None if when is None else get_running_loop().call_at(when, self._fire)

    def _fire(self):
        self._hit = True
        self._task.cancel()

    async def __aenter__(self):
        self._task = current_task()
        if self._when is not None:
            self._handle = get_running_loop().call_at(self._when, self._fire)
        return self

    async def __aexit__(self, kind, value, traceback):
        if self._handle:
            self._handle.cancel()
        if self._hit and kind is not None and issubclass(kind, CancelledError):
            self._task.uncancel()
            raise TimeoutError from value


def timeout(delay):
    return _Timeout(None if delay is None else get_running_loop().time() + delay)


def timeout_at(when):
    return _Timeout(when)


async def wait(fs, *, timeout=None, return_when=ALL_COMPLETED):
    fs = {ensure_future(each) for each in fs}
    loop = get_running_loop()
    waiter = loop.create_future()
    handle = None if timeout is None else loop.call_later(timeout, lambda: waiter.done() or waiter.set_result(None))

    def check(_=None):
        done = [each for each in fs if each.done()]
        if len(done) == len(fs) or return_when == FIRST_COMPLETED and done or return_when == FIRST_EXCEPTION and any(not each.cancelled() and each._exception for each in done):
            if not waiter.done():
                waiter.set_result(None)
    for each in fs:
        each.add_done_callback(check)
    check()
    await waiter
    if handle:
        handle.cancel()
    done = {each for each in fs if each.done()}
    return done, fs - done


def as_completed(fs, *, timeout=None):
    queue = Queue()
    tasks = [ensure_future(each) for each in fs]
    for each in tasks:
        each.add_done_callback(queue.put_nowait)

    async def one():
        return (await queue.get()).result()
    for _ in tasks:
        yield one()


async def shield_inner(inner):
    return await inner


def shield(arg):
    inner = ensure_future(arg)
    outer = inner._loop.create_future()

    def done(child):
        if outer.done():
            return
        if child.cancelled():
            outer.cancel()
        elif child._exception:
            outer.set_exception(child._exception)
        else:
            outer.set_result(child._result)
    inner.add_done_callback(done)
    return outer


async def to_thread(func, /, *args, **keywords):
    return await get_running_loop().run_in_executor(None, lambda: func(*args, **keywords))


def run_coroutine_threadsafe(coro, loop):
    made = concurrent.futures.Future()

    def start():
        def done(task):
            if task.cancelled():
                made.cancel()
            elif task._exception:
                made.set_exception(task._exception)
            else:
                made.set_result(task._result)
        ensure_future(coro, loop=loop).add_done_callback(done)
    loop.call_soon_threadsafe(start)
    return made


class TaskGroup:
    def __init__(self):
        self._tasks, self._errors, self._parent = set(), [], None

    async def __aenter__(self):
        self._parent = current_task()
        return self

    def create_task(self, coro, *, name=None, context=None):
        task = create_task(coro, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._done)
        return task

    def _done(self, task):
        self._tasks.discard(task)
        if not task.cancelled() and task._exception is not None:
            self._errors.append(task._exception)
            for each in self._tasks:
                each.cancel()
            if self._waiting is None:
                self._parent.cancel()
        if self._waiting is not None and not self._tasks and not self._waiting.done():
            self._waiting.set_result(None)

    _waiting = None

    async def __aexit__(self, kind, value, traceback):
        if kind is not None and not self._errors:
            for each in self._tasks:
                each.cancel()
        while self._tasks:
            self._waiting = get_running_loop().create_future()
            await self._waiting
        if self._errors:
            raise ExceptionGroup('unhandled errors in a TaskGroup', self._errors) from None


class _Waiters:
    def __init__(self):
        self._waiting = collections.deque()

    async def _wait(self):
        future = get_running_loop().create_future()
        self._waiting.append(future)
        try:
            await future
        finally:
            if future in self._waiting:
                self._waiting.remove(future)

    def _wake(self, count=1):
        for future in list(self._waiting):
            if count <= 0:
                break
            if not future.done():
                future.set_result(True)
                count -= 1


class Lock(_Waiters):
    def __init__(self):
        super().__init__()
        self._locked = False

    def locked(self):
        return self._locked

    async def acquire(self):
        while self._locked:
            await self._wait()
        self._locked = True
        return True

    def release(self):
        if not self._locked:
            raise RuntimeError('Lock is not acquired.')
        self._locked = False
        self._wake()

    async def __aenter__(self):
        await self.acquire()

    async def __aexit__(self, *details):
        self.release()


class Event(_Waiters):
    def __init__(self):
        super().__init__()
        self._value = False

    def is_set(self):
        return self._value

    def set(self):
        self._value = True
        self._wake(len(self._waiting))

    def clear(self):
        self._value = False

    async def wait(self):
        if not self._value:
            await self._wait()
        return True


class Condition(_Waiters):
    def __init__(self, lock=None):
        super().__init__()
        self._lock = lock or Lock()
        self.acquire, self.release, self.locked = self._lock.acquire, self._lock.release, self._lock.locked

    async def __aenter__(self):
        await self.acquire()

    async def __aexit__(self, *details):
        self.release()

    async def wait(self):
        self.release()
        try:
            await self._wait()
        finally:
            await self.acquire()
        return True

    async def wait_for(self, predicate):
        while not (result := predicate()):
            await self.wait()
        return result

    def notify(self, n=1):
        self._wake(n)

    def notify_all(self):
        self._wake(len(self._waiting))


class Semaphore(_Waiters):
    def __init__(self, value=1):
        super().__init__()
        self._value = value

    def locked(self):
        return self._value == 0

    async def acquire(self):
        while self._value <= 0:
            await self._wait()
        self._value -= 1
        return True

    def release(self):
        self._value += 1
        self._wake()

    async def __aenter__(self):
        await self.acquire()

    async def __aexit__(self, *details):
        self.release()


BoundedSemaphore = Semaphore


class Queue(_Waiters):
    def __init__(self, maxsize=0):
        super().__init__()
        self.maxsize, self._unfinished, self._joined = maxsize, 0, _Waiters()
        self._init()

    def _init(self):
        self._queue = collections.deque()

    def _put(self, item):
        self._queue.append(item)

    def _get(self):
        return self._queue.popleft()

    def qsize(self):
        return len(self._queue)

    def empty(self):
        return not self._queue

    def full(self):
        return 0 < self.maxsize <= len(self._queue)

    async def put(self, item):
        while self.full():
            await self._wait()
        self.put_nowait(item)

    def put_nowait(self, item):
        if self.full():
            raise QueueFull
        self._put(item)
        self._unfinished += 1
        self._wake(len(self._waiting))

    async def get(self):
        while self.empty():
            await self._wait()
        return self.get_nowait()

    def get_nowait(self):
        if self.empty():
            raise QueueEmpty
        item = self._get()
        self._wake(len(self._waiting))
        return item

    def task_done(self):
        if self._unfinished <= 0:
            raise ValueError('task_done() called too many times')
        self._unfinished -= 1
        if not self._unfinished:
            self._joined._wake(len(self._joined._waiting))

    async def join(self):
        if self._unfinished:
            await self._joined._wait()


class PriorityQueue(Queue):
    def _init(self):
        self._queue = []

    def _put(self, item):
        heapq.heappush(self._queue, item)

    def _get(self):
        return heapq.heappop(self._queue)


class LifoQueue(Queue):
    def _init(self):
        self._queue = []

    def _get(self):
        return self._queue.pop()


class StreamReader:
    def __init__(self, sock, loop):
        self._sock, self._loop, self._buffer, self._ended = sock, loop, bytearray(), False

    def at_eof(self):
        return self._ended and not self._buffer

    async def _more(self):
        if self._ended:
            return False
        data = await self._loop.sock_recv(self._sock, 65536)
        self._buffer += data
        self._ended = not data
        return bool(data)

    async def read(self, n=-1):
        if n < 0:
            while await self._more():
                pass
            n = len(self._buffer)
        elif not self._buffer and n:
            await self._more()
        made = bytes(self._buffer[:n])
        del self._buffer[:n]
        return made

    async def readline(self):
        return await self._until(b'\n', True)

    async def readuntil(self, separator=b'\n'):
        return await self._until(separator, False)

    async def _until(self, separator, partly):
        while separator not in self._buffer:
            if not await self._more():
                made = bytes(self._buffer)
                self._buffer.clear()
                if partly:
                    return made
                raise IncompleteReadError(made, None)
        end = self._buffer.index(separator) + len(separator)
        made = bytes(self._buffer[:end])
        del self._buffer[:end]
        return made

    async def readexactly(self, n):
        while len(self._buffer) < n:
            if not await self._more():
                made = bytes(self._buffer)
                self._buffer.clear()
                raise IncompleteReadError(made, n)
        made = bytes(self._buffer[:n])
        del self._buffer[:n]
        return made

    def __aiter__(self):
        return self

    async def __anext__(self):
        line = await self.readline()
        if not line:
            raise StopAsyncIteration
        return line


class StreamWriter:
    def __init__(self, sock, loop):
        self._sock, self._loop, self._closing = sock, loop, False

    def write(self, data):
        self._sock.sendall(data)

    def writelines(self, data):
        for each in data:
            self.write(each)

    async def drain(self):
        await sleep(0)

    def write_eof(self):
        self._sock.shutdown(socket.SHUT_WR)

    def can_write_eof(self):
        return True

    def close(self):
        if not self._closing:
            self._closing = True
            self._sock.close()

    def is_closing(self):
        return self._closing

    async def wait_closed(self):
        await sleep(0)

    def get_extra_info(self, name, default=None):
        if name == 'peername':
            return self._sock.getpeername()
        if name == 'sockname':
            return self._sock.getsockname()
        return self._sock if name == 'socket' else default


class Server:
    def __init__(self, sockets, callback, loop):
        self.sockets, self._callback, self._loop, self._tasks = sockets, callback, loop, set()
        for each in sockets:
            loop.add_reader(each, self._accept, each)

    def _accept(self, listener):
        try:
            sock, _ = listener.accept()
        except OSError:
            return
        answer = self._callback(StreamReader(sock, self._loop), StreamWriter(sock, self._loop))
        if iscoroutine(answer):
            task = self._loop.create_task(answer)
            self._tasks.add(task)
            task.add_done_callback(self._ended)

    def _ended(self, task):
        self._tasks.discard(task)
        if not task.cancelled() and task._exception is not None:
            self._loop.call_exception_handler({'message': 'Unhandled exception in client_connected_cb', 'exception': task._exception})

    def close(self):
        for each in self.sockets:
            self._loop.remove_reader(each)
            each.close()
        self.sockets = []

    def is_serving(self):
        return bool(self.sockets)

    async def start_serving(self):
        pass

    async def wait_closed(self):
        await sleep(0)

    async def serve_forever(self):
        await self._loop.create_future()

    async def __aenter__(self):
        return self

    async def __aexit__(self, *details):
        self.close()


async def start_server(client_connected_cb, host=None, port=None, *, sock=None, backlog=100, **rest):
    if sock is None:
        sock = socket.socket()
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind((host or '0.0.0.0', port or 0))
        sock.listen(backlog)
    return Server([sock], client_connected_cb, get_running_loop())


async def open_connection(host=None, port=None, **rest):
    loop = get_running_loop()
    sock = await loop.run_in_executor(None, socket.create_connection, (host, port))
    return StreamReader(sock, loop), StreamWriter(sock, loop)


class _Streamed:
    def __init__(self, process):
        self._process, self.pid = process, process.pid

    returncode = property(lambda self: self._process.returncode)

    async def wait(self):
        return await to_thread(self._process.wait)

    async def communicate(self, input=None):
        return await to_thread(self._process.communicate, input)

    def terminate(self):
        self._process.terminate()

    def kill(self):
        self._process.kill()


async def create_subprocess_exec(program, *args, **options):
    import subprocess as _subprocess
    return _Streamed(_subprocess.Popen([program, *args], **options))


async def create_subprocess_shell(cmd, **options):
    import subprocess as _subprocess
    return _Streamed(_subprocess.Popen(cmd, shell=True, **options))


class subprocess:
    PIPE, STDOUT, DEVNULL = -1, -2, -3


def coroutine(func):
    return func
