"""The office's own settings over the shipped law, supplied from above when there are any.

The deadlines app registers a provider that reads its tables; without a database, or
before it is migrated, the shipped law answers alone.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.db import Error as DatabaseError
from django.utils.translation import gettext as _

from core.errors import LawUnavailable
from law.periods import Period
from law.provisions import Provision
from law.ranges import DEFAULT_SPLIT, Split
from law.workdays import Day, DayKind, WorkCalendar, shipped_calendar


@dataclass(frozen=True, slots=True)
class Confirmation:
    """Who stands for a rule from memory: by name, on which day, and what they read."""

    by: str
    on: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class OwnAmount:
    """An amount the province set where the law leaves it to it: yuan, from a day on."""

    id: str
    value: Decimal
    effective_from: date
    basis: str


@dataclass(frozen=True)
class OfficeLaw:
    """What an office has entered, confirmed or switched off.

    Args:
        days: its own calendar days.
        known_years: years whose calendar is complete with them.
        confirmed: ids of rules and provisions from memory that a named person confirmed.
        confirmations: by whom and when, where it is known.
        switched_off: ids of rules it does not use.
        split: its split points of discretion, as they stand now.
        splits: every version of them, the oldest first.
        amounts: the province's own amounts, every version, the oldest first.
    """

    days: Mapping[date, DayKind | Day] = field(default_factory=dict)
    known_years: frozenset[int] = frozenset()
    confirmed: frozenset[str] = frozenset()
    confirmations: Mapping[str, Confirmation] = field(default_factory=dict)
    switched_off: frozenset[str] = frozenset()
    split: Split = DEFAULT_SPLIT
    splits: tuple[Split, ...] = ()
    amounts: tuple[OwnAmount, ...] = ()

    @cached_property
    def calendar(self) -> WorkCalendar:
        """The shipped calendar with the office's days laid over it."""
        return shipped_calendar().with_days(self.days, known_years=self.known_years)

    def split_on(self, on: date | None) -> Split:
        """The split points of a day; without one, or before the first, those now or shipped."""
        if on is None or not self.splits:
            return self.split
        begun = [one for one in self.splits if one.effective_from <= on]
        return begun[-1] if begun else DEFAULT_SPLIT

    def amounts_on(self, on: date) -> dict[str, OwnAmount]:
        """The province's own amounts by id, as they hold on a day."""
        return {one.id: one for one in self.amounts if one.effective_from <= on}

    def uses(self, entry: Period | Provision) -> bool:
        """Whether a rule or provision is on: shipped as on or confirmed, not switched off."""
        on = entry.enabled_default or entry.id in self.confirmed
        return on and entry.id not in self.switched_off

    def confirmation_of(self, entry: Period | Provision) -> Confirmation | None:
        """Who confirmed an entry from memory; None where nobody did."""
        return self.confirmations.get(entry.id) if entry.id in self.confirmed else None

    def require_used(self, rule: Period) -> None:
        """Refuse a rule that is off.

        Raises:
            LawUnavailable: it is from memory and unconfirmed, or the office switched it off.
        """
        if not self.uses(rule):
            raise LawUnavailable(
                _(
                    "“%(rule)s” is switched off: nobody has confirmed it, or your office does "
                    "not use it."
                )
                % {"rule": rule.id}
            )


Provider = Callable[[], OfficeLaw | None]

SHIPPED = OfficeLaw()
_providers: list[Provider] = []


def register_office(provider: Provider) -> None:
    """Say where the office's settings come from; the last one registered answers."""
    _providers[:] = [provider]


def current_office() -> OfficeLaw:
    """The office's settings; the shipped law alone where there is no database to ask."""
    if not _providers:
        return SHIPPED
    try:
        return _providers[0]() or SHIPPED
    except DatabaseError:
        return SHIPPED
