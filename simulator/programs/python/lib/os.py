"""The operating system: files, processes, the environment."""
import sys
import posix as _posix
from posix import *

for _name in ('_exit', 'environ'):
    if hasattr(_posix, _name):
        globals()['_' + _name.lstrip('_') if _name == '_exit' else '_given_environ'] = getattr(_posix, _name)

name = 'posix'
linesep = '\n'
SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2


class PathLike:
    def __fspath__(self):
        raise NotImplementedError

    @classmethod
    def __class_getitem__(cls, item):
        return cls


if 'fspath' not in globals():
    def fspath(path):
        if isinstance(path, (str, bytes)):
            return path
        try:
            answer = type(path).__fspath__(path)
        except AttributeError:
            if hasattr(type(path), '__fspath__'):
                raise
            raise TypeError(f'expected str, bytes or os.PathLike object, not {type(path).__name__}') from None
        if not isinstance(answer, (str, bytes)):
            raise TypeError(f'expected {type(path).__name__}.__fspath__() to return str or bytes, not {type(answer).__name__}')
        return answer

import posixpath as path
sys.modules['os.path'] = path
from posixpath import altsep, curdir, defpath, devnull, extsep, pardir, pathsep, sep

from collections.abc import MutableMapping as _MutableMapping
import abc as _abc


class PathLike(_abc.ABC):
    __slots__ = ()

    @_abc.abstractmethod
    def __fspath__(self):
        raise NotImplementedError

    @classmethod
    def __subclasshook__(cls, subclass):
        if cls is PathLike:
            return hasattr(subclass, '__fspath__')
        return NotImplemented

    @classmethod
    def __class_getitem__(cls, item):
        return cls


def fsencode(filename):
    filename = fspath(filename)
    return filename.encode('utf-8', 'surrogateescape') if isinstance(filename, str) else filename


def fsdecode(filename):
    filename = fspath(filename)
    return filename.decode('utf-8', 'surrogateescape') if isinstance(filename, bytes) else filename


def _text(value):
    if not isinstance(value, str):
        raise TypeError('str expected, not %s' % type(value).__name__)
    return value


class _Environ(_MutableMapping):
    def __init__(self, data):
        self._data = data

    def __getitem__(self, key):
        try:
            return self._data[_text(key)]
        except KeyError:
            raise KeyError(key) from None

    def __setitem__(self, key, value):
        _text(key), _text(value)
        putenv(key, value)
        self._data[key] = value

    def __delitem__(self, key):
        _text(key)
        if key not in self._data:
            raise KeyError(key)
        unsetenv(key)
        del self._data[key]

    def __iter__(self):
        return iter(list(self._data))

    def __len__(self):
        return len(self._data)

    def __contains__(self, key):
        return isinstance(key, str) and key in self._data

    def get(self, key, default=None):
        return self._data.get(_text(key), default)

    def __repr__(self):
        return f"environ({{{', '.join(f'{key!r}: {value!r}' for key, value in self._data.items())}}})"

    def copy(self):
        return dict(self)

    def setdefault(self, key, value):
        if key not in self:
            self[key] = value
        return self[key]

    def __or__(self, other):
        return {**self, **other}

    def __ror__(self, other):
        return {**other, **self}

    def __ior__(self, other):
        self.update(other)
        return self


environ = _Environ({fsdecode(_key): fsdecode(_value) for _key, _value in _given_environ.items()})
environb = {fsencode(_key): fsencode(_value) for _key, _value in environ.items()}
supports_bytes_environ = True


def getenv(key, default=None):
    return environ.get(key, default)


def get_exec_path(env=None):
    return (environ if env is None else env).get('PATH', defpath).split(pathsep)


def makedirs(name, mode=0o777, exist_ok=False):
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    if head and tail and not path.exists(head):
        try:
            makedirs(head, exist_ok=exist_ok)
        except FileExistsError:
            pass
        if tail == curdir:
            return
    try:
        mkdir(name, mode)
    except OSError:
        if not exist_ok or not path.isdir(name):
            raise


