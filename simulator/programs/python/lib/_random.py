"""The Mersenne Twister, so that a seed gives the numbers it gives everywhere."""
from posix import urandom as _urandom


class Random:
    def __init__(self, seed=None):
        self.seed(seed)

    def seed(self, a=None, version=2):
        if a is None:
            a = int.from_bytes(_urandom(32), 'big')
        a = abs(a) if isinstance(a, int) else abs(hash(a))
        key = []
        while a:
            key.append(a & 0xffffffff)
            a >>= 32
        self._by_array(key or [0])

    def _by_number(self, s):
        mt = self._mt = [s & 0xffffffff]
        for i in range(1, 624):
            s = (1812433253 * (s ^ (s >> 30)) + i) & 0xffffffff
            mt.append(s)
        self._at = 624

    def _by_array(self, key):
        self._by_number(19650218)
        mt, i, j = self._mt, 1, 0
        for _ in range(max(624, len(key))):
            mt[i] = ((mt[i] ^ ((mt[i - 1] ^ (mt[i - 1] >> 30)) * 1664525)) + key[j] + j) & 0xffffffff
            i, j = i + 1, j + 1
            if i >= 624:
                mt[0], i = mt[623], 1
            if j >= len(key):
                j = 0
        for _ in range(623):
            mt[i] = ((mt[i] ^ ((mt[i - 1] ^ (mt[i - 1] >> 30)) * 1566083941)) - i) & 0xffffffff
            i += 1
            if i >= 624:
                mt[0], i = mt[623], 1
        mt[0] = 0x80000000

    def _next(self):
        mt = self._mt
        if self._at >= 624:
            for i in range(624):
                y = (mt[i] & 0x80000000) | (mt[(i + 1) % 624] & 0x7fffffff)
                mt[i] = mt[(i + 397) % 624] ^ (y >> 1) ^ (0x9908b0df if y & 1 else 0)
            self._at = 0
        y = mt[self._at]
        self._at += 1
        y ^= y >> 11
        y ^= (y << 7) & 0x9d2c5680
        y ^= (y << 15) & 0xefc60000
        return y ^ (y >> 18)

    def random(self):
        a, b = self._next() >> 5, self._next() >> 6
        return (a * 67108864 + b) / 9007199254740992

    def getrandbits(self, k, /):
        if k < 0:
            raise ValueError('number of bits must be non-negative')
        value, shift = 0, 0
        while k > 0:
            word = self._next()
            if k < 32:
                word >>= 32 - k
            value |= word << shift
            shift += 32
            k -= 32
        return value

    def getstate(self):
        return (*self._mt, self._at)

    def setstate(self, state):
        self._mt, self._at = list(state[:-1]), state[-1]
