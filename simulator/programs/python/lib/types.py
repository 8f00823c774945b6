"""Names for the types of the interpreter, and a few tools for classes."""
import sys


def _function():
    pass


def _generator():
    yield


async def _coroutine():
    pass


async def _async_generator():
    yield


class _Class:
    def method(self):
        pass

    @property
    def value(self):
        return 1


FunctionType = LambdaType = type(_function)
CodeType = type(_function.__code__)
MappingProxyType = type(type.__dict__)
GeneratorType = type(_generator())
_it = _coroutine()
CoroutineType = type(_it)
_it.close()
AsyncGeneratorType = type(_async_generator())
MethodType = type(_Class().method)
BuiltinFunctionType = BuiltinMethodType = type(len)
ModuleType = type(sys)
NoneType = type(None)
EllipsisType = type(...)
NotImplementedType = type(NotImplemented)
WrapperDescriptorType = type(object.__init__)
MethodWrapperType = type(object().__str__)
MethodDescriptorType = type(str.join)
ClassMethodDescriptorType = type(dict.__dict__['fromkeys'])


class GenericAlias:
    """list[int] and the like."""

    def __init__(self, origin, args):
        self.__origin__, self.__args__ = origin, args if isinstance(args, tuple) else (args,)

    __parameters__ = ()

    def __repr__(self):
        origin = self.__origin__
        name = origin.__qualname__ if origin.__module__ == 'builtins' else f'{origin.__module__}.{origin.__qualname__}'
        return f"{name}[{', '.join(map(_shown, self.__args__))}]"

    def __call__(self, *args, **keywords):
        return self.__origin__(*args, **keywords)

    def __getitem__(self, item):
        return GenericAlias(self.__origin__, item)

    def __mro_entries__(self, bases):
        return (self.__origin__,)

    def __eq__(self, other):
        return isinstance(other, GenericAlias) and self.__origin__ is other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self.__origin__, self.__args__))

    def __or__(self, other):
        from typing import Union
        return Union[self, other]

    def __ror__(self, other):
        from typing import Union
        return Union[other, self]

    def __instancecheck__(self, obj):
        raise TypeError('isinstance() argument 2 cannot be a parameterized generic')

    def __getattr__(self, name):
        if name.startswith('__') and name.endswith('__'):
            raise AttributeError(name)
        return getattr(self.__origin__, name)


def _shown(it):
    if it is ...:
        return '...'
    if isinstance(it, type):
        return it.__qualname__ if it.__module__ == 'builtins' else f'{it.__module__}.{it.__qualname__}'
    return repr(it)


try:
    GenericAlias = type(list[int])
except (TypeError, AttributeError):
    pass
try:
    UnionType = type(int | str)
except (TypeError, AttributeError):
    UnionType = None
try:
    raise TypeError
except TypeError as _error:
    TracebackType = type(_error.__traceback__)
    FrameType = type(getattr(_error.__traceback__, 'tb_frame', None))
del _it


class SimpleNamespace:
    def __init__(self, mapping=(), /, **values):
        self.__dict__.update(mapping)
        self.__dict__.update(values)

    def __repr__(self):
        name = 'namespace' if type(self) is SimpleNamespace else type(self).__name__
        return f"{name}({', '.join(f'{key}={value!r}' for key, value in self.__dict__.items())})"

    def __eq__(self, other):
        if isinstance(self, SimpleNamespace) and isinstance(other, SimpleNamespace):
            return self.__dict__ == other.__dict__
        return NotImplemented


class DynamicClassAttribute(property):
    pass


def new_class(name, bases=(), kwds=None, exec_body=None):
    bases = resolve_bases(bases)
    options = dict(kwds or {})
    meta = options.pop('metaclass', type(bases[0]) if bases else type)
    namespace = meta.__prepare__(name, bases, **options) if hasattr(meta, '__prepare__') else {}
    if exec_body is not None:
        exec_body(namespace)
    return meta(name, bases, namespace, **options)


def resolve_bases(bases):
    found = []
    for base in bases:
        entries = getattr(base, '__mro_entries__', None) if not isinstance(base, type) else None
        found.extend(entries(bases) if entries else [base])
    return tuple(found)


def coroutine(function):
    return function
