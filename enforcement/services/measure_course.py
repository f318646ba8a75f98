"""What happens to a measure in force: extended, tested, handled, concluded, lifted."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from audit.services import record as write_audit
from core.errors import IllegalTransition, Invalid
from deadlines.services.clocks import live_clocks
from deadlines.services.extensions import extend_clock, next_extension
from deadlines.services.procedure import advance, lock
from documents.models import DocumentKind
from enforcement.models import Case, LiftGround, Measure, MeasureStatus
from enforcement.services.checks import require_fits, require_not_future, require_text
from enforcement.services.goods import act_in_domain, require_write_on, root_for
from enforcement.services.measure_documents import issue_paper
from enforcement.transitions.measure_needs import EXTENSION_ROUTE, HOLD_PERIOD, MeasureAct
from workbench.models import Approval
from workbench.services.approvals import submit


@transaction.atomic
def propose_extension(measure: Measure, *, reason: str, by: User, on: date) -> Approval:
    """Ask the head of the bureau to extend sealing or seizure once.

    Args:
        reason: why the case is complicated.

    Raises:
        IllegalTransition: not in force, over, extended already, or waiting already.

    Legal source: Administrative Compulsion Law Art. 25 (once, at most thirty days).
    """
    require_text(reason=reason)
    advance(measure, MeasureAct.PROPOSE_EXTENSION, by=by, on=on, note=reason.strip())
    _require_extendable(measure, on)
    title = _("Extend: %(measure)s") % {"measure": measure}
    return submit(
        measure, act=EXTENSION_ROUTE, title=title, summary=reason.strip(), by=by, on=on
    )


def extension_approved(about_uuid: UUID, *, by: User, on: date, approval: Approval) -> None:
    """Outcome of the route: the limit is extended and the party is told in writing."""
    measure = Measure.objects.select_related("bureau", "party").get(uuid=about_uuid)
    if measure.status != MeasureStatus.IN_FORCE:
        return
    advance(measure, MeasureAct.EXTEND, by=by, on=on, note=approval.summary[:500])
    clock = live_clocks(measure, (HOLD_PERIOD,)).get()
    extend_clock(clock, reason=approval.summary, by=by, on=on)
    clock.refresh_from_db()
    until = _("Until %(day)s.") % {"day": clock.due_on.isoformat()}
    said = [(_("Facts and reasons"), approval.summary), (_("Extension"), until)]
    issue_paper(measure, DocumentKind.MEASURE_EXTENDED, said, by=by, on=on)


@transaction.atomic
def begin_testing(
    measure: Measure, *, told_until: date, paper: str, by: User, on: date, told_on: date
) -> Measure:
    """Send held goods to be tested: the days told to the party in writing do not count.

    Args:
        told_until: last day of the testing as told to the party.
        paper: number of the notice to the party.
        told_on: the day the party was told; the limit stands still from it.

    Raises:
        IllegalTransition: not in force, or tested already.
        Invalid: a day out of order, or no paper.

    Legal source: Administrative Compulsion Law Art. 25.
    """
    require_text(paper=paper)
    _require_day(measure, on, told_on=told_on)
    if told_until < told_on:
        text = _("The testing cannot end before the party is told of it.")
        raise Invalid(fields={"told_until": text})
    values = {"testing_until": told_until}
    advance(
        measure,
        MeasureAct.BEGIN_TESTING,
        by=by,
        on=on,
        values=values,
        clock_from=told_on,
        paper=paper.strip()[:100],
    )
    said = [(_("Testing told until"), told_until.isoformat()), (_("Document"), paper)]
    issue_paper(measure, DocumentKind.TESTING_PERIOD, said, by=by, on=on, issued_on=told_on)
    return measure


@transaction.atomic
def end_testing(
    measure: Measure, *, ended_on: date, paper: str, result: str, by: User, on: date
) -> Measure:
    """Note that the report on held goods is there: the limit runs again.

    Args:
        ended_on: the day the report was issued; a day after the one told to the party
            counts again all the same.
        paper: number of the report.

    Raises:
        IllegalTransition: nothing is being tested.
        Invalid: a day out of order, or no result.

    Legal source: Administrative Compulsion Law Art. 25; Drug Administration Law Art. 100
    (fifteen days from the report).
    """
    require_text(paper=paper, result=result)
    _require_day(measure, on, ended_on=ended_on)
    lock(measure)
    until = min(ended_on, measure.testing_until or ended_on)
    act_in_domain(
        measure,
        MeasureAct.END_TESTING,
        by=by,
        on=on,
        clock_from=until,
        values={"testing_until": None},
        note=result.strip(),
        paper=paper.strip()[:100],
    )
    said = [(_("Result"), result), (_("Report number"), paper)]
    issue_paper(measure, DocumentKind.TESTING_RESULT, said, by=by, on=on)
    return measure


@transaction.atomic
def record_handling(
    measure: Measure, *, handling: str, handled_on: date, by: User, on: date
) -> Measure:
    """Record the administrative handling decision on sealed or seized goods.

    Args:
        handling: what was decided: to file a case, to go on investigating, to lift.

    Raises:
        IllegalTransition: not in force. Invalid: no words, or a day out of order.

    Legal source: Drug Administration Law Art. 100 (seven days; fifteen from the report).
    """
    require_text(handling=handling)
    require_fits(Measure, handling=handling)
    _require_day(measure, on, handled_on=handled_on)
    values = {"handled_on": handled_on, "handling": handling.strip()}
    advance(measure, MeasureAct.RECORD_HANDLING, by=by, on=on, values=values)
    return measure


@transaction.atomic
def conclude_measure(measure: Measure, *, by: User, on: date) -> Measure:
    """End a measure with the decision of its case; the goods are then disposed of.

    Raises:
        IllegalTransition: the case is not decided, or an urgent measure not approved.

    Legal source: Administrative Compulsion Law Art. 27.
    """
    advance(measure, MeasureAct.CONCLUDE, by=by, on=on)
    return measure


@transaction.atomic
def lift_measure(
    measure: Measure, *, ground: LiftGround | str, by: User, on: date, note: str = ""
) -> Measure:
    """Lift a measure; the goods must then be returned, line by line.

    Args:
        ground: why; the article lists five.

    Raises:
        IllegalTransition: not in force. Invalid: an unknown ground.

    Legal source: Administrative Compulsion Law Art. 28; SAMR procedure rules Art. 35.
    """
    require_fits(Measure, lift_ground=ground)
    require_text(ground=ground)
    values: dict[str, Any] = {"lifted_on": on, "lift_ground": ground, "testing_until": None}
    advance(measure, MeasureAct.LIFT, by=by, on=on, values=values, note=note.strip())
    preserving = measure.is_preservation
    kind = DocumentKind.PRESERVATION_LIFTED if preserving else DocumentKind.MEASURE_LIFTED
    said = [(_("Ground of lifting"), str(LiftGround(ground).label)), (_("Note"), note)]
    issue_paper(measure, kind, said, by=by, on=on)
    return measure


@transaction.atomic
def join_case(measure: Measure, *, case: Case, by: User, on: date) -> Measure:
    """Attach a measure taken at an inspection to the case filed from it.

    Raises:
        IllegalTransition: it belongs to a case already.
        Invalid: the case is about another party, of another bureau, or not open.
        PermissionRefused: not an officer of the case.
    """
    root_for(case, None)
    require_write_on(case, by=by)
    lock(measure)
    if measure.case_id is not None:
        raise IllegalTransition(_("The measure belongs to a case already."))
    if case.party_id != measure.party_id or case.bureau_id != measure.bureau_id:
        raise Invalid(fields={"case": _("The case is about another party, or not yours.")})
    measure.case = case
    measure.version += 1
    measure.save()
    write_audit("measure.joined", subject=measure, by=by, on=on, after={"case": case.number})
    return measure


def _require_extendable(measure: Measure, on: date) -> None:
    clock = live_clocks(measure, (HOLD_PERIOD,)).first()
    if clock is None or next_extension(clock) is None:
        raise IllegalTransition(_("It was extended already: the law allows it once."))
    if clock.due_on < on:
        text = _("The last day, %(day)s, has passed: lift the measure.")
        raise IllegalTransition(text % {"day": clock.due_on.isoformat()})


def _require_day(measure: Measure, on: date, **days: date) -> None:
    """Not in the future, not before the measure was carried out."""
    require_not_future(on, **days)
    since = measure.imposed_on
    early = [name for name, day in days.items() if since is not None and day < since]
    if early and since is not None:
        text = _("This cannot have happened before %(since)s.") % {"since": since.isoformat()}
        raise Invalid(fields=dict.fromkeys(early, text))
