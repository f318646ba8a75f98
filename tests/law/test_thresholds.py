"""The amounts the procedure turns on, by date and by province."""

from datetime import date
from decimal import Decimal

import pytest

from core.errors import LawUnavailable, NotFound
from law.office import OwnAmount
from law.thresholds import ALWAYS_HEARD, MIN_OFFICERS, THRESHOLDS, threshold
from law.vocabularies import PenaltyKind

TODAY = date(2026, 5, 20)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("min_officers", 2),
        ("hearing_fine_person", 10_000),
        ("hearing_fine_organisation", 100_000),
        ("hearing_confiscation_person", 10_000),
        ("hearing_confiscation_organisation", 100_000),
        ("simplified_fine_person", 200),
        ("simplified_fine_organisation", 3_000),
        ("surcharge_rate", "0.03"),
        ("surcharge_cap", 1),
    ],
)
def test_the_number_of_the_day(name: str, value: int | str) -> None:
    found = threshold(name, on=TODAY)

    assert found.value == Decimal(value)
    assert found.basis.startswith("《")
    assert str(found.title)


def test_the_province_may_set_hearing_amounts_and_nothing_else() -> None:
    since = date(2024, 1, 1)
    own = {
        name: OwnAmount(name, Decimal(value), since, "某省听证程序规定第六条")
        for name, value in (("hearing_fine_person", 5000), ("simplified_fine_person", 999))
    }

    heard = threshold("hearing_fine_person", on=TODAY, provincial=own)
    assert heard.value == 5000
    assert heard.basis.startswith("某省听证程序规定第六条；")
    assert threshold("simplified_fine_person", on=TODAY, provincial=own).value == 200


def test_before_the_law_of_2021_no_number_is_known() -> None:
    with pytest.raises(LawUnavailable):
        threshold("simplified_fine_person", on=date(2021, 7, 14))
    with pytest.raises(NotFound):
        threshold("no_such_threshold", on=TODAY)


def test_officers_and_kinds_that_are_always_heard() -> None:
    assert threshold("min_officers", on=TODAY).value == MIN_OFFICERS
    assert PenaltyKind.ORDER_CLOSE in ALWAYS_HEARD
    assert PenaltyKind.FINE not in ALWAYS_HEARD
    assert len({one.id for one in THRESHOLDS}) == 10
