"""Classes that are made of their annotations."""
import sys
from reprlib import recursive_repr as _recursive_repr

__all__ = ['dataclass', 'field', 'Field', 'FrozenInstanceError', 'InitVar', 'KW_ONLY', 'MISSING', 'fields', 'asdict', 'astuple', 'make_dataclass', 'replace', 'is_dataclass']


class FrozenInstanceError(AttributeError):
    pass


class _Missing:
    def __repr__(self):
        return '<dataclasses._MISSING_TYPE object>'


class _KeywordOnly:
    pass


MISSING = _Missing()
KW_ONLY = _KeywordOnly()
_FIELDS = '__dataclass_fields__'


class InitVar:
    def __init__(self, type):
        self.type = type

    def __class_getitem__(cls, type):
        return InitVar(type)


class Field:
    __slots__ = ('name', 'type', 'default', 'default_factory', 'repr', 'hash', 'init', 'compare', 'metadata', 'kw_only', '_field_type')

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = self.type = self._field_type = None
        self.default, self.default_factory, self.init, self.repr = default, default_factory, init, repr
        self.hash, self.compare, self.kw_only = hash, compare, kw_only
        self.metadata = {} if metadata is None else metadata

    def __repr__(self):
        return (f'Field(name={self.name!r},type={self.type!r},default={self.default!r},default_factory={self.default_factory!r},init={self.init!r},'
                f'repr={self.repr!r},hash={self.hash!r},compare={self.compare!r},metadata={self.metadata!r},kw_only={self.kw_only!r})')


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None, kw_only=MISSING):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError('cannot specify both default and default_factory')
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


def _kind(annotation):
    if isinstance(annotation, InitVar) or annotation is InitVar or isinstance(annotation, str) and annotation.split('[')[0].split('.')[-1] == 'InitVar':
        return 'initvar'
    origin = getattr(annotation, '__origin__', annotation)
    if getattr(origin, '_name', None) == 'ClassVar' or isinstance(annotation, str) and annotation.split('[')[0].split('.')[-1] == 'ClassVar':
        return 'classvar'
    return 'field'


def _own_fields(cls, kw_only):
    own = []
    for name, annotation in cls.__dict__.get('__annotations__', {}).items():
        if annotation is KW_ONLY or annotation in ('KW_ONLY', 'dataclasses.KW_ONLY'):
            kw_only = True
            continue
        default = cls.__dict__.get(name, MISSING)
        each = default if isinstance(default, Field) else field(default=default)
        each.name, each.type, each._field_type = name, annotation, _kind(annotation)
        if each.kw_only is MISSING:
            each.kw_only = kw_only
        if each._field_type == 'field' and type(each.default) in (list, dict, set):
            raise ValueError(f'mutable default {type(each.default)} for field {name} is not allowed: use default_factory')
        if isinstance(default, Field):
            if each.default is MISSING:
                delattr(cls, name)
            else:
                setattr(cls, name, each.default)
        own.append(each)
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in cls.__dict__.get('__annotations__', {}):
            raise TypeError(f'{name!r} is a field but has no type annotation')
    return own


