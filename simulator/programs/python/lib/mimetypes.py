"""Kinds of files by their endings."""
import posixpath

types_map = {}
for _kind, _endings in {
    'text/html': '.html .htm', 'text/css': '.css', 'text/javascript': '.js .mjs', 'text/plain': '.txt .bat .c .h .ksh .pl .srt', 'text/csv': '.csv',
    'text/markdown': '.md .markdown', 'text/x-python': '.py', 'text/xml': '.xml .xsl', 'text/tab-separated-values': '.tsv', 'text/n3': '.n3', 'text/rtf': '.rtf',
    'text/vtt': '.vtt', 'application/json': '.json', 'application/manifest+json': '.webmanifest', 'application/pdf': '.pdf', 'application/zip': '.zip',
    'application/wasm': '.wasm', 'application/x-tar': '.tar', 'application/x-sh': '.sh', 'application/octet-stream': '.a .bin .dll .exe .o .obj .so',
    'application/msword': '.doc .dot .wiz', 'application/x-python-code': '.pyc .pyo', 'application/postscript': '.ps .ai .eps', 'application/sql': '.sql',
    'image/png': '.png', 'image/jpeg': '.jpg .jpeg .jpe', 'image/gif': '.gif', 'image/svg+xml': '.svg', 'image/webp': '.webp', 'image/bmp': '.bmp',
    'image/vnd.microsoft.icon': '.ico', 'image/tiff': '.tif .tiff', 'image/avif': '.avif', 'audio/mpeg': '.mp3 .mp2', 'audio/x-wav': '.wav', 'video/mp4': '.mp4',
    'video/webm': '.webm', 'video/mpeg': '.mpeg .mpg', 'video/quicktime': '.mov .qt', 'font/woff': '.woff', 'font/woff2': '.woff2', 'font/ttf': '.ttf',
    'application/vnd.ms-excel': '.xls', 'application/vnd.ms-powerpoint': '.ppt',
}.items():
    for _each in _endings.split():
        types_map[_each] = _kind
common_types = {}
encodings_map = {'.gz': 'gzip', '.Z': 'compress', '.bz2': 'bzip2', '.xz': 'xz', '.br': 'br'}
suffix_map = {'.tgz': '.tar.gz', '.taz': '.tar.gz', '.tz': '.tar.gz', '.tbz2': '.tar.bz2', '.txz': '.tar.xz'}
inited = True


def init(files=None):
    pass


def guess_type(url, strict=True):
    path = str(url).split('?')[0].split('#')[0]
    base, ending = posixpath.splitext(path)
    if ending in suffix_map:
        base, ending = posixpath.splitext(base + suffix_map[ending])
    encoding = encodings_map.get(ending)
    if encoding:
        base, ending = posixpath.splitext(base)
    return types_map.get(ending) or types_map.get(ending.lower()), encoding


guess_file_type = guess_type


def guess_all_extensions(type, strict=True):
    return [ending for ending, kind in types_map.items() if kind == type.lower()]


def guess_extension(type, strict=True):
    found = guess_all_extensions(type)
    return found[0] if found else None


def add_type(type, ext, strict=True):
    types_map[ext] = type
