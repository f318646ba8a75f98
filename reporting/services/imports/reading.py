"""An uploaded file: taken in once, read, its columns recognised."""

import hashlib
from datetime import date

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Bureau, User
from audit.services import record
from core.errors import Invalid, PermissionRefused
from core.protocols import Actor
from registry.services.entry import one_line
from reporting.imports.base import ImportKind
from reporting.imports.columns import Table, lacking, left_aside, suggest, take_head, unit_notes
from reporting.imports.files import in_words, read_file, refused
from reporting.imports.registry import kind_named, require_import
from reporting.imports.sheet import MOST_BYTES, Sheet
from reporting.models.imports import ALIVE, ImportBatch, ImportMemory
from reporting.services.imports.states import move


def upload_import(
    *, kind: str, file_name: str, content: bytes, by: Actor, on: date
) -> tuple[ImportBatch, bool]:
    """Take a file in. The same file of the same kind leads to the import it began before.

    Returns:
        The import, and whether it is a new one.

    Raises:
        NotFound: such records cannot be imported.
        PermissionRefused: another duty.
        Invalid: no file, or one that is too large.
    """
    wanted = kind_named(kind)
    require_import(wanted, by=by)
    owner = by if isinstance(by, User) else None
    if wanted.needs_person and owner is None:
        raise PermissionRefused(_("These records are entered by a person. Name one."))
    if not content:
        raise refused(_("The file is empty. Fill in the template and send it again."))
    if len(content) > MOST_BYTES:
        read_file(content)
    bureau = owner.bureau if owner else Bureau.objects.get(parent=None)
    digest = hashlib.sha256(content).hexdigest()
    if (before := _same_file(bureau, kind, digest)) is not None:
        return before, False
    batch = ImportBatch(
        kind=kind,
        bureau=bureau,
        owner=owner,
        file_name=one_line(file_name)[-200:] or "?",
        file_hash=digest,
    )
    # The file first: a transaction never waits for a disk.
    batch.file.save(f"{batch.uuid}.bin", ContentFile(content), save=False)
    with transaction.atomic():
        batch.save(force_insert=True)
        after = {"kind": kind, "file": batch.file_name, "sha256": digest}
        record("import.uploaded", subject=batch, by=by, on=on, after=after)
    return batch, True


def _same_file(bureau: Bureau, kind: str, digest: str) -> ImportBatch | None:
    alive = ImportBatch.objects.filter(bureau=bureau, kind=kind, file_hash=digest)
    return alive.filter(state__in=ALIVE).order_by("-id").first()


def read_import(batch: ImportBatch) -> ImportBatch:
    """Read the file: what it holds and which column is which.

    A file that cannot be read ends the import with the sentence that says why.
    """
    kind = kind_named(batch.kind)
    memory = memory_of(batch)
    try:
        sheet = sheet_of(batch)
        table = take_head(sheet, kind, memory.columns)
    except Invalid as error:
        with transaction.atomic():
            return move(batch, "refuse", refusal=str(error))
    mapping = suggest(kind, table.headings, memory.columns)
    notes = [in_words(one) for one in sheet.said] + _notes(kind, table, mapping)
    act = "ask_columns" if lacking(kind, mapping) else "check"
    with transaction.atomic():
        return move(
            batch,
            act,
            sheet=sheet.name[:100],
            head_row=table.head_row,
            headings=table.headings,
            preamble=table.above,
            mapping=_numbered(mapping),
            values=memory.values,
            notes=notes,
        )


def _notes(kind: ImportKind, table: Table, mapping: dict[int, str]) -> list[str]:
    """What of the table was not taken, and what its numbers were taken for."""
    notes = []
    if aside := left_aside(table.headings, mapping):
        notes.append(_("Not taken: %(columns)s.") % {"columns": "、".join(aside)})
    if table.under:
        rows = "、".join(str(one) for one in table.under)
        text = _("Totals and notes under the table were not taken: rows %(rows)s.")
        notes.append(text % {"rows": rows})
    return notes + unit_notes(kind, mapping, table.headings, table.above)


def sheet_of(batch: ImportBatch) -> Sheet:
    """The file read anew. Raises Invalid."""
    with batch.file.open("rb") as file:
        return read_file(file.read())


def memory_of(batch: ImportBatch) -> ImportMemory:
    """How the bureau named columns and values before; empty where it never did."""
    found = ImportMemory.objects.filter(bureau=batch.bureau_id, kind=batch.kind).first()
    return found or ImportMemory(bureau=batch.bureau, kind=batch.kind)


def _numbered(mapping: dict[int, str]) -> dict[str, str]:
    return {str(at): field for at, field in mapping.items()}
