"""Decimal numbers: the arithmetic of everyday use."""
from fractions import Fraction as _Fraction

ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_DOWN, ROUND_UP, ROUND_FLOOR, ROUND_CEILING, ROUND_HALF_DOWN = (
    'ROUND_HALF_EVEN', 'ROUND_HALF_UP', 'ROUND_DOWN', 'ROUND_UP', 'ROUND_FLOOR', 'ROUND_CEILING', 'ROUND_HALF_DOWN')


class DecimalException(ArithmeticError):
    pass


class InvalidOperation(DecimalException):
    pass


class DivisionByZero(DecimalException, ZeroDivisionError):
    pass


class Context:
    def __init__(self, prec=28, rounding=ROUND_HALF_EVEN, **rest):
        self.prec, self.rounding = prec, rounding

    def __enter__(self):
        return self

    def __exit__(self, *details):
        global _context
        _context = self._outer


_context = Context()


def getcontext():
    return _context


def setcontext(context):
    global _context
    _context = context


def localcontext(ctx=None, **options):
    global _context
    made = Context((ctx or _context).prec, (ctx or _context).rounding)
    made.__dict__.update(options)
    made._outer, _context = _context, made
    return made


def _divided(number, by, rounding):
    """An integer divided by one that is above zero, rounded."""
    sign = -1 if number < 0 else 1
    whole, rest = divmod(abs(number), by)
    more = {ROUND_DOWN: False, ROUND_UP: rest > 0, ROUND_FLOOR: sign < 0 and rest > 0, ROUND_CEILING: sign > 0 and rest > 0, ROUND_HALF_UP: rest * 2 >= by,
            ROUND_HALF_DOWN: rest * 2 > by, ROUND_HALF_EVEN: rest * 2 > by or rest * 2 == by and whole % 2 == 1}[rounding]
    return sign * (whole + more)


