"""Calls that are answered later."""
import collections
import logging
import os
import queue
import threading
import time

FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED = 'FIRST_COMPLETED', 'FIRST_EXCEPTION', 'ALL_COMPLETED'
PENDING, RUNNING, CANCELLED, FINISHED = 'PENDING', 'RUNNING', 'CANCELLED', 'FINISHED'


class Error(Exception):
    pass


class CancelledError(Error):
    pass


TimeoutError = TimeoutError


class InvalidStateError(Error):
    pass


class BrokenExecutor(RuntimeError):
    pass


class Future:
    def __init__(self):
        self._condition, self._state, self._result, self._exception, self._callbacks = threading.Condition(), PENDING, None, None, []

    def _finish(self, state, result=None, exception=None):
        with self._condition:
            self._state, self._result, self._exception = state, result, exception
            self._condition.notify_all()
        for callback in self._callbacks:
            try:
                callback(self)
            except Exception:
                logging.getLogger('concurrent.futures').exception('exception calling callback for %r', self)

    def cancel(self):
        with self._condition:
            if self._state in (RUNNING, FINISHED):
                return False
        if self._state != CANCELLED:
            self._finish(CANCELLED)
        return True

    def cancelled(self):
        return self._state == CANCELLED

    def running(self):
        return self._state == RUNNING

    def done(self):
        return self._state in (CANCELLED, FINISHED)

    def add_done_callback(self, fn):
        if self.done():
            fn(self)
        else:
            self._callbacks.append(fn)

    def _wait(self, timeout):
        with self._condition:
            if not self._condition.wait_for(self.done, timeout):
                raise TimeoutError()
        if self._state == CANCELLED:
            raise CancelledError()

    def result(self, timeout=None):
        self._wait(timeout)
        if self._exception is not None:
            raise self._exception
        return self._result

    def exception(self, timeout=None):
        self._wait(timeout)
        return self._exception

    def set_running_or_notify_cancel(self):
        if self._state == CANCELLED:
            return False
        self._state = RUNNING
        return True

    def set_result(self, result):
        if self.done():
            raise InvalidStateError(f'{self._state}: {self!r}')
        self._finish(FINISHED, result)

    def set_exception(self, exception):
        self._finish(FINISHED, None, exception)

    def __repr__(self):
        word = self._state.lower()
        if self._state == FINISHED:
            word += f' raised {type(self._exception).__name__}' if self._exception else f' returned {type(self._result).__name__}'
        return f'<Future at {id(self):#x} state={word}>'


class Executor:
    def submit(self, fn, /, *args, **keywords):
        raise NotImplementedError

    def map(self, fn, *iterables, timeout=None, chunksize=1, buffersize=None):
        end = None if timeout is None else time.monotonic() + timeout
        futures = [self.submit(fn, *args) for args in zip(*iterables)]

        def results():
            for each in futures:
                yield each.result(None if end is None else end - time.monotonic())
        return results()

    def shutdown(self, wait=True, *, cancel_futures=False):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *details):
        self.shutdown(wait=True)


_counter = 0


class ThreadPoolExecutor(Executor):
    def __init__(self, max_workers=None, thread_name_prefix='', initializer=None, initargs=()):
        global _counter
        if max_workers is None:
            max_workers = min(32, (os.cpu_count() or 1) + 4)
        if max_workers <= 0:
            raise ValueError('max_workers must be greater than 0')
        self._max_workers, self._queue, self._threads, self._shutdown, self._idle = max_workers, queue.SimpleQueue(), [], False, 0
        self._prefix, self._initializer, self._initargs = thread_name_prefix or f'ThreadPoolExecutor-{_counter}', initializer, initargs
        _counter += 1

    def submit(self, fn, /, *args, **keywords):
        if self._shutdown:
            raise RuntimeError('cannot schedule new futures after shutdown')
        future = Future()
        self._queue.put((future, fn, args, keywords))
        if self._idle < self._queue.qsize() and len(self._threads) < self._max_workers:
            thread = threading.Thread(target=self._work, name=f'{self._prefix}_{len(self._threads)}', daemon=True)
            self._threads.append(thread)
            thread.start()
        return future

    def _work(self):
        if self._initializer:
            self._initializer(*self._initargs)
        while True:
            self._idle += 1
            item = self._queue.get()
            self._idle -= 1
            if item is None:
                return
            future, fn, args, keywords = item
            if not future.set_running_or_notify_cancel():
                continue
            try:
                result = fn(*args, **keywords)
            except BaseException as error:
                future.set_exception(error)
            else:
                future.set_result(result)

    def shutdown(self, wait=True, *, cancel_futures=False):
        if not self._shutdown:
            self._shutdown = True
            for _ in self._threads:
                self._queue.put(None)
        if wait:
            for thread in self._threads:
                thread.join()


class ProcessPoolExecutor(ThreadPoolExecutor):
    """Its workers are threads here."""

    def __init__(self, max_workers=None, mp_context=None, initializer=None, initargs=(), *, max_tasks_per_child=None):
        super().__init__(max_workers or os.cpu_count() or 1, '', initializer, initargs)


_Done = collections.namedtuple('DoneAndNotDoneFutures', 'done not_done')


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    fs = set(fs)
    end = None if timeout is None else time.monotonic() + timeout
    changed = threading.Condition()

    def told(_):
        with changed:
            changed.notify_all()
    for each in fs:
        each.add_done_callback(told)

    def enough():
        done = [each for each in fs if each.done()]
        if len(done) == len(fs):
            return True
        if return_when == FIRST_COMPLETED:
            return bool(done)
        return return_when == FIRST_EXCEPTION and any(not each.cancelled() and each._exception for each in done)
    with changed:
        changed.wait_for(enough, None if end is None else end - time.monotonic())
    done = {each for each in fs if each.done()}
    return _Done(done, fs - done)


def as_completed(fs, timeout=None):
    end = None if timeout is None else time.monotonic() + timeout
    finished = queue.Queue()
    fs = set(fs)
    for each in fs:
        each.add_done_callback(finished.put)
    for count in range(len(fs)):
        try:
            yield finished.get(timeout=None if end is None else max(0, end - time.monotonic()))
        except queue.Empty:
            raise TimeoutError(f'{len(fs) - count} (of {len(fs)}) futures unfinished') from None
