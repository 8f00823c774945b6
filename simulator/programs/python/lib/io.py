"""Streams."""
import _io
import abc as _abc
from _io import *
from _io import open

for _name in ('DEFAULT_BUFFER_SIZE', 'UnsupportedOperation', 'FileIO', 'BytesIO', 'StringIO', 'BufferedReader', 'BufferedWriter',
              'BufferedRandom', 'BufferedRWPair', 'TextIOWrapper', 'IncrementalNewlineDecoder', 'text_encoding', 'open_code'):
    if hasattr(_io, _name):
        globals()[_name] = getattr(_io, _name)
if 'UnsupportedOperation' not in globals():
    class UnsupportedOperation(OSError, ValueError):
        pass
try:
    UnsupportedOperation.__module__ = 'io'
except TypeError:
    pass
DEFAULT_BUFFER_SIZE = 8192
SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
_base = getattr(_io, '_IOBase', object)


class IOBase(_base, metaclass=_abc.ABCMeta):
    pass


class RawIOBase(getattr(_io, '_RawIOBase', _base), IOBase):
    pass


class BufferedIOBase(getattr(_io, '_BufferedIOBase', _base), IOBase):
    pass


class TextIOBase(getattr(_io, '_TextIOBase', _base), IOBase):
    pass


for _base, _names in ((RawIOBase, ('FileIO',)), (BufferedIOBase, ('BytesIO', 'BufferedReader', 'BufferedWriter', 'BufferedRandom', 'BufferedRWPair')),
                      (TextIOBase, ('StringIO', 'TextIOWrapper'))):
    for _name in _names:
        if _name in globals():
            _base.register(globals()[_name])
