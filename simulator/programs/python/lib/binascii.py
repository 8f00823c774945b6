"""Bytes as text, and text as bytes."""
_LETTERS = b'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
_VALUES = {letter: value for value, letter in enumerate(_LETTERS)}


class Error(ValueError):
    pass


class Incomplete(Exception):
    pass


def hexlify(data, sep=None, bytes_per_sep=1):
    text = bytes(data).hex() if sep is None else bytes(data).hex(sep, bytes_per_sep)
    return text.encode()


b2a_hex = hexlify


def unhexlify(hexstr):
    text = hexstr if isinstance(hexstr, str) else bytes(hexstr).decode('ascii')
    if len(text) % 2:
        raise Error('Odd-length string')
    try:
        return bytes.fromhex(text)
    except ValueError:
        raise Error('Non-hexadecimal digit found') from None


a2b_hex = unhexlify


def b2a_base64(data, *, newline=True):
    data, made = bytes(data), bytearray()
    for at in range(0, len(data), 3):
        part = data[at:at + 3]
        number = int.from_bytes(part.ljust(3, b'\0'), 'big')
        letters = bytes([_LETTERS[number >> 18], _LETTERS[number >> 12 & 63], _LETTERS[number >> 6 & 63], _LETTERS[number & 63]])
        made += letters[:len(part) + 1] + b'=' * (3 - len(part))
    return bytes(made) + (b'\n' if newline else b'')


def a2b_base64(data, *, strict_mode=False):
    data = data.encode('ascii') if isinstance(data, str) else bytes(data)
    values = [_VALUES[each] for each in data.split(b'=')[0] if each in _VALUES]
    if len(values) % 4 == 1:
        raise Error(f'Invalid base64-encoded string: number of data characters ({len(values)}) cannot be 1 more than a multiple of 4')
    if len(values) % 4 and b'=' not in data:
        raise Error('Incorrect padding')
    made = bytearray()
    for at in range(0, len(values), 4):
        part = values[at:at + 4]
        number = 0
        for value in part + [0] * (4 - len(part)):
            number = number << 6 | value
        made += number.to_bytes(3, 'big')[:len(part) - 1]
    return bytes(made)


def crc32(data, value=0):
    value ^= 0xffffffff
    for byte in bytes(data):
        value ^= byte
        for _ in range(8):
            value = value >> 1 ^ (0xedb88320 if value & 1 else 0)
    return value ^ 0xffffffff
