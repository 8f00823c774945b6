"""What functions and classes look like."""
import sys
import types
from collections import OrderedDict, namedtuple
from enum import IntEnum

CO_VARARGS, CO_VARKEYWORDS, CO_GENERATOR, CO_COROUTINE, CO_ASYNC_GENERATOR = 4, 8, 32, 128, 512


def ismodule(it): return isinstance(it, types.ModuleType)
def isclass(it): return isinstance(it, type)
def ismethod(it): return isinstance(it, types.MethodType)
def isfunction(it): return isinstance(it, types.FunctionType)
def isgenerator(it): return isinstance(it, types.GeneratorType)
def iscoroutine(it): return isinstance(it, types.CoroutineType)
def isbuiltin(it): return isinstance(it, types.BuiltinFunctionType)
def istraceback(it): return isinstance(it, types.TracebackType)
def iscode(it): return isinstance(it, types.CodeType)
def isroutine(it): return isfunction(it) or ismethod(it) or isbuiltin(it)


def isawaitable(it):
    return iscoroutine(it) or hasattr(type(it), '__await__')


def _flags(it):
    while True:
        if ismethod(it):
            it = it.__func__
        elif type(it).__name__ == 'partial':
            it = it.func
        else:
            break
    return it.__code__.co_flags if isfunction(it) else 0


def iscoroutinefunction(it):
    return bool(_flags(it) & CO_COROUTINE) or getattr(it, '_is_coroutine_mark', False)


def isgeneratorfunction(it):
    return bool(_flags(it) & CO_GENERATOR)


def isasyncgenfunction(it):
    return bool(_flags(it) & CO_ASYNC_GENERATOR)


def isasyncgen(it):
    return isinstance(it, types.AsyncGeneratorType)


def isabstract(it):
    return bool(getattr(it, '__abstractmethods__', None))


def unwrap(func, *, stop=None):
    while hasattr(func, '__wrapped__') and not (stop and stop(func)):
        func = func.__wrapped__
    return func


def getdoc(it):
    doc = getattr(it, '__doc__', None)
    return cleandoc(doc) if isinstance(doc, str) else None


def cleandoc(doc):
    lines = doc.expandtabs().split('\n')
    margin = min((len(line) - len(line.lstrip()) for line in lines[1:] if line.strip()), default=0)
    lines = [lines[0].lstrip()] + [line[margin:] for line in lines[1:]]
    while lines and not lines[-1].strip():
        lines.pop()
    while lines and not lines[0].strip():
        lines.pop(0)
    return '\n'.join(lines)


def getmembers(it, predicate=None):
    found = []
    for name in sorted(dir(it)):
        try:
            value = getattr(it, name)
        except AttributeError:
            continue
        if predicate is None or predicate(value):
            found.append((name, value))
    return found


def getmro(cls):
    return cls.__mro__


def getmodule(it):
    return it if ismodule(it) else sys.modules.get(getattr(it, '__module__', None))


def getfile(it):
    if ismodule(it):
        return it.__file__
    if isclass(it):
        return sys.modules[it.__module__].__file__
    return unwrap(getattr(it, '__func__', it)).__code__.co_filename


getsourcefile = getfile


def getsourcelines(it):
    import linecache
    lines = linecache.getlines(getfile(it))
    if not lines:
        raise OSError('could not get source code')
    if ismodule(it):
        return lines, 0
    if isclass(it):
        first = next((at for at, line in enumerate(lines) if line.lstrip().startswith(f'class {it.__name__}')), None)
        if first is None:
            raise OSError('could not find class definition')
    else:
        first = unwrap(getattr(it, '__func__', it)).__code__.co_firstlineno - 1
    indent = len(lines[first]) - len(lines[first].lstrip())
    last = first + 1
    while last < len(lines) and (not lines[last].strip() or len(lines[last]) - len(lines[last].lstrip()) > indent or lines[last - 1].lstrip().startswith('@')):
        last += 1
    while not lines[last - 1].strip():
        last -= 1
    return lines[first:last], first + 1


def getsource(it):
    return ''.join(getsourcelines(it)[0])


def currentframe():
    return sys._getframe(1)


FrameInfo = namedtuple('FrameInfo', 'frame filename lineno function code_context index')


def stack(context=1):
    frame, found = sys._getframe(1), []
    while frame:
        found.append(FrameInfo(frame, frame.f_code.co_filename, frame.f_lineno, frame.f_code.co_name, None, None))
        frame = frame.f_back
    return found


class _Empty:
    pass


