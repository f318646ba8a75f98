"""ETag and If-Match: nothing is overwritten silently."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request

from core.errors import DomainError, StaleVersion
from core.models import Record


class PreconditionRequired(DomainError):
    code = "precondition_required"
    status = 428
    default_message = _("Send If-Match with the ETag of the version you read.")


def etag(record: Record) -> str:
    return f'"{record.uuid}-{record.version}"'


def expected_version(request: Request) -> int:
    """The version the caller read, from If-Match. Raises PreconditionRequired without one."""
    header = request.headers.get("If-Match", "").strip().removeprefix("W/").strip('"')
    version = header.rpartition("-")[2]
    if not version.isdigit():
        raise PreconditionRequired
    return int(version)


def require_version(
    record: Record, expected: int | None, yours: dict[str, Any], status: int = 409
) -> None:
    """Refuse an edit of a version that is no longer the present one.

    Args:
        record: the row, locked and fresh.
        expected: the version the person edited; None skips the check.
        yours: field → new value, shown beside the present one.

    Raises:
        StaleVersion: with ``details`` ``yours`` and ``theirs``.
    """
    if expected is None or record.version == expected:
        return
    theirs = {name: _shown(getattr(record, name, None)) for name in yours}
    error = StaleVersion(
        details={
            "yours": {name: _shown(value) for name, value in yours.items()},
            "theirs": theirs,
            "version": record.version,
        }
    )
    error.status = status
    raise error


def _shown(value: Any) -> str | None:
    return None if value is None else str(value)
