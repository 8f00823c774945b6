"""Groups of this machine, from /etc/group."""
from collections import namedtuple

struct_group = namedtuple('struct_group', 'gr_name gr_passwd gr_gid gr_mem')


def getgrall():
    try:
        with open('/etc/group', encoding='utf-8') as file:
            rows = [line.rstrip('\n').split(':') for line in file if line.count(':') == 3]
    except OSError:
        return []
    return [struct_group(row[0], row[1], int(row[2]), [name for name in row[3].split(',') if name]) for row in rows]


def getgrnam(name):
    for each in getgrall():
        if each.gr_name == name:
            return each
    raise KeyError(f'getgrnam(): name not found: {name!r}')


def getgrgid(gid):
    for each in getgrall():
        if each.gr_gid == gid:
            return each
    raise KeyError(f'getgrgid(): gid not found: {gid}')
