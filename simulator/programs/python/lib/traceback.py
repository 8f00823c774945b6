"""Tracebacks as text."""
import sys
import linecache


class FrameSummary:
    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None, end_lineno=None, colno=None, end_colno=None):
        self.filename, self.lineno, self.name, self.locals, self._line = filename, lineno, name, locals, line
        self.end_lineno, self.colno, self.end_colno = end_lineno, colno, end_colno

    @property
    def line(self):
        if self._line is None:
            self._line = linecache.getline(self.filename, self.lineno)
        return self._line.strip()

    def __iter__(self):
        return iter([self.filename, self.lineno, self.name, self.line])

    def __getitem__(self, at):
        return (self.filename, self.lineno, self.name, self.line)[at]

    def __len__(self):
        return 4

    def __repr__(self):
        return f'<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>'


class StackSummary(list):
    def format(self):
        rows = []
        for frame in self:
            row = f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}\n'
            if frame.line:
                row += f'    {frame.line}\n'
            rows.append(row)
        return rows

    @classmethod
    def extract(cls, frames, *, limit=None, lookup_lines=True, capture_locals=False):
        return cls(FrameSummary(frame.f_code.co_filename, lineno, frame.f_code.co_name) for frame, lineno in frames)


def walk_tb(tb):
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def walk_stack(frame):
    if frame is None:
        frame = sys._getframe(1)
    while frame is not None:
        yield frame, frame.f_lineno
        frame = frame.f_back


def extract_tb(tb, limit=None):
    frames = StackSummary.extract(walk_tb(tb))
    return StackSummary(frames[:limit] if limit is None or limit >= 0 else frames[limit:])


def extract_stack(f=None, limit=None):
    frames = StackSummary.extract(walk_stack(f or sys._getframe(1)))
    frames.reverse()
    return StackSummary(frames[-limit:] if limit else frames)


def format_list(extracted_list):
    return StackSummary(each if isinstance(each, FrameSummary) else FrameSummary(each[0], each[1], each[2], line=each[3]) for each in extracted_list).format()


def format_tb(tb, limit=None):
    return extract_tb(tb, limit).format()


def print_tb(tb, limit=None, file=None):
    print(''.join(format_tb(tb, limit)), end='', file=file or sys.stderr)


_sentinel = object()


def _pair(exc, value):
    return exc if value is _sentinel else value


def format_exception_only(exc, /, value=_sentinel, *, show_group=False):
    value = _pair(exc, value)
    if value is None:
        return ['NoneType: None\n']
    cls = type(value)
    name = cls.__qualname__ if cls.__module__ in ('builtins', '__main__') else f'{cls.__module__}.{cls.__qualname__}'
    rows = []
    if isinstance(value, SyntaxError) and value.lineno is not None:
        rows.append(f'  File "{value.filename or "<string>"}", line {value.lineno}\n')
        if value.text:
            text = value.text.rstrip('\n')
            bare = text.lstrip(' \n\f')
            rows.append(f'    {bare}\n')
            if value.offset is not None:
                at = value.offset - 1 - (len(text) - len(bare))
                width = max((value.end_offset or 0) - value.offset, 1) if (value.end_lineno or value.lineno) == value.lineno else 1
                if at >= 0:
                    rows.append(f"    {' ' * at}{'^' * width}\n")
        return rows + [f'{name}: {value.msg or "<no detail available>"}\n'] + _notes(value)
    try:
        text = str(value)
    except Exception:
        text = '<exception str() failed>'
    return [f'{name}: {text}\n' if text else f'{name}\n'] + _notes(value)


def _notes(value):
    return [f'{line}\n' for note in getattr(value, '__notes__', ()) or () for line in str(note).split('\n')]


class TracebackException:
    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, lookup_lines=True, capture_locals=False, compact=False, **rest):
        self.exc_type, self._value, self._traceback, self._limit = exc_type, exc_value, exc_traceback, limit
        self.stack = extract_tb(exc_traceback, limit)

    @classmethod
    def from_exception(cls, exc, *args, **keywords):
        return cls(type(exc), exc, exc.__traceback__, *args, **keywords)

    def format(self, *, chain=True):
        yield from format_exception(self.exc_type, self._value, self._traceback, self._limit, chain)

    def format_exception_only(self):
        yield from format_exception_only(self.exc_type, self._value)


def format_exception(exc, /, value=_sentinel, tb=_sentinel, limit=None, chain=True, _seen=()):
    value = _pair(exc, value)
    if tb is _sentinel:
        tb = value.__traceback__ if value is not None else None
    rows = []
    if chain and value is not None:
        before = value.__cause__
        words = 'The above exception was the direct cause of the following exception:'
        if before is None and not value.__suppress_context__:
            before = value.__context__
            words = 'During handling of the above exception, another exception occurred:'
        if before is not None and id(before) not in _seen:
            rows += format_exception(type(before), before, before.__traceback__, limit, chain, (*_seen, id(value)))
            rows.append(f'\n{words}\n\n')
    if tb is not None:
        rows.append('Traceback (most recent call last):\n')
        rows += format_tb(tb, limit)
    return rows + format_exception_only(type(value), value)


def print_exception(exc, /, value=_sentinel, tb=_sentinel, limit=None, file=None, chain=True, **rest):
    print(''.join(format_exception(exc, value, tb, limit, chain)), end='', file=file or sys.stderr)


def format_exc(limit=None, chain=True):
    value = sys.exc_info()[1]
    return ''.join(format_exception(type(value), value, value.__traceback__ if value else None, limit, chain))


def print_exc(limit=None, file=None, chain=True):
    print(format_exc(limit, chain), end='', file=file or sys.stderr)


def print_last(limit=None, file=None, chain=True):
    print_exception(sys.last_exc, limit=limit, file=file, chain=chain)


def format_stack(f=None, limit=None):
    return extract_stack(f or sys._getframe(1), limit).format()


def print_stack(f=None, limit=None, file=None):
    print(''.join(format_stack(f or sys._getframe(1), limit)), end='', file=file or sys.stderr)


def clear_frames(tb):
    pass
