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
try:
    GenericAlias = type(list[int])
except TypeError:
    GenericAlias = None
try:
    UnionType = type(int | str)
except TypeError:
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
