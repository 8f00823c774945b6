"""Enumerations."""
from types import DynamicClassAttribute

__all__ = ['Enum', 'IntEnum', 'StrEnum', 'Flag', 'IntFlag', 'EnumMeta', 'EnumType', 'auto', 'unique', 'member', 'nonmember', 'property', 'verify', 'CONTINUOUS', 'UNIQUE']
_property = property


class auto:
    def __init__(self, value=None):
        self.value = value


class member:
    def __init__(self, value):
        self.value = value


class nonmember(member):
    pass


class property(_property):
    pass


def _is_dunder(name):
    return name.startswith('__') and name.endswith('__') and len(name) > 4


def _is_descriptor(value):
    return any(hasattr(value, each) for each in ('__get__', '__set__', '__delete__'))


class _Names(dict):
    """The body of an enumeration while it runs: what is assigned becomes members, in their order."""

    def __init__(self, name):
        super().__init__()
        self._enum_name = name
        self._members = []
        self._values = []
        self._ignored = []

    def __setitem__(self, key, value):
        if key == '_ignore_':
            self._ignored = value.replace(',', ' ').split() if isinstance(value, str) else list(value)
        elif _is_dunder(key) or key.startswith('_') or key in self._ignored:
            pass
        elif isinstance(value, nonmember):
            value = value.value
        elif isinstance(value, member) or not _is_descriptor(value) and not isinstance(value, (_property, classmethod, staticmethod)):
            if key in self._members:
                raise TypeError(f'{key!r} already defined as {self[key]!r}')
            if isinstance(value, member):
                value = value.value
            if isinstance(value, auto):
                if value.value is None:
                    value.value = self._next(key)
                value = value.value
            elif isinstance(value, tuple) and any(isinstance(each, auto) for each in value):
                value = tuple(self._next(key) if isinstance(each, auto) else each for each in value)
            self._members.append(key)
            self._values.append(value)
        super().__setitem__(key, value)

    def _next(self, key):
        generate = self.get('_generate_next_value_') or self._generate
        if isinstance(generate, staticmethod):
            generate = generate.__func__
        return generate(key, 1, len(self._members), self._values[:])


