"""The surcharge on a fine that is paid late, day by day, with every step told.

Pure: what came in and when time stood still are arguments.

Legal source: Administrative Penalty Law Art. 72(1)(1) (three per cent a day, never above
the fine), Art. 73(3) (none while review or litigation runs); Administrative Compulsion Law
Art. 45.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.money import cents
from law.intervals import ONE_DAY, Interval, Suspension, after, union
from law.steps import Step
from law.thresholds import threshold

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Received:
    """Money that came in for the fine on a day, in yuan; what went back is negative."""

    on: date
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Surcharge:
    """What a late fine costs on a day.

    Args:
        amount: yuan, rounded to the cent once.
        days: days that counted.
        capped: it reached the amount of the fine and grows no more.
        basis: the articles.
        steps: how it was found.
    """

    amount: Decimal
    days: int
    capped: bool
    basis: str
    steps: tuple[Step, ...]


def surcharge(
    fine: Decimal,
    due_on: date,
    *,
    until: date,
    received: Iterable[Received] = (),
    pauses: Iterable[Suspension] = (),
) -> Surcharge:
    """The surcharge on what was unpaid of a fine on each day after its last day.

    The day on which money arrives still counts for it. Paused days count for nothing,
    each once however many pauses cover it.

    Args:
        fine: yuan.
        due_on: last day to pay; decides which rate governs.
        until: the last day counted, included.
        received: money for the fine; what came by ``due_on`` was in time.
        pauses: review, litigation, an approved plan; both ends included.

    Raises:
        LawUnavailable: no rate is known for that day.
    """
    rate = threshold("surcharge_rate", on=due_on)
    cap = threshold("surcharge_cap", on=due_on)
    most = cents(fine * cap.value)
    paused = after(union(pauses), due_on)
    told = [Step("surcharge.begins", {"due_on": due_on.isoformat(), "fine_yuan": str(fine)})]
    total, days = ZERO, 0
    for stretch, balance in _stretches(fine, due_on, until, list(received)):
        lost = _overlap(stretch, paused)
        counted = stretch.days - lost
        part = rate.value * balance * counted
        total, days = total + part, days + counted
        if lost:
            told.append(_step("surcharge.paused", stretch, days=lost))
        if counted:
            said = {"balance_yuan": str(balance), "sum_yuan": str(cents(part))}
            percent = str((rate.value * 100).normalize())
            told.append(_step("surcharge.days", stretch, days=counted, percent=percent, **said))
    amount = min(cents(total), most)
    capped = days > 0 and amount == most
    if capped:
        told.append(Step("surcharge.capped", {"cap_yuan": str(most)}))
    return Surcharge(amount, days, capped, f"{rate.basis}；{cap.basis}", tuple(told))


def _stretches(
    fine: Decimal, due_on: date, until: date, received: list[Received]
) -> Iterable[tuple[Interval, Decimal]]:
    """Days with the same unpaid balance, in order of time; none where nothing is unpaid."""
    balance = fine - sum((one.amount for one in received if one.on <= due_on), ZERO)
    first = due_on + ONE_DAY
    changes = sorted({one.on for one in received if due_on < one.on < until})
    for last in [*changes, until]:
        if first <= last and balance > 0:
            yield Interval(first, last), balance
        balance -= sum((one.amount for one in received if one.on == last), ZERO)
        first = max(first, last + ONE_DAY)


def _overlap(stretch: Interval, paused: Iterable[Interval]) -> int:
    return sum(
        Interval(max(one.first, stretch.first), min(one.last, stretch.last)).days
        for one in paused
        if one.first <= stretch.last and one.last >= stretch.first
    )


def _step(code: str, stretch: Interval, **params: object) -> Step:
    spans = [[stretch.first.isoformat(), stretch.last.isoformat(), ""]]
    return Step(code, {"spans": spans, **params})
