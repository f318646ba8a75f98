"""The office's calendar, confirmations and split points over the shipped law."""

import io
import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import OperationalError

from core.errors import LawUnavailable
from law import office
from law.office import SHIPPED, OfficeLaw, current_office, register_office
from law.periods import get_period
from law.provisions import get_provision
from law.ranges import Split
from law.workdays import DayKind


@pytest.fixture(autouse=True)
def _providers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "_providers", [])


def ask(*arguments: str) -> dict[str, Any]:
    out = io.StringIO()
    call_command(*arguments, "--json", stdout=out)
    answer: dict[str, Any] = json.loads(out.getvalue())
    return answer


def test_without_a_provider_the_shipped_law_answers() -> None:
    assert current_office() is SHIPPED


def test_a_provider_without_a_database_leaves_the_shipped_law() -> None:
    def no_table() -> OfficeLaw:
        raise OperationalError("no such table")

    register_office(no_table)
    assert current_office() is SHIPPED
    register_office(lambda: None)
    assert current_office() is SHIPPED


def test_the_offices_calendar_is_laid_over_the_shipped_one() -> None:
    before = ask("deadline", "statement_defence_window", "2027-03-01")
    register_office(
        lambda: OfficeLaw(
            days={date(2027, 3, 2): DayKind.HOLIDAY}, known_years=frozenset({2027})
        )
    )
    after = ask("deadline", "statement_defence_window", "2027-03-01")

    assert (before["due_on"], before["provisional"]) == ("2027-03-08", True)
    assert (after["due_on"], after["provisional"]) == ("2027-03-09", False)


def test_a_rule_from_memory_is_on_once_confirmed() -> None:
    with pytest.raises(CommandError):
        ask("deadline", "drug_sample_test_report", "2025-03-03")
    register_office(lambda: OfficeLaw(confirmed=frozenset({"drug_sample_test_report"})))

    assert ask("deadline", "drug_sample_test_report", "2025-03-03")["due_on"] == "2025-04-08"


def test_an_office_may_switch_a_rule_off() -> None:
    own = OfficeLaw(switched_off=frozenset({"fine_payment"}))

    assert not own.uses(get_period("fine_payment"))
    with pytest.raises(LawUnavailable):
        own.require_used(get_period("fine_payment"))


def test_provisions_from_memory_follow_the_same_rule() -> None:
    provision = get_provision("hist_drug2015_fake")

    assert not SHIPPED.uses(provision)
    assert OfficeLaw(confirmed=frozenset({provision.id})).uses(provision)


def test_the_offices_split_points_move_the_bands() -> None:
    register_office(lambda: OfficeLaw(split=Split(Decimal("0.4"), Decimal("0.6"))))
    answer = ask("penalty_range", "drug_gxp_breach", "--level", "serious")

    assert answer["lenient_to"] == "1100000.00"
    assert answer["heavier_from"] == "1400000.00"
