"""Telling the party: the notice, its defence, the service of the decision."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from audit.services import record
from core.errors import Invalid
from deadlines.services.procedure import advance, lock, require_open
from documents.models import Document, DocumentKind
from documents.services.documents import issue
from enforcement.duties import hearing_right, told_figures
from enforcement.models import Case, Decision, DocumentService, PenaltyNotice
from enforcement.services import next_steps
from enforcement.services.case_documents import document_title, notice_content
from enforcement.services.checks import require_fits, require_not_future, require_text
from enforcement.services.course_documents import hearing_right_words
from enforcement.services.payments import perform_if_paid
from enforcement.services.ways import (
    Proof,
    announce,
    announced_of,
    checked,
    day_of_service,
    keep_service,
)
from enforcement.transitions.case_needs import CaseAct
from enforcement.transitions.course_law import HEARING_WINDOW

NOTICE_WORD = "罚告"


@transaction.atomic
def serve_notice(
    case: Case,
    *,
    by: User,
    on: date,
    served_on: date | None = None,
    proof: Proof | None = None,
) -> Document:
    """Serve the notice of the approved penalty; the party has five working days to answer.

    It tells the right to a hearing where the penalty gives one. An earlier defence was
    about another notice: the party may answer anew.

    Args:
        served_on: the day the party received it, if not ``on``.
        proof: how it was served and what shows it; default by hand to the party.

    Raises:
        IllegalTransition: the penalty is not approved, or there is none.
        Invalid: a day in the future or before the filing; proof is missing; an
            announcement has not run its time.

    Legal source: Administrative Penalty Law Art. 44, 45, 61, 63; SAMR rules Art. 57, 82.
    """
    lock(case)
    require_open(case, CaseAct.SERVE_NOTICE, by=by, on=on)
    told = checked(proof, case)
    notice = PenaltyNotice.objects.filter(case=case, served_on=None).last()
    waiting = announced_of(notice.document if notice else None)
    day = day_of_service(told, waiting, served_on=served_on, on=on)
    require_day(on, served_on=day, since=case.filed_on)
    if notice is None or waiting is None:
        notice = issue_notice(case, day=day, by=by, on=on)
    advance(
        case,
        CaseAct.SERVE_NOTICE,
        by=by,
        on=on,
        values={"notified_on": day, "defence": "", "defence_on": None, "defence_waived": False},
        clock_from=day,
        without=() if notice.has_hearing_right else (HEARING_WINDOW,),
    )
    keep_service(case, notice.document, told, served_on=day, by=by, on=on)
    notice.served_on = day
    notice.save(update_fields=["served_on", "updated_at"])
    next_steps.done(case, CaseAct.SERVE_NOTICE, by=by, on=on)
    next_steps.ask(case, CaseAct.DECIDE, by=by, on=on)
    return notice.document


def issue_notice(case: Case, *, day: date, by: User, on: date) -> PenaltyNotice:
    """The notice with what it tells, as values. Part of the act that serves it."""
    proposal = Decision.objects.select_related("case").get(case=case)
    grounds = [str(ground) for ground in hearing_right(proposal, on=day)]
    document = issue(
        case,
        kind=DocumentKind.PENALTY_NOTICE,
        title=document_title(DocumentKind.PENALTY_NOTICE, case),
        content=notice_content(case, proposal, day, rights=hearing_right_words(grounds, day)),
        by=by,
        on=on,
        word=NOTICE_WORD,
        issued_on=day,
    )
    notice = PenaltyNotice.under(
        case,
        case=case,
        document=document,
        told=told_figures(case, proposal),
        hearing_grounds=grounds,
    )
    notice.save(force_insert=True)
    return notice


@transaction.atomic
def announce_notice(
    case: Case, *, reason: str, place: str, by: User, on: date, published_on: date | None = None
) -> DocumentService:
    """Announce the notice of a party that cannot be reached; the handling period stands.

    Args:
        place: where it was announced. reason: why no other way was possible.

    Raises:
        IllegalTransition: the penalty is not approved, or there is none.
        Invalid: with the field and what to correct.

    Legal source: SAMR procedure rules Art. 64 (2), 82 (5).
    """
    day = published_on or on
    lock(case)
    require_open(case, CaseAct.ANNOUNCE_NOTICE, by=by, on=on)
    require_day(on, published_on=day, since=case.filed_on)
    notice = PenaltyNotice.objects.filter(case=case, served_on=None).last()
    if notice is None or announced_of(notice.document) is None:
        notice = issue_notice(case, day=day, by=by, on=on)
    told: dict[str, Any] = {"reason": reason, "place": place, "published_on": day}
    row = announce(case, notice.document, **told, by=by, on=on)
    advance(case, CaseAct.ANNOUNCE_NOTICE, by=by, on=on, clock_from=day)
    return row


@transaction.atomic
def announce_decision(
    case: Case, *, reason: str, place: str, by: User, on: date, published_on: date | None = None
) -> DocumentService:
    """Announce the decision to a party that cannot be reached.

    Raises:
        IllegalTransition: the case is not decided, or the decision was served.
        Invalid: with the field and what to correct.

    Legal source: SAMR procedure rules Art. 82 (5).
    """
    day = published_on or on
    lock(case)
    require_open(case, CaseAct.ANNOUNCE_DECISION, by=by, on=on)
    require_day(on, published_on=day, since=case.decided_on)
    told: dict[str, Any] = {"reason": reason, "place": place, "published_on": day}
    row = announce(case, _decision_document(case), **told, by=by, on=on)
    advance(case, CaseAct.ANNOUNCE_DECISION, by=by, on=on, clock_from=day)
    return row


def _decision_document(case: Case) -> Document:
    kinds = [DocumentKind.DECISION, DocumentKind.DECISION_NONE, DocumentKind.DISMISSAL]
    return Document.objects.filter(about_uuid=case.uuid, kind__in=kinds).latest("pk")


@transaction.atomic
def record_defence(
    case: Case,
    *,
    by: User,
    on: date,
    defence: str = "",
    heard_on: date | None = None,
    waived: bool = False,
    hearing_waived: bool = False,
) -> Case:
    """Record what the party stated, or that it expressly waived its defence.

    Args:
        defence: what the party stated; empty only for a waiver.
        heard_on: the day it was heard, if not ``on``.
        waived: the party waived it in writing.
        hearing_waived: the same paper gives up the hearing as well.

    Raises:
        IllegalTransition: no notice was served, or the case is decided; there is no
            hearing to give up.
        Invalid: neither a statement nor a waiver, or both.

    Legal source: Administrative Penalty Law Art. 45, 62.
    """
    if waived and defence.strip():
        text = _("Either the party stated its defence or it waived it.")
        raise Invalid(fields={"waived": text})
    day = None if waived else heard_on or on
    if not waived:
        require_text(defence=defence)
        require_fits(Case, defence=defence)
        require_day(on, heard_on=day, since=case.notified_on)
    values = {"defence": defence.strip(), "defence_on": day, "defence_waived": waived}
    advance(case, CaseAct.RECORD_DEFENCE, by=by, on=on, values=values)
    if hearing_waived:
        keep_hearing_waiver(case, day or on, by=by, on=on)
    return case


def keep_hearing_waiver(case: Case, day: date, *, by: User, on: date) -> PenaltyNotice:
    """The party gave up the hearing it was told of. Part of the act that records it."""
    advance(case, CaseAct.WAIVE_HEARING, by=by, on=on)
    notice = PenaltyNotice.objects.filter(case=case, served_on__isnull=False).latest("pk")
    notice.hearing_waived_on = day
    notice.version += 1
    notice.save()
    after = {"hearing_waived_on": day}
    record("penalty_notice.hearing_waived", subject=notice, by=by, on=on, after=after)
    return notice


@transaction.atomic
def serve_decision(
    case: Case,
    *,
    by: User,
    on: date,
    served_on: date | None = None,
    proof: Proof | None = None,
) -> Case:
    """Serve the decision; the fifteen days to pay run from its service.

    Where nothing is to be paid, no limit runs and the case is performed at once.

    Args:
        served_on: the day the party received it, if not ``on``.
        proof: how it was served and what shows it; default by hand to the party.

    Raises:
        IllegalTransition: the case is not decided, or the decision was served.
        Invalid: a day in the future or before the decision; proof is missing.

    Legal source: Administrative Penalty Law Art. 61, 67.
    """
    lock(case)
    require_open(case, CaseAct.SERVE_DECISION, by=by, on=on)
    told, document = checked(proof, case), _decision_document(case)
    day = day_of_service(told, announced_of(document), served_on=served_on, on=on)
    require_day(on, served_on=day, since=case.decided_on)
    decision = Decision.objects.get(case=case)
    advance(
        case,
        CaseAct.SERVE_DECISION,
        by=by,
        on=on,
        values={"served_on": day},
        clock_from=day,
        start_clocks=bool(decision.still_due()),
    )
    keep_service(case, document, told, served_on=day, by=by, on=on)
    next_steps.done(case, CaseAct.SERVE_DECISION, by=by, on=on)
    perform_if_paid(case, decision, by=by, on=day)
    return case


def require_day(on: date, *, since: date | None, **days: date | None) -> None:
    """Refuse a day in the future, or before the act it follows.

    Raises:
        Invalid: names the field.
    """
    require_not_future(on, **days)
    early = {name: day for name, day in days.items() if day and since and day < since}
    if since and early:
        text = _("This cannot have happened before %(since)s.") % {"since": since.isoformat()}
        raise Invalid(fields=dict.fromkeys(early, text))
