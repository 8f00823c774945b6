"""Words for annotations."""
import collections
import collections.abc
import sys
import types
from contextlib import AbstractAsyncContextManager, AbstractContextManager

TYPE_CHECKING = False


class _Special:
    def __init__(self, name):
        self._name = name

    def __repr__(self):
        return f'typing.{self._name}'

    def __getitem__(self, item):
        return _Alias(self, item if isinstance(item, tuple) else (item,))

    def __call__(self, *args, **keywords):
        raise TypeError(f'Cannot instantiate {self!r}')

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __hash__(self):
        return hash(self._name)


def _shown(it):
    if isinstance(it, type) and not hasattr(it, '__origin__'):
        return it.__qualname__ if it.__module__ == 'builtins' else f'{it.__module__}.{it.__qualname__}'
    if it is ...:
        return '...'
    if isinstance(it, list):
        return f"[{', '.join(map(_shown, it))}]"
    return 'None' if it is type(None) else repr(it)


class _Alias:
    def __init__(self, origin, args, name=None):
        self.__origin__, self.__args__, self._name = origin, args, name
        self.__parameters__ = tuple([each for each in args if isinstance(each, TypeVar)] if isinstance(args, tuple) else ())

    def __repr__(self):
        if self._name:
            shown = f'typing.{self._name}'
        else:
            shown = _shown(self.__origin__)
        return f"{shown}[{', '.join('None' if each is type(None) else _shown(each) for each in self.__args__)}]"

    def __getitem__(self, item):
        given = list(item if isinstance(item, tuple) else (item,))
        return _Alias(self.__origin__, tuple(given.pop(0) if isinstance(each, TypeVar) and given else each for each in self.__args__), self._name)

    def __call__(self, *args, **keywords):
        made = self.__origin__(*args, **keywords)
        return made

    def __mro_entries__(self, bases):
        origin = self.__origin__
        if isinstance(origin, _Special):
            return (Generic,) if origin._name in ('Generic', 'Protocol') else ()
        return (origin,)

    def __eq__(self, other):
        return hasattr(other, '__origin__') and self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self.__origin__, self.__args__))

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __getattr__(self, name):
        if name.startswith('__') and name.endswith('__'):
            raise AttributeError(name)
        return getattr(self.__origin__, name)

    def __instancecheck__(self, obj):
        raise TypeError('Subscripted generics cannot be used with class and instance checks')


class _Named:
    """List, Dict and the other names of containers."""

    def __init__(self, origin, name):
        self.__origin__, self._name = origin, name
        self.__args__ = ()

    def __getitem__(self, item):
        items = item if isinstance(item, tuple) else (item,)
        if self._name == 'Callable' and len(items) == 2:
            items = (tuple(items[0]) if isinstance(items[0], list) else (items[0],)) + (items[1],)
            return _CallableAlias(self.__origin__, items, self._name)
        return _Alias(self.__origin__, tuple(type(None) if each is None else each for each in items), self._name)

    def __repr__(self):
        return f'typing.{self._name}'

    def __call__(self, *args, **keywords):
        return self.__origin__(*args, **keywords)

    def __mro_entries__(self, bases):
        return (self.__origin__,)

    def __instancecheck__(self, obj):
        return isinstance(obj, self.__origin__)

    def __subclasscheck__(self, cls):
        return issubclass(cls, self.__origin__)

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __hash__(self):
        return hash(self._name)


class _CallableAlias(_Alias):
    def __repr__(self):
        *given, answer = self.__args__
        words = '...' if given == [...] else f"[{', '.join(map(_shown, given))}]"
        return f'typing.Callable[{words}, {_shown(answer)}]'


