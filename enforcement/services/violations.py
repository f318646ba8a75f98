"""Violations of a case: the provision in force, the facts, and the range of fine they give."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import User
from audit.services import record
from core.api.versions import require_version
from core.errors import Invalid, LawUnavailable, NotFound
from deadlines.services.procedure import lock, require_open
from enforcement.models import Case, Decision, LawChoice, Violation
from enforcement.services.acts_of_case import first_of_act, pass_on_act
from enforcement.services.checks import require_fits, require_not_future, require_text
from enforcement.transitions.case_needs import CaseAct
from law.office import current_office
from law.penalties import PenaltyRange, needs_for, penalty_range
from law.penalty_kinds import FineBase
from law.provisions import Provision, get_provision, require_in_force

# Where the form asks for the base of a fine; other bases are typed into ``base``.
BASE_FIELDS = {
    FineBase.GOODS_VALUE.value: "goods_value",
    FineBase.ILLEGAL_INCOME.value: "illegal_income",
}


class ViolationFacts(TypedDict, total=False):
    """What is said of a violation beside its provision. Amounts in yuan."""

    facts: str
    level: str
    activity: str
    began_on: date | None
    ended_on: date | None
    goods_value: Decimal | None
    illegal_income: Decimal | None
    base: Decimal | None
    same_act_as: Violation | None
    harmful: bool


@dataclass(frozen=True, slots=True)
class Assessment:
    """A violation measured against its provision."""

    provision: Provision
    act_on: date
    base: Decimal | None
    range: PenaltyRange


@transaction.atomic
def record_violation(
    case: Case, *, provision: str, by: User, on: date, **facts: Unpack[ViolationFacts]
) -> Violation:
    """Record a violation with its provision; the range of the fine is computed and kept.

    Args:
        provision: id of a provision in force on the day of the act.
        facts: facts and evidence, level, activity, period, and amounts in yuan; the base
            of the fine is the goods value or the income, as the provision says, unless
            another is given; ``same_act_as`` names a violation of the case that is the
            same act under another norm, so that one fine counts.

    Raises:
        IllegalTransition: the case is not under investigation.
        LawUnavailable: the provision was not in force on the day of the act.
        Invalid: with the field and what to correct.

    Legal source: Administrative Penalty Law Art. 29 (one act, one fine), 37 (law of the
    day of the act), 40, 54.
    """
    lock(case)
    require_open(case, CaseAct.RECORD_VIOLATION, by=by, on=on)
    last = case.violations.aggregate(last=Max("seq"))["last"] or 0
    violation = Violation.under(case, case=case, seq=last + 1, provision=provision)
    _fill(violation, dict(facts), case=case, on=on)
    violation.save(force_insert=True)
    after = {"provision": provision, **_figures(violation)}
    record("violation.recorded", subject=violation, by=by, on=on, after=after)
    recount_case(case)
    return violation


@transaction.atomic
def change_violation(
    violation: Violation,
    *,
    version: int | None,
    by: User,
    on: date,
    provision: str | None = None,
    **facts: Unpack[ViolationFacts],
) -> Violation:
    """Correct a violation while the case is investigated; the range is computed anew.

    Args:
        version: the version the person read; None skips the check.
        provision: another provision; None keeps it.
        facts: the fields to set; the others stay as they are.

    Raises:
        StaleVersion: somebody else changed it meanwhile.
        IllegalTransition, LawUnavailable, Invalid: as ``record_violation``.
    """
    case = violation.case
    lock(case)
    lock(violation)
    values: dict[str, Any] = dict(facts)
    require_version(violation, version, values)
    require_open(case, CaseAct.CHANGE_VIOLATION, by=by, on=on)
    before = {"provision": violation.provision, **_figures(violation)}
    if provision in (None, violation.provision) and _base_was_given(violation):
        values.setdefault("base", violation.base)
    violation.provision = provision or _as_of_the_act(violation)
    _fill(violation, values, case=case, on=on)
    violation.version += 1
    violation.save()
    after = {"provision": violation.provision, **_figures(violation)}
    record("violation.changed", subject=violation, by=by, on=on, before=before, after=after)
    recount_case(case)
    return violation


@transaction.atomic
def remove_violation(
    violation: Violation, *, reason: str, by: User, on: date, version: int | None = None
) -> None:
    """Take a violation out of a case under investigation; the record of it stays in the trail.

    Args:
        reason: why it does not stand.
        version: the version the person read; None skips the check.

    Raises:
        IllegalTransition: the case is not under investigation.
        StaleVersion: somebody else changed it meanwhile.
        Invalid: no reason is given.
    """
    case = violation.case
    lock(case)
    lock(violation)
    require_version(violation, version, {})
    require_open(case, CaseAct.REMOVE_VIOLATION, by=by, on=on)
    require_text(reason=reason)
    before = {"provision": violation.provision, **_figures(violation)}
    record("violation.removed", subject=violation, by=by, on=on, before=before, note=reason)
    pass_on_act(violation)
    violation.delete()
    recount_case(case)


def assess(
    *,
    provision: str,
    act_on: date,
    level: str = "normal",
    activity: str = "",
    goods_value: Decimal | None = None,
    illegal_income: Decimal | None = None,
    base: Decimal | None = None,
) -> Assessment:
    """The range of a violation, as the form shows it while typing. Reads nothing.

    Args:
        act_on: the day of the act; the provision must be in force then.
        base: yuan; default the amount the provision is a multiple of.

    Raises:
        LawUnavailable: not in force on that day, or not confirmed by the office.
        Invalid: an amount, the level or the activity is missing or impossible.
    """
    try:
        found = get_provision(provision)
    except NotFound as error:
        raise Invalid(fields={"provision": str(error)}) from error
    require_in_force(found, act_on)
    office = current_office()
    if not office.uses(found):
        raise LawUnavailable(
            _("This provision was entered from memory and nobody has confirmed it yet.")
        )
    kind = needs_for(found, level=level).base
    known = {"goods_value": goods_value, "illegal_income": illegal_income}
    field = BASE_FIELDS.get(kind or "", "base")
    chosen = base if base is not None else known.get(field)
    try:
        computed = penalty_range(
            found,
            base=chosen,
            level=level,
            activity=activity or None,
            on=act_on,
            split=office.split_on(act_on),
        )
    except Invalid as error:
        fields = {field if name == "base" else name: t for name, t in error.fields.items()}
        raise Invalid(str(error), fields=fields) from error
    return Assessment(found, act_on, chosen if kind else None, computed)


def act_day(violation: Violation, case: Case, on: date) -> date:
    """The day whose law governs: the end of the act, else its beginning or its discovery."""
    return violation.ended_on or violation.began_on or case.discovered_on or on


def _as_of_the_act(violation: Violation) -> str:
    """The provision of the day of the act; a choice between two laws is made anew."""
    choice = LawChoice.objects.filter(violation=violation).first()
    if choice is None:
        return violation.provision
    choice.delete()
    return choice.old_provision


def _base_was_given(violation: Violation) -> bool:
    """Whether the officer typed the base, in place of the amounts."""
    amounts = (None, violation.goods_value, violation.illegal_income)
    return violation.base not in amounts


def _fill(violation: Violation, values: dict[str, Any], *, case: Case, on: date) -> None:
    """Check and set the facts, then compute the range from them."""
    require_fits(Violation, **values)
    require_not_future(on, **{n: values.get(n) for n in ("began_on", "ended_on")})
    values["same_act_as"] = first_of_act(violation, values)
    for name, value in values.items():
        setattr(violation, name, value)
    require_text(facts=violation.facts)
    if violation.began_on and violation.ended_on and violation.ended_on < violation.began_on:
        raise Invalid(fields={"ended_on": _("The end lies before the beginning.")})
    found = assess(
        provision=violation.provision,
        act_on=act_day(violation, case, on),
        level=violation.level,
        activity=violation.activity,
        goods_value=violation.goods_value,
        illegal_income=violation.illegal_income,
        base=values.get("base"),
    )
    set_range(violation, found.provision, found.range, found.base)


def set_range(
    violation: Violation, provision: Provision, computed: PenaltyRange, base: Decimal | None
) -> None:
    """Keep the provision's words and the computed range with its steps."""
    violation.provision_title = provision.violation.zh
    violation.provision_article = provision.citation
    violation.base = base
    violation.range_min, violation.range_max = computed.min, computed.max
    violation.range_optional = computed.optional
    split = computed.split
    violation.split_lenient, violation.split_heavier = split.lenient, split.heavier
    violation.split_version = split.version
    violation.range_steps = [
        {"code": step.code, "params": dict(step.params)} for step in computed.steps
    ]


def recount_case(case: Case) -> None:
    """The case's amounts are the sums of its violations'; a proposal is judged anew."""
    rows = list(case.violations.all())
    case.goods_value = _sum_of_acts(rows, "goods_value")
    case.illegal_income = _sum_of_acts(rows, "illegal_income")
    case.version += 1
    case.save(update_fields=["goods_value", "illegal_income", "version", "updated_at"])
    proposal = Decision.objects.filter(case=case).select_related("case").first()
    if proposal is not None:
        proposal.range_verdict = proposal.fine_check().verdict
        proposal.save(update_fields=["range_verdict"])


def _sum_of_acts(rows: list[Violation], name: str) -> Decimal | None:
    """Several norms broken by one act do not multiply its amounts: the highest counts."""
    acts: dict[int, Decimal] = {}
    for row in rows:
        value = getattr(row, name)
        if value is not None:
            acts[row.act_id] = max(acts.get(row.act_id, value), value)
    return sum(acts.values(), Decimal(0)) if acts else None


def _figures(violation: Violation) -> dict[str, Any]:
    names = ("level", "activity", "goods_value", "illegal_income", "range_min", "range_max")
    return {name: getattr(violation, name) for name in names}
