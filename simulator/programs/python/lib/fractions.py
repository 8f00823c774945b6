"""Fractions."""
import math


class Fraction:
    __slots__ = ('_numerator', '_denominator')

    def __new__(cls, numerator=0, denominator=None):
        self = object.__new__(cls)
        if denominator is None:
            if isinstance(numerator, (Fraction,)):
                top, bottom = numerator._numerator, numerator._denominator
            elif isinstance(numerator, int):
                top, bottom = int(numerator), 1
            elif isinstance(numerator, str):
                import re
                found = re.fullmatch(r'\s*([-+]?\d+)\s*/\s*(\d+)\s*', numerator)
                if found:
                    top, bottom = int(found.group(1)), int(found.group(2))
                else:
                    try:
                        from decimal import Decimal
                        top, bottom = Decimal(numerator).as_integer_ratio()
                    except ArithmeticError:
                        raise ValueError(f'Invalid literal for Fraction: {numerator!r}') from None
            elif hasattr(numerator, 'as_integer_ratio'):
                top, bottom = numerator.as_integer_ratio()
            else:
                raise TypeError('argument should be a string or a Rational instance')
        else:
            a, b = Fraction(numerator), Fraction(denominator)
            top, bottom = a._numerator * b._denominator, a._denominator * b._numerator
        if bottom == 0:
            raise ZeroDivisionError(f'Fraction({top}, 0)')
        common = math.gcd(top, bottom) * (-1 if bottom < 0 else 1)
        self._numerator, self._denominator = top // common, bottom // common
        return self

    numerator = property(lambda self: self._numerator)
    denominator = property(lambda self: self._denominator)

    @classmethod
    def from_float(cls, f):
        return cls(f)

    def as_integer_ratio(self):
        return self._numerator, self._denominator

    def limit_denominator(self, max_denominator=1000000):
        if self._denominator <= max_denominator:
            return self
        p0, q0, p1, q1, n, d = 0, 1, 1, 0, self._numerator, self._denominator
        while True:
            a = n // d
            q2 = q0 + a * q1
            if q2 > max_denominator:
                break
            p0, q0, p1, q1, n, d = p1, q1, p0 + a * p1, q2, d, n - a * d
        k = (max_denominator - q0) // q1
        one, two = Fraction(p0 + k * p1, q0 + k * q1), Fraction(p1, q1)
        return two if abs(two - self) <= abs(one - self) else one

    def __repr__(self):
        return f'Fraction({self._numerator}, {self._denominator})'

    def __str__(self):
        return str(self._numerator) if self._denominator == 1 else f'{self._numerator}/{self._denominator}'

    def _with(self, other, combine, floats):
        if isinstance(other, float):
            return floats(float(self), other)
        if isinstance(other, (int, Fraction)):
            other = Fraction(other)
            return combine(self._numerator, self._denominator, other._numerator, other._denominator)
        return NotImplemented

    def __add__(self, other):
        return self._with(other, lambda a, b, c, d: Fraction(a * d + c * b, b * d), lambda x, y: x + y)

    __radd__ = __add__

    def __sub__(self, other):
        return self._with(other, lambda a, b, c, d: Fraction(a * d - c * b, b * d), lambda x, y: x - y)

    def __rsub__(self, other):
        return self._with(other, lambda a, b, c, d: Fraction(c * b - a * d, b * d), lambda x, y: y - x)

    def __mul__(self, other):
        return self._with(other, lambda a, b, c, d: Fraction(a * c, b * d), lambda x, y: x * y)

    __rmul__ = __mul__

    def __truediv__(self, other):
        return self._with(other, lambda a, b, c, d: Fraction(a * d, b * c), lambda x, y: x / y)

    def __rtruediv__(self, other):
        return self._with(other, lambda a, b, c, d: Fraction(c * b, d * a), lambda x, y: y / x)

    def __floordiv__(self, other):
        return self._with(other, lambda a, b, c, d: (a * d) // (b * c), lambda x, y: x // y)

    def __mod__(self, other):
        return self - (self // other) * other

    def __pow__(self, other):
        if isinstance(other, int):
            return Fraction(self._numerator ** other, self._denominator ** other) if other >= 0 else Fraction(self._denominator ** -other, self._numerator ** -other)
        return float(self) ** float(other)

    def __neg__(self):
        return Fraction(-self._numerator, self._denominator)

    def __abs__(self):
        return Fraction(abs(self._numerator), self._denominator)

    def __eq__(self, other):
        return self._with(other, lambda a, b, c, d: a * d == c * b, lambda x, y: x == y)

    def __lt__(self, other):
        return self._with(other, lambda a, b, c, d: a * d < c * b, lambda x, y: x < y)

    def __le__(self, other):
        return self._with(other, lambda a, b, c, d: a * d <= c * b, lambda x, y: x <= y)

    def __gt__(self, other):
        return self._with(other, lambda a, b, c, d: a * d > c * b, lambda x, y: x > y)

    def __ge__(self, other):
        return self._with(other, lambda a, b, c, d: a * d >= c * b, lambda x, y: x >= y)

    def __hash__(self):
        return hash(self._numerator) if self._denominator == 1 else hash(self._numerator / self._denominator)

    def __float__(self):
        return self._numerator / self._denominator

    def __int__(self):
        return abs(self._numerator) // self._denominator * (-1 if self._numerator < 0 else 1)

    __trunc__ = __int__

    def __bool__(self):
        return self._numerator != 0

    def __round__(self, n=None):
        if n is None:
            whole, rest = divmod(self._numerator, self._denominator)
            return whole + (rest * 2 > self._denominator or rest * 2 == self._denominator and whole % 2)
        return Fraction(round(self * 10 ** n), 10 ** n)
