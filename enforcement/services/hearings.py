"""The hearing as the party has it: waived, asked for, withdrawn."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from audit.services import record
from core.errors import Invalid
from deadlines.services.procedure import advance, lock, require_open
from enforcement.duties import last_notice
from enforcement.models import Case, Hearing, PenaltyNotice
from enforcement.services import next_steps
from enforcement.services.checks import require_fits, require_text
from enforcement.services.serving import keep_hearing_waiver, require_day
from enforcement.transitions.case_needs import CaseAct
from enforcement.transitions.course_needs import hearing_ends_on, running_hearing


@transaction.atomic
def waive_hearing(
    case: Case, *, by: User, on: date, waived_on: date | None = None
) -> PenaltyNotice:
    """Record that the party expressly gave up the hearing it was told of.

    Raises:
        IllegalTransition: there is no such right, or a hearing was asked for.
        Invalid: a day in the future or before the notice.

    Legal source: Administrative Penalty Law Art. 64 (1).
    """
    day = waived_on or on
    require_day(on, since=case.notified_on, waived_on=day)
    return keep_hearing_waiver(case, day, by=by, on=on)


@transaction.atomic
def request_hearing(
    case: Case, *, by: User, on: date, requested_on: date | None = None, grounds: str = ""
) -> Hearing:
    """Record that the party asks for a hearing; the handling period stands still.

    Args:
        requested_on: the day the request came in, if not ``on``; posted on the last day
            is in time.

    Raises:
        IllegalTransition: no such right, waived, or asked for already.
        Invalid: too late, with the day on which the time ended.

    Legal source: Administrative Penalty Law Art. 63, 64 (1); SAMR hearing rules Art. 7.
    """
    day = requested_on or on
    lock(case)
    require_open(case, CaseAct.REQUEST_HEARING, by=by, on=on)
    require_fits(Hearing, grounds=grounds)
    require_day(on, since=case.notified_on, requested_on=day)
    last = hearing_ends_on(case)
    if last is not None and day > last:
        text = _("Too late: the time to ask for a hearing ended on %(day)s.")
        raise Invalid(fields={"requested_on": text % {"day": last.isoformat()}})
    advance(case, CaseAct.REQUEST_HEARING, by=by, on=on, clock_from=day)
    hearing = Hearing.under(
        case, case=case, notice=notice_of(case), requested_on=day, grounds=grounds.strip()
    )
    hearing.save(force_insert=True)
    after = {"requested_on": day, "grounds": hearing.grounds}
    record("hearing.requested", subject=hearing, by=by, on=on, after=after)
    next_steps.done(case, CaseAct.DECIDE, by=by, on=on)
    next_steps.ask(case, CaseAct.SCHEDULE_HEARING, by=by, on=on)
    return hearing


@transaction.atomic
def withdraw_hearing(case: Case, *, reason: str, by: User, on: date) -> Hearing:
    """Record that the party took its request back; it counts as a waiver.

    Raises:
        IllegalTransition: no hearing is under way, or it was held.
        Invalid: no reason is given.

    Legal source: Administrative Penalty Law Art. 64, 65.
    """
    lock(case)
    require_open(case, CaseAct.WITHDRAW_HEARING, by=by, on=on)
    require_text(reason=reason)
    require_fits(Hearing, withdrawn_why=reason)
    hearing = running_of(case)
    advance(case, CaseAct.WITHDRAW_HEARING, by=by, on=on, note=reason.strip())
    hearing.withdrawn_on, hearing.withdrawn_why = on, reason.strip()
    save_row(hearing, "hearing.withdrawn", {"withdrawn_on": on}, by=by, on=on)
    next_steps.done(case, CaseAct.SCHEDULE_HEARING, by=by, on=on)
    next_steps.ask(case, CaseAct.DECIDE, by=by, on=on)
    return hearing


def notice_of(case: Case) -> PenaltyNotice:
    """The notice the party has; the table asks for one."""
    notice = last_notice(case)
    assert notice is not None  # noqa: S101 - the table asks for it
    return notice


def running_of(case: Case) -> Hearing:
    """The hearing under way; the state of the case says there is one."""
    hearing = running_hearing(case)
    assert hearing is not None  # noqa: S101 - the state says so
    return hearing


def save_row(row: Any, kind: str, after: dict[str, Any], *, by: User, on: date) -> None:
    """Keep what an act changed, with its audit row."""
    row.version += 1
    row.save()
    record(kind, subject=row, by=by, on=on, after=after)
