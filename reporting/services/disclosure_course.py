"""What happens to a published penalty: it changes, is withdrawn, repaired, or runs out."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.system import SYSTEM
from audit.services import record
from core.errors import Invalid
from deadlines.services.clocks import is_law_on, live_clocks, start_clock
from deadlines.services.procedure import advance, lock, require_open
from enforcement.services.checks import require_text
from reporting.disclosure.build import secrets_of, values_of
from reporting.disclosure.changes import changed_since, latest_change, with_changes
from reporting.disclosure.masking import masked_text
from reporting.models import Disclosure, WithdrawGround
from reporting.services.disclosures import LONGEST, unfit_limits
from reporting.transitions.disclosure import WITHDRAWAL, DisclosureAct


@transaction.atomic
def note_change(one: Disclosure, *, by: User, on: date) -> Disclosure:
    """Record that a published decision changed; three working days to withdraw it begin.

    Raises:
        PermissionRefused, IllegalTransition: as ``require_open``.

    Legal source: 行政处罚法第四十八条第二款; 市场监督管理行政处罚信息公示规定第十一条.
    """
    lock(one)
    require_open(one, DisclosureAct.NOTE_CHANGE, by=by, on=on)
    day = min(changed_since(one).values())
    advance(one, DisclosureAct.NOTE_CHANGE, by=by, on=on, clock_from=day)
    return one


def start_withdrawals(*, on: date) -> int:
    """Let the three working days run for what changed, also where nobody recorded it here.

    They run from the change itself. Safe to run again: one that runs is left alone.

    Returns:
        How many began.

    Legal source: as ``note_change``.
    """
    started = 0
    rows = with_changes(Disclosure.objects.shown()).select_related("decision__case")
    for one in rows.iterator():
        day = min(changed_since(one).values())
        if live_clocks(one, (WITHDRAWAL,)).exists() or not is_law_on(WITHDRAWAL, day):
            continue
        with transaction.atomic():
            start_clock(one, rule=WITHDRAWAL, on=day)
            record("disclosure.change_found", subject=one, by=SYSTEM, on=on, after={"on": day})
        started += 1
    return started


@transaction.atomic
def withdraw_disclosure(
    one: Disclosure, *, ground: WithdrawGround | str, reason: str, by: User, on: date
) -> Disclosure:
    """Take back what was published, and say publicly why.

    Args:
        ground: changed, revoked, unlawful, or simply inaccurate.
        reason: what is told outside; persons are masked in it like in the fields.

    Raises:
        PermissionRefused, IllegalTransition: as ``require_open``.
        Invalid: no reason, or no such change of the decision is recorded.

    Legal source: 行政处罚法第四十八条第二款; 市场监督管理行政处罚信息公示规定第十一、十二条.
    """
    require_text(reason=reason)
    lock(one)
    require_open(one, DisclosureAct.WITHDRAW, by=by, on=on)
    asked = WithdrawGround(ground)
    if asked != WithdrawGround.INACCURATE and asked.value not in changed_since(one):
        text = _("No such change of the decision is recorded in its case.")
        raise Invalid(fields={"ground": text})
    told = masked_text(reason.strip()[:LONGEST], secrets_of(one.decision))
    values: dict[str, Any] = {
        "withdraw_ground": asked.value,
        "withdraw_reason": told,
        "withdrawn_on": on,
    }
    advance(one, DisclosureAct.WITHDRAW, by=by, on=on, values=values, note=told)
    return one


@transaction.atomic
def renew_disclosure(one: Disclosure, *, by: User, on: date) -> Disclosure:
    """Prepare a withdrawn decision anew, as it reads now.

    Raises:
        PermissionRefused, IllegalTransition: as ``require_open``; a revoked decision is
            not made public again.

    Legal source: 市场监督管理行政处罚信息公示规定第十一条、第十二条.
    """
    lock(one)
    require_open(one, DisclosureAct.RENEW, by=by, on=on)
    day = max(changed_since(one).values(), default=on)
    values: dict[str, Any] = {
        "withdraw_ground": "",
        "withdrawn_on": None,
        "released_on": None,
        "released_by": None,
        "display_until": None,
        "display_rule": "",
        "prepared_on": on,
        "changes_known_to": latest_change(one.decision),
        "values": values_of(one.decision, one.supplied),
    }
    advance(
        one,
        DisclosureAct.RENEW,
        by=by,
        on=on,
        values=values,
        clock_from=day,
        without=unfit_limits(one),
    )
    return one


@transaction.atomic
def end_display(one: Disclosure, *, by: User, on: date) -> Disclosure:
    """End the display of a penalty whose period has run out.

    Raises:
        PermissionRefused, IllegalTransition: as ``require_open``.

    Legal source: 市场监督管理行政处罚信息公示规定第十三条; 信用修复管理办法第七、八条.
    """
    lock(one)
    advance(one, DisclosureAct.END_DISPLAY, by=by, on=on, values={"ended_on": on})
    return one


@transaction.atomic
def ask_repair(
    one: Disclosure, *, grounds: str, received_on: date, by: User, on: date
) -> Disclosure:
    """Record that the party asks to end the display early.

    Args:
        grounds: what the party shows: duties performed, harm undone, no repetition.
        received_on: day on which the application came; two working days to accept it.

    Raises:
        PermissionRefused, IllegalTransition: as ``require_open``.
        Invalid: nothing is shown, or a day to come or before the publication.

    Legal source: 市场监督管理信用修复管理办法第七条、第八条、第十四条.
    """
    require_text(grounds=grounds)
    lock(one)
    require_open(one, DisclosureAct.ASK_REPAIR, by=by, on=received_on)
    if received_on > on:
        raise Invalid(fields={"received_on": _("This day is still to come.")})
    values = {"repair_asked_on": received_on, "repair_grounds": grounds.strip()[:LONGEST]}
    advance(one, DisclosureAct.ASK_REPAIR, by=by, on=on, values=values, clock_from=received_on)
    return one


@transaction.atomic
def accept_repair(one: Disclosure, *, by: User, on: date) -> Disclosure:
    """Accept an application; seven working days to decide it begin.

    Raises:
        PermissionRefused, IllegalTransition: as ``require_open``.

    Legal source: 市场监督管理信用修复管理办法第十四条、第十六条.
    """
    lock(one)
    advance(one, DisclosureAct.ACCEPT_REPAIR, by=by, on=on)
    return one


@transaction.atomic
def refuse_repair(one: Disclosure, *, reason: str, by: User, on: date) -> Disclosure:
    """Refuse an application; the penalty stays public.

    Raises:
        PermissionRefused, IllegalTransition: as ``require_open``.
        Invalid: no reason is given.

    Legal source: 市场监督管理信用修复管理办法第十四条、第十六条.
    """
    require_text(reason=reason)
    lock(one)
    advance(one, DisclosureAct.REFUSE_REPAIR, by=by, on=on, note=reason.strip())
    return one


@transaction.atomic
def grant_repair(one: Disclosure, *, by: User, on: date) -> Disclosure:
    """Grant an application; three working days to take the display down begin.

    Raises:
        PermissionRefused, IllegalTransition: as ``require_open``.

    Legal source: 市场监督管理信用修复管理办法第十六条、第十七条.
    """
    lock(one)
    advance(one, DisclosureAct.GRANT_REPAIR, by=by, on=on)
    return one


@transaction.atomic
def finish_repair(one: Disclosure, *, by: User, on: date) -> Disclosure:
    """Take the display down after a repair was granted.

    Raises:
        PermissionRefused, IllegalTransition: as ``require_open``.

    Legal source: 市场监督管理信用修复管理办法第十七条.
    """
    lock(one)
    advance(one, DisclosureAct.FINISH_REPAIR, by=by, on=on, values={"ended_on": on})
    return one