class _ParameterKind(IntEnum):
    POSITIONAL_ONLY, POSITIONAL_OR_KEYWORD, VAR_POSITIONAL, KEYWORD_ONLY, VAR_KEYWORD = range(5)

    @property
    def description(self):
        return self.name.lower().replace('_', ' ')


def formatannotation(annotation):
    if isinstance(annotation, type) and not hasattr(annotation, '__origin__'):
        return annotation.__qualname__ if annotation.__module__ in ('builtins',) else f'{annotation.__module__}.{annotation.__qualname__}'
    return repr(annotation).replace('typing.', '')


class Parameter:
    POSITIONAL_ONLY, POSITIONAL_OR_KEYWORD, VAR_POSITIONAL, KEYWORD_ONLY, VAR_KEYWORD = _ParameterKind
    empty = _Empty

    def __init__(self, name, kind, *, default=_Empty, annotation=_Empty):
        self.name, self.kind, self.default, self.annotation = name, kind, default, annotation

    def replace(self, *, name=None, kind=None, annotation=Ellipsis, default=Ellipsis):
        return Parameter(name or self.name, self.kind if kind is None else kind, default=self.default if default is Ellipsis else default,
                         annotation=self.annotation if annotation is Ellipsis else annotation)

    def __str__(self):
        text = self.name
        if self.annotation is not _Empty:
            text += f': {formatannotation(self.annotation)}'
        if self.default is not _Empty:
            text += f' = {self.default!r}' if self.annotation is not _Empty else f'={self.default!r}'
        return {self.VAR_POSITIONAL: '*', self.VAR_KEYWORD: '**'}.get(self.kind, '') + text

    def __repr__(self):
        return f'<Parameter "{self}">'

    def __eq__(self, other):
        return isinstance(other, Parameter) and (self.name, self.kind, self.default, self.annotation) == (other.name, other.kind, other.default, other.annotation)

    __hash__ = object.__hash__


class BoundArguments:
    def __init__(self, signature, arguments):
        self.signature, self.arguments = signature, arguments

    @property
    def args(self):
        found = []
        for name, each in self.signature.parameters.items():
            if each.kind in (Parameter.KEYWORD_ONLY, Parameter.VAR_KEYWORD) or name not in self.arguments:
                break
            found.extend(self.arguments[name]) if each.kind == Parameter.VAR_POSITIONAL else found.append(self.arguments[name])
        return tuple(found)

    @property
    def kwargs(self):
        found = {}
        for name, each in self.signature.parameters.items():
            if name in self.arguments and each.kind == Parameter.KEYWORD_ONLY:
                found[name] = self.arguments[name]
            elif name in self.arguments and each.kind == Parameter.VAR_KEYWORD:
                found.update(self.arguments[name])
        return found

    def apply_defaults(self):
        made = {}
        for name, each in self.signature.parameters.items():
            if name in self.arguments:
                made[name] = self.arguments[name]
            elif each.default is not _Empty:
                made[name] = each.default
            elif each.kind == Parameter.VAR_POSITIONAL:
                made[name] = ()
            elif each.kind == Parameter.VAR_KEYWORD:
                made[name] = {}
        self.arguments = made


class Signature:
    empty = _Empty

    def __init__(self, parameters=None, *, return_annotation=_Empty):
        self.parameters = OrderedDict((each.name, each) for each in parameters or ())
        self.return_annotation = return_annotation

    @classmethod
    def from_callable(cls, obj, **options):
        return signature(obj)

    def replace(self, *, parameters=Ellipsis, return_annotation=Ellipsis):
        return Signature(self.parameters.values() if parameters is Ellipsis else parameters,
                         return_annotation=self.return_annotation if return_annotation is Ellipsis else return_annotation)

    def bind(self, *args, **keywords):
        return self._bind(args, keywords, False)

    def bind_partial(self, *args, **keywords):
        return self._bind(args, keywords, True)

    def _bind(self, args, keywords, partial):
        made, args, keywords = {}, list(args), dict(keywords)
        for name, each in self.parameters.items():
            if each.kind == Parameter.VAR_POSITIONAL:
                made[name], args = tuple(args), []
            elif each.kind == Parameter.VAR_KEYWORD:
                made[name], keywords = keywords, {}
            elif args and each.kind != Parameter.KEYWORD_ONLY:
                if name in keywords and each.kind != Parameter.POSITIONAL_ONLY:
                    raise TypeError(f'multiple values for argument {name!r}')
                made[name] = args.pop(0)
            elif name in keywords:
                made[name] = keywords.pop(name)
            elif each.default is _Empty and not partial:
                raise TypeError(f'missing a required argument: {name!r}')
        if args:
            raise TypeError('too many positional arguments')
        if keywords:
            raise TypeError(f'got an unexpected keyword argument {next(iter(keywords))!r}')
        return BoundArguments(self, made)

    def __str__(self):
        parts, star, slash = [], False, False
        for each in self.parameters.values():
            if each.kind == Parameter.POSITIONAL_ONLY:
                slash = True
            elif slash:
                parts.append('/')
                slash = False
            if each.kind == Parameter.VAR_POSITIONAL:
                star = True
            elif each.kind == Parameter.KEYWORD_ONLY and not star:
                parts.append('*')
                star = True
            parts.append(str(each))
        if slash:
            parts.append('/')
        answer = '' if self.return_annotation is _Empty else f' -> {formatannotation(self.return_annotation)}'
        return f"({', '.join(parts)}){answer}"

    def __repr__(self):
        return f'<Signature {self}>'


