"""Logs."""
import io
import os
import string
import sys
import threading
import time
import traceback
import weakref

CRITICAL = FATAL = 50
ERROR = 40
WARNING = WARN = 30
INFO, DEBUG, NOTSET = 20, 10, 0
raiseExceptions = True
_names = {CRITICAL: 'CRITICAL', ERROR: 'ERROR', WARNING: 'WARNING', INFO: 'INFO', DEBUG: 'DEBUG', NOTSET: 'NOTSET'}
_levels = {name: level for level, name in _names.items()} | {'FATAL': FATAL, 'WARN': WARN}
_start = time.time()
_lock = threading.RLock()


def getLevelName(level):
    found = _names.get(level)
    return found if found is not None else _levels.get(level, f'Level {level}')


def getLevelNamesMapping():
    return dict(_levels)


def addLevelName(level, levelName):
    _names[level], _levels[levelName] = levelName, level


def _checkLevel(level):
    if isinstance(level, int):
        return level
    if str(level) == level:
        if level not in _levels:
            raise ValueError(f'Unknown level: {level!r}')
        return _levels[level]
    raise TypeError(f'Level not an integer or a valid string: {level!r}')


class LogRecord:
    def __init__(self, name, level, pathname, lineno, msg, args, exc_info, func=None, sinfo=None, **rest):
        now = time.time()
        if args and len(args) == 1 and isinstance(args[0], dict) and args[0]:
            args = args[0]
        self.name, self.msg, self.args, self.levelname, self.levelno = name, msg, args, getLevelName(level), level
        self.pathname, self.filename = pathname, os.path.basename(pathname)
        self.module = os.path.splitext(self.filename)[0]
        self.exc_info, self.exc_text, self.stack_info, self.lineno, self.funcName = exc_info, None, sinfo, lineno, func
        self.created, self.msecs = now, int((now - int(now)) * 1000) + 0.0
        self.relativeCreated = (now - _start) * 1000
        self.thread, self.threadName = threading.get_ident(), threading.current_thread().name
        self.processName, self.process, self.taskName = 'MainProcess', os.getpid(), None

    def __repr__(self):
        return f'<LogRecord: {self.name}, {self.levelno}, {self.pathname}, {self.lineno}, "{self.msg}">'

    def getMessage(self):
        text = str(self.msg)
        return text % self.args if self.args else text


_factory = LogRecord


def setLogRecordFactory(factory):
    global _factory
    _factory = factory


def getLogRecordFactory():
    return _factory


def makeLogRecord(values):
    record = _factory(None, None, '', 0, '', (), None, None)
    record.__dict__.update(values)
    return record


BASIC_FORMAT = '%(levelname)s:%(name)s:%(message)s'


class Formatter:
    converter = time.localtime
    default_time_format, default_msec_format = '%Y-%m-%d %H:%M:%S', '%s,%03d'

    def __init__(self, fmt=None, datefmt=None, style='%', validate=True, *, defaults=None):
        if style not in '%{$':
            raise ValueError('Style must be one of: %,{,$')
        self._fmt = fmt or {'%': '%(message)s', '{': '{message}', '$': '${message}'}[style]
        self._style_letter, self._defaults, self.datefmt = style, defaults, datefmt

    def formatTime(self, record, datefmt=None):
        clock = self.converter(record.created) if not isinstance(self.converter, type(time.time)) or True else None
        if datefmt:
            return time.strftime(datefmt, clock)
        text = time.strftime(self.default_time_format, clock)
        return self.default_msec_format % (text, record.msecs) if self.default_msec_format else text

    def formatException(self, ei):
        return ''.join(traceback.format_exception(ei[0], ei[1], ei[2])).rstrip('\n')

    def usesTime(self):
        return 'asctime' in self._fmt

    def formatMessage(self, record):
        values = {**self._defaults, **record.__dict__} if self._defaults else record.__dict__
        if self._style_letter == '%':
            return self._fmt % values
        if self._style_letter == '{':
            return self._fmt.format(**values)
        return string.Template(self._fmt).substitute(values)

    def formatStack(self, stack_info):
        return stack_info

    def format(self, record):
        record.message = record.getMessage()
        if self.usesTime():
            record.asctime = self.formatTime(record, self.datefmt)
        text = self.formatMessage(record)
        if record.exc_info and not record.exc_text:
            record.exc_text = self.formatException(record.exc_info)
        for more in (record.exc_text, record.stack_info):
            if more:
                text += ('' if text.endswith('\n') else '\n') + more
        return text


