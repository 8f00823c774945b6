"""Accounts of this machine, from /etc/passwd."""
from collections import namedtuple

struct_passwd = namedtuple('struct_passwd', 'pw_name pw_passwd pw_uid pw_gid pw_gecos pw_dir pw_shell')
struct_passwd.__module__ = 'pwd'


def getpwall():
    try:
        with open('/etc/passwd', encoding='utf-8') as file:
            rows = [line.rstrip('\n').split(':') for line in file if line.count(':') == 6]
    except OSError:
        return []
    return [struct_passwd(row[0], row[1], int(row[2]), int(row[3]), *row[4:]) for row in rows]


def getpwnam(name):
    for each in getpwall():
        if each.pw_name == name:
            return each
    raise KeyError(f'getpwnam(): name not found: {name!r}')


def getpwuid(uid):
    for each in getpwall():
        if each.pw_uid == uid:
            return each
    raise KeyError(f'getpwuid(): uid not found: {uid}')
