"""Digests with a key."""
import hashlib


class HMAC:
    def __init__(self, key, msg=None, digestmod=''):
        if not digestmod:
            raise TypeError("Missing required argument 'digestmod'.")
        self._make = (lambda data=b'': hashlib.new(digestmod, data)) if isinstance(digestmod, str) else digestmod if callable(digestmod) else digestmod.new
        self._inner, self._outer = self._make(), self._make()
        self.digest_size, self.block_size = self._inner.digest_size, getattr(self._inner, 'block_size', 64)
        self.name = 'hmac-' + self._inner.name
        key = bytes(key)
        if len(key) > self.block_size:
            key = self._make(key).digest()
        key = key.ljust(self.block_size, b'\0')
        self._inner.update(bytes(byte ^ 0x36 for byte in key))
        self._outer.update(bytes(byte ^ 0x5c for byte in key))
        if msg is not None:
            self.update(msg)

    def update(self, msg):
        self._inner.update(msg)

    def digest(self):
        outer = self._outer.copy()
        outer.update(self._inner.digest())
        return outer.digest()

    def hexdigest(self):
        return self.digest().hex()


def new(key, msg=None, digestmod=''):
    return HMAC(key, msg, digestmod)


def digest(key, msg, digest):
    return HMAC(key, msg, digest).digest()


def compare_digest(a, b):
    if isinstance(a, str) != isinstance(b, str):
        raise TypeError("unsupported operand types(s) or combination of types: 'str' and 'bytes'")
    return a == b
