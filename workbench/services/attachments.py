"""Files on records: taken in by acts that have checked who may, never by a page alone."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from accounts.models import Scoped, User
from audit.services import record as write_audit
from core.files import examine
from workbench.models import Attachment


@transaction.atomic
def attach(
    record: Scoped, upload: UploadedFile[Any], *, by: User, on: date, field: str = "file"
) -> Attachment:
    """Keep a file on a record, with the digest of its content. Part of an act.

    Args:
        record: what it belongs to; the file shares its scope.
        field: of the form, for refusals.

    Raises:
        Invalid: empty, too large, or neither PDF, JPEG nor PNG by its content.
    """
    found = examine(upload, field=field)
    row = Attachment.under(
        record,
        about_kind=record.ref_kind,
        about_uuid=record.uuid,
        name=found.name,
        kind=found.kind,
        size=found.size,
        sha256=found.sha256,
        added_by=by,
        added_on=on,
    )
    # Under a name of ours, with the ending of what it is.
    row.file.save(f"file{found.suffix}", upload, save=False)
    row.save(force_insert=True)
    after = {"name": row.name, "sha256": row.sha256, "size": row.size}
    write_audit("attachment.added", subject=row, by=by, on=on, after=after)
    return row


def attach_all(
    record: Scoped, uploads: Sequence[UploadedFile[Any]], *, by: User, on: date
) -> list[Attachment]:
    """Several files at once. Part of an act."""
    return [attach(record, one, by=by, on=on, field="attached") for one in uploads]


def attachments_of(record: Scoped) -> list[Attachment]:
    """The files of a record, for whoever reads it. One query."""
    rows = Attachment.objects.filter(about_kind=record.ref_kind, about_uuid=record.uuid)
    return list(rows.select_related("added_by"))


@transaction.atomic
def note_fetched(attachment: Attachment, *, by: User, on: date) -> None:
    """Keep that a file was fetched, and by whom."""
    after = {"name": attachment.name}
    write_audit("attachment.fetched", subject=attachment, by=by, on=on, after=after)
