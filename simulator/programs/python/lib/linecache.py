"""Lines of source files."""
cache = {}


def getlines(filename, module_globals=None):
    if filename not in cache:
        try:
            with open(filename, encoding='utf-8', errors='replace') as file:
                cache[filename] = file.read().splitlines(True)
        except (OSError, ValueError):
            return []
    return cache[filename]


def getline(filename, lineno, module_globals=None):
    lines = getlines(filename, module_globals)
    return lines[lineno - 1] if 1 <= lineno <= len(lines) else ''


def clearcache():
    cache.clear()


def checkcache(filename=None):
    cache.pop(filename, None) if filename else cache.clear()
