"""What the police or another authority answered, and a case that comes back."""

from datetime import date

from django.db import transaction

from accounts.models import User
from deadlines.services.changes import resume_by_act, suspend_by_act
from deadlines.services.clocks import live_clocks, stop_clocks
from deadlines.services.procedure import advance, lock, require_open
from enforcement.models import Case, CaseStatus, ReturnGround, Transfer
from enforcement.services import next_steps
from enforcement.services.checks import require_fits, require_text
from enforcement.services.serving import require_day
from enforcement.transitions.case_needs import HANDLING_PERIOD, CaseAct
from enforcement.transitions.transfer import TransferAct
from workbench.services.tasks import close_tasks

# The cause for which the ninety days stand still while the police have the case.
SUSPENDED = "case_suspension"


@transaction.atomic
def record_police_opened(
    transfer: Transfer, *, notice: str, by: User, on: date, answered_on: date | None = None
) -> Transfer:
    """The police opened a criminal case: the ninety days stand still, goods go to them.

    Args:
        notice: number of the notice of filing; it shows why the limit stands still.
        answered_on: the day of the notice, if not ``on``.

    Raises:
        IllegalTransition: not handed over to the police.
        Invalid: no number, a day in the future or before the hand-over.

    Legal source: provisions on transferring suspected crimes Art. 8, 12; SAMR procedure
    rules Art. 46 (the investigation is suspended while another case must end first).
    """
    require_text(notice=notice)
    day = _answer(transfer, TransferAct.RECORD_OPENED, notice, "", answered_on, by=by, on=on)
    clocks = live_clocks(transfer.case, (HANDLING_PERIOD,))
    suspend_by_act(clocks, reason=SUSPENDED, paper=notice.strip(), by=by, on=day)
    return transfer


@transaction.atomic
def record_accepted(
    transfer: Transfer,
    *,
    by: User,
    on: date,
    answered_on: date | None = None,
    notice: str = "",
) -> Transfer:
    """The other authority took the case: it ends here with a link to where it went.

    Raises:
        IllegalTransition: not handed over to another authority.

    Legal source: SAMR procedure rules Art. 17.
    """
    _answer(transfer, TransferAct.RECORD_ACCEPTED, notice, "", answered_on, by=by, on=on)
    case = _case_of(transfer)
    rules = [clock.rule for clock in live_clocks(case, None)]
    stop_clocks(case, rules=rules, act=CaseAct.TRANSFER_AWAY, on=on)
    advance(case, CaseAct.TRANSFER_AWAY, by=by, on=on, note=transfer.to_name)
    close_tasks(case, by=by, on=on)
    return transfer


@transaction.atomic
def record_declined(
    transfer: Transfer,
    *,
    answer: str,
    by: User,
    on: date,
    answered_on: date | None = None,
    notice: str = "",
) -> Transfer:
    """The police opened no case, or the authority declined; three days to ask again.

    Args:
        answer: the grounds it gave.
        notice: number of its answer.

    Legal source: provisions on transferring suspected crimes Art. 8, 9.
    """
    require_text(answer=answer)
    _answer(transfer, TransferAct.RECORD_DECLINED, notice, answer, answered_on, by=by, on=on)
    return transfer


@transaction.atomic
def ask_reconsideration(
    transfer: Transfer, *, by: User, on: date, asked_on: date | None = None, note: str = ""
) -> Transfer:
    """Ask the police to reconsider within three days of their refusal.

    Legal source: provisions on transferring suspected crimes Art. 9.
    """
    return _step(transfer, TransferAct.ASK_RECONSIDERATION, asked_on, note, by, on)


@transaction.atomic
def record_upheld(
    transfer: Transfer,
    *,
    answer: str,
    by: User,
    on: date,
    answered_on: date | None = None,
    notice: str = "",
) -> Transfer:
    """The police upheld their refusal; three days to ask the procuratorate.

    Legal source: provisions on transferring suspected crimes Art. 9.
    """
    require_text(answer=answer)
    _answer(transfer, TransferAct.RECORD_UPHELD, notice, answer, answered_on, by=by, on=on)
    return transfer