class _UnionAlias(_Alias):
    def __repr__(self):
        args = self.__args__
        rest = [each for each in args if each is not type(None)]
        if len(args) == 2 and len(rest) == 1:
            return f'typing.Optional[{_shown(rest[0])}]'
        return f"typing.Union[{', '.join('NoneType' if each is type(None) else _shown(each) for each in args)}]"

    def __eq__(self, other):
        return isinstance(other, _UnionAlias) and set(self.__args__) == set(other.__args__)

    def __hash__(self):
        return hash(frozenset(self.__args__))

    def __instancecheck__(self, obj):
        return isinstance(obj, self.__args__)


class _UnionWord(_Special):
    def __getitem__(self, item):
        flat = []
        for each in item if isinstance(item, tuple) else (item,):
            each = type(None) if each is None else each
            inner = each.__args__ if isinstance(each, _UnionAlias) or types.UnionType and isinstance(each, types.UnionType) else (each,)
            flat.extend(one for one in inner if one not in flat)
        return flat[0] if len(flat) == 1 else _UnionAlias(self, tuple(flat))


class _OptionalWord(_Special):
    def __getitem__(self, item):
        return Union[item, None]


class _LiteralWord(_Special):
    def __getitem__(self, item):
        return _Alias(self, item if isinstance(item, tuple) else (item,), 'Literal')


class _AnnotatedAlias(_Alias):
    def __init__(self, origin, metadata):
        super().__init__(origin, (origin,))
        self.__metadata__ = metadata

    def __repr__(self):
        return f"typing.Annotated[{_shown(self.__origin__)}, {', '.join(map(repr, self.__metadata__))}]"


class _AnnotatedWord(_Special):
    def __getitem__(self, item):
        if not isinstance(item, tuple) or len(item) < 2:
            raise TypeError('Annotated[...] should be used with at least two arguments (a type and an annotation).')
        return _AnnotatedAlias(item[0], item[1:])


class _AnyType(type):
    def __repr__(self):
        return 'typing.Any'

    def __instancecheck__(self, obj):
        raise TypeError('typing.Any cannot be used with isinstance()')

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


class Any(metaclass=_AnyType):
    pass


Union, Optional, Literal, Annotated = _UnionWord('Union'), _OptionalWord('Optional'), _LiteralWord('Literal'), _AnnotatedWord('Annotated')
ClassVar, Final, NoReturn, Never, Self, LiteralString = map(_Special, ('ClassVar', 'Final', 'NoReturn', 'Never', 'Self', 'LiteralString'))
TypeAlias, Concatenate, TypeGuard, TypeIs, Unpack, Required, NotRequired, ReadOnly = map(
    _Special, ('TypeAlias', 'Concatenate', 'TypeGuard', 'TypeIs', 'Unpack', 'Required', 'NotRequired', 'ReadOnly'))


class TypeVar:
    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False, default=None, infer_variance=False):
        self.__name__, self.__constraints__, self.__bound__ = name, constraints, bound
        self.__covariant__, self.__contravariant__ = covariant, contravariant

    def __repr__(self):
        return ('+' if self.__covariant__ else '-' if self.__contravariant__ else '~') + self.__name__

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


class ParamSpec(TypeVar):
    @property
    def args(self):
        return self

    @property
    def kwargs(self):
        return self


class TypeVarTuple(TypeVar):
    def __iter__(self):
        yield Unpack[self]


class Generic:
    __slots__ = ()

    def __class_getitem__(cls, item):
        return _Alias(cls, item if isinstance(item, tuple) else (item,))


class _ProtocolMeta(type):
    def __instancecheck__(cls, obj):
        if cls.__dict__.get('_is_runtime_protocol'):
            return all(hasattr(obj, name) for name in _protocol_members(cls))
        if cls.__dict__.get('_is_protocol'):
            raise TypeError('Instance and class checks can only be used with @runtime_checkable protocols')
        return type.__instancecheck__(cls, obj)


def _protocol_members(cls):
    names = set()
    for base in cls.__mro__:
        if base.__dict__.get('_is_protocol') and base is not Protocol:
            names |= {name for name in (*base.__dict__, *base.__dict__.get('__annotations__', {})) if not name.startswith('_') or name in ('__call__', '__len__', '__iter__')}
    return names


