"""After an on-the-spot penalty: papers filed, money handed in and banked, the case closed."""

from datetime import date

from django.db import transaction

from accounts.models import User
from deadlines.services.procedure import advance, lock, require_open
from enforcement.models import Case, OnSpotPenalty
from enforcement.services import next_steps
from enforcement.services.serving import require_day
from enforcement.transitions.case_needs import CaseAct


@transaction.atomic
def file_papers(case: Case, *, by: User, on: date, filed_on: date | None = None) -> Case:
    """Record that the papers were filed with the bureau (备案).

    Args:
        filed_on: the day, if not ``on``.

    Raises:
        IllegalTransition: no on-the-spot case, or filed already.
        Invalid: a day in the future or before the decision.

    Legal source: Administrative Penalty Law Art. 52; SAMR procedure rules Art. 70.
    """
    _note(case, CaseAct.FILE_PAPERS, "papers_filed_on", filed_on, by, on)
    next_steps.done(case, CaseAct.FILE_PAPERS, by=by, on=on)
    return case


@transaction.atomic
def hand_in_fine(case: Case, *, by: User, on: date, handed_in_on: date | None = None) -> Case:
    """Record that the officers handed the collected money in to the bureau.

    Raises:
        IllegalTransition: nothing was collected, or handed in already.
        Invalid: a day in the future or before the decision.

    Legal source: Administrative Penalty Law Art. 71; SAMR procedure rules Art. 73.
    """
    _note(case, CaseAct.HAND_IN_FINE, "handed_in_on", handed_in_on, by, on)
    next_steps.done(case, CaseAct.HAND_IN_FINE, by=by, on=on)
    next_steps.ask(case, CaseAct.DEPOSIT_FINE, by=by, on=on)
    return case


@transaction.atomic
def deposit_fine(case: Case, *, by: User, on: date, deposited_on: date | None = None) -> Case:
    """Record that the bureau paid the collected money into the bank.

    Raises:
        IllegalTransition: not handed in yet, or banked already.
        Invalid: a day in the future or before it was handed in.

    Legal source: Administrative Penalty Law Art. 71; SAMR procedure rules Art. 73.
    """
    _note(case, CaseAct.DEPOSIT_FINE, "deposited_on", deposited_on, by, on)
    next_steps.done(case, CaseAct.DEPOSIT_FINE, by=by, on=on)
    return case


@transaction.atomic
def close_on_spot(case: Case, *, by: User, on: date) -> Case:
    """Close a performed on-the-spot case whose papers are filed and whose money is banked.

    Raises:
        IllegalTransition: names what is missing.
    """
    advance(case, CaseAct.CLOSE_ON_SPOT, by=by, on=on, values={"closed_on": on})
    next_steps.done(case, CaseAct.CLOSE_ON_SPOT, by=by, on=on)
    return case


def _note(case: Case, act: CaseAct, field: str, asked: date | None, by: User, on: date) -> None:
    """One act of the table, and its day on the row beside the case."""
    day = asked or on
    lock(case)
    require_open(case, act, by=by, on=on)
    row = OnSpotPenalty.objects.select_for_update(of=("self",)).get(case_id=case.pk)
    since = row.handed_in_on if field == "deposited_on" else case.decided_on
    require_day(on, **{"since": since, field: day})
    advance(case, act, by=by, on=on, clock_from=day)
    setattr(row, field, day)
    row.version += 1
    row.save()
    case._state.fields_cache.pop("on_spot", None)
