"""Keeping short secrets in the database unreadable without the installation's key."""

from base64 import urlsafe_b64encode
from hashlib import sha256

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings


class SealBroken(Exception):
    """The key is another one than when the secret was sealed."""


def seal(plain: str) -> str:
    """The secret as it may be stored; empty stays empty."""
    return _fernet().encrypt(plain.encode()).decode() if plain else ""


def unseal(sealed: str) -> str:
    """The secret itself. Raises SealBroken."""
    if not sealed:
        return ""
    try:
        return _fernet().decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise SealBroken from error


def _fernet() -> Fernet:
    key = settings.SEAL_KEY or f"seal {settings.SECRET_KEY}"
    return Fernet(urlsafe_b64encode(sha256(key.encode()).digest()))
