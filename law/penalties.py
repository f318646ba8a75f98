"""The statutory range of a fine, from provision, base, level and activity, with its steps.

The floor is applied to the base before the multiplier; the bracket is chosen by the real
base before anything else; tier first, discretion second. Pure, and in Decimal yuan.

Legal source: the provision itself; SAMR procedure rules Art. 84 (以上 and 以下 include
the number, 不足 does not).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from core.errors import Invalid
from core.money import cents
from law.penalty_kinds import Activity, Level
from law.penalty_steps import RangeSteps
from law.provision_types import Bracket, Fine, Provision, Span
from law.provisions import get_provision, require_in_force
from law.ranges import DEFAULT_SPLIT, FineRange, Split

# A trillion yuan: more is a typing error, and would not fit the amount fields above.
LARGEST = Decimal(10) ** 12

RANK = {level: rank for rank, level in enumerate(Level.values)}


@dataclass(frozen=True, kw_only=True)
class PenaltyRange(FineRange):
    """The range of one provision at one level, with what else applies there."""

    provision_id: str
    level: str
    activity: str | None
    person: bool
    base: Decimal | None
    basis: str
    kinds: tuple[str, ...]
    confirmed: bool

    def as_json(self) -> Mapping[str, Any]:
        """The answer of the command and of the API: amounts with two decimals."""
        return {
            "provision": self.provision_id,
            "level": self.level,
            "basis": self.basis,
            "kinds": list(self.kinds),
            "min": _money(self.min),
            "max": _money(self.max),
            "optional": self.optional,
            "lenient_to": _money(self.lenient_to),
            "heavier_from": _money(self.heavier_from),
            "steps": [step.as_json() for step in self.steps],
        }


@dataclass(frozen=True, slots=True)
class Needs:
    """What must be known before a range can be computed."""

    base: str | None
    activities: tuple[str, ...]


def penalty_range(
    provision: Provision,
    *,
    base: Decimal | None = None,
    level: str = "normal",
    activity: str | None = None,
    person: bool = False,
    on: date | None = None,
    split: Split = DEFAULT_SPLIT,
) -> PenaltyRange:
    """The statutory range of a fine, in yuan.

    Args:
        provision: the violation.
        base: goods value, income or whatever the provision names, in yuan.
        level: a tier the provision has.
        activity: manufacture, wholesale, retail or use, where the floor depends on it.
        person: the range of the responsible persons; ``base`` is then their income.
        on: the day of the act; given, the provision must be in force then.
        split: where the lenient and the heavier band lie.

    Raises:
        LawUnavailable: the provision was not in force on that day.
        Invalid: a level it lacks, a base or an activity missing, a negative base.
    """
    _check(provision, base, on)
    steps = RangeSteps()
    source, fine, kinds = _applicable(provision, level, person, steps)
    span = _span(source, fine, base, activity, steps)
    low, high = (cents(span.low or Decimal(0)), cents(span.high)) if span else (None, None)
    found = PenaltyRange(
        min=low,
        max=high,
        optional=bool(fine and fine.optional),
        split=split,
        provision_id=provision.id,
        level=level,
        activity=activity,
        person=person,
        base=base,
        basis=source.citation,
        kinds=kinds,
        confirmed=source.enabled_default,
    )
    return steps.close(found, confirmed=found.confirmed)


def _check(provision: Provision, base: Decimal | None, on: date | None) -> None:
    if on is not None:
        require_in_force(provision, on)
    if base is None:
        return
    if not base.is_finite() or base > LARGEST:
        message = _("That is not an amount in yuan that can be right.")
    elif base < 0:
        message = _("An amount cannot be negative.")
    else:
        return
    raise Invalid(message, fields={"base": message})


def needs_for(provision: Provision, *, level: str = "normal", person: bool = False) -> Needs:
    """What a form must ask before ``penalty_range`` can answer.

    Raises:
        Invalid: a level the provision lacks.
    """
    _source, fine, _kinds = _applicable(provision, level, person, RangeSteps())
    if fine is None or fine.mode == "fixed":
        return Needs(base=None, activities=())
    return Needs(base=fine.base, activities=() if "all" in fine.floors else tuple(fine.floors))


def range_over(
    provision: Provision,
    *,
    bases: tuple[Decimal, Decimal],
    level: str = "normal",
    activity: str | None = None,
    person: bool = False,
) -> PenaltyRange | None:
    """The range where the base is known only between two amounts.

    None unless the law gives one and the same range over all of them.
    """
    low, high = (
        penalty_range(provision, base=base, level=level, activity=activity, person=person)
        for base in bases
    )
    return low if (low.min, low.max) == (high.min, high.max) else None


def _applicable(
    provision: Provision, level: str, person: bool, steps: RangeSteps
) -> tuple[Provision, Fine | None, tuple[str, ...]]:
    """Whose fine it is: the provision it stands in, the fine, and the kinds beside it."""
    circumstance = provision.circumstance(level)
    if circumstance is None:
        raise Invalid(
            _("“%(id)s” has no level “%(level)s”; it has: %(levels)s.")
            % {"id": provision.id, "level": level, "levels": ", ".join(provision.levels)},
            fields={"level": _("The provision has no such level.")},
        )
    steps.provision(provision, level)
    if person and not provision.on_persons_only:
        return _on_persons(provision, level, steps)
    for other in provision.refers_to:
        steps.referred(get_provision(other))
    fine = circumstance.fine
    if fine and fine.mode == "same_as" and fine.same_as:
        repeated = provision.circumstance(fine.same_as)
        steps.same_as(fine.same_as)
        fine = repeated.fine if repeated else None
    return provision, fine, circumstance.kinds


def _on_persons(
    provision: Provision, level: str, steps: RangeSteps
) -> tuple[Provision, Fine | None, tuple[str, ...]]:
    if provision.persons_under:
        other_id, from_level = provision.persons_under
        other = get_provision(other_id)
        if RANK[level] >= RANK[from_level]:
            steps.persons_elsewhere(other)
            return _applicable(other, "normal", False, steps)
        steps.persons_not_yet(from_level)
        return provision, None, ()
    persons = provision.persons
    if persons is None:
        steps.no_persons()
        return provision, None, ()
    if persons.applies_at != "any" and RANK[level] < RANK[persons.applies_at]:
        steps.persons_not_yet(persons.applies_at)
        return provision, None, ()
    steps.persons()
    return provision, persons.fine, persons.kinds


def _span(
    provision: Provision,
    fine: Fine | None,
    base: Decimal | None,
    activity: str | None,
    steps: RangeSteps,
) -> Span | None:
    if fine is None:
        steps.no_fine()
        return None
    if fine.mode == "fixed" and fine.fixed:
        steps.fixed(fine.fixed)
        return fine.fixed
    if base is None:
        raise Invalid(
            _("“%(id)s” needs a base to compute the fine: %(base)s in yuan.")
            % {"id": provision.id, "base": steps.base_label(fine.base)},
            fields={"base": _("Give the amount in yuan.")},
        )
    steps.base(fine.base, base)
    if fine.mode == "bracket":
        bracket = _bracket(fine, base)
        steps.bracket(bracket)
        if bracket.fixed:
            steps.fixed(bracket.fixed)
            return bracket.fixed
        return _times(bracket.multiplier, base, steps)
    return _times(fine.multiplier, _with_floor(provision, fine, base, activity, steps), steps)


def _bracket(fine: Fine, base: Decimal) -> Bracket:
    """The first bracket that takes the base; the last has no upper limit (law.E002)."""
    return next(one for one in fine.brackets if one.below is None or base < one.below)


def _with_floor(
    provision: Provision,
    fine: Fine,
    base: Decimal,
    activity: str | None,
    steps: RangeSteps,
) -> Decimal:
    if not fine.floors:
        return base
    key = "all" if "all" in fine.floors else _activity(provision, fine, activity)
    floor = fine.floors[key]
    steps.floor(key if key == "all" else activity or key, floor, base)
    return max(base, floor)


def _activity(provision: Provision, fine: Fine, activity: str | None) -> str:
    # Using fake or inferior drugs is punished as retailing them (Drug Law Art. 119).
    key = Activity.RETAIL.value if activity == Activity.USE else activity
    if key is not None and key in fine.floors:
        return key
    message = _("“%(id)s” has a floor by activity: say which of %(activities)s.") % {
        "id": provision.id,
        "activities": ", ".join(fine.floors),
    }
    raise Invalid(message, fields={"activity": _("Choose the activity.")})


def _times(multiplier: Span | None, base: Decimal, steps: RangeSteps) -> Span:
    if multiplier is None or multiplier.low is None:
        raise Invalid(_("The provision names no multiple."))
    span = Span(low=cents(base * multiplier.low), high=cents(base * multiplier.high))
    steps.multiplied(multiplier, base, span)
    return span


def _money(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:.2f}"