def removedirs(name):
    rmdir(name)
    head, tail = path.split(name.rstrip('/'))
    while head and tail:
        try:
            rmdir(head)
        except OSError:
            break
        head, tail = path.split(head)


def renames(old, new):
    head, tail = path.split(new)
    if head and tail and not path.exists(head):
        makedirs(head)
    rename(old, new)


def walk(top, topdown=True, onerror=None, followlinks=False):
    top = fspath(top)
    try:
        entries = list(scandir(top))
    except OSError as error:
        if onerror is not None:
            onerror(error)
        return
    folders, files = [], []
    for entry in entries:
        (folders if entry.is_dir() else files).append(entry.name)
    if topdown:
        yield top, folders, files
    for folder in list(folders):
        below = path.join(top, folder)
        if followlinks or not path.islink(below):
            yield from walk(below, topdown, onerror, followlinks)
    if not topdown:
        yield top, folders, files


def popen(cmd, mode='r', buffering=-1):
    if not isinstance(cmd, str):
        raise TypeError('invalid cmd type (%s, expected string)' % type(cmd))
    import subprocess
    if mode == 'r':
        process = subprocess.Popen(cmd, shell=True, text=True, stdout=subprocess.PIPE)
        return _Popened(process.stdout, process)
    process = subprocess.Popen(cmd, shell=True, text=True, stdin=subprocess.PIPE)
    return _Popened(process.stdin, process)


class _Popened:
    def __init__(self, stream, process):
        self._stream, self._process = stream, process

    def close(self):
        self._stream.close()
        status = self._process.wait()
        return None if status == 0 else status << 8 if status > 0 else -status

    def __enter__(self):
        return self

    def __exit__(self, *details):
        self.close()

    def __getattr__(self, name):
        return getattr(self._stream, name)

    def __iter__(self):
        return iter(self._stream)


if 'system' not in globals():
    def system(command):
        import subprocess
        sys.stdout.flush()
        status = subprocess.call(command, shell=True)
        return status << 8 if status >= 0 else -status


def execl(file, *args):
    execv(file, args)


def execlp(file, *args):
    execvp(file, args)


def execvp(file, args):
    _exec_search(file, args)


def execvpe(file, args, env):
    _exec_search(file, args, env)


def _exec_search(file, args, env=None):
    run = (lambda at: execv(at, args)) if env is None else (lambda at: execve(at, args, env))
    if '/' in file:
        return run(file)
    failure = None
    for folder in get_exec_path(env):
        try:
            run(path.join(folder, file))
        except (FileNotFoundError, NotADirectoryError) as error:
            failure = failure or error
        except OSError as error:
            failure = error
    raise failure or FileNotFoundError(2, 'No such file or directory', file)


def fdopen(fd, mode='r', buffering=-1, encoding=None, *args, **options):
    if not isinstance(fd, int):
        raise TypeError('invalid fd type (%s, expected integer)' % type(fd))
    import io
    return io.open(fd, mode, buffering, encoding, *args, **options)


if 'get_terminal_size' not in globals():
    def get_terminal_size(fd=1):
        raise OSError(25, 'Inappropriate ioctl for device')
if 'cpu_count' in globals():
    process_cpu_count = cpu_count
if 'getcwdb' not in globals():
    def getcwdb():
        return fsencode(getcwd())
if 'urandom' in globals():
    def getrandom(size, flags=0):
        return urandom(size)
supports_dir_fd, supports_fd, supports_follow_symlinks, supports_effective_ids = set(), set(), set(), set()
P_WAIT, P_NOWAIT, P_NOWAITO = 0, 1, 1
EX_OK, EX_USAGE, EX_DATAERR, EX_NOINPUT, EX_UNAVAILABLE, EX_SOFTWARE, EX_OSERR, EX_CONFIG = 0, 64, 65, 66, 69, 70, 71, 78
