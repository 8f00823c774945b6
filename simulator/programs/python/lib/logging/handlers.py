"""Handlers of logs beyond streams and files."""
import logging
import os
import queue
import time

DEFAULT_TCP_LOGGING_PORT, SYSLOG_UDP_PORT = 9020, 514


class RotatingFileHandler(logging.FileHandler):
    def __init__(self, filename, mode='a', maxBytes=0, backupCount=0, encoding=None, delay=False, errors=None):
        super().__init__(filename, 'a' if maxBytes > 0 else mode, encoding, delay, errors)
        self.maxBytes, self.backupCount = maxBytes, backupCount

    def emit(self, record):
        if self.maxBytes > 0 and self.stream is not None:
            size = os.path.getsize(self.baseFilename) if os.path.exists(self.baseFilename) else 0
            if size + len(self.format(record).encode()) + 1 >= self.maxBytes and size:
                self.doRollover()
        super().emit(record)

    def doRollover(self):
        self.stream.close()
        for number in range(self.backupCount - 1, 0, -1):
            if os.path.exists(f'{self.baseFilename}.{number}'):
                os.replace(f'{self.baseFilename}.{number}', f'{self.baseFilename}.{number + 1}')
        if self.backupCount > 0:
            os.replace(self.baseFilename, f'{self.baseFilename}.1')
        self.stream = self._open()


class TimedRotatingFileHandler(logging.FileHandler):
    def __init__(self, filename, when='h', interval=1, backupCount=0, encoding=None, delay=False, utc=False, atTime=None, errors=None):
        super().__init__(filename, 'a', encoding, delay, errors)
        self.when, self.backupCount = when.upper(), backupCount
        self.interval = {'S': 1, 'M': 60, 'H': 3600, 'D': 86400, 'MIDNIGHT': 86400}.get(self.when, 604800) * interval
        self.rolloverAt = int(time.time()) + self.interval

    def emit(self, record):
        if time.time() >= self.rolloverAt:
            self.stream.close()
            os.replace(self.baseFilename, self.baseFilename + time.strftime('.%Y-%m-%d_%H-%M-%S', time.localtime(self.rolloverAt - self.interval)))
            self.stream = self._open()
            self.rolloverAt = int(time.time()) + self.interval
        super().emit(record)


class QueueHandler(logging.Handler):
    def __init__(self, queue):
        super().__init__()
        self.queue = queue

    def emit(self, record):
        self.queue.put_nowait(record)


class MemoryHandler(logging.Handler):
    def __init__(self, capacity, flushLevel=logging.ERROR, target=None, flushOnClose=True):
        super().__init__()
        self.capacity, self.flushLevel, self.target, self.buffer = capacity, flushLevel, target, []

    def emit(self, record):
        self.buffer.append(record)
        if len(self.buffer) >= self.capacity or record.levelno >= self.flushLevel:
            self.flush()

    def flush(self):
        if self.target:
            for record in self.buffer:
                self.target.handle(record)
            self.buffer.clear()
