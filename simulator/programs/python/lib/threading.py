"""Threads, and what keeps them in order."""
import _thread
import sys
from collections import deque as _deque
from time import monotonic as _time

_allocate_lock = _thread.allocate_lock
get_ident = _thread.get_ident
ThreadError = RuntimeError
TIMEOUT_MAX = getattr(_thread, 'TIMEOUT_MAX', 9223372036.0)
Lock = getattr(_thread, 'LockType', None) if isinstance(getattr(_thread, 'lock', None), type) else _allocate_lock
_count = 0


def get_native_id():
    return get_ident()


class RLock:
    def __init__(self):
        self._lock, self._owner, self._depth = _allocate_lock(), None, 0

    def acquire(self, blocking=True, timeout=-1):
        me = get_ident()
        if self._owner == me:
            self._depth += 1
            return True
        got = self._lock.acquire(blocking, timeout)
        if got:
            self._owner, self._depth = me, 1
        return got

    __enter__ = acquire

    def release(self):
        if self._owner != get_ident():
            raise RuntimeError('cannot release un-acquired lock')
        self._depth -= 1
        if not self._depth:
            self._owner = None
            self._lock.release()

    def __exit__(self, *details):
        self.release()

    def _is_owned(self):
        return self._owner == get_ident()

    def _release_save(self):
        depth, self._depth, self._owner = self._depth, 0, None
        self._lock.release()
        return depth

    def _acquire_restore(self, depth):
        self._lock.acquire()
        self._depth, self._owner = depth, get_ident()


class Condition:
    def __init__(self, lock=None):
        self._lock = RLock() if lock is None else lock
        self.acquire, self.release = self._lock.acquire, self._lock.release
        self._waiters = _deque()

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *details):
        return self._lock.__exit__(*details)

    def _owned(self):
        if hasattr(self._lock, '_is_owned'):
            return self._lock._is_owned()
        if self._lock.acquire(False):
            self._lock.release()
            return False
        return True

    def wait(self, timeout=None):
        if not self._owned():
            raise RuntimeError('cannot wait on un-acquired lock')
        waiter = _allocate_lock()
        waiter.acquire()
        self._waiters.append(waiter)
        saved = self._lock._release_save() if hasattr(self._lock, '_release_save') else self._lock.release()
        got = False
        try:
            got = waiter.acquire() if timeout is None else waiter.acquire(True, timeout) if timeout > 0 else waiter.acquire(False)
            return got
        finally:
            self._lock._acquire_restore(saved) if hasattr(self._lock, '_acquire_restore') else self._lock.acquire()
            if not got and waiter in self._waiters:
                self._waiters.remove(waiter)

    def wait_for(self, predicate, timeout=None):
        end = None if timeout is None else _time() + timeout
        result = predicate()
        while not result:
            left = None if end is None else end - _time()
            if left is not None and left <= 0:
                break
            self.wait(left)
            result = predicate()
        return result

    def notify(self, n=1):
        if not self._owned():
            raise RuntimeError('cannot notify on un-acquired lock')
        while self._waiters and n > 0:
            self._waiters.popleft().release()
            n -= 1

    def notify_all(self):
        self.notify(len(self._waiters))


class Semaphore:
    def __init__(self, value=1):
        if value < 0:
            raise ValueError('semaphore initial value must be >= 0')
        self._cond, self._value = Condition(Lock()), value

    def acquire(self, blocking=True, timeout=None):
        with self._cond:
            if not blocking and self._value == 0:
                return False
            if not self._cond.wait_for(lambda: self._value > 0, timeout):
                return False
            self._value -= 1
            return True

    __enter__ = acquire

    def release(self, n=1):
        with self._cond:
            self._value += n
            self._cond.notify(n)

    def __exit__(self, *details):
        self.release()


class BoundedSemaphore(Semaphore):
    def __init__(self, value=1):
        super().__init__(value)
        self._initial = value

    def release(self, n=1):
        if self._value + n > self._initial:
            raise ValueError('Semaphore released too many times')
        super().release(n)


class Event:
    def __init__(self):
        self._cond, self._flag = Condition(Lock()), False

    def is_set(self):
        return self._flag

    def set(self):
        with self._cond:
            self._flag = True
            self._cond.notify_all()

    def clear(self):
        self._flag = False

    def wait(self, timeout=None):
        with self._cond:
            if not self._flag:
                self._cond.wait(timeout)
            return self._flag


class BrokenBarrierError(RuntimeError):
    pass


class Barrier:
    def __init__(self, parties, action=None, timeout=None):
        self.parties, self._action, self._timeout = parties, action, timeout
        self._cond, self._count, self._round, self.broken = Condition(Lock()), 0, 0, False

    @property
    def n_waiting(self):
        return self._count

    def wait(self, timeout=None):
        with self._cond:
            if self.broken:
                raise BrokenBarrierError
            at, round = self._count, self._round
            self._count += 1
            if self._count == self.parties:
                if self._action:
                    self._action()
                self._count, self._round = 0, round + 1
                self._cond.notify_all()
            elif not self._cond.wait_for(lambda: self._round != round or self.broken, timeout or self._timeout) or self.broken:
                self.abort_locked()
                raise BrokenBarrierError
            return at

    def abort_locked(self):
        self.broken = True
        self._cond.notify_all()

    def abort(self):
        with self._cond:
            self.abort_locked()


