"""Functions that are called when the interpreter ends: it calls `_run_exitfuncs`."""
_registered = []


def register(func, /, *args, **keywords):
    _registered.append((func, args, keywords))
    return func


def unregister(func):
    _registered[:] = [each for each in _registered if each[0] != func]


def _run_exitfuncs():
    while _registered:
        func, args, keywords = _registered.pop()
        try:
            func(*args, **keywords)
        except Exception:
            import traceback
            import sys
            print(f'Exception ignored in atexit callback {func!r}:', file=sys.stderr)
            traceback.print_exc()
