"""Averages and how numbers spread."""
import math
from collections import Counter
from fractions import Fraction


class StatisticsError(ValueError):
    pass


def _exact(values):
    return sum((Fraction(each) for each in values), Fraction(0))


def _like(value, values):
    if all(isinstance(each, int) for each in values):
        return int(value) if value.denominator == 1 else float(value)
    return type(values[0])(value) if isinstance(values[0], Fraction) else float(value)


def mean(data):
    values = list(data)
    if not values:
        raise StatisticsError('mean requires at least one data point')
    return _like(_exact(values) / len(values), values)


def fmean(data, weights=None):
    values = list(data)
    if not values:
        raise StatisticsError('fmean requires at least one data point')
    if weights is not None:
        weights = list(weights)
        return sum(a * b for a, b in zip(values, weights)) / sum(weights)
    return math.fsum(values) / len(values)


def geometric_mean(data):
    return math.exp(fmean(math.log(each) for each in data))


def harmonic_mean(data, weights=None):
    values = list(data)
    return len(values) / sum(1 / each for each in values)


def median(data):
    values = sorted(data)
    if not values:
        raise StatisticsError('no median for empty data')
    middle = len(values) // 2
    return values[middle] if len(values) % 2 else (values[middle - 1] + values[middle]) / 2


def median_low(data):
    values = sorted(data)
    return values[(len(values) - 1) // 2]


def median_high(data):
    values = sorted(data)
    return values[len(values) // 2]


def mode(data):
    found = Counter(data).most_common(1)
    if not found:
        raise StatisticsError('no mode for empty data')
    return found[0][0]


def multimode(data):
    counts = Counter(data)
    most = max(counts.values(), default=0)
    return [value for value, count in counts.items() if count == most]


def _spread(values, by, least, name, xbar=None):
    values = list(values)
    if len(values) < least:
        raise StatisticsError(f"{name} requires at least {'one data point' if least == 1 else 'two data points'}")
    middle = _exact(values) / len(values) if xbar is None else Fraction(xbar)
    return values, _exact((Fraction(each) - middle) ** 2 for each in values) / (len(values) - by)


def variance(data, xbar=None):
    values, found = _spread(data, 1, 2, 'variance', xbar)
    return _like(found, values)


def pvariance(data, mu=None):
    values, found = _spread(data, 0, 1, 'pvariance', mu)
    return _like(found, values)


def stdev(data, xbar=None):
    return math.sqrt(_spread(data, 1, 2, 'stdev', xbar)[1])


def pstdev(data, mu=None):
    return math.sqrt(_spread(data, 0, 1, 'pstdev', mu)[1])


def quantiles(data, *, n=4, method='exclusive'):
    values = sorted(data)
    found = []
    for at in range(1, n):
        if method == 'inclusive':
            where, part = divmod(at * (len(values) - 1), n)
            found.append((values[where] * (n - part) + values[where + 1] * part) / n)
        else:
            where = min(max(at * (len(values) + 1) // n, 1), len(values) - 1)
            part = at * (len(values) + 1) - where * n
            found.append((values[where - 1] * (n - part) + values[where] * part) / n)
    return found


def correlation(x, y):
    mx, my = fmean(x), fmean(y)
    return sum((a - mx) * (b - my) for a, b in zip(x, y)) / math.sqrt(sum((a - mx) ** 2 for a in x) * sum((b - my) ** 2 for b in y))
