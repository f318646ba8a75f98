"""Telling the party: the notice, its defence, the service of the decision."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import Invalid
from deadlines.services.procedure import advance, lock, require_open
from documents.models import Document, DocumentKind
from documents.services.documents import issue, serve
from enforcement.models import Case, Decision
from enforcement.services import next_steps
from enforcement.services.case_documents import document_title, notice_content
from enforcement.services.checks import require_fits, require_not_future, require_text
from enforcement.services.payments import perform_if_paid
from enforcement.transitions.case_needs import CaseAct

NOTICE_WORD = "罚告"


@transaction.atomic
def serve_notice(case: Case, *, by: User, on: date, served_on: date | None = None) -> Document:
    """Serve the notice of the approved penalty; the party has five working days to answer.

    Args:
        served_on: the day the party received it, if not ``on``.

    Raises:
        IllegalTransition: the penalty is not approved.
        Invalid: a day in the future or before the filing.

    Legal source: Administrative Penalty Law Art. 44, 45; SAMR procedure rules Art. 57.
    """
    day = served_on or on
    require_day(on, served_on=day, since=case.filed_on)
    values = {"notified_on": day}
    advance(case, CaseAct.SERVE_NOTICE, by=by, on=on, values=values, clock_from=day)
    proposal = Decision.objects.get(case=case)
    notice = issue(
        case,
        kind=DocumentKind.PENALTY_NOTICE,
        title=document_title(DocumentKind.PENALTY_NOTICE, case),
        content=notice_content(case, proposal, day),
        by=by,
        on=on,
        word=NOTICE_WORD,
        issued_on=day,
    )
    serve(notice, served_on=day, by=by, on=on)
    next_steps.done(case, CaseAct.SERVE_NOTICE, by=by, on=on)
    next_steps.ask(case, CaseAct.DECIDE, by=by, on=on)
    return notice


@transaction.atomic
def record_defence(
    case: Case,
    *,
    by: User,
    on: date,
    defence: str = "",
    heard_on: date | None = None,
    waived: bool = False,
) -> Case:
    """Record what the party stated, or that it expressly waived its defence.

    Args:
        defence: what the party stated; empty only for a waiver.
        heard_on: the day it was heard, if not ``on``.
        waived: the party waived it in writing.

    Raises:
        IllegalTransition: no notice was served, or the case is decided.
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
    return case


@transaction.atomic
def serve_decision(case: Case, *, by: User, on: date, served_on: date | None = None) -> Case:
    """Serve the decision; the fifteen days to pay run from its service.

    Where nothing is to be paid, no limit runs and the case is performed at once.

    Args:
        served_on: the day the party received it, if not ``on``.

    Raises:
        IllegalTransition: the case is not decided, or the decision was served.
        Invalid: a day in the future or before the decision.

    Legal source: Administrative Penalty Law Art. 61, 67.
    """
    day = served_on or on
    lock(case)
    require_open(case, CaseAct.SERVE_DECISION, by=by, on=on)
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
    kinds = [DocumentKind.DECISION, DocumentKind.DECISION_NONE]
    document = Document.objects.filter(about_uuid=case.uuid, kind__in=kinds).latest("pk")
    serve(document, served_on=day, by=by, on=on)
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
