"""What this machine is."""
import os
import sys
from collections import namedtuple

uname_result = namedtuple('uname_result', 'system node release version machine')


def uname():
    return uname_result(*os.uname())


def system():
    return uname().system


def node():
    return uname().node


def release():
    return uname().release


def version():
    return uname().version


def machine():
    return uname().machine


def processor():
    return ''


def architecture(executable=sys.executable, bits='', linkage=''):
    return '64bit', 'ELF'


def python_version():
    return sys.version.split()[0]


def python_version_tuple():
    return tuple(python_version().split('.'))


def python_implementation():
    return 'CPython'


def python_compiler():
    return sys.version.partition('[')[2].rstrip(']') or 'GCC 14.2.0'


def python_build():
    return 'main', sys.version.partition('(')[2].partition(')')[0].partition(', ')[2]


def libc_ver(executable=None, lib='', version='', chunksize=0):
    return ('', '') if os.path.exists('/etc/alpine-release') else ('glibc', '2.41')


def platform(aliased=False, terse=False):
    name, number = libc_ver()
    return f"{system()}-{release()}-{machine()}-with-{name + number if name else 'libc'}"


def freedesktop_os_release():
    made = {}
    with open('/etc/os-release', encoding='utf-8') as file:
        for line in file:
            name, equals, value = line.strip().partition('=')
            if equals:
                made[name] = value.strip('"\'')
    return made
