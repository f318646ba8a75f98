"""The ways of service: what proves each of them, and from which day it counts."""

from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from audit.services import record
from core.errors import Invalid
from deadlines.services.calendar import office_calendar
from documents.models import Document, DocumentKind
from documents.services.documents import issue, serve
from enforcement.models import Case, DocumentService, ServiceMethod
from enforcement.services.case_documents import document_title
from enforcement.services.checks import require_fits, require_not_future, require_text
from enforcement.services.course_documents import announcement_content
from enforcement.transitions.course_law import ANNOUNCEMENT_PERIOD
from law.counting import compute_deadline
from law.periods import in_force

# What must be there for each way; one that is handed over names who took it.
PROOF: dict[ServiceMethod, tuple[str, ...]] = {
    ServiceMethod.DIRECT: ("recipient",),
    ServiceMethod.LEFT: ("place", "witnesses", "reason"),
    ServiceMethod.POST: ("tracking",),
    ServiceMethod.ENTRUSTED: ("organ",),
    ServiceMethod.ELECTRONIC: ("address", "consent"),
    ServiceMethod.ANNOUNCED: (),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Proof:
    """How a document was served and what shows it.

    Args:
        method: the way of service.
        recipient: who received it; for a service by hand the party itself if left empty.
        place, witnesses, reason: where it was left, who saw it, why it was left.
        tracking: number of the letter; its day is that of the receipt.
        organ: who served it on the bureau's request.
        address, consent: where it was sent, and the paper by which the party agreed.
    """

    method: ServiceMethod | str = ServiceMethod.DIRECT
    recipient: str = ""
    place: str = ""
    witnesses: str = ""
    reason: str = ""
    tracking: str = ""
    organ: str = ""
    address: str = ""
    consent: str = ""


def checked(proof: Proof | None, case: Case, *, announced: bool = True) -> dict[str, str]:
    """The proof as it is kept.

    Args:
        announced: whether the document may be served by announcement at all.

    Raises:
        Invalid: an unknown way, or what proves it is missing.
    """
    told = {name: str(text).strip() for name, text in asdict(proof or Proof()).items()}
    require_fits(DocumentService, **told)
    method = ServiceMethod(told["method"])
    if method == ServiceMethod.ANNOUNCED and not announced:
        text = _("A notice of hearing is not served by announcement. Choose another way.")
        raise Invalid(fields={"method": text})
    if method == ServiceMethod.DIRECT and not told["recipient"]:
        told["recipient"] = _receiver(case)[:100]
    require_text(**{name: told[name] for name in PROOF[method]})
    return told


def _receiver(case: Case) -> str:
    party = case.party
    if party is None:
        return case.party_label
    return party.legal_representative or party.name


def deemed_on(published_on: date) -> date:
    """The day on which an announced document counts as served.

    Legal source: SAMR procedure rules Art. 82 (5).
    """
    period = in_force(ANNOUNCEMENT_PERIOD, published_on)
    return compute_deadline(period, published_on, calendar=office_calendar()).due_on


def announced_of(document: Document | None) -> DocumentService | None:
    """The announcement of a document that is not served yet."""
    if document is None:
        return None
    rows = DocumentService.objects.filter(document=document, served_on=None)
    return rows.select_for_update(of=("self",)).first()


def day_of_service(
    told: dict[str, str], waiting: DocumentService | None, *, served_on: date | None, on: date
) -> date:
    """The day that counts: of receipt, or computed from the announcement.

    Raises:
        Invalid: nothing was announced, or the announcement has not run its time.
    """
    if told["method"] != ServiceMethod.ANNOUNCED:
        return served_on or on
    if waiting is None or waiting.published_on is None:
        raise Invalid(fields={"method": _("It was not announced yet. Announce it first.")})
    day = deemed_on(waiting.published_on)
    if day > on:
        text = _("Announced on %(published)s, it counts as served on %(day)s.") % {
            "published": waiting.published_on.isoformat(),
            "day": day.isoformat(),
        }
        raise Invalid(fields={"method": text})
    return day


@transaction.atomic
def keep_service(
    case: Case,
    document: Document,
    told: dict[str, str],
    *,
    served_on: date,
    by: User,
    on: date,
) -> DocumentService:
    """Keep how a document was served and note its day. Part of the act that serves it."""
    row = announced_of(document) or DocumentService.under(case, case=case, document=document)
    for name, text in told.items():
        setattr(row, name, text or getattr(row, name))
    row.served_on = served_on
    row.save()
    serve(document, served_on=served_on, by=by, on=on)
    after = {**{name: text for name, text in told.items() if text}, "served_on": served_on}
    record("document_service.recorded", subject=row, by=by, on=on, after=after)
    return row


@transaction.atomic
def announce(
    case: Case,
    document: Document,
    *,
    reason: str,
    place: str,
    published_on: date,
    by: User,
    on: date,
) -> DocumentService:
    """Announce a document whose party cannot be reached. Part of the act that announces.

    Raises:
        Invalid: no reason, no medium, a day in the future, or announced before.
    """
    require_text(reason=reason, place=place)
    require_fits(DocumentService, reason=reason, place=place)
    require_not_future(on, published_on=published_on)
    if announced_of(document) is not None:
        text = _("It was announced already.")
        raise Invalid(fields={"published_on": text})
    row = DocumentService.under(
        case,
        case=case,
        document=document,
        method=ServiceMethod.ANNOUNCED,
        reason=reason.strip(),
        place=place.strip(),
        published_on=published_on,
    )
    row.save(force_insert=True)
    issue(
        case,
        kind=DocumentKind.ANNOUNCEMENT,
        title=document_title(DocumentKind.ANNOUNCEMENT, case),
        content=announcement_content(case, document, published_on),
        by=by,
        on=on,
        issued_on=published_on,
    )
    after = {"published_on": published_on, "place": row.place, "document": document.number}
    record("document_service.announced", subject=row, by=by, on=on, after=after)
    return row