class Protocol(Generic, metaclass=_ProtocolMeta):
    _is_protocol = True

    def __init_subclass__(cls, **options):
        cls._is_protocol = Protocol in cls.__bases__


def runtime_checkable(cls):
    cls._is_runtime_protocol = True
    return cls


def _names(names):
    for name, origin in names.items():
        globals()[name] = _Named(origin, name)


_names({'List': list, 'Dict': dict, 'Set': set, 'FrozenSet': frozenset, 'Tuple': tuple, 'Type': type, 'Deque': collections.deque,
        'DefaultDict': collections.defaultdict, 'OrderedDict': collections.OrderedDict, 'Counter': collections.Counter, 'ChainMap': collections.ChainMap,
        'AbstractSet': collections.abc.Set, 'ContextManager': AbstractContextManager, 'AsyncContextManager': AbstractAsyncContextManager})
_names({name: getattr(collections.abc, name) for name in (
    'Callable', 'Iterable', 'Iterator', 'Generator', 'Sequence', 'MutableSequence', 'Mapping', 'MutableMapping', 'MutableSet', 'Collection', 'Container',
    'Hashable', 'Sized', 'Reversible', 'Awaitable', 'Coroutine', 'AsyncIterable', 'AsyncIterator', 'AsyncGenerator', 'KeysView', 'ItemsView', 'ValuesView',
    'MappingView', 'ByteString')})
Text = str
AnyStr = TypeVar('AnyStr', bytes, str)
import re as _re
Pattern, Match = _Named(_re.Pattern, 'Pattern'), _Named(_re.Match, 'Match')


class IO(Generic):
    pass


class TextIO(IO):
    pass


class BinaryIO(IO):
    pass


def _protocol(name, method):
    made = _ProtocolMeta(name, (Protocol,), {method: lambda self: None, '__module__': 'typing'})
    made._is_runtime_protocol = True
    made._methods = (method,)
    return made


class SupportsInt(metaclass=_ProtocolMeta):
    pass


class SupportsFloat(metaclass=_ProtocolMeta):
    pass


class ForwardRef:
    def __init__(self, arg, **rest):
        self.__forward_arg__ = arg

    def __repr__(self):
        return f'ForwardRef({self.__forward_arg__!r})'


class NewType:
    def __init__(self, name, tp):
        self.__name__ = self.__qualname__ = name
        self.__supertype__ = tp
        self.__module__ = '__main__'

    def __call__(self, value):
        return value

    def __repr__(self):
        return f'{self.__module__}.{self.__qualname__}'

    def __or__(self, other):
        return Union[self, other]


class _NamedTupleMeta(type):
    def __new__(meta, name, bases, namespace):
        annotations = namespace.get('__annotations__', {})
        defaults = []
        for each in annotations:
            if each in namespace:
                defaults.append(namespace[each])
            elif defaults:
                raise TypeError(f'Non-default namedtuple field {each} cannot follow default field')
        made = collections.namedtuple(name, list(annotations), defaults=defaults, module=namespace.get('__module__'))
        made.__annotations__ = made.__new__.__annotations__ = dict(annotations)
        for key, value in namespace.items():
            if key not in annotations and key not in ('__module__', '__qualname__', '__annotations__', '__dict__', '__weakref__', '__slots__'):
                setattr(made, key, value)
        return made


class _NamedTupleWord:
    def __call__(self, typename, fields=(), /, **named):
        fields = list(fields) or list(named.items())
        made = collections.namedtuple(typename, [name for name, _ in fields])
        made.__annotations__ = dict(fields)
        return made

    def __mro_entries__(self, bases):
        return (_NamedTupleBase,)


_NamedTupleBase = type.__new__(_NamedTupleMeta, 'NamedTuple', (), {})
NamedTuple = _NamedTupleWord()


