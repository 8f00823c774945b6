"""Identifiers that are unique."""
import os
import time


class UUID:
    def __init__(self, hex=None, bytes=None, bytes_le=None, fields=None, int=None, version=None):
        if hex is not None:
            digits = hex.replace('urn:', '').replace('uuid:', '').strip('{}').replace('-', '')
            if len(digits) != 32:
                raise ValueError('badly formed hexadecimal UUID string')
            int = _int(digits, 16)
        if bytes is not None:
            if len(bytes) != 16:
                raise ValueError('bytes is not a 16-char string')
            int = _int.from_bytes(bytes, 'big')
        if int is None:
            raise TypeError('one of the hex, bytes, bytes_le, fields, or int arguments must be given')
        if version is not None:
            int = int & ~(0xc000 << 48) | 0x8000 << 48
            int = int & ~(0xf000 << 64) | version << 76
        object.__setattr__(self, 'int', int)

    def __setattr__(self, name, value):
        raise TypeError('UUID objects are immutable')

    hex = property(lambda self: f'{self.int:032x}')
    bytes = property(lambda self: self.int.to_bytes(16, 'big'))
    version = property(lambda self: self.int >> 76 & 15)
    urn = property(lambda self: 'urn:uuid:' + str(self))
    node = property(lambda self: self.int & 0xffffffffffff)

    def __str__(self):
        text = self.hex
        return f'{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}'

    def __repr__(self):
        return f'UUID({str(self)!r})'

    def __eq__(self, other):
        return self.int == other.int if isinstance(other, UUID) else NotImplemented

    def __lt__(self, other):
        return self.int < other.int if isinstance(other, UUID) else NotImplemented

    def __hash__(self):
        return hash(self.int)

    def __int__(self):
        return self.int


_int = int
NAMESPACE_DNS = UUID('6ba7b810-9dad-11d1-80b4-00c04fd430c8')
NAMESPACE_URL = UUID('6ba7b811-9dad-11d1-80b4-00c04fd430c8')


def uuid4():
    return UUID(bytes=os.urandom(16), version=4)


def getnode():
    return 0x0242ac110002


def uuid1(node=None, clock_seq=None):
    stamp = int(time.time() * 10000000) + 0x01b21dd213814000
    clock = int.from_bytes(os.urandom(2), 'big') & 0x3fff if clock_seq is None else clock_seq
    value = (stamp & 0xffffffff) << 96 | (stamp >> 32 & 0xffff) << 80 | (stamp >> 48 & 0xfff) << 64 | clock << 48 | (getnode() if node is None else node)
    return UUID(int=value, version=1)


def _hashed(make, namespace, name, version):
    return UUID(bytes=make(namespace.bytes + (name if isinstance(name, bytes) else name.encode())).digest()[:16], version=version)


def uuid3(namespace, name):
    from hashlib import md5
    return _hashed(md5, namespace, name, 3)


def uuid5(namespace, name):
    from hashlib import sha1
    return _hashed(sha1, namespace, name, 5)
