"""The surcharge: three per cent a day of what is unpaid, never above the fine."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import LawUnavailable
from law.intervals import Suspension
from law.surcharge import Received, surcharge

DUE = date(2026, 3, 25)
FINE = Decimal(100_000)
DAY = timedelta(days=1)
quick = settings(max_examples=100, deadline=None)

days = st.integers(0, 120)
fines = st.decimals("0.01", "9999999", places=2)
pauses = st.lists(st.tuples(st.integers(-20, 100), st.integers(0, 40)), max_size=4)
payments = st.lists(st.tuples(st.integers(-10, 100), st.integers(1, 40)), max_size=4)


def after(number):
    return DUE + number * DAY


def as_pauses(drawn):
    return [Suspension(after(first), after(first + length)) for first, length in drawn]


def as_received(drawn, fine):
    return [Received(after(day), fine * part / 100) for day, part in drawn]


def slowly(fine, until, received, paused):
    """The same, day by day."""
    total, day = Decimal(0), DUE + DAY
    covered = {
        one.first + n * DAY for one in paused for n in range((one.last - one.first).days + 1)
    }
    while day <= until:
        unpaid = fine - sum(one.amount for one in received if one.on < day)
        if unpaid > 0 and day not in covered:
            total += unpaid * Decimal("0.03")
        day += DAY
    return min(total, fine)


def test_nothing_by_the_last_day_and_three_per_cent_the_day_after():
    assert surcharge(FINE, DUE, until=DUE).amount == 0
    found = surcharge(FINE, DUE, until=after(1))
    assert (found.amount, found.days, found.capped) == (Decimal(3_000), 1, False)
    assert "第七十二条" in found.basis


def test_it_reaches_the_fine_on_the_thirty_fourth_day_and_stops():
    assert surcharge(FINE, DUE, until=after(33)).amount == Decimal(99_000)
    found = surcharge(FINE, DUE, until=after(34))
    assert (found.amount, found.capped) == (FINE, True)
    assert surcharge(FINE, DUE, until=after(400)).amount == FINE
    assert "100,000" in found.steps[-1].text


def test_only_what_is_unpaid_grows_and_the_day_of_payment_counts():
    paid = [Received(after(10), Decimal(60_000))]
    found = surcharge(FINE, DUE, until=after(12), received=paid)
    assert found.amount == Decimal(10 * 3_000 + 2 * 1_200)


def test_days_of_a_review_do_not_count():
    review = [Suspension(after(3), after(60), "administrative_review_period")]
    found = surcharge(FINE, DUE, until=after(62), pauses=review)
    assert (found.amount, found.days) == (Decimal(4 * 3_000), 4)
    assert any("58" in step.text for step in found.steps)


def test_no_rate_is_known_before_the_law_of_2021():
    with pytest.raises(LawUnavailable):
        surcharge(FINE, date(2021, 7, 1), until=date(2021, 8, 1))


@quick
@given(fine=fines, first=days, more=days, paid=payments, drawn=pauses)
def test_it_never_falls_and_never_passes_the_fine(fine, first, more, paid, drawn):
    received, paused = as_received(paid, fine), as_pauses(drawn)
    told = {"received": received, "pauses": paused}
    early = surcharge(fine, DUE, until=after(first), **told)
    late = surcharge(fine, DUE, until=after(first + more), **told)
    assert 0 <= early.amount <= late.amount <= fine


@quick
@given(fine=fines, until=days, drawn=pauses, more=pauses)
def test_a_pause_never_adds(fine, until, drawn, more):
    few = surcharge(fine, DUE, until=after(until), pauses=as_pauses(drawn))
    many = surcharge(fine, DUE, until=after(until), pauses=as_pauses([*drawn, *more]))
    assert many.amount <= few.amount


@quick
@given(fine=fines, until=days, paid=payments, drawn=pauses)
def test_it_is_the_sum_of_its_days(fine, until, paid, drawn):
    received, paused = as_received(paid, fine), as_pauses(drawn)
    found = surcharge(fine, DUE, until=after(until), received=received, pauses=paused)
    slow = slowly(fine, after(until), received, paused)
    assert abs(found.amount - slow) <= Decimal("0.01")