Formatter.converter = staticmethod(time.localtime)
_default = Formatter()


class Filter:
    def __init__(self, name=''):
        self.name = name

    def filter(self, record):
        return not self.name or record.name == self.name or record.name.startswith(self.name + '.')


class Filterer:
    def __init__(self):
        self.filters = []

    def addFilter(self, filter):
        if filter not in self.filters:
            self.filters.append(filter)

    def removeFilter(self, filter):
        if filter in self.filters:
            self.filters.remove(filter)

    def filter(self, record):
        for each in self.filters:
            answer = each.filter(record) if hasattr(each, 'filter') else each(record)
            if not answer:
                return False
            if isinstance(answer, LogRecord):
                record = answer
        return record


_handlers = []


class Handler(Filterer):
    def __init__(self, level=NOTSET):
        super().__init__()
        self._name, self.level, self.formatter = None, _checkLevel(level), None
        self.lock = threading.RLock()
        _handlers.append(self)

    name = property(lambda self: self._name, lambda self, value: setattr(self, '_name', value))

    def get_name(self):
        return self._name

    def set_name(self, name):
        self._name = name

    def createLock(self):
        self.lock = threading.RLock()

    def acquire(self):
        self.lock.acquire()

    def release(self):
        self.lock.release()

    def setLevel(self, level):
        self.level = _checkLevel(level)

    def format(self, record):
        return (self.formatter or _default).format(record)

    def emit(self, record):
        raise NotImplementedError('emit must be implemented by Handler subclasses')

    def handle(self, record):
        answer = self.filter(record)
        if isinstance(answer, LogRecord):
            record = answer
        if answer:
            with self.lock:
                self.emit(record)
        return answer

    def setFormatter(self, fmt):
        self.formatter = fmt

    def flush(self):
        pass

    def close(self):
        if self in _handlers:
            _handlers.remove(self)

    def handleError(self, record):
        if raiseExceptions and sys.stderr:
            print('--- Logging error ---', file=sys.stderr)
            traceback.print_exc()
            print(f'Message: {record.msg!r}\nArguments: {record.args}', file=sys.stderr)

    def __repr__(self):
        return f'<{self.__class__.__name__} ({getLevelName(self.level)})>'


class StreamHandler(Handler):
    terminator = '\n'

    def __init__(self, stream=None):
        super().__init__()
        self.stream = sys.stderr if stream is None else stream

    def flush(self):
        if self.stream and hasattr(self.stream, 'flush'):
            self.stream.flush()

    def emit(self, record):
        try:
            self.stream.write(self.format(record) + self.terminator)
            self.flush()
        except RecursionError:
            raise
        except Exception:
            self.handleError(record)

    def setStream(self, stream):
        old, self.stream = self.stream, stream
        return old

    def __repr__(self):
        name = getattr(self.stream, 'name', '')
        return f'<{self.__class__.__name__} {str(name) + " " if name else ""}({getLevelName(self.level)})>'


class FileHandler(StreamHandler):
    def __init__(self, filename, mode='a', encoding=None, delay=False, errors=None):
        self.baseFilename, self.mode, self.encoding, self.errors = os.path.abspath(os.fspath(filename)), mode, encoding, errors
        super().__init__(io.StringIO() if delay else self._open())
        if delay:
            self.stream = None

    def _open(self):
        return open(self.baseFilename, self.mode, encoding=self.encoding, errors=self.errors)

    def emit(self, record):
        if self.stream is None:
            self.stream = self._open()
        super().emit(record)

    def close(self):
        if self.stream:
            self.stream.close()
            self.stream = None
        super().close()


class NullHandler(Handler):
    def handle(self, record):
        pass

    emit = handle


class _LastResort(StreamHandler):
    def __init__(self, level):
        Handler.__init__(self, level)

    stream = property(lambda self: sys.stderr)


lastResort = _LastResort(WARNING)


class PlaceHolder:
    pass