def _make_init(cls, known, frozen, slots):
    taken = [each for each in known.values() if each._field_type != 'classvar' and each.init]
    positional, named = [each for each in taken if not each.kw_only], [each for each in taken if each.kw_only]
    had_default = None
    for each in positional:
        if each.default is not MISSING or each.default_factory is not MISSING:
            had_default = each
        elif had_default is not None:
            raise TypeError(f'non-default argument {each.name!r} follows default argument {had_default.name!r}')
    scope = {'_MISSING': MISSING, '_set': object.__setattr__}

    def parameter(each):
        if each.default is not MISSING:
            scope[f'_default_{each.name}'] = each.default
            return f'{each.name}=_default_{each.name}'
        return f'{each.name}=_MISSING' if each.default_factory is not MISSING else each.name
    me = 'self' if 'self' not in known else '_instance'
    words = [me, *map(parameter, positional)] + (['*', *map(parameter, named)] if named else [])
    body = []
    for each in known.values():
        if each._field_type != 'field':
            continue
        if each.default_factory is not MISSING:
            scope[f'_factory_{each.name}'] = each.default_factory
            value = f'_factory_{each.name}()' + (f' if {each.name} is _MISSING else {each.name}' if each.init else '')
        elif each.init:
            value = each.name
        elif slots and each.default is not MISSING:
            scope[f'_default_{each.name}'] = each.default
            value = f'_default_{each.name}'
        else:
            continue
        body.append(f'_set({me}, {each.name!r}, {value})' if frozen else f'{me}.{each.name} = {value}')
    if hasattr(cls, '__post_init__'):
        body.append(f"{me}.__post_init__({', '.join(each.name for each in known.values() if each._field_type == 'initvar')})")
    exec(f"def __init__({', '.join(words)}):\n    " + '\n    '.join(body or ['pass']), scope, made := {})
    init = made['__init__']
    init.__qualname__ = f'{cls.__qualname__}.__init__'
    init.__annotations__ = {each.name: each.type for each in taken} | {'return': None}
    return init


def _process(cls, *, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot):
    known = {}
    frozen_base, any_base = False, False
    for base in reversed(cls.__mro__[1:]):
        inherited = base.__dict__.get(_FIELDS)
        if inherited is not None:
            any_base = True
            known.update(inherited)
            frozen_base = frozen_base or base.__dataclass_params__['frozen']
    if any_base and frozen_base and not frozen:
        raise TypeError('cannot inherit non-frozen dataclass from a frozen one')
    if any_base and frozen and not frozen_base:
        raise TypeError('cannot inherit frozen dataclass from a non-frozen one')
    for each in _own_fields(cls, kw_only):
        known[each.name] = each
    setattr(cls, _FIELDS, known)
    cls.__dataclass_params__ = {'init': init, 'repr': repr, 'eq': eq, 'order': order, 'unsafe_hash': unsafe_hash, 'frozen': frozen}
    proper = [each for each in known.values() if each._field_type == 'field']
    written = set(cls.__dict__)

    def put(name, function):
        function.__name__ = name
        function.__qualname__ = f'{cls.__qualname__}.{name}'
        setattr(cls, name, function)

    if init:
        cls.__init__ = _make_init(cls, known, frozen, slots)
    if repr and '__repr__' not in written:
        shown = [each.name for each in proper if each.repr]

        @_recursive_repr()
        def __repr__(self):
            return f"{self.__class__.__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"
        put('__repr__', __repr__)
    compared = [each.name for each in proper if each.compare]

    def values(self):
        return tuple([getattr(self, name) for name in compared])
    if eq and '__eq__' not in written:
        def __eq__(self, other):
            if other.__class__ is not self.__class__:
                return NotImplemented
            return values(self) == values(other)
        put('__eq__', __eq__)
    if order:
        if not eq:
            raise ValueError('eq must be true if order is true')

        def comparison(name, compare):
            if name in written:
                raise TypeError(f'Cannot overwrite attribute {name} in class {cls.__name__}. Consider using functools.total_ordering')

            def method(self, other):
                return compare(values(self), values(other)) if other.__class__ is self.__class__ else NotImplemented
            put(name, method)
        comparison('__lt__', lambda a, b: a < b)
        comparison('__le__', lambda a, b: a <= b)
        comparison('__gt__', lambda a, b: a > b)
        comparison('__ge__', lambda a, b: a >= b)
    hashed = [each.name for each in proper if (each.compare if each.hash is None else each.hash)]

    def __hash__(self):
        return hash(tuple([getattr(self, name) for name in hashed]))
    if unsafe_hash or eq and frozen and '__hash__' not in written:
        put('__hash__', __hash__)
    elif eq and not frozen and '__hash__' not in written:
        cls.__hash__ = None
    if frozen:
        names = {each.name for each in proper}

        def __setattr__(self, name, value):
            if type(self) is cls or name in names:
                raise FrozenInstanceError(f'cannot assign to field {name!r}')
            super(cls, self).__setattr__(name, value)

        def __delattr__(self, name):
            if type(self) is cls or name in names:
                raise FrozenInstanceError(f'cannot delete field {name!r}')
            super(cls, self).__delattr__(name)
        put('__setattr__', __setattr__)
        put('__delattr__', __delattr__)
    if match_args and '__match_args__' not in written:
        cls.__match_args__ = tuple([each.name for each in proper if each.init and not each.kw_only])
    if not getattr(cls, '__doc__'):
        cls.__doc__ = cls.__name__
    if '__replace__' not in written:
        cls.__replace__ = _replaced
    if slots:
        namespace = {key: value for key, value in cls.__dict__.items() if key not in ('__dict__', '__weakref__') and key not in known}
        inherited = {name for base in cls.__mro__[1:] for name in base.__dict__.get('__slots__', ())}
        namespace['__slots__'] = tuple([each.name for each in proper if each.name not in inherited])
        qualname = cls.__qualname__
        cls = type(cls)(cls.__name__, cls.__bases__, namespace)
        cls.__qualname__ = qualname
    return cls


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False, match_args=True, kw_only=False,
              slots=False, weakref_slot=False):
    def decorate(cls):
        return _process(cls, init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen, match_args=match_args,
                        kw_only=kw_only, slots=slots, weakref_slot=weakref_slot)
    return decorate if cls is None else decorate(cls)


