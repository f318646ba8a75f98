"""Short-lived addresses of protected files: a POST gives one, a GET uses it once or twice."""

from uuid import UUID

from django.core.signing import BadSignature, TimestampSigner
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError

SECONDS = 120
_signer = TimestampSigner(salt="core.downloads")


class AddressExpired(DomainError):
    code = "download_expired"
    status = 410
    default_message = _("This download address is no longer valid. Ask for the file again.")


def key_for(what: str, uuid: UUID, owner: UUID) -> str:
    """A key for one file and one person, good for two minutes."""
    return _signer.sign(f"{what}:{uuid}:{owner}")


def check_key(key: str, what: str, uuid: UUID, owner: UUID) -> None:
    """Raises AddressExpired unless ``key`` was given for this file and this person."""
    try:
        known = _signer.unsign(key, max_age=SECONDS)
    except BadSignature as error:
        raise AddressExpired from error
    if known != f"{what}:{uuid}:{owner}":
        raise AddressExpired
