"""References that would not keep their object. Here they do: the objects live as long as the interpreter."""
from collections.abc import MutableMapping as _MutableMapping, MutableSet as _MutableSet


class ref:
    __slots__ = ('_object', '__callback__')

    def __init__(self, obj, callback=None, /):
        if isinstance(obj, (int, str, tuple, type(None))) or type(obj) in (list, dict):
            raise TypeError(f"cannot create weak reference to '{type(obj).__name__}' object")
        self._object, self.__callback__ = obj, callback

    def __call__(self):
        return self._object

    def __eq__(self, other):
        return isinstance(other, ref) and self._object == other._object

    def __hash__(self):
        return hash(self._object)


ReferenceType = ref
WeakMethod = ref


def proxy(obj, callback=None):
    return obj


class WeakKeyDictionary(dict):
    pass


class WeakValueDictionary(dict):
    pass


class WeakSet(set):
    pass


class finalize:
    def __init__(self, obj, func, /, *args, **keywords):
        import atexit
        self._call = lambda: func(*args, **keywords)
        self.alive = True
        atexit.register(self)

    def __call__(self):
        if self.alive:
            self.alive = False
            return self._call()

    def detach(self):
        self.alive = False
