"""Short and safe representations."""
import builtins


def recursive_repr(fillvalue='...'):
    def decorate(function):
        running = set()

        def wrapper(self):
            if id(self) in running:
                return fillvalue
            running.add(id(self))
            try:
                return function(self)
            finally:
                running.discard(id(self))
        wrapper.__name__ = getattr(function, '__name__', 'wrapper')
        wrapper.__wrapped__ = function
        return wrapper
    return decorate


class Repr:
    def __init__(self, *, maxlevel=6, maxtuple=6, maxlist=6, maxdict=4, maxset=6, maxstring=30, maxother=30, **rest):
        self.maxlevel, self.maxtuple, self.maxlist, self.maxdict = maxlevel, maxtuple, maxlist, maxdict
        self.maxset, self.maxstring, self.maxother, self.fillvalue = maxset, maxstring, maxother, '...'

    def repr(self, x):
        return self.repr1(x, self.maxlevel)

    def repr1(self, x, level):
        if isinstance(x, (list, tuple)):
            limit = self.maxlist if isinstance(x, list) else self.maxtuple
            parts = [self.repr1(each, level - 1) for each in x[:limit]] + ([self.fillvalue] if len(x) > limit else [])
            if isinstance(x, list):
                return f"[{', '.join(parts)}]"
            return f"({', '.join(parts)}{',' if len(x) == 1 else ''})"
        text = builtins.repr(x)
        limit = self.maxstring if isinstance(x, str) else self.maxother
        if len(text) > limit:
            left = (limit - 3) // 2
            text = text[:left] + self.fillvalue + text[len(text) - (limit - 3 - left):]
        return text


aRepr = Repr()
repr = aRepr.repr
