"""The files of an edition: written by a job; those of a frozen one are kept as written."""

import hashlib
import io
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import Perm, User
from audit.services import record
from core.errors import NotFound, PermissionRefused
from core.jobs import Progress, start_job
from core.models import Job
from core.tasks import send
from documents.papers import docx_of, pdf_of
from reporting.exports.report_flat import report_csv, report_json
from reporting.exports.report_paper import report_paper
from reporting.exports.report_xlsx import report_workbook
from reporting.models import EditionFile, FileForm, ReportEdition, ReportStatus
from reporting.services.report_duties import require_figures

REPORT_FILES = "reporting.report_files"
WRITERS: Mapping[FileForm, Callable[[ReportEdition], bytes]] = {
    FileForm.XLSX: report_workbook,
    FileForm.DOCX: lambda edition: docx_of(report_paper(edition)),
    FileForm.PDF: lambda edition: pdf_of(report_paper(edition)),
    FileForm.CSV: report_csv,
    FileForm.JSON: report_json,
}
# Every member of the archive bears the same instant, so that equal files pack equal.
INSTANT = (2000, 1, 1, 0, 0, 0)


def start_report_files(edition: ReportEdition, *, by: User, on: date) -> Job:
    """Ask for the files of an edition, in all five kinds, as one archive.

    Raises:
        NotFound: a bureau outside one's jurisdiction.
        PermissionRefused: exports are not this person's business.
        StillComputing: its figures are not complete.
    """
    if not by.bureau.is_above(edition.bureau):
        raise NotFound
    if not by.can(Perm.EXPORT_RECORDS):
        raise PermissionRefused
    require_figures(edition)
    record("report_edition.exported", subject=edition, by=by, on=on)
    title = _("Report forms: %(edition)s") % {"edition": edition}
    params = {"edition": str(edition.uuid)}
    return start_job(kind=REPORT_FILES, title=title, params=params, by=by, send=send)


def write_report_files(progress: Progress, params: Mapping[str, object]) -> dict[str, Any]:
    """The work behind the job; safe to run twice."""
    rows = ReportEdition.objects.select_related("bureau", "campaign", "restates")
    edition = rows.get(uuid=UUID(str(params["edition"])))
    require_figures(edition)
    total = len(WRITERS)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for done, form in enumerate(WRITERS):
            progress.tell(done, total, str(form.label))
            archive.writestr(_member(file_name(edition, form)), content_of(edition, form))
    progress.keep_file(f"{stem(edition)}.zip", ContentFile(target.getvalue()))
    progress.tell(total, total)
    return {"edition": str(edition.uuid)}


def _member(name: str) -> zipfile.ZipInfo:
    found = zipfile.ZipInfo(name, INSTANT)
    found.compress_type = zipfile.ZIP_DEFLATED
    return found


def stem(edition: ReportEdition) -> str:
    parts = [edition.bureau.code, edition.period, f"v{edition.number}"]
    if edition.status != ReportStatus.FROZEN:
        parts.append(edition.status)
    return "-".join(parts)


def file_name(edition: ReportEdition, form: FileForm) -> str:
    return f"{stem(edition)}.{form.value}"


def content_of(edition: ReportEdition, form: FileForm) -> bytes:
    """The bytes of one file: of a frozen edition those kept, kept now where they were not."""
    if edition.status != ReportStatus.FROZEN:
        return WRITERS[form](edition)
    kept = EditionFile.objects.filter(edition=edition, form=form).first()
    return read_kept(kept or _keep(edition, form))


def _keep(edition: ReportEdition, form: FileForm) -> EditionFile:
    content = WRITERS[form](edition)
    name = file_name(edition, form)
    made = EditionFile(
        edition=edition,
        form=form,
        name=name,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
    )
    made.file.save(name, ContentFile(content), save=False)
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:  # another worker kept it first: its bytes are the edition's
        made.file.delete(save=False)
        return EditionFile.objects.get(edition=edition, form=form)
    return made


class FileDamaged(Exception):
    """A kept file is not the one that was written."""


def read_kept(kept: EditionFile) -> bytes:
    """The bytes as they were kept.

    Raises:
        FileDamaged: the stored file differs from its checksum.
    """
    with kept.file.open("rb") as file:
        content: bytes = file.read()
    if hashlib.sha256(content).hexdigest() != kept.sha256:
        raise FileDamaged(kept.name)
    return content