def signature(obj, *, follow_wrapped=True, **options):
    if not callable(obj):
        raise TypeError(f'{obj!r} is not a callable object')
    if ismethod(obj):
        inner = signature(obj.__func__)
        return inner.replace(parameters=list(inner.parameters.values())[1:])
    if follow_wrapped:
        obj = unwrap(obj, stop=lambda it: hasattr(it, '__signature__'))
    if getattr(obj, '__signature__', None) is not None:
        return obj.__signature__
    if type(obj).__name__ == 'partial' and hasattr(obj, 'func'):
        inner = signature(obj.func)
        bound = inner.bind_partial(*obj.args).arguments
        return inner.replace(parameters=[each.replace(default=obj.keywords[name], kind=Parameter.KEYWORD_ONLY) if name in obj.keywords else each
                                         for name, each in inner.parameters.items() if name not in bound])
    if isclass(obj):
        for name in ('__init__', '__new__'):
            method = getattr(obj, name)
            if method is not getattr(object, name) and (isfunction(method) or hasattr(method, '__wrapped__')):
                inner = signature(method)
                return inner.replace(parameters=list(inner.parameters.values())[1:], return_annotation=_Empty)
        return Signature()
    if not isfunction(obj):
        call = getattr(type(obj), '__call__', None)
        if isfunction(call):
            inner = signature(call)
            return inner.replace(parameters=list(inner.parameters.values())[1:])
        raise ValueError(f'no signature found for builtin {obj!r}')
    code, annotations = obj.__code__, getattr(obj, '__annotations__', {})
    names, defaults, named_defaults = code.co_varnames, obj.__defaults__ or (), obj.__kwdefaults__ or {}
    count, only, named = code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount
    made = []
    for at, name in enumerate(names[:count]):
        from_end = at - (count - len(defaults))
        made.append(Parameter(name, Parameter.POSITIONAL_ONLY if at < only else Parameter.POSITIONAL_OR_KEYWORD,
                              default=defaults[from_end] if from_end >= 0 else _Empty, annotation=annotations.get(name, _Empty)))
    at = count + named
    if code.co_flags & CO_VARARGS:
        made.append(Parameter(names[at], Parameter.VAR_POSITIONAL, annotation=annotations.get(names[at], _Empty)))
        at += 1
    for name in names[count:count + named]:
        made.append(Parameter(name, Parameter.KEYWORD_ONLY, default=named_defaults.get(name, _Empty), annotation=annotations.get(name, _Empty)))
    if code.co_flags & CO_VARKEYWORDS:
        made.append(Parameter(names[at], Parameter.VAR_KEYWORD, annotation=annotations.get(names[at], _Empty)))
    return Signature(made, return_annotation=annotations.get('return', _Empty))


FullArgSpec = namedtuple('FullArgSpec', 'args varargs varkw defaults kwonlyargs kwonlydefaults annotations')


def getfullargspec(func):
    found = signature(func)
    args, star, double, only, defaults, named = [], None, None, [], [], {}
    for name, each in found.parameters.items():
        if each.kind <= Parameter.POSITIONAL_OR_KEYWORD:
            args.append(name)
            if each.default is not _Empty:
                defaults.append(each.default)
        elif each.kind == Parameter.VAR_POSITIONAL:
            star = name
        elif each.kind == Parameter.VAR_KEYWORD:
            double = name
        else:
            only.append(name)
            if each.default is not _Empty:
                named[name] = each.default
    return FullArgSpec(args, star, double, tuple(defaults) or None, only, named or None, getattr(func, '__annotations__', {}))


def get_annotations(obj, *, globals=None, locals=None, eval_str=False):
    return dict(getattr(obj, '__annotations__', None) or {})


def markcoroutinefunction(func):
    func._is_coroutine_mark = True
    return func
