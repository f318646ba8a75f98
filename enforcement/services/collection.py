"""Getting what is owed: demand, enforcement agreement, the people's court."""

from datetime import date
from decimal import Decimal

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from audit.services import record
from core.errors import IllegalTransition, Invalid
from deadlines.services.clocks import is_law_on, live_clocks, start_clock
from deadlines.services.procedure import advance, lock, require_open
from documents.models import DocumentKind
from documents.services.documents import issue, serve
from enforcement.dues import ZERO, remedies_over_on, surcharge_of
from enforcement.models import (
    Case,
    CourtApplication,
    CourtState,
    Decision,
    Demand,
    EnforcementAgreement,
)
from enforcement.services import next_steps
from enforcement.services.case_documents import document_title, period_length
from enforcement.services.checks import require_fits, require_text
from enforcement.services.payments import perform_if_paid
from enforcement.services.performance_papers import court_content, demand_content
from enforcement.services.serving import require_day
from enforcement.transitions.case_needs import CaseAct
from enforcement.transitions.performance_needs import (
    COURT_AFTER_PLAN,
    COURT_APPLICATION,
    DEMAND_PERIOD,
)
from law.steps import show_yuan

DEMAND_WORD = "罚催"
COURT_WORD = "罚执"


@transaction.atomic
def serve_demand(case: Case, *, by: User, on: date, served_on: date | None = None) -> Demand:
    """Serve a demand; the party has ten working days, and owes the surcharge from now on.

    The three months for the court run from the end of the party's time to seek review or
    sue, unless a missed plan has begun them already.

    Args:
        served_on: the day the party received it, if not ``on``.

    Raises:
        IllegalTransition: nothing is owed, time to pay is left, a plan runs.
        Invalid: a day in the future or before the service of the decision.

    Legal source: Administrative Compulsion Law Art. 35, 54; Administrative Penalty Law
    Art. 72.
    """
    day = served_on or on
    lock(case)
    require_open(case, CaseAct.DEMAND, by=by, on=day)
    require_day(on, served_on=day, since=case.served_on)
    decision = Decision.objects.select_related("case").get(case=case)
    state = surcharge_of(decision, day)
    left = decision.still_due()
    if state is not None:
        left["surcharge"] = max(ZERO, state.accrued.amount - state.waived - state.paid)
    row = Demand.under(case, decision=decision, served_on=day, **_amounts(left))
    row.save(force_insert=True)
    kind = DocumentKind.DEMAND
    paper = issue(
        case,
        kind=kind,
        title=document_title(kind, case),
        content=demand_content(case, left, state, period_length(DEMAND_PERIOD, day)),
        by=by,
        on=on,
        word=DEMAND_WORD,
        issued_on=day,
    )
    serve(paper, served_on=day, by=by, on=on)
    advance(case, CaseAct.DEMAND, by=by, on=on, clock_from=day)
    begin_court_period(case)
    next_steps.done(case, CaseAct.DEMAND, by=by, on=on)
    next_steps.ask(case, CaseAct.APPLY_TO_COURT, by=by, on=on)
    return row


def begin_court_period(case: Case) -> None:
    """The three months for the court, once it is known when they begin. Part of an act."""
    over = remedies_over_on(case)
    known = live_clocks(case, (COURT_APPLICATION, COURT_AFTER_PLAN)).exists()
    if over is not None and not known and is_law_on(COURT_APPLICATION, over):
        start_clock(case, rule=COURT_APPLICATION, on=over)


@transaction.atomic
def agree_enforcement(
    case: Case,
    *,
    agreed_on: date,
    terms: str,
    paper: str,
    waived: Decimal = ZERO,
    by: User,
    on: date,
) -> EnforcementAgreement:
    """Conclude an agreement on how the party performs; only here surcharge is waived.

    Args:
        by: the head of the bureau.
        terms: the stages, and what the party does to make good.
        paper: number of the agreement.
        waived: yuan of the surcharge; not more than is owed of it.

    Raises:
        IllegalTransition: no demand was served, or nothing is owed.
        Invalid: with the field and what to correct.

    Legal source: Administrative Compulsion Law Art. 42.
    """
    lock(case)
    require_open(case, CaseAct.AGREE_ENFORCEMENT, by=by, on=on)
    require_text(terms=terms, paper=paper)
    require_fits(EnforcementAgreement, terms=terms, paper=paper, waived=waived)
    require_day(on, agreed_on=agreed_on, since=case.served_on)
    decision = Decision.objects.select_related("case").get(case=case)
    state = surcharge_of(decision, agreed_on)
    owed = state.left if state else ZERO
    if waived > owed:
        text = _("Only %(owed)s yuan of surcharge are owed.") % {"owed": show_yuan(str(owed))}
        raise Invalid(fields={"waived": text})
    advance(case, CaseAct.AGREE_ENFORCEMENT, by=by, on=on, note=paper.strip())
    row = EnforcementAgreement.under(
        case,
        decision=decision,
        agreed_on=agreed_on,
        waived=waived,
        terms=terms.strip(),
        paper=paper.strip(),
    )
    row.save(force_insert=True)
    after = {"agreed_on": agreed_on, "waived": waived, "paper": row.paper}
    record("enforcement_agreement.concluded", subject=row, by=by, on=on, after=after)
    if not decision.still_due():
        perform_if_paid(case, decision, by=by, on=agreed_on)
    return row