class EnumType(type):
    @classmethod
    def __prepare__(meta, name, bases, **options):
        names = _Names(name)
        names._generate = next((base._generate_next_value_ for base in bases if hasattr(base, '_generate_next_value_')), None)
        for base in bases:
            if getattr(base, '_member_map_', None):
                raise TypeError(f"<enum {name!r}> cannot extend {base!r}")
        return names

    def __new__(meta, name, bases, body, *, boundary=None, _simple=False, **options):
        plain = {key: value for key, value in body.items() if key not in body._members and key not in body._ignored}
        plain.pop('_ignore_', None)
        cls = super().__new__(meta, name, bases, plain, **options)
        cls._member_names_, cls._member_map_, cls._value2member_map_ = [], {}, {}
        mixed = next((base for parent in cls.__mro__[1:] for base in (parent,) if not isinstance(base, EnumType) and base is not object
                      and '__new__' in base.__dict__), None)
        data_type = next((base for base in cls.__mro__ if base in (int, str, float, bytes, tuple)), mixed)
        cls._member_type_ = data_type or object
        own_new = plain.get('__new__') or next((base.__dict__['__new_member__'] for base in cls.__mro__[1:]
                                                if '__new_member__' in base.__dict__), None)
        if isinstance(own_new, staticmethod):
            own_new = own_new.__func__
        if not any(isinstance(base, EnumType) for base in bases):
            own_new = None
        if data_type is not None and any(isinstance(base, EnumType) for base in bases):
            parent = next(base for base in bases if isinstance(base, EnumType))
            for method in ('__repr__', '__str__', '__format__'):
                if method not in plain and getattr(cls, method, None) is getattr(data_type, method):
                    inherited = getattr(parent, method)
                    if method == '__repr__' or not issubclass(parent, _repr_type):
                        type.__setattr__(cls, method, inherited)
        for key, value in zip(body._members, body._values):
            args = value if isinstance(value, tuple) and data_type is not tuple else (value,)
            if own_new is not None:
                made = own_new(cls, *args)
            elif data_type is not None:
                made = data_type.__new__(cls, *args)
            else:
                made = object.__new__(cls)
            if not hasattr(made, '_value_'):
                made._value_ = value if data_type in (None, tuple) or len(args) != 1 and data_type is None else data_type(*args) if data_type in (int, str, float) else value
            made._name_ = key
            made.__objclass__ = cls
            made._sort_order_ = len(cls._member_names_)
            if '__init__' in plain or any('__init__' in base.__dict__ for base in cls.__mro__[1:] if base not in (object,) and isinstance(base, EnumType) and base.__module__ != __name__):
                made.__init__(*args)
            same = next((other for other in cls._member_map_.values() if other._value_ == made._value_), None)
            if same is None:
                if not issubclass(cls, _flag_type) or _one_bit(made._value_):
                    cls._member_names_.append(key)
                try:
                    cls._value2member_map_.setdefault(made._value_, made)
                except TypeError:
                    pass
            else:
                made = same
            cls._member_map_[key] = made
            type.__setattr__(cls, key, made)
        if any(isinstance(base, EnumType) for base in bases):
            type.__setattr__(cls, '__new__', Enum.__new__)
            if '__new__' in plain:
                type.__setattr__(cls, '__new_member__', staticmethod(own_new))
        return cls

    def __init__(cls, name, bases, body, **options):
        pass

    def __call__(cls, value, names=None, *, module=None, qualname=None, type=None, start=1):
        if names is None and cls._member_map_:
            return cls.__new__(cls, value)
        if names is None:
            raise TypeError(f'{cls!r} has no members')
        return cls._create_(value, names, module=module, type=type, start=start)

    def _create_(cls, class_name, names, *, module=None, type=None, start=1):
        bases = (cls,) if type is None else (type, cls)
        meta = cls.__class__
        body = meta.__prepare__(class_name, bases)
        if isinstance(names, str):
            names = names.replace(',', ' ').split()
        if hasattr(names, 'items'):
            names = list(names.items())
        for at, item in enumerate(names):
            if isinstance(item, str):
                body[item] = body._next(item) if start == 1 else start + at
            else:
                body[item[0]] = item[1]
        made = meta.__new__(meta, class_name, bases, body)
        if module is not None:
            made.__module__ = module
        return made

    def __iter__(cls):
        return iter([cls._member_map_[name] for name in cls._member_names_])

    def __reversed__(cls):
        return iter([cls._member_map_[name] for name in reversed(cls._member_names_)])

    def __len__(cls):
        return len(cls._member_names_)

    def __bool__(cls):
        return True

    def __contains__(cls, value):
        if isinstance(value, cls):
            return True
        try:
            return value in cls._value2member_map_
        except TypeError:
            return any(each._value_ == value for each in cls._member_map_.values())

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get('_member_map_', {}):
            raise AttributeError(f'cannot reassign member {name!r}')
        super().__setattr__(name, value)

    def __repr__(cls):
        return f'<{"flag" if issubclass(cls, _flag_type) else "enum"} {cls.__name__!r}>'

    def __dir__(cls):
        return ['__class__', '__contains__', '__doc__', '__getitem__', '__iter__', '__len__', '__members__', '__module__', '__name__', '__qualname__'] + list(cls._member_map_)

    @_property
    def __members__(cls):
        from types import MappingProxyType
        return MappingProxyType(cls._member_map_)


EnumMeta = EnumType
_flag_type = ()
_repr_type = ()


def _one_bit(value):
    return isinstance(value, int) and value > 0 and value & (value - 1) == 0


class Enum(metaclass=EnumType):
    def __new__(cls, value):
        if type(value) is cls:
            return value
        try:
            found = cls._value2member_map_.get(value)
        except TypeError:
            found = next((each for each in cls._member_map_.values() if each._value_ == value), None)
        if found is not None:
            return found
        made = cls._missing_(value)
        if isinstance(made, cls):
            return made
        if made is None:
            raise ValueError(f'{value!r} is not a valid {cls.__qualname__}')
        raise TypeError(f'error in {cls.__name__}._missing_: returned {made!r} instead of None or a valid member')

    def _generate_next_value_(name, start, count, last_values):
        numbers = [value for value in last_values if isinstance(value, int)]
        return max(numbers) + 1 if numbers else start

    @classmethod
    def _missing_(cls, value):
        return None

    @_property
    def name(self):
        return self._name_

    @_property
    def value(self):
        return self._value_

    def __repr__(self):
        return f'<{self.__class__.__name__}.{self._name_}: {self._value_!r}>'

    def __str__(self):
        return f'{self.__class__.__name__}.{self._name_}'

    def __format__(self, spec):
        return str.__format__(str(self), spec)

    def __hash__(self):
        return hash(self._name_)

    def __eq__(self, other):
        return self is other

    def __dir__(self):
        return ['__class__', '__doc__', '__module__', 'name', 'value']

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __reduce_ex__(self, protocol):
        return self.__class__, (self._value_,)


