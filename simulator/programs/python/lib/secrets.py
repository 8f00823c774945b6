"""Chance that nobody can foresee."""
import base64
import binascii
from hmac import compare_digest
from random import SystemRandom

_chance = SystemRandom()
randbits, choice = _chance.getrandbits, _chance.choice


def randbelow(exclusive_upper_bound):
    if exclusive_upper_bound <= 0:
        raise ValueError('Upper bound must be positive.')
    return _chance.randrange(exclusive_upper_bound)


def token_bytes(nbytes=None):
    return _chance.randbytes(32 if nbytes is None else nbytes)


def token_hex(nbytes=None):
    return binascii.hexlify(token_bytes(nbytes)).decode('ascii')


def token_urlsafe(nbytes=None):
    return base64.urlsafe_b64encode(token_bytes(nbytes)).rstrip(b'=').decode('ascii')