class _TypedDictMeta(type):
    def __new__(meta, name, bases, namespace, total=True):
        own = namespace.get('__annotations__', {})
        annotations, required = {}, set()
        for base in bases:
            annotations.update(getattr(base, '__annotations__', {}))
            required |= set(getattr(base, '__required_keys__', ()))
        annotations.update(own)
        for key, kind in own.items():
            word = getattr(getattr(kind, '__origin__', None), '_name', None)
            if word == 'Required' or total and word != 'NotRequired':
                required.add(key)
        made = type.__new__(meta, name, (dict,), {'__module__': namespace.get('__module__'), '__doc__': namespace.get('__doc__')})
        made.__annotations__, made.__total__ = annotations, total
        made.__required_keys__ = frozenset(required)
        made.__optional_keys__ = frozenset(set(annotations) - required)
        return made

    def __call__(cls, *args, **keywords):
        return dict(*args, **keywords)

    def __instancecheck__(cls, obj):
        raise TypeError('TypedDict does not support instance and class checks')


class _TypedDictWord:
    def __call__(self, typename, fields=None, /, *, total=True, **named):
        return _TypedDictMeta(typename, (), {'__annotations__': dict(fields or named)}, total=total)

    def __mro_entries__(self, bases):
        return (_TypedDictBase,)


_TypedDictBase = type.__new__(_TypedDictMeta, 'TypedDict', (dict,), {'__annotations__': {}})
TypedDict = _TypedDictWord()


def cast(typ, val):
    return val


def assert_type(val, typ, /):
    return val


def reveal_type(obj, /):
    print(f'Runtime type is {type(obj).__name__!r}', file=sys.stderr)
    return obj


def assert_never(arg, /):
    raise AssertionError(f'Expected code to be unreachable, but got: {arg!r}')


def overload(function):
    def dummy(*args, **keywords):
        raise NotImplementedError('You should not call an overloaded function. A series of @overload-decorated functions outside a stub module should '
                                  'always be followed by an implementation that is not @overload-ed.')
    return dummy


def final(f):
    return f


def override(method, /):
    method.__override__ = True
    return method


def no_type_check(arg):
    return arg


def dataclass_transform(**options):
    return lambda cls: cls


def get_origin(tp):
    if isinstance(tp, _AnnotatedAlias):
        return Annotated
    if types.UnionType is not None and isinstance(tp, types.UnionType):
        return types.UnionType
    if tp is Generic:
        return Generic
    return getattr(tp, '__origin__', None) if not isinstance(tp, _Named) else tp.__origin__


def get_args(tp):
    if isinstance(tp, _AnnotatedAlias):
        return (tp.__origin__,) + tp.__metadata__
    args = getattr(tp, '__args__', ())
    if isinstance(tp, _CallableAlias):
        *given, answer = args
        return (... if given == [...] else list(given), answer)
    return args


def is_typeddict(tp):
    return isinstance(tp, _TypedDictMeta)


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    hints = {}
    sources = [base for base in reversed(obj.__mro__)] if isinstance(obj, type) else [obj]
    for source in sources:
        found = source.__dict__.get('__annotations__', {}) if isinstance(obj, type) else getattr(source, '__annotations__', None) or {}
        scope = globalns
        if scope is None:
            scope = getattr(sys.modules.get(getattr(source, '__module__', None)), '__dict__', {}) if isinstance(obj, type) else getattr(
                getattr(source, '__wrapped__', source), '__globals__', getattr(source, '__dict__', {}))
        for name, value in found.items():
            if value is None:
                value = type(None)
            if isinstance(value, ForwardRef):
                value = value.__forward_arg__
            if isinstance(value, str):
                value = eval(value, scope, {**(dict(vars(source)) if isinstance(obj, type) else {}), **(localns or {})})
            if not include_extras and isinstance(value, _AnnotatedAlias):
                value = value.__origin__
            hints[name] = value
    return hints


class TypeAliasType:
    def __init__(self, name, value, *, type_params=()):
        self.__name__, self.__value__, self.__type_params__ = name, value, type_params

    def __repr__(self):
        return self.__name__