class Logger(Filterer):
    def __init__(self, name, level=NOTSET):
        super().__init__()
        self.name, self.level, self.parent, self.propagate, self.handlers, self.disabled = name, _checkLevel(level), None, True, [], False

    def setLevel(self, level):
        self.level = _checkLevel(level)

    def debug(self, msg, *args, **options):
        if self.isEnabledFor(DEBUG):
            self._log(DEBUG, msg, args, **options)

    def info(self, msg, *args, **options):
        if self.isEnabledFor(INFO):
            self._log(INFO, msg, args, **options)

    def warning(self, msg, *args, **options):
        if self.isEnabledFor(WARNING):
            self._log(WARNING, msg, args, **options)

    warn = warning

    def error(self, msg, *args, **options):
        if self.isEnabledFor(ERROR):
            self._log(ERROR, msg, args, **options)

    def exception(self, msg, *args, exc_info=True, **options):
        self.error(msg, *args, exc_info=exc_info, **options)

    def critical(self, msg, *args, **options):
        if self.isEnabledFor(CRITICAL):
            self._log(CRITICAL, msg, args, **options)

    fatal = critical

    def log(self, level, msg, *args, **options):
        if self.isEnabledFor(level):
            self._log(level, msg, args, **options)

    def findCaller(self, stack_info=False, stacklevel=1):
        try:
            frame = sys._getframe(1)
            while frame is not None and frame.f_code.co_filename == __file__:
                frame = frame.f_back
            while stacklevel > 1 and frame.f_back is not None:
                frame, stacklevel = frame.f_back, stacklevel - 1
            return frame.f_code.co_filename, frame.f_lineno, frame.f_code.co_name, None
        except (AttributeError, ValueError):
            return '(unknown file)', 0, '(unknown function)', None

    def makeRecord(self, name, level, fn, lno, msg, args, exc_info, func=None, extra=None, sinfo=None):
        record = _factory(name, level, fn, lno, msg, args, exc_info, func, sinfo)
        for key, value in (extra or {}).items():
            if key in ('message', 'asctime') or key in record.__dict__:
                raise KeyError(f'Attempt to overwrite {key!r} in LogRecord')
            record.__dict__[key] = value
        return record

    def _log(self, level, msg, args, exc_info=None, extra=None, stack_info=False, stacklevel=1):
        fn, lno, func, sinfo = self.findCaller(stack_info, stacklevel)
        if exc_info:
            if isinstance(exc_info, BaseException):
                exc_info = type(exc_info), exc_info, exc_info.__traceback__
            elif not isinstance(exc_info, tuple):
                exc_info = sys.exc_info()
        self.handle(self.makeRecord(self.name, level, fn, lno, msg, args, exc_info, func, extra, sinfo))

    def handle(self, record):
        if self.disabled:
            return
        answer = self.filter(record)
        if answer:
            self.callHandlers(answer if isinstance(answer, LogRecord) else record)

    def addHandler(self, hdlr):
        if hdlr not in self.handlers:
            self.handlers.append(hdlr)

    def removeHandler(self, hdlr):
        if hdlr in self.handlers:
            self.handlers.remove(hdlr)

    def hasHandlers(self):
        it = self
        while it:
            if it.handlers:
                return True
            it = it.parent if it.propagate else None
        return False

    def callHandlers(self, record):
        it, found = self, 0
        while it:
            for handler in it.handlers:
                found += 1
                if record.levelno >= handler.level:
                    handler.handle(record)
            it = it.parent if it.propagate else None
        if not found and lastResort and record.levelno >= lastResort.level:
            lastResort.handle(record)

    def getEffectiveLevel(self):
        it = self
        while it:
            if it.level:
                return it.level
            it = it.parent
        return NOTSET

    def isEnabledFor(self, level):
        return not self.disabled and self.manager.disable < level and level >= self.getEffectiveLevel()

    def getChild(self, suffix):
        return getLogger(suffix if self is root else f'{self.name}.{suffix}')

    def __repr__(self):
        return f'<{self.__class__.__name__} {self.name} ({getLevelName(self.getEffectiveLevel())})>'


class RootLogger(Logger):
    def __init__(self, level):
        super().__init__('root', level)


