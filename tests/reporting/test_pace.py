from datetime import date
from decimal import Decimal

import pytest

from reporting.services.pace import Pace, outlook, time_gone

HALF = Decimal("0.5")


@pytest.mark.parametrize(
    ("value", "target", "gone", "pace", "projected"),
    [
        (60, 100, HALF, Pace.ON_COURSE, "120.00"),
        (50, 100, HALF, Pace.ON_COURSE, "100.00"),
        (49, 100, HALF, Pace.BEHIND, "98.00"),
        (100, 100, HALF, Pace.REACHED, "200.00"),
        (99, 100, Decimal(1), Pace.MISSED, "99.00"),
        (0, 0, HALF, Pace.REACHED, "0.00"),
    ],
)
def test_a_target_is_judged_by_the_time_that_is_gone(value, target, gone, pace, projected):
    told = outlook(Decimal(value), Decimal(target), gone=gone)

    assert told.pace == pace
    assert told.projected == Decimal(projected)


def test_without_a_target_nothing_is_judged():
    assert outlook(Decimal(5), None, gone=HALF).pace == Pace.NO_TARGET


@pytest.mark.parametrize(
    ("value", "gone", "pace"),
    [
        (Decimal(95), HALF, Pace.REACHED),
        (Decimal(89), HALF, Pace.BEHIND),
        (Decimal(89), Decimal(1), Pace.MISSED),
        (None, HALF, Pace.BEHIND),
    ],
)
def test_a_percentage_does_not_grow_with_time(value, gone, pace):
    told = outlook(value, Decimal(90), gone=gone, is_share=True)

    assert told.pace == pace
    assert told.projected == value


@pytest.mark.parametrize(
    ("on", "share"),
    [
        (date(2025, 12, 31), Decimal(0)),
        (date(2026, 1, 1), Decimal(1) / Decimal(10)),
        (date(2026, 1, 5), HALF),
        (date(2026, 1, 10), Decimal(1)),
        (date(2026, 3, 1), Decimal(1)),
    ],
)
def test_the_time_gone_counts_the_first_and_the_last_day(on, share):
    assert time_gone(date(2026, 1, 1), date(2026, 1, 10), on) == share
