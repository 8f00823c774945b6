"""Bytes as text of sixty-four letters."""
import binascii


def _bytes(s):
    if isinstance(s, str):
        try:
            return s.encode('ascii')
        except UnicodeEncodeError:
            raise ValueError('string argument should contain only ASCII characters') from None
    return bytes(s)


def b64encode(s, altchars=None):
    made = binascii.b2a_base64(s, newline=False)
    return made.translate(bytes.maketrans(b'+/', altchars)) if altchars else made


def b64decode(s, altchars=None, validate=False):
    s = _bytes(s)
    if altchars:
        s = s.translate(bytes.maketrans(_bytes(altchars), b'+/'))
    if validate:
        import re
        if not re.fullmatch(b'[A-Za-z0-9+/]*={0,2}', s):
            raise binascii.Error('Only base64 data is allowed')
    return binascii.a2b_base64(s)


standard_b64encode, standard_b64decode = b64encode, b64decode


def urlsafe_b64encode(s):
    return b64encode(s, b'-_')


def urlsafe_b64decode(s):
    return b64decode(_bytes(s).translate(bytes.maketrans(b'-_', b'+/')))


def encodebytes(s):
    return b''.join(binascii.b2a_base64(s[at:at + 57]) for at in range(0, len(s), 57))


def decodebytes(s):
    return binascii.a2b_base64(s)


def b16encode(s):
    return binascii.hexlify(s).upper()


def b16decode(s, casefold=False):
    return binascii.unhexlify(_bytes(s).upper() if casefold else _bytes(s))


_B32 = b'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'


def b32encode(s):
    bits = ''.join(f'{byte:08b}' for byte in s)
    bits += '0' * (-len(bits) % 5)
    made = bytes(_B32[int(bits[at:at + 5], 2)] for at in range(0, len(bits), 5))
    return made + b'=' * (-len(made) % 8)


def b32decode(s, casefold=False, map01=None):
    text = _bytes(s).upper() if casefold else _bytes(s)
    bits = ''.join(f'{_B32.index(byte):05b}' for byte in text.rstrip(b'='))
    return bytes(int(bits[at:at + 8], 2) for at in range(0, len(bits) - len(bits) % 8, 8))
