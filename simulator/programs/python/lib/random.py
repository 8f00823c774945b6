"""Chance."""
import _random
from math import ceil as _ceil, cos as _cos, exp as _exp, log as _log, pi as _pi, sin as _sin, sqrt as _sqrt
from os import urandom as _urandom
from bisect import bisect as _bisect
from itertools import accumulate as _accumulate

__all__ = ['Random', 'SystemRandom', 'betavariate', 'choice', 'choices', 'expovariate', 'gauss', 'getrandbits', 'getstate', 'normalvariate', 'randbytes',
           'randint', 'random', 'randrange', 'sample', 'seed', 'setstate', 'shuffle', 'triangular', 'uniform']


class Random(_random.Random):
    def __init__(self, x=None):
        self.gauss_next = None
        self.seed(x)

    def seed(self, a=None, version=2):
        if isinstance(a, (str, bytes, bytearray)):
            if isinstance(a, str):
                a = a.encode()
            from hashlib import sha512
            a = int.from_bytes(bytes(a) + sha512(bytes(a)).digest(), 'big')
        elif not isinstance(a, (type(None), int, float)):
            raise TypeError('The only supported seed types are:\nNone, int, float, str, bytes, and bytearray.')
        elif a is None:
            a = int.from_bytes(_urandom(16), 'big')
        elif isinstance(a, float):
            a = hash(a)
        super().seed(a)
        self.gauss_next = None

    def getstate(self):
        return 3, super().getstate(), self.gauss_next

    def setstate(self, state):
        _, inner, self.gauss_next = state
        super().setstate(inner)

    def _below(self, n):
        bits = n.bit_length()
        value = self.getrandbits(bits)
        while value >= n:
            value = self.getrandbits(bits)
        return value

    def randbytes(self, n):
        return self.getrandbits(n * 8).to_bytes(n, 'little')

    def randrange(self, start, stop=None, step=1):
        start = start.__index__()
        if stop is None:
            if start <= 0:
                raise ValueError('empty range for randrange()')
            return self._below(start)
        stop = stop.__index__()
        width = stop - start
        if step == 1:
            if width <= 0:
                raise ValueError(f'empty range in randrange({start}, {stop})')
            return start + self._below(width)
        count = (width + step + (-1 if step > 0 else 1)) // step if step else 0
        if not step:
            raise ValueError('zero step for randrange()')
        if count <= 0:
            raise ValueError(f'empty range in randrange({start}, {stop}, {step})')
        return start + step * self._below(count)

    def randint(self, a, b):
        return self.randrange(a, b + 1)

    def choice(self, seq):
        if not len(seq):
            raise IndexError('Cannot choose from an empty sequence')
        return seq[self._below(len(seq))]

    def shuffle(self, x):
        for at in reversed(range(1, len(x))):
            other = self._below(at + 1)
            x[at], x[other] = x[other], x[at]

    def sample(self, population, k, *, counts=None):
        if not hasattr(population, '__getitem__') or isinstance(population, (dict, set)):
            raise TypeError('Population must be a sequence.  For dicts or sets, use sorted(d).')
        if counts is not None:
            population = [each for each, count in zip(population, counts) for _ in range(count)]
        n = len(population)
        if not 0 <= k <= n:
            raise ValueError('Sample larger than population or is negative')
        result = [None] * k
        size = 21
        if k > 5:
            size += 4 ** _ceil(_log(k * 3, 4))
        if n <= size:
            pool = list(population)
            for at in range(k):
                other = self._below(n - at)
                result[at] = pool[other]
                pool[other] = pool[n - at - 1]
        else:
            taken = set()
            for at in range(k):
                other = self._below(n)
                while other in taken:
                    other = self._below(n)
                taken.add(other)
                result[at] = population[other]
        return result

    def choices(self, population, weights=None, *, cum_weights=None, k=1):
        n = len(population)
        if cum_weights is None:
            if weights is None:
                return [population[int(self.random() * n)] for _ in range(k)]
            cum_weights = list(_accumulate(weights))
        if len(cum_weights) != n:
            raise ValueError('The number of weights does not match the population')
        total = cum_weights[-1] + 0.0
        if total <= 0.0:
            raise ValueError('Total of weights must be greater than zero')
        return [population[_bisect(cum_weights, self.random() * total, 0, n - 1)] for _ in range(k)]

    def uniform(self, a, b):
        return a + (b - a) * self.random()

    def triangular(self, low=0.0, high=1.0, mode=None):
        u = self.random()
        c = 0.5 if mode is None else (mode - low) / (high - low)
        if u > c:
            u, c, low, high = 1.0 - u, 1.0 - c, high, low
        return low + (high - low) * _sqrt(u * c)

    def gauss(self, mu=0.0, sigma=1.0):
        z, self.gauss_next = self.gauss_next, None
        if z is None:
            angle = self.random() * 2 * _pi
            radius = _sqrt(-2.0 * _log(1.0 - self.random()))
            z, self.gauss_next = _cos(angle) * radius, _sin(angle) * radius
        return mu + z * sigma

    def normalvariate(self, mu=0.0, sigma=1.0):
        magic = 4 * _exp(-0.5) / _sqrt(2.0)
        while True:
            u1, u2 = self.random(), 1.0 - self.random()
            z = magic * (u1 - 0.5) / u2
            if z * z / 4.0 <= -_log(u2):
                return mu + z * sigma

    def expovariate(self, lambd=1.0):
        return -_log(1.0 - self.random()) / lambd

    def betavariate(self, alpha, beta):
        y = self.gammavariate(alpha, 1.0)
        return y / (y + self.gammavariate(beta, 1.0)) if y else 0.0

    def gammavariate(self, alpha, beta):
        d = (alpha if alpha >= 1 else alpha + 1) - 1 / 3
        c = 1 / _sqrt(9 * d)
        while True:
            x = self.normalvariate()
            v = (1 + c * x) ** 3
            if v > 0 and _log(1.0 - self.random()) < 0.5 * x * x + d - d * v + d * _log(v):
                return beta * d * v * (1 if alpha >= 1 else (1.0 - self.random()) ** (1 / alpha))


class SystemRandom(Random):
    def random(self):
        return (int.from_bytes(_urandom(7), 'big') >> 3) / (1 << 53)

    def getrandbits(self, k):
        return int.from_bytes(_urandom((k + 7) // 8), 'big') >> (-k % 8)

    def seed(self, *args, **options):
        pass


_inst = Random()
for _name in ('seed', 'random', 'uniform', 'triangular', 'randint', 'choice', 'randrange', 'sample', 'shuffle', 'choices', 'normalvariate', 'expovariate', 'gauss',
              'betavariate', 'gammavariate', 'getstate', 'setstate', 'getrandbits', 'randbytes'):
    globals()[_name] = getattr(_inst, _name)