class Decimal:
    __slots__ = ('_int', '_exp')

    def __new__(cls, value='0', context=None):
        self = object.__new__(cls)
        if isinstance(value, Decimal):
            self._int, self._exp = value._int, value._exp
        elif isinstance(value, int):
            self._int, self._exp = int(value), 0
        elif isinstance(value, float):
            top, bottom = value.as_integer_ratio()
            shift = bottom.bit_length() - 1
            self._int, self._exp = top * 5 ** shift, -shift
        elif isinstance(value, tuple):
            sign, digits, self._exp = value
            self._int = int(''.join(map(str, digits)) or '0') * (-1 if sign else 1)
        else:
            import re
            found = re.fullmatch(r'\s*([-+]?)(\d*)(?:\.(\d*))?(?:[eE]([-+]?\d+))?\s*', str(value).replace('_', ''))
            if not found or not (found.group(2) or found.group(3)):
                raise InvalidOperation("[<class 'decimal.ConversionSyntax'>]")
            sign, whole, part, power = found.groups()
            self._int = int((whole or '') + (part or '') or '0') * (-1 if sign == '-' else 1)
            self._exp = int(power or 0) - len(part or '')
        return self

    @classmethod
    def _made(cls, number, exp):
        self = object.__new__(cls)
        digits = len(str(abs(number)))
        if digits > _context.prec:
            cut = digits - _context.prec
            number, exp = _divided(number, 10 ** cut, _context.rounding), exp + cut
        self._int, self._exp = number, exp
        return self

    @classmethod
    def from_float(cls, f):
        return cls(f)

    def __str__(self):
        digits, sign = str(abs(self._int)), '-' if self._int < 0 else ''
        point = len(digits) + self._exp
        if self._exp <= 0 and point > -6:
            if self._exp == 0:
                return sign + digits
            return sign + (digits[:point] + '.' + digits[point:] if point > 0 else '0.' + '0' * -point + digits)
        mantissa = digits[0] + ('.' + digits[1:] if len(digits) > 1 else '')
        return f'{sign}{mantissa}E{point - 1:+d}'

    def __repr__(self):
        return f"Decimal('{self}')"

    def __hash__(self):
        return hash(_Fraction(self))

    def as_integer_ratio(self):
        found = _Fraction(self._int * 10 ** max(self._exp, 0), 10 ** max(-self._exp, 0))
        return found.numerator, found.denominator

    def as_tuple(self):
        from collections import namedtuple
        return namedtuple('DecimalTuple', 'sign digits exponent')(int(self._int < 0), tuple(map(int, str(abs(self._int)))), self._exp)

    @staticmethod
    def _of(other):
        return other if isinstance(other, Decimal) else Decimal(other) if isinstance(other, int) else None

    def _with(self, other, combine):
        other = self._of(other)
        if other is None:
            return NotImplemented
        exp = min(self._exp, other._exp)
        return combine(self._int * 10 ** (self._exp - exp), other._int * 10 ** (other._exp - exp), exp)

    def __add__(self, other):
        return self._with(other, lambda a, b, exp: Decimal._made(a + b, exp))

    __radd__ = __add__

    def __sub__(self, other):
        return self._with(other, lambda a, b, exp: Decimal._made(a - b, exp))

    def __rsub__(self, other):
        return self._with(other, lambda a, b, exp: Decimal._made(b - a, exp))

    def __mul__(self, other):
        other = self._of(other)
        return NotImplemented if other is None else Decimal._made(self._int * other._int, self._exp + other._exp)

    __rmul__ = __mul__

    def __truediv__(self, other):
        other = self._of(other)
        if other is None:
            return NotImplemented
        if not other._int:
            raise DivisionByZero("[<class 'decimal.DivisionByZero'>]") if self._int else InvalidOperation("[<class 'decimal.DivisionUndefined'>]")
        ideal = self._exp - other._exp
        shift = max(0, _context.prec + len(str(abs(other._int))) - len(str(abs(self._int))) + 1)
        top = self._int * 10 ** shift * (-1 if other._int < 0 else 1)
        whole, rest = divmod(abs(top), abs(other._int))
        number, exp = (whole * 10 + (1 if rest else 0)) * (-1 if top < 0 else 1), ideal - shift - 1
        made = Decimal._made(number, exp)
        while made._exp < ideal and made._int and made._int % 10 == 0:
            made._int, made._exp = made._int // 10, made._exp + 1
        return made

    def __rtruediv__(self, other):
        return Decimal(other) / self if isinstance(other, int) else NotImplemented

    def __floordiv__(self, other):
        return self._with(other, lambda a, b, exp: Decimal(abs(a) // abs(b) * (1 if (a < 0) == (b < 0) else -1)))

    def __mod__(self, other):
        return self._with(other, lambda a, b, exp: Decimal._made(abs(a) % abs(b) * (-1 if a < 0 else 1), exp))

    def __pow__(self, other):
        if isinstance(other, Decimal):
            other = int(other)
        if other < 0:
            return Decimal(1) / self ** -other
        return Decimal._made(self._int ** other, self._exp * other)

    def __neg__(self):
        return Decimal._made(-self._int, self._exp)

    def __pos__(self):
        return Decimal._made(self._int, self._exp)

    def __abs__(self):
        return Decimal._made(abs(self._int), self._exp)

    def __bool__(self):
        return self._int != 0

    def __int__(self):
        return int(self.to_integral_value(ROUND_DOWN)._int) if self._exp < 0 else self._int * 10 ** self._exp

    def __float__(self):
        return float(str(self))

    def _compared(self, other, compare):
        if isinstance(other, float):
            other = Decimal(other)
        return self._with(other, lambda a, b, exp: compare(a, b))

    def __eq__(self, other):
        return self._compared(other, lambda a, b: a == b)

    def __lt__(self, other):
        return self._compared(other, lambda a, b: a < b)

    def __le__(self, other):
        return self._compared(other, lambda a, b: a <= b)

    def __gt__(self, other):
        return self._compared(other, lambda a, b: a > b)

    def __ge__(self, other):
        return self._compared(other, lambda a, b: a >= b)

    def quantize(self, exp, rounding=None, context=None):
        target = Decimal(exp)._exp
        made = object.__new__(Decimal)
        made._exp = target
        made._int = self._int * 10 ** (self._exp - target) if self._exp >= target else _divided(self._int, 10 ** (target - self._exp), rounding or _context.rounding)
        return made

    def to_integral_value(self, rounding=None, context=None):
        return self if self._exp >= 0 else self.quantize(Decimal(1), rounding)

    def __round__(self, n=None):
        return int(self.to_integral_value(ROUND_HALF_EVEN)) if n is None else self.quantize(Decimal((0, (1,), -n)))

    def normalize(self, context=None):
        number, exp = self._int, self._exp
        while number and number % 10 == 0:
            number, exp = number // 10, exp + 1
        return Decimal._made(number, exp if number else 0)

    def sqrt(self, context=None):
        from math import isqrt
        shift = _context.prec * 2 + (self._exp & 1)
        return Decimal._made(isqrt(self._int * 10 ** shift), (self._exp - shift) // 2).normalize()

    def is_zero(self):
        return not self._int

    def is_signed(self):
        return self._int < 0

    def __format__(self, spec):
        if not spec:
            return str(self)
        if spec[-1] in 'f%':
            places = int(spec.rpartition('.')[2][:-1]) if '.' in spec else max(-self._exp, 0)
            value = (self * 100 if spec[-1] == '%' else self).quantize(Decimal((0, (1,), -places)))
            text = str(value)
            if ',' in spec:
                whole, dot, part = text.partition('.')
                text = f'{int(whole):,}{dot}{part}'
            return format(text + ('%' if spec[-1] == '%' else ''), spec.split('.')[0].rstrip('f,%') or '')
        return format(str(self), spec)