@transaction.atomic
def ask_procuratorate(
    transfer: Transfer, *, by: User, on: date, asked_on: date | None = None, note: str = ""
) -> Transfer:
    """Ask the procuratorate to supervise the filing.

    Legal source: provisions on transferring suspected crimes Art. 9.
    """
    return _step(transfer, TransferAct.ASK_PROCURATORATE, asked_on, note, by, on)


@transaction.atomic
def hand_over_items(
    transfer: Transfer, *, by: User, on: date, items_handed_on: date | None = None
) -> Transfer:
    """Record that goods and material went to the police, three days after they filed.

    Legal source: provisions on transferring suspected crimes Art. 12.
    """
    day = items_handed_on or on
    lock(transfer)
    require_open(transfer, TransferAct.HAND_OVER_ITEMS, by=by, on=on)
    require_day(on, items_handed_on=day, since=transfer.answered_on)
    values = {"items_handed_on": day}
    advance(transfer, TransferAct.HAND_OVER_ITEMS, by=by, on=on, values=values, clock_from=day)
    return transfer


@transaction.atomic
def take_back(
    transfer: Transfer,
    *,
    ground: ReturnGround | str,
    by: User,
    on: date,
    returned_on: date | None = None,
    notice: str = "",
    note: str = "",
) -> Transfer:
    """The case comes back: it goes on here, and its limits run again.

    Args:
        ground: no crime, exempt from punishment, not prosecuted, or declined.
        returned_on: the day it came back, if not ``on``.
        notice: number of the paper it came with.

    Raises:
        IllegalTransition: it is not with another organ.
        Invalid: a day in the future or before the answer.

    Legal source: provisions on transferring suspected crimes Art. 10; Administrative
    Penalty Law Art. 27.
    """
    day = returned_on or on
    lock(transfer)
    require_open(transfer, TransferAct.TAKE_BACK, by=by, on=on)
    require_fits(Transfer, return_ground=ground, notice=notice)
    require_day(on, returned_on=day, since=transfer.answered_on)
    values = {
        "returned_on": day,
        "return_ground": ground,
        "notice": notice.strip() or transfer.notice,
    }
    advance(transfer, TransferAct.TAKE_BACK, by=by, on=on, note=note, values=values)
    case = _case_of(transfer)
    clocks = live_clocks(case, (HANDLING_PERIOD,))
    resume_by_act(clocks, reason=SUSPENDED, paper=notice.strip(), by=by, on=day)
    if case.status == CaseStatus.INVESTIGATING:
        next_steps.done(case, CaseAct.SUBMIT_PENALTY, by=by, on=on)
        next_steps.ask(case, CaseAct.SUBMIT_PENALTY, by=by, on=on)
    return transfer


def _case_of(transfer: Transfer) -> Case:
    return Case.objects.select_related("bureau", "party").get(pk=transfer.case_id)


def _answer(
    transfer: Transfer,
    act: TransferAct,
    notice: str,
    answer: str,
    answered_on: date | None,
    *,
    by: User,
    on: date,
) -> date:
    """An answer of the other organ: its day, number and words. Gives the day."""
    day = answered_on or on
    lock(transfer)
    require_open(transfer, act, by=by, on=on)
    require_fits(Transfer, notice=notice, answer=answer)
    require_day(on, answered_on=day, since=transfer.answered_on or transfer.handed_over_on)
    values = {
        "answered_on": day,
        "notice": notice.strip() or transfer.notice,
        "answer": answer.strip() or transfer.answer,
    }
    advance(
        transfer,
        act,
        by=by,
        on=on,
        values=values,
        clock_from=day,
        start_clocks=transfer.is_police,
    )
    return day


def _step(
    transfer: Transfer, act: TransferAct, asked_on: date | None, note: str, by: User, on: date
) -> Transfer:
    day = asked_on or on
    lock(transfer)
    require_open(transfer, act, by=by, on=on)
    require_day(on, asked_on=day, since=transfer.answered_on)
    advance(transfer, act, by=by, on=on, note=note, clock_from=day)
    return transfer
