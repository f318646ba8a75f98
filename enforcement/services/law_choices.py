"""When the law changed: both laws measured, one chosen with a reason; an act divided in two.

Legal source: Administrative Penalty Law Art. 37 (从旧兼从轻).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from audit.services import record
from core.api.versions import require_version
from core.errors import IllegalTransition, Invalid
from deadlines.services.procedure import lock, require_open
from enforcement.models import Case, ChosenLaw, LawChoice, Violation
from enforcement.services.checks import require_text
from enforcement.services.violations import (
    BASE_FIELDS,
    act_day,
    change_violation,
    record_violation,
    recount_case,
    set_range,
)
from enforcement.transitions.case_needs import CaseAct
from law.office import current_office
from law.penalties import PenaltyRange, needs_for, penalty_range
from law.provisions import Provision, get_provision
from law.steps import Step
from law.successions import ARTICLE, changed_within, lighter, successor_of


@dataclass(frozen=True, slots=True)
class TwoLaws:
    """A violation under the law of its day and under the law of the decision."""

    old: Provision
    new: Provision
    old_range: PenaltyRange
    new_range: PenaltyRange

    @property
    def lighter(self) -> str:
        """Which outcome costs less; empty where that is for the officer to weigh."""
        return lighter(self.old_range, self.new_range)


def two_laws(violation: Violation, case: Case, *, on: date) -> TwoLaws | None:
    """Both laws, where the one of the day of the act is no longer in force on ``on``."""
    choice = LawChoice.objects.filter(violation=violation).first()
    old = get_provision(choice.old_provision if choice else violation.provision)
    new = successor_of(old, on=on)
    if new is None:
        return None
    day = act_day(violation, case, on)
    return TwoLaws(old, new, _measured(violation, old, day), _measured(violation, new, on))


def _measured(violation: Violation, provision: Provision, day: date) -> PenaltyRange:
    """The range under one law; a tier the other law lacks counts as the normal one."""
    level = violation.level if violation.level in provision.levels else provision.levels[0]
    kind = needs_for(provision, level=level).base
    known = getattr(violation, BASE_FIELDS.get(kind or "", "base"))
    return penalty_range(
        provision,
        base=(violation.base if violation.base is not None else known) or Decimal(0),
        level=level,
        activity=violation.activity or "retail",
        split=current_office().split_on(day),
    )


def unchosen(case: Case, *, on: date) -> list[Violation]:
    """Violations whose law changed after the act, without a choice. Two queries."""
    rows = case.violations.filter(law_choice=None)
    return [row for row in rows if successor_of(get_provision(row.provision), on=on)]


def require_law_chosen(case: Case, *, on: date) -> None:
    """Refuse while a choice between two laws is open.

    Raises:
        IllegalTransition: names the violation and both articles.
    """
    for row in unchosen(case, on=on):
        new = successor_of(get_provision(row.provision), on=on)
        text = _(
            "The law changed after violation %(n)s: %(old)s was replaced by %(new)s. Choose "
            "which one applies, with your reason (%(article)s)."
        ) % {
            "n": row.seq,
            "old": row.provision_article,
            "new": new.citation if new else "",
            "article": ARTICLE,
        }
        raise IllegalTransition(text, details={"missing": ["law_choice"]})


@transaction.atomic
def choose_law(
    violation: Violation,
    *,
    chosen: str,
    reason: str,
    by: User,
    on: date,
    version: int | None = None,
) -> LawChoice:
    """Choose the law that governs a violation whose law changed after the act.

    Args:
        chosen: ``old``, the law of the day of the act, or ``new``, the one now in force.
        reason: why that outcome is the one the law asks for.
        version: the version of the violation the person read; None skips the check.

    Raises:
        IllegalTransition: the law did not change, or the case is not under investigation.
        Invalid, StaleVersion: with the field and what to correct.

    Legal source: Administrative Penalty Law Art. 37: the law of the day of the act, unless
    the later one is lighter or no longer punishes it.
    """
    case = violation.case
    lock(case)
    lock(violation)
    require_version(violation, version, {})
    require_open(case, CaseAct.CHANGE_VIOLATION, by=by, on=on)
    both = two_laws(violation, case, on=on)
    if both is None:
        raise IllegalTransition(_("The law did not change between the act and today."))
    if chosen not in ChosenLaw.values:
        raise Invalid(fields={"chosen": _("Choose one of the two laws.")})
    require_text(reason=reason)
    LawChoice.objects.filter(violation=violation).delete()
    choice = _kept(violation, both, chosen, reason, by, on)
    new = chosen == ChosenLaw.NEW
    provision, computed = (both.new, both.new_range) if new else (both.old, both.old_range)
    violation.provision = provision.id
    set_range(violation, provision, computed, violation.base)
    step = Step("fine.lighter", {"citation": provision.citation})
    violation.range_steps.append({"code": step.code, "params": dict(step.params)})
    violation.version += 1
    violation.save()
    after = {"chosen": chosen, "provision": provision.id, "lighter": both.lighter}
    record(
        "violation.law_chosen", subject=violation, by=by, on=on, after=after, note=reason[:500]
    )
    recount_case(case)
    return choice


def _kept(
    violation: Violation, both: TwoLaws, chosen: str, reason: str, by: User, on: date
) -> LawChoice:
    choice = LawChoice.under(
        violation.case,
        violation=violation,
        old_provision=both.old.id,
        old_article=both.old.citation,
        old_min=both.old_range.min,
        old_max=both.old_range.max,
        new_provision=both.new.id,
        new_article=both.new.citation,
        new_min=both.new_range.min,
        new_max=both.new_range.max,
        lighter=both.lighter,
        chosen=chosen,
        reason=reason.strip(),
        chosen_by=by,
        chosen_on=on,
    )
    choice.save(force_insert=True)
    return choice


def law_changed_within(violation: Violation) -> Provision | None:
    """The older provision, where the act began under it and went on under the newer."""
    began, ended = violation.began_on, violation.ended_on
    if began is None or ended is None:
        return None
    return changed_within(get_provision(violation.provision), began, ended)


@transaction.atomic
def divide_violation(
    violation: Violation,
    *,
    by: User,
    on: date,
    goods_value: Decimal | None = None,
    illegal_income: Decimal | None = None,
    base: Decimal | None = None,
    version: int | None = None,
) -> tuple[Violation, Violation]:
    """Divide an act that spans two laws: each period is measured by its own and added.

    Args:
        goods_value: of the goods of the first period, yuan; the rest is the second's.
        illegal_income: of the first period, yuan.
        base: of the first period, yuan, where the base was entered by hand.
        version: the version the person read; None skips the check.

    Raises:
        IllegalTransition: the law did not change within the act.
        Invalid: a part larger than the whole.
    """
    case = violation.case
    lock(case)
    require_version(violation, version, {})
    require_open(case, CaseAct.CHANGE_VIOLATION, by=by, on=on)
    older = law_changed_within(violation)
    if older is None or older.effective_to is None:
        raise IllegalTransition(_("The law did not change while this act went on."))
    first = {"goods_value": goods_value, "illegal_income": illegal_income, "base": base}
    rest = {name: _rest(violation, name, part) for name, part in first.items()}
    change_day = older.effective_to + timedelta(days=1)
    earlier = _earlier(violation, older, first, by=by, on=on)
    later = change_violation(
        violation,
        version=None,
        began_on=change_day,
        goods_value=rest["goods_value"],
        illegal_income=rest["illegal_income"],
        base=rest["base"] if base is not None else None,
        by=by,
        on=on,
    )
    after = {"from": change_day, "earlier": earlier.provision}
    record("violation.divided", subject=later, by=by, on=on, after=after)
    return earlier, later


def _earlier(
    violation: Violation,
    older: Provision,
    amounts: dict[str, Decimal | None],
    *,
    by: User,
    on: date,
) -> Violation:
    """The first period, under the law that ended within the act."""
    return record_violation(
        violation.case,
        provision=older.id,
        level=violation.level if violation.level in older.levels else older.levels[0],
        activity=violation.activity,
        facts=violation.facts,
        began_on=violation.began_on,
        ended_on=older.effective_to,
        harmful=violation.harmful,
        goods_value=amounts["goods_value"],
        illegal_income=amounts["illegal_income"],
        base=amounts["base"],
        by=by,
        on=on,
    )


def _rest(violation: Violation, name: str, part: Decimal | None) -> Decimal | None:
    """What is left for the second period."""
    whole: Decimal | None = getattr(violation, name)
    if part is None:
        return whole
    if whole is None or part > whole or part < 0:
        text = _("The part cannot be larger than the whole.")
        raise Invalid(fields={name: text})
    return whole - part