@transaction.atomic
def apply_to_court(
    case: Case, *, court: str, by: User, on: date, applied_on: date | None = None
) -> CourtApplication:
    """Ask the people's court to enforce what the party did not perform.

    Args:
        court: its name.
        applied_on: the day of the application, if not ``on``.

    Raises:
        IllegalTransition: the demand's ten days or the party's remedies are not over.
        Invalid: with the field and what to correct.

    Legal source: Administrative Compulsion Law Art. 53-55 (within three months).
    """
    day = applied_on or on
    lock(case)
    require_day(on, applied_on=day, since=case.served_on)
    require_open(case, CaseAct.APPLY_TO_COURT, by=by, on=day)
    require_text(court=court)
    require_fits(CourtApplication, court=court)
    decision = Decision.objects.select_related("case").get(case=case)
    left = decision.still_due()
    if (state := surcharge_of(decision, day)) and state.left:
        left["surcharge"] = state.left
    advance(case, CaseAct.APPLY_TO_COURT, by=by, on=on, note=court.strip(), clock_from=day)
    row = CourtApplication.under(
        case,
        decision=decision,
        court=court.strip(),
        applied_on=day,
        state_on=day,
        **_amounts(left),
    )
    row.save(force_insert=True)
    kind = DocumentKind.COURT_APPLICATION
    issue(
        case,
        kind=kind,
        title=document_title(kind, case),
        content=court_content(case, row.court, left),
        by=by,
        on=on,
        word=COURT_WORD,
        issued_on=day,
    )
    next_steps.done(case, CaseAct.APPLY_TO_COURT, by=by, on=on)
    return row


class CourtStep(models.TextChoices):
    """What the court did, or was asked."""

    ACCEPTED = "accepted", gettext_lazy("Accepted by the court")
    REFUSED = "refused", gettext_lazy("Not accepted by the court")
    RULED = "ruled", gettext_lazy("Enforcement allowed")
    RULED_OUT = "ruled_out", gettext_lazy("Enforcement not allowed")
    RECONSIDERATION = (
        "reconsideration",
        gettext_lazy("Reconsideration asked of the higher court"),
    )
    ENDED = "ended", gettext_lazy("Enforcement ended")


C = CourtState
# step → its act, and the states of the application in which it can happen.
COURT_STEPS: dict[CourtStep, tuple[CaseAct, tuple[CourtState, ...]]] = {
    CourtStep.ACCEPTED: (CaseAct.RECORD_COURT_ACCEPTANCE, (C.APPLIED,)),
    CourtStep.REFUSED: (CaseAct.RECORD_COURT_REFUSAL, (C.APPLIED,)),
    CourtStep.RULED: (CaseAct.RECORD_ENFORCEMENT_RULING, (C.ACCEPTED,)),
    CourtStep.RULED_OUT: (CaseAct.RECORD_NONENFORCEMENT_RULING, (C.ACCEPTED,)),
    CourtStep.RECONSIDERATION: (
        CaseAct.REQUEST_COURT_RECONSIDERATION,
        (C.REFUSED, C.RULED_OUT),
    ),
    CourtStep.ENDED: (CaseAct.END_ENFORCEMENT, (C.RULED, C.RULED_OUT, C.REFUSED)),
}


@transaction.atomic
def record_court_step(
    case: Case,
    *,
    step: CourtStep | str,
    happened_on: date,
    number: str = "",
    note: str = "",
    by: User,
    on: date,
) -> CourtApplication:
    """Record what became of the application: its limits at the court begin and end.

    Args:
        step: what happened.
        number: the court's number, where it gave one.

    Raises:
        IllegalTransition: no application, or this cannot follow where it stands.
        Invalid: with the field and what to correct.

    Legal source: Administrative Compulsion Law Art. 40, 56-58.
    """
    if step not in CourtStep.values:
        raise Invalid(fields={"step": _("Choose what happened.")})
    step = CourtStep(step)
    act, states = COURT_STEPS[step]
    lock(case)
    require_open(case, act, by=by, on=on)
    require_fits(CourtApplication, number=number, note=note)
    row = CourtApplication.objects.select_for_update().filter(decision__case=case).last()
    if row is None or row.state not in states:
        text = _("“%(step)s” cannot follow “%(state)s”.")
        state = row.get_state_display() if row else "—"
        raise IllegalTransition(text % {"step": step.label, "state": state})
    require_day(on, happened_on=happened_on, since=row.state_on)
    advance(case, act, by=by, on=on, note=note.strip(), clock_from=happened_on)
    if step != CourtStep.RECONSIDERATION:
        row.state, row.state_on = CourtState(step.value), happened_on
    row.number = number.strip() or row.number
    row.note = note.strip() or row.note
    row.version += 1
    row.save()
    if step == CourtStep.ENDED:
        next_steps.ask(case, CaseAct.SUBMIT_CLOSING, by=by, on=on)
    return row


def _amounts(left: dict[str, Decimal]) -> dict[str, Decimal]:
    return {kind: left.get(kind, ZERO) for kind in ("fine", "confiscation", "surcharge")}
