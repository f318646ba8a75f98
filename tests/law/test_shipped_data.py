"""The start-up check reads every data file, and finds what somebody broke."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import pytest

from law import checks, periods, provision_data, provisions, validation
from law.periods import get_period
from law.provision_types import Bracket, Provision, Span
from law.provisions import get_provision
from law.published import published_decisions
from law.thresholds import THRESHOLDS
from law.workdays import Day, DayKind, WorkCalendar, days_between, shipped_calendar


def test_the_shipped_law_holds_together() -> None:
    assert list(checks.check_shipped_law()) == []


def broken_period(**changes: Any) -> Callable[[], MappingProxyType[str, Any]]:
    rule = replace(get_period("case_handling_period"), **changes)
    return lambda: MappingProxyType({rule.id: rule})


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"unit": "fortnight"}, "unknown unit"),
        ({"unit": None}, "together"),
        ({"length": -1}, "negative"),
        ({"rollover": "perhaps"}, "unknown rollover"),
        ({"unit": "working_day"}, "no rollover"),
        ({"unit": "hour"}, "never move"),
        ({"responsibility": "nobody"}, "unknown responsibility"),
        ({"trigger_event": "full_moon"}, "unknown event"),
        ({"suspensions": ("siesta",)}, "unknown suspension"),
        ({"applies_to": ("food",)}, "unknown domain"),
        ({"confidence": "memory"}, "from memory"),
        ({"basis": ()}, "no article"),
        ({"effective_to": date(2020, 1, 1)}, "ends before"),
        ({"status": "repealed"}, "contradict"),
        ({"replaces": ("gone",)}, "gone"),
    ],
)
def test_a_broken_period_is_found(
    changes: dict[str, Any], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(periods, "_catalogue", broken_period(**changes))

    found = [message for message in checks.check_shipped_law() if message.id == "law.E001"]

    assert any(said in str(message.msg) for message in found)


def broken_provision(**changes: Any) -> Provision:
    return replace(get_provision("drug_gxp_breach"), **changes)


def broken_level(level: str) -> Provision:
    provision = get_provision("drug_gxp_breach")
    first, *rest = provision.circumstances
    return replace(provision, circumstances=(replace(first, level=level), *rest))


def broken_kinds(kind: str) -> Provision:
    provision = get_provision("drug_gxp_breach")
    first, *rest = provision.circumstances
    penalty = replace(first.penalties[0], kind=kind)
    return replace(provision, circumstances=(replace(first, penalties=(penalty,)), *rest))


def broken_persons(level: str) -> Provision:
    provision = get_provision("drug_gxp_breach")
    assert provision.persons is not None
    return replace(provision, persons=replace(provision.persons, applies_at=level))


def brackets(**changes: Any) -> tuple[Bracket, ...]:
    fine = get_provision("device_noncompliant_expired_etc").circumstances[0].fine
    assert fine is not None
    return (replace(fine.brackets[0], **changes), fine.brackets[1])


def broken_fine(**changes: Any) -> Provision:
    provision = get_provision("device_noncompliant_expired_etc")
    circumstance = provision.circumstances[0]
    assert circumstance.fine is not None
    fine = replace(circumstance.fine, **changes)
    return replace(provision, circumstances=(replace(circumstance, fine=fine),))


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (lambda: broken_fine(base="moonlight"), "unknown base"),
        (lambda: broken_fine(mode="same_as", same_as="serious"), "a level it lacks"),
        (lambda: broken_fine(mode="fixed"), "without amounts"),
        (lambda: broken_fine(mode="multiple"), "without numbers"),
        (lambda: broken_fine(floors={"baking": Decimal(1)}), "unknown activity"),
        (lambda: broken_fine(brackets=()), "do not meet"),
        (lambda: broken_provision(domains=("food",)), "unknown domain"),
        (lambda: broken_provision(refers_to=("gone",)), "gone"),
        (lambda: broken_provision(article="126a"), "not a number"),
        (lambda: broken_provision(confidence="memory"), "from memory"),
        (lambda: broken_level("sometimes"), "unknown level"),
        (lambda: broken_level("serious"), "a level twice"),
        (lambda: broken_kinds("tickling"), "unknown kind"),
        (lambda: broken_kinds("fine"), "a fine without a range"),
        (lambda: broken_persons("sometimes"), "for persons"),
        (lambda: broken_fine(brackets=brackets(fixed=None)), "a bracket without amounts"),
        (lambda: broken_fine(fixed=Span(Decimal(5), Decimal(3))), "a range from 5 to 3"),
    ],
)
def test_a_broken_provision_is_found(
    broken: Callable[[], Provision], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    provision = broken()
    monkeypatch.setattr(
        provisions, "read_catalogue", lambda: MappingProxyType({provision.id: provision})
    )

    assert any(said in finding for finding in validation.provision_findings())


def test_a_calendar_with_a_gap_or_an_impossible_year_is_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shipped = shipped_calendar()
    gap = WorkCalendar(shipped.days, shipped.known_years - {2015})
    monkeypatch.setattr(validation, "shipped_calendar", lambda: gap)
    assert list(validation.calendar_findings()) == ["calendar: 2015 is missing"]

    half_a_year_off = {day: Day(DayKind.REST) for day in shipped_days(2024) if day.month < 7}
    lazy = WorkCalendar(half_a_year_off, frozenset({2024}))
    monkeypatch.setattr(validation, "shipped_calendar", lambda: lazy)
    assert list(validation.calendar_findings()) == ["calendar: 2024 has 132 working days"]


def shipped_days(year: int) -> Iterator[date]:
    return days_between(date(year, 1, 1), date(year, 12, 31))


def test_a_published_figure_that_contradicts_the_law_is_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    decision = published_decisions()[0]
    wrong = replace(decision, expected_range={"min": 1, "max": 2})
    monkeypatch.setattr(validation, "published_decisions", lambda: (wrong,))

    assert "expected 1 to 2" in "".join(validation.published_findings())


def test_a_range_that_is_expected_and_not_found(monkeypatch: pytest.MonkeyPatch) -> None:
    decision = replace(published_decisions()[0], expected_range=None)
    monkeypatch.setattr(validation, "published_decisions", lambda: (decision,))

    assert "the other way round" in "".join(validation.published_findings())


def test_a_ladder_without_steps_cannot_be_read() -> None:
    row: dict[str, Any] = {"level": "normal", "penalties": [{"kind": "ladder"}], "fine": None}

    with pytest.raises(ValueError, match="ladder"):
        provision_data._read_circumstance(row)


def test_two_values_of_one_threshold_on_one_day_are_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one = THRESHOLDS[0]
    monkeypatch.setattr(validation, "THRESHOLDS", (one, replace(one, value=Decimal(-3))))

    found = "".join(validation.threshold_findings())
    assert "two values" in found
    assert "not a positive number" in found


def test_a_file_that_cannot_be_read_is_an_error_not_a_crash(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def missing() -> None:
        raise KeyError("length")

    monkeypatch.setattr(periods, "_catalogue", missing)

    assert any("cannot be read" in str(one.msg) for one in checks.check_shipped_law())
