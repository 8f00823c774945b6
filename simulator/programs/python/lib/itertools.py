"""Iterators made of iterators."""
from builtins import tuple as _tuple


class count:
    def __init__(self, start=0, step=1):
        self._next, self._step = start, step

    def __iter__(self):
        return self

    def __next__(self):
        value = self._next
        self._next = value + self._step
        return value

    def __repr__(self):
        return f'count({self._next!r})' if self._step == 1 else f'count({self._next!r}, {self._step!r})'


class repeat:
    def __init__(self, object, times=None):
        self._object, self._left = object, times if times is None else max(0, times)

    def __iter__(self):
        return self

    def __next__(self):
        if self._left is None:
            return self._object
        if self._left <= 0:
            raise StopIteration
        self._left -= 1
        return self._object

    def __length_hint__(self):
        return self._left or 0


class chain:
    def __init__(self, *iterables):
        self._outer, self._inner = iter(iterables), None

    @classmethod
    def from_iterable(cls, iterables):
        made = cls()
        made._outer = iter(iterables)
        return made

    def __iter__(self):
        return self

    def __next__(self):
        while True:
            if self._inner is None:
                self._inner = iter(next(self._outer))
            try:
                return next(self._inner)
            except StopIteration:
                self._inner = None


def cycle(iterable):
    saved = []
    for item in iterable:
        yield item
        saved.append(item)
    while saved:
        yield from saved


def accumulate(iterable, func=None, *, initial=None):
    steps = iter(iterable)
    total = initial
    if initial is None:
        try:
            total = next(steps)
        except StopIteration:
            return
    yield total
    for item in steps:
        total = total + item if func is None else func(total, item)
        yield total


def batched(iterable, n, *, strict=False):
    if n < 1:
        raise ValueError('n must be at least one')
    steps = iter(iterable)
    while batch := _tuple(islice(steps, n)):
        if strict and len(batch) != n:
            raise ValueError('batched(): incomplete batch')
        yield batch


def compress(data, selectors):
    return (item for item, wanted in zip(data, selectors) if wanted)


def dropwhile(predicate, iterable):
    steps = iter(iterable)
    for item in steps:
        if not predicate(item):
            yield item
            break
    yield from steps


def takewhile(predicate, iterable):
    for item in iterable:
        if not predicate(item):
            break
        yield item


def filterfalse(predicate, iterable):
    for item in iterable:
        if not (item if predicate is None else predicate(item)):
            yield item


def starmap(function, iterable):
    for args in iterable:
        yield function(*args)


def pairwise(iterable):
    steps = iter(iterable)
    try:
        before = next(steps)
    except StopIteration:
        return
    for item in steps:
        yield before, item
        before = item


def _islice(steps, start, stop, step):
    if stop is not None and stop <= 0 and start == 0:
        return
    at, wanted = 0, start
    while stop is None or at < stop:
        if stop is not None and wanted >= stop:
            while at < stop:
                try:
                    next(steps)
                except StopIteration:
                    return
                at += 1
            return
        try:
            item = next(steps)
        except StopIteration:
            return
        if at == wanted:
            wanted += step
            yield item
            if stop is not None and wanted >= stop and at + 1 >= stop:
                return
        at += 1


def islice(iterable, *args):
    s = slice(*args)
    start, stop, step = s.start or 0, s.stop, s.step or 1
    if stop is not None and stop < 0 or start < 0:
        raise ValueError('Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.')
    if step < 1:
        raise ValueError('Step for islice() must be a positive integer or None.')
    return _islice(iter(iterable), start, stop, step)


def tee(iterable, n=2):
    if n == 0:
        return ()
    steps = iter(iterable)
    queues = [[] for _ in range(n)]

    def branch(mine):
        while True:
            if not mine:
                try:
                    value = next(steps)
                except StopIteration:
                    return
                for queue in queues:
                    queue.append(value)
            yield mine.pop(0)
    return _tuple(branch(queue) for queue in queues)


def zip_longest(*iterables, fillvalue=None):
    steps = [iter(each) for each in iterables]
    active = len(steps)
    if not active:
        return
    while True:
        row = []
        for index, each in enumerate(steps):
            if each is None:
                row.append(fillvalue)
                continue
            try:
                row.append(next(each))
            except StopIteration:
                active -= 1
                if not active:
                    return
                steps[index] = None
                row.append(fillvalue)
        yield _tuple(row)


def product(*iterables, repeat=1):
    pools = [_tuple(pool) for pool in iterables] * repeat
    if any(not pool for pool in pools):
        return
    at = [0] * len(pools)
    while True:
        yield _tuple(pool[i] for pool, i in zip(pools, at))
        for place in reversed(range(len(pools))):
            at[place] += 1
            if at[place] < len(pools[place]):
                break
            at[place] = 0
        else:
            return


def permutations(iterable, r=None):
    pool = _tuple(iterable)
    n = len(pool)
    r = n if r is None else r
    if r > n:
        return
    indices, cycles = list(range(n)), list(range(n, n - r, -1))
    yield _tuple(pool[i] for i in indices[:r])
    while n:
        for i in reversed(range(r)):
            cycles[i] -= 1
            if cycles[i] == 0:
                indices[i:] = indices[i + 1:] + indices[i:i + 1]
                cycles[i] = n - i
            else:
                j = cycles[i]
                indices[i], indices[-j] = indices[-j], indices[i]
                yield _tuple(pool[i] for i in indices[:r])
                break
        else:
            return


def combinations(iterable, r):
    pool = _tuple(iterable)
    n = len(pool)
    if r > n:
        return
    indices = list(range(r))
    yield _tuple(pool[i] for i in indices)
    while True:
        for i in reversed(range(r)):
            if indices[i] != i + n - r:
                break
        else:
            return
        indices[i] += 1
        for j in range(i + 1, r):
            indices[j] = indices[j - 1] + 1
        yield _tuple(pool[i] for i in indices)


def combinations_with_replacement(iterable, r):
    pool = _tuple(iterable)
    n = len(pool)
    if not n and r:
        return
    indices = [0] * r
    yield _tuple(pool[i] for i in indices)
    while True:
        for i in reversed(range(r)):
            if indices[i] != n - 1:
                break
        else:
            return
        indices[i:] = [indices[i] + 1] * (r - i)
        yield _tuple(pool[i] for i in indices)


class groupby:
    def __init__(self, iterable, key=None):
        self._steps, self._key = iter(iterable), key
        self._value = self._current = self._target = object()

    def __iter__(self):
        return self

    def __next__(self):
        self._id = object()
        while self._current == self._target:
            self._advance()
        self._target = self._current
        return self._current, self._group(self._target, self._id)

    def _advance(self):
        self._value = next(self._steps)
        self._current = self._value if self._key is None else self._key(self._value)

    def _group(self, target, mark):
        while self._id is mark and self._current == target:
            yield self._value
            try:
                self._advance()
            except StopIteration:
                return