class local:
    def __init__(self):
        object.__setattr__(self, '_threads', {})

    def _values(self):
        return object.__getattribute__(self, '_threads').setdefault(get_ident(), {})

    def __getattribute__(self, name):
        if name in ('_values', '_threads', '__class__'):
            return object.__getattribute__(self, name)
        values = object.__getattribute__(self, '_threads').setdefault(get_ident(), {})
        if name == '__dict__':
            return values
        if name in values:
            return values[name]
        return object.__getattribute__(self, name)

    def __setattr__(self, name, value):
        self._values()[name] = value

    def __delattr__(self, name):
        try:
            del self._values()[name]
        except KeyError:
            raise AttributeError(name) from None


_active = {}


class Thread:
    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        global _count
        if name is None:
            _count += 1
            name = f'Thread-{_count}'
            if target is not None and hasattr(target, '__name__'):
                name += f' ({target.__name__})'
        self._target, self.name, self._args, self._kwargs = target, str(name), args, kwargs or {}
        self._daemonic = current_thread().daemon if daemon is None else daemon
        self._ident, self._started, self._ended = None, Event(), Event()
        self._initialized = True

    @property
    def ident(self):
        return self._ident

    native_id = ident

    @property
    def daemon(self):
        return self._daemonic

    @daemon.setter
    def daemon(self, value):
        if self._started.is_set():
            raise RuntimeError('cannot set daemon status of active thread')
        self._daemonic = value

    def isDaemon(self):
        return self.daemon

    def setDaemon(self, daemonic):
        self.daemon = daemonic

    def getName(self):
        return self.name

    def setName(self, name):
        self.name = name

    def start(self):
        if self._started.is_set():
            raise RuntimeError('threads can only be started once')
        _thread.start_new_thread(self._bootstrap, ())
        self._started.wait()

    def run(self):
        try:
            if self._target is not None:
                self._target(*self._args, **self._kwargs)
        finally:
            del self._target, self._args, self._kwargs

    def _bootstrap(self):
        self._ident = get_ident()
        _active[self._ident] = self
        self._started.set()
        try:
            self.run()
        except SystemExit:
            pass
        except BaseException:
            kind, value, tb = sys.exc_info()
            excepthook(ExceptHookArgs((kind, value, tb, self)))
        finally:
            _active.pop(self._ident, None)
            self._ended.set()

    def join(self, timeout=None):
        if not self._started.is_set():
            raise RuntimeError('cannot join thread before it is started')
        if self is current_thread():
            raise RuntimeError('cannot join current thread')
        self._ended.wait(timeout)

    def is_alive(self):
        return self._started.is_set() and not self._ended.is_set()

    def __repr__(self):
        status = 'initial' if not self._started.is_set() else 'stopped' if self._ended.is_set() else 'started'
        return f"<{self.__class__.__name__}({self.name}, {status}{' daemon' if self._daemonic else ''}{'' if self._ident is None else f' {self._ident}'})>"


class ExceptHookArgs(tuple):
    exc_type = property(lambda self: self[0])
    exc_value = property(lambda self: self[1])
    exc_traceback = property(lambda self: self[2])
    thread = property(lambda self: self[3])


def excepthook(args):
    if args.exc_type is SystemExit:
        return
    import traceback
    print(f'Exception in thread {args.thread.name}:', file=sys.stderr)
    traceback.print_exception(args.exc_type, args.exc_value, args.exc_traceback)
    sys.stderr.flush()


__excepthook__ = excepthook


class _MainThread(Thread):
    def __init__(self):
        self.name, self._daemonic, self._ident = 'MainThread', False, get_ident()
        self._started, self._ended = Event(), Event()
        self._started._flag = True


_main = _MainThread()
_active[_main._ident] = _main


class _DummyThread(Thread):
    def __init__(self):
        self.name, self._daemonic, self._ident = f'Dummy-{get_ident()}', True, get_ident()
        self._started, self._ended = Event(), Event()
        self._started._flag = True


class Timer(Thread):
    def __init__(self, interval, function, args=None, kwargs=None):
        super().__init__()
        self.interval, self.function, self.args, self.kwargs = interval, function, args or [], kwargs or {}
        self.finished = Event()

    def cancel(self):
        self.finished.set()

    def run(self):
        self.finished.wait(self.interval)
        if not self.finished.is_set():
            self.function(*self.args, **self.kwargs)
        self.finished.set()


def current_thread():
    return _active.get(get_ident()) or _active.setdefault(get_ident(), _DummyThread())


currentThread = current_thread


def main_thread():
    return _main


def active_count():
    return len(_active)


activeCount = active_count


def enumerate():
    return list(_active.values())


def _shutdown():
    """Called by the interpreter at the end: threads that are no daemons are waited for."""
    for thread in list(_active.values()):
        if thread is not _main and not thread.daemon:
            thread.join()


def settrace(func):
    pass


def setprofile(func):
    pass


def stack_size(size=0):
    return 0
