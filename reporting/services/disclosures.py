"""Publishing the penalty of a decision: prepare, complete, hold back, make public."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Perm, User
from audit.services import record
from core.errors import DomainError, IllegalTransition, Invalid
from deadlines.policies import require_may_act
from deadlines.services.clocks import is_law_on, start_clock
from deadlines.services.procedure import advance, begin, lock, require_open
from enforcement.models import Case, Decision
from law.disclosure import DISPLAY_PERIODS
from registry.services.entry import one_line
from reporting.disclosure.barriers import barrier_of
from reporting.disclosure.build import built_values, masked_values, secrets_of, values_of
from reporting.disclosure.changes import latest_change
from reporting.disclosure.display import class_of, ends_on
from reporting.disclosure.fields import BY_NAME, SUPPLIED
from reporting.disclosure.validate import Fault
from reporting.models import Disclosure, HoldReason
from reporting.transitions.disclosure import (
    OTHER_PROVINCE,
    PUBLISHING,
    SAME_PROVINCE,
    DisclosureAct,
    faults_of_record,
)

MOST_AT_ONCE: Final = 200
LONGEST: Final = 20_000


@transaction.atomic
def prepare_disclosure(decision: Decision, *, by: User, on: date) -> Disclosure:
    """Prepare the publication of a decision; where the law forbids it, it is held back.

    The limits for publishing run from the day of the decision (working days).

    Args:
        decision: an issued decision of one's own bureau.
        on: local date of the act.

    Raises:
        PermissionRefused: not of those who decide the bureau's cases.
        IllegalTransition: nothing was decided, it is a past case, or it was prepared.

    Legal source: 市场监督管理行政处罚信息公示规定第二条、第九条、第十条; 行政处罚法第四十八条.
    """
    lock(decision)
    case = decision.case
    require_may_act(case, by=by, perm=Perm.DECIDE_CASES)
    if decision.decided_on is None:
        raise IllegalTransition(_("Nothing was decided yet that could be made public."))
    if case.is_past:
        raise IllegalTransition(
            _("A past case is entered with its publication; it is not made public from here.")
        )
    if Disclosure.objects.filter(decision=decision).exists():
        raise IllegalTransition(_("The publication of this decision was prepared already."))
    row = Disclosure.under(
        case,
        decision=decision,
        values=built_values(decision),
        prepared_on=on,
        changes_known_to=latest_change(decision),
    )
    row.save(force_insert=True)
    begin(row, by=by, on=on)
    record("disclosure.prepared", subject=row, by=by, on=on, after={"number": decision.number})
    bar = barrier_of(decision)
    if bar is not None:
        return hold_back(row, reason=bar, note="", by=by, on=on)
    for period in PUBLISHING:
        if period not in unfit_limits(row) and is_law_on(period, decision.decided_on):
            start_clock(row, rule=period, on=decision.decided_on)
    return row


@transaction.atomic
def revise_disclosure(
    one: Disclosure, *, supplied: Mapping[str, str], by: User, on: date
) -> Disclosure:
    """Build the fields anew from the case, with what a person enters beside.

    Args:
        supplied: name of a field → its text; an empty text takes an entry back. Identity
            numbers are masked before they are kept.

    Raises:
        PermissionRefused, IllegalTransition: as ``require_open``.
        Invalid: a field that is computed from the case, or a text that is too long.

    Legal source: 市场监督管理行政处罚信息公示规定第十六条 (谁办案、谁录入、谁负责).
    """
    lock(one)
    require_open(one, DisclosureAct.REVISE, by=by, on=on)
    wrong = {
        name: _("This field comes from the case.") for name in supplied if name not in SUPPLIED
    }
    wrong |= {
        name: _("At most %(most)s characters.") % {"most": _most(name)}
        for name, text in supplied.items()
        if name in SUPPLIED and len(text) > _most(name)
    }
    if wrong:
        raise Invalid(fields=wrong)
    built, secrets = built_values(one.decision), secrets_of(one.decision)
    told = masked_values({name: one_line(text) for name, text in supplied.items()}, secrets)
    kept = {name: text for name, text in one.supplied.items() if name not in supplied}
    own = kept | {name: text for name, text in told.items() if text not in ("", built[name])}
    values = {"supplied": own, "values": values_of(one.decision, own)}
    advance(one, DisclosureAct.REVISE, by=by, on=on, values=values)
    return one


def _most(name: str) -> int:
    return BY_NAME[name].longest or LONGEST


@transaction.atomic
def hold_back(
    one: Disclosure, *, reason: HoldReason | str, note: str, by: User, on: date
) -> Disclosure:
    """Keep a decision from publication for a reason of law.

    Raises:
        PermissionRefused, IllegalTransition: as ``require_open``.
        Invalid: the decision's own data contradict the reason.

    Legal source: ``HoldReason(reason).article``.
    """
    lock(one)
    require_open(one, DisclosureAct.HOLD_BACK, by=by, on=on)
    ground, told = HoldReason(reason), barrier_of(one.decision)
    if told is not ground and ground in FROM_DATA:
        raise Invalid(
            fields={"reason": _("What is recorded of the decision does not bear this out.")}
        )
    values = {"hold_reason": ground.value, "hold_note": note.strip()[:LONGEST]}
    said = f"{ground.label}（{ground.article}）"
    advance(one, DisclosureAct.HOLD_BACK, by=by, on=on, values=values, note=said)
    return one


# Reasons that the decision's own data tell; the others are for a person to judge.
FROM_DATA: Final = frozenset(
    {
        HoldReason.NO_PENALTY,
        HoldReason.FIRST_OFFENCE,
        HoldReason.SIMPLE,
        HoldReason.ONLY_WARNING,
        HoldReason.REVOKED,
    }
)


@transaction.atomic
def take_up(one: Disclosure, *, note: str, by: User, on: date) -> Disclosure:
    """Take a decision up again whose reason to be held back fell away, as it reads now.

    Raises:
        PermissionRefused, IllegalTransition: as ``require_open``.

    Legal source: 市场监督管理行政处罚信息公示规定第二条.
    """
    lock(one)
    values: dict[str, Any] = {
        "hold_reason": "",
        "hold_note": "",
        "changes_known_to": latest_change(one.decision),
        "values": values_of(one.decision, one.supplied),
    }
    advance(
        one,
        DisclosureAct.TAKE_UP,
        by=by,
        on=on,
        values=values,
        note=note.strip(),
        clock_from=one.decision.decided_on,
        without=unfit_limits(one),
    )
    return one


@transaction.atomic
def release(one: Disclosure, *, by: User, on: date) -> Disclosure:
    """Make a decision public; its display period runs from this day.

    Raises:
        PermissionRefused, IllegalTransition: as ``require_open``; a faulty field is named.

    Legal source: 市场监督管理行政处罚信息公示规定第二条、第九条、第十三条.
    """
    lock(one)
    require_open(one, DisclosureAct.RELEASE, by=by, on=on)
    shown = ends_on(one, on)
    until = shown[1] if shown else None
    kept = class_of(one).ends
    fields = {**one.values, "disclose_until": until.isoformat() if until else ""}
    values = {
        "released_on": on,
        "released_by": by,
        "display_until": until,
        "display_rule": shown[0] if shown else "",
        "values": fields,
    }
    without = [period for period in DISPLAY_PERIODS if period != kept]
    advance(one, DisclosureAct.RELEASE, by=by, on=on, values=values, without=without)
    return one


@dataclass(frozen=True, slots=True)
class Released:
    """What became of one row of a batch: made public, or why not."""

    one: Disclosure
    refusal: str = ""
    faults: tuple[Fault, ...] = ()

    @property
    def is_done(self) -> bool:
        return not self.refusal


def release_all_valid(rows: Iterable[Disclosure], *, by: User, on: date) -> list[Released]:
    """Make all public that are in order; the others are named with what is wrong.

    Each is done apart: one that is refused holds up none of the others.

    Raises:
        Invalid: more than 200 at once.
    """
    asked = list(rows)
    if len(asked) > MOST_AT_ONCE:
        raise Invalid(_("Choose at most %(most)s at once.") % {"most": MOST_AT_ONCE})
    found: list[Released] = []
    for one in asked:
        try:
            found.append(Released(release(one, by=by, on=on)))
        except DomainError as error:
            found.append(Released(one, str(error), tuple(faults_of_record(one))))
    return found


def unfit_limits(one: Disclosure) -> list[str]:
    """The limit of publishing that does not fit: of one's own province, or of another."""
    party: Any = one.decision.case.party
    outside = party is not None and party.region_id[:2] != one.bureau.code[:2]
    return [SAME_PROVINCE if outside else OTHER_PROVINCE]


def decision_of(case: Case) -> Decision:
    """The decision of a case, whose publication is asked for.

    Raises:
        IllegalTransition: there is none yet.
    """
    found = Decision.objects.filter(case=case).select_related("case__bureau").first()
    if found is None:
        raise IllegalTransition(_("Nothing was decided yet that could be made public."))
    return found
