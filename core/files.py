"""Files that come in: their kind read from their content, their size, their digest."""

import hashlib
from dataclasses import dataclass
from typing import Any, Final

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from core.errors import Invalid

MOST_BYTES: Final = 10 * 1024 * 1024
NAME_LENGTH: Final = 200
# How a file of a kind begins, and the ending it is kept under.
KINDS: Final = (
    (b"%PDF-", "application/pdf", ".pdf"),
    (b"\xff\xd8\xff", "image/jpeg", ".jpg"),
    (b"\x89PNG\r\n\x1a\n", "image/png", ".png"),
)
ACCEPTED: Final = ".pdf,.jpg,.jpeg,.png"


@dataclass(frozen=True, slots=True)
class Examined:
    """What is known of a file once its content was read."""

    name: str
    kind: str
    suffix: str
    size: int
    sha256: str


def examine(upload: UploadedFile[Any], *, field: str = "file") -> Examined:
    """Read a file through: refuse what is empty, too large, or neither PDF, JPEG nor PNG.

    Args:
        field: of the form, for the refusal.

    Raises:
        Invalid: in that field.
    """
    size = upload.size or 0
    if size > MOST_BYTES:
        text = _("The file has %(size)s MB; at most %(most)s MB are taken.")
        told = {"size": size // 1024**2 + 1, "most": MOST_BYTES // 1024**2}
        raise Invalid(fields={field: text % told})
    upload.seek(0)
    content = upload.read()
    upload.seek(0)
    for begin, kind, suffix in KINDS:
        if content.startswith(begin):
            digest = hashlib.sha256(content).hexdigest()
            name = (upload.name or "").rpartition("/")[2].strip()[-NAME_LENGTH:]
            return Examined(name or f"file{suffix}", kind, suffix, len(content), digest)
    text = _("Send a PDF, JPEG or PNG file: this one is none of them, whatever its name says.")
    raise Invalid(fields={field: text})
