"""The file of a closed case: its order, its number, its place in the archive."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.services import record
from core.errors import Text
from deadlines.services.procedure import advance, lock, require_open
from documents.models import Document, DocumentKind
from documents.services.numbers import next_number
from enforcement.models import ArchiveEntry, Case, Payment, Retention
from enforcement.services.checks import require_fits, require_text
from enforcement.transitions.case_needs import CaseAct
from workbench.models import Approval

# Counts the files of a bureau and year; the archive number itself is year and serial.
ARCHIVE_WORD = "档"
MAIN, SECOND = "main", "second"
PARTS: dict[str, Text] = {MAIN: _("Main file"), SECOND: _("Second file")}
K = DocumentKind
# The order of a file: filing and decision first, then what was served, then the money; what
# is internal lies in the second file. A form not named here follows what is.
ORDER: tuple[tuple[str, str], ...] = (
    (MAIN, K.FILING),
    (MAIN, K.DECISION),
    (MAIN, K.DECISION_SUMMARY),
    (MAIN, K.DECISION_NONE),
    (MAIN, K.PAYMENT_PLAN),
    (MAIN, K.PENALTY_NOTICE),
    (MAIN, K.DEMAND),
    (MAIN, K.COURT_APPLICATION),
    (SECOND, K.CLOSING),
)
PLACES = {kind: place for place, (_part, kind) in enumerate(ORDER)}
PART_OF = {kind: part for part, kind in ORDER}


@transaction.atomic
def archive(
    case: Case,
    *,
    pages: int,
    retention: Retention | str,
    location: str,
    by: User,
    on: date,
    volumes: int = 1,
) -> ArchiveEntry:
    """Put the file of a closed case into the archive, its contents in the fixed order.

    Args:
        pages: of all volumes together.
        retention: how long it is kept.
        location: room, shelf, box.

    Raises:
        IllegalTransition: the case is not closed, or its file lies there already.
        Invalid: with the field and what to correct.

    Legal source: SAMR procedure rules Art. 78 (one case, one file).
    """
    lock(case)
    require_open(case, CaseAct.ARCHIVE, by=by, on=on)
    require_text(location=location)
    require_fits(
        ArchiveEntry, pages=pages, volumes=volumes, retention=retention, location=location
    )
    advance(case, CaseAct.ARCHIVE, by=by, on=on)
    entry = ArchiveEntry.under(
        case,
        case=case,
        number=_number(case, on),
        archived_on=on,
        volumes=volumes,
        pages=pages,
        retention=retention,
        location=location.strip(),
        listing=file_listing(case),
    )
    entry.save(force_insert=True)
    after = {"number": entry.number, "retention": retention, "location": entry.location}
    record("archive_entry.made", subject=entry, by=by, on=on, after=after)
    return entry


def file_listing(case: Case) -> list[dict[str, str]]:
    """What the file holds, in its order: part, title, number and day of each piece.

    Legal source: the file order of the SAMR document set (forms 54 to 56).
    """
    rows = Document.objects.filter(about_kind=case.ref_kind, about_uuid=case.uuid)
    papers = sorted(rows, key=lambda row: (PLACES.get(row.kind, len(PLACES)), row.pk))
    pieces = [
        _piece(PART_OF.get(row.kind, MAIN), row.title, row.number, row.issued_on)
        for row in papers
    ]
    for payment in Payment.objects.filter(decision__case=case):
        title = f"{payment.get_kind_display()} {payment.amount}"
        pieces.append(_piece(MAIN, title, payment.receipt, payment.paid_on))
    for approval in Approval.objects.filter(about_uuid=case.uuid).order_by("pk"):
        day = approval.ended_on or approval.submitted_on
        pieces.append(_piece(SECOND, approval.title, "", day))
    return sorted(pieces, key=lambda piece: piece["part"])


def _piece(part: str, title: str, number: str, day: date) -> dict[str, str]:
    return {"part": part, "title": title, "number": number, "on": day.isoformat()}


def _number(case: Case, on: date) -> str:
    """Year and serial, four digits each."""
    counted = next_number(bureau=case.bureau, word=ARCHIVE_WORD, on=on)
    serial = counted.rpartition("〕")[2].removesuffix("号")
    return f"{on.year}{int(serial):04}"