class Manager:
    def __init__(self, root):
        self.root, self.disable, self.loggerDict, self.loggerClass = root, 0, {}, None

    def getLogger(self, name):
        if not isinstance(name, str):
            raise TypeError('A logger name must be a string')
        with _lock:
            if name in self.loggerDict:
                return self.loggerDict[name]
            made = self.loggerDict[name] = (self.loggerClass or _class)(name)
            made.manager = self
            for other in self.loggerDict.values():
                if other is not made and other.name.startswith(name + '.') and (other.parent is self.root or name.startswith(other.parent.name + '.')):
                    other.parent = made
            above = name
            made.parent = self.root
            while '.' in above:
                above = above.rpartition('.')[0]
                if above in self.loggerDict:
                    made.parent = self.loggerDict[above]
                    break
            return made


_class = Logger
root = RootLogger(WARNING)
Logger.root = root
Logger.manager = Manager(root)


def setLoggerClass(klass):
    global _class
    _class = klass


def getLoggerClass():
    return _class


class LoggerAdapter:
    def __init__(self, logger, extra=None, merge_extra=False):
        self.logger, self.extra = logger, extra

    def process(self, msg, kwargs):
        kwargs['extra'] = self.extra
        return msg, kwargs

    def log(self, level, msg, *args, **options):
        if self.logger.isEnabledFor(level):
            msg, options = self.process(msg, options)
            self.logger.log(level, msg, *args, **options)

    def debug(self, msg, *args, **options):
        self.log(DEBUG, msg, *args, **options)

    def info(self, msg, *args, **options):
        self.log(INFO, msg, *args, **options)

    def warning(self, msg, *args, **options):
        self.log(WARNING, msg, *args, **options)

    def error(self, msg, *args, **options):
        self.log(ERROR, msg, *args, **options)

    def exception(self, msg, *args, exc_info=True, **options):
        self.log(ERROR, msg, *args, exc_info=exc_info, **options)

    def critical(self, msg, *args, **options):
        self.log(CRITICAL, msg, *args, **options)

    def __getattr__(self, name):
        return getattr(self.logger, name)


def getLogger(name=None):
    if not name or isinstance(name, str) and name == root.name:
        return root
    return Logger.manager.getLogger(name)


def basicConfig(*, force=False, encoding=None, errors='backslashreplace', handlers=None, stream=None, filename=None, filemode='a', datefmt=None, style='%',
                format=None, level=None):
    if stream is not None and filename is not None:
        raise ValueError("'stream' and 'filename' should not be specified together")
    if handlers is not None and (stream is not None or filename is not None):
        raise ValueError("'stream' or 'filename' should not be specified together with 'handlers'")
    if force:
        for each in root.handlers[:]:
            root.removeHandler(each)
            each.close()
    if root.handlers:
        return
    if handlers is None:
        handlers = [FileHandler(filename, filemode, encoding=encoding, errors=errors) if filename else StreamHandler(stream)]
    formatter = Formatter(format or {'%': BASIC_FORMAT, '{': '{levelname}:{name}:{message}', '$': '${levelname}:${name}:${message}'}[style], datefmt, style)
    for each in handlers:
        if each.formatter is None:
            each.setFormatter(formatter)
        root.addHandler(each)
    if level is not None:
        root.setLevel(level)


def _ready():
    if not root.handlers:
        basicConfig()


def critical(msg, *args, **options):
    _ready()
    root.critical(msg, *args, **options)


fatal = critical


def error(msg, *args, **options):
    _ready()
    root.error(msg, *args, **options)


def exception(msg, *args, exc_info=True, **options):
    error(msg, *args, exc_info=exc_info, **options)


def warning(msg, *args, **options):
    _ready()
    root.warning(msg, *args, **options)


warn = warning


def info(msg, *args, **options):
    _ready()
    root.info(msg, *args, **options)


def debug(msg, *args, **options):
    _ready()
    root.debug(msg, *args, **options)


def log(level, msg, *args, **options):
    _ready()
    root.log(level, msg, *args, **options)


def disable(level=CRITICAL):
    root.manager.disable = _checkLevel(level)


def captureWarnings(capture):
    pass


def shutdown(handlerList=None):
    for handler in list(_handlers):
        handler.flush()