class ReprEnum(Enum):
    pass


_repr_type = ReprEnum


class IntEnum(int, ReprEnum):
    __str__ = int.__repr__
    __format__ = int.__format__
    __hash__ = int.__hash__
    __eq__ = int.__eq__


class StrEnum(str, ReprEnum):
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()

    def __str__(self):
        return self._value_

    def __format__(self, spec):
        return format(self._value_, spec)

    __hash__ = str.__hash__
    __eq__ = str.__eq__


class Flag(Enum):
    def _generate_next_value_(name, start, count, last_values):
        highest = max(last_values, default=0)
        return start if not highest else 1 << highest.bit_length()

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError(f'{value!r} is not a valid {cls.__qualname__}')
        every = 0
        for each in cls._member_map_.values():
            every |= each._value_
        if value < 0:
            value = every & value
        elif value & ~every and not issubclass(cls, int):
            width = max(value.bit_length(), every.bit_length())
            raise ValueError(f'{cls!r} invalid value {value!r}\n    given {value:#0{width + 3}b}\n  allowed {every:#0{width + 3}b}')
        made = int.__new__(cls, value) if issubclass(cls, int) else object.__new__(cls)
        made._value_ = value
        names = [each._name_ for each in cls if each._value_ & value]
        made._name_ = '|'.join(names) if names else None
        made.__objclass__ = cls
        cls._value2member_map_[value] = made
        return made

    def __contains__(self, other):
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        return iter([each for each in self.__class__ if each._value_ & self._value_])

    def __len__(self):
        return self._value_.bit_count()

    def __bool__(self):
        return bool(self._value_)

    def __repr__(self):
        if self._name_ is None:
            return f'<{self.__class__.__name__}: {self._value_!r}>'
        return f'<{self.__class__.__name__}.{self._name_}: {self._value_!r}>'

    def __str__(self):
        if self._name_ is None:
            return f'{self.__class__.__name__}({self._value_!r})'
        return f'{self.__class__.__name__}.{self._name_}'

    def _with(self, other, combine):
        if isinstance(other, self.__class__):
            other = other._value_
        elif not (isinstance(other, int) and isinstance(self, int)):
            return NotImplemented
        return self.__class__(combine(self._value_, other))

    def __or__(self, other):
        return self._with(other, lambda a, b: a | b)

    def __and__(self, other):
        return self._with(other, lambda a, b: a & b)

    def __xor__(self, other):
        return self._with(other, lambda a, b: a ^ b)

    def __invert__(self):
        every = 0
        for each in self.__class__:
            every |= each._value_
        return self.__class__(every & ~self._value_)

    __ror__, __rand__, __rxor__ = __or__, __and__, __xor__
    __hash__ = Enum.__hash__


_flag_type = Flag


class IntFlag(int, Flag):
    __str__ = int.__repr__
    __format__ = int.__format__
    __or__, __and__, __xor__, __invert__ = Flag.__or__, Flag.__and__, Flag.__xor__, Flag.__invert__
    __ror__, __rand__, __rxor__ = Flag.__or__, Flag.__and__, Flag.__xor__
    __contains__, __hash__, __eq__ = Flag.__contains__, int.__hash__, int.__eq__


CONTINUOUS, NAMED_FLAGS, UNIQUE = 'continuous', 'named_flags', 'unique'
STRICT, CONFORM, EJECT, KEEP = 'strict', 'conform', 'eject', 'keep'


def unique(enumeration):
    doubled = [(name, each._name_) for name, each in enumeration._member_map_.items() if name != each._name_]
    if doubled:
        raise ValueError(f"duplicate values found in {enumeration!r}: {', '.join(f'{alias} -> {name}' for alias, name in doubled)}")
    return enumeration


def verify(*checks):
    return lambda enumeration: unique(enumeration) if UNIQUE in checks else enumeration


def global_enum(cls, update_str=False):
    return cls