def fields(class_or_instance):
    known = getattr(class_or_instance, _FIELDS, None)
    if known is None:
        raise TypeError('must be called with a dataclass type or instance')
    return tuple([each for each in known.values() if each._field_type == 'field'])


def is_dataclass(obj):
    return hasattr(obj if isinstance(obj, type) else type(obj), _FIELDS)


def _copied(value, inner):
    if hasattr(type(value), _FIELDS):
        return inner(value)
    if isinstance(value, tuple) and hasattr(value, '_fields'):
        return type(value)(*[_copied(each, inner) for each in value])
    if isinstance(value, (list, tuple)):
        return type(value)([_copied(each, inner) for each in value])
    if isinstance(value, dict):
        pairs = [(_copied(key, inner), _copied(each, inner)) for key, each in value.items()]
        return dict(pairs) if not hasattr(value, 'default_factory') else type(value)(value.default_factory, pairs)
    import copy
    return copy.deepcopy(value)


def asdict(obj, *, dict_factory=dict):
    if isinstance(obj, type) or not hasattr(type(obj), _FIELDS):
        raise TypeError('asdict() should be called on dataclass instances')
    return dict_factory([(each.name, _copied(getattr(obj, each.name), lambda value: asdict(value, dict_factory=dict_factory))) for each in fields(obj)])


def astuple(obj, *, tuple_factory=tuple):
    if isinstance(obj, type) or not hasattr(type(obj), _FIELDS):
        raise TypeError('astuple() should be called on dataclass instances')
    return tuple_factory([_copied(getattr(obj, each.name), lambda value: astuple(value, tuple_factory=tuple_factory)) for each in fields(obj)])


def replace(obj, /, **changes):
    if isinstance(obj, type) or not hasattr(type(obj), _FIELDS):
        raise TypeError('replace() should be called on dataclass instances')
    return _replaced(obj, **changes)


def _replaced(self, /, **changes):
    for each in fields(self):
        if not each.init:
            if each.name in changes:
                raise TypeError(f'field {each.name} is declared with init=False, it cannot be specified with replace()')
        elif each.name not in changes:
            changes[each.name] = getattr(self, each.name)
    return self.__class__(**changes)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, **options):
    body, annotations = dict(namespace or {}), {}
    for item in fields:
        name, kind, *default = (item, 'typing.Any') if isinstance(item, str) else item
        annotations[name] = kind
        if default:
            body[name] = default[0]
    body['__annotations__'] = annotations
    options.pop('module', None)
    return dataclass(type(cls_name, bases, body), **options)
