"""Every real published decision against the range its own provisions give."""

from datetime import date
from decimal import Decimal

import pytest

from core.errors import Invalid
from law.fine_checks import Verdict
from law.published import PublishedDecision, partial_date, published_decisions
from law.ranges import DiscretionStep
from law.vocabularies import Domain, PartyKind

EXPECTED = {
    "agree": Verdict.INSIDE,
    "agree_under_assumption": Verdict.INSIDE,
    "mitigated_basis_stated": Verdict.BELOW,
    "mitigated_basis_not_published": Verdict.BELOW,
    "exempt_or_optional": Verdict.INSIDE,
}
UNCHECKABLE = {
    "drug-32": Verdict.CANNOT_COMPUTE,
    "drug-33": Verdict.CANNOT_COMPUTE,
    "cos-60": Verdict.CANNOT_COMPUTE,
    "cos-70": Verdict.CANNOT_COMPUTE,
    "dev-38": Verdict.NO_FINE_ALLOWED,
    "cos-66": Verdict.NO_FINE_GIVEN,
}

decisions = pytest.mark.parametrize(
    "decision", published_decisions(), ids=[one.id for one in published_decisions()]
)


def test_there_are_forty_two() -> None:
    assert len({one.id for one in published_decisions()}) == 42
    unchecked = {one.id for one in published_decisions() if one.status == "uncheckable"}
    assert unchecked == UNCHECKABLE.keys()


@decisions
def test_the_range_is_the_one_expected(decision: PublishedDecision) -> None:
    found, expected = decision.statutory_range(), decision.expected_range

    if expected is None:
        assert found is None
        return
    assert found is not None
    assert found.min or Decimal(str(expected["min"])) == 0
    assert (found.min or 0, found.max or 0) == (
        Decimal(str(expected["min"])),
        Decimal(str(expected["max"])),
    )
    assert found.allows_fine == (expected["basis"] != "no fine at this level")


@decisions
def test_the_verdict_is_the_one_expected(decision: PublishedDecision) -> None:
    expected = EXPECTED.get(decision.status) or UNCHECKABLE[decision.id]

    assert decision.verdict() == expected
    if decision.in_range is not None:
        assert (decision.verdict() == Verdict.INSIDE) == decision.in_range


def test_none_lies_above_its_maximum_and_twenty_lie_below_their_minimum() -> None:
    verdicts = [one.verdict() for one in published_decisions()]

    assert Verdict.ABOVE not in verdicts
    assert verdicts.count(Verdict.BELOW) == sum(
        one.status.startswith("mitigated") for one in published_decisions()
    )


@pytest.mark.parametrize(
    ("decision_id", "position", "band"),
    [
        ("drug-01", "0.100", DiscretionStep.LENIENT),
        ("drug-08", "0.275", DiscretionStep.LENIENT),
        ("drug-18", "0.000", DiscretionStep.LENIENT),
        ("drug-29", "1.000", DiscretionStep.HEAVIER),
        ("dev-40", "0.933", DiscretionStep.HEAVIER),
        ("cos-56", "0.950", DiscretionStep.HEAVIER),
        ("cos-61", "0.150", DiscretionStep.LENIENT),
    ],
)
def test_where_the_published_fine_lies(
    decision_id: str, position: str, band: DiscretionStep
) -> None:
    decision = next(one for one in published_decisions() if one.id == decision_id)
    found = decision.statutory_range()

    assert found is not None
    assert decision.fine is not None
    where = found.position(decision.fine)
    assert where is not None
    assert f"{where:.3f}" == position
    assert found.band(decision.fine) == band


def test_what_was_not_published_stays_unknown() -> None:
    by_id = {one.id: one for one in published_decisions()}

    assert by_id["drug-02"].fine is None
    assert by_id["drug-02"].fine_bounds == (Decimal(222000), Decimal(230000))
    assert by_id["drug-06"].goods_value is None
    assert by_id["drug-06"].charges[0].base is None
    assert by_id["drug-01"].charges[0].base == Decimal(122900)


def test_domains_and_parties_are_of_the_vocabularies() -> None:
    for one in published_decisions():
        assert one.domain in Domain.values
        assert one.party_kind in PartyKind


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2023-01-16", date(2023, 1, 16), date(2023, 1, 16), "day"),
        ("2022-02", date(2022, 2, 1), date(2022, 2, 28), "month"),
        ("2025", date(2025, 1, 1), date(2025, 12, 31), "year"),
        ("2022-03/04", date(2022, 3, 1), date(2022, 4, 30), "span"),
        ("2024-2025", date(2024, 1, 1), date(2025, 12, 31), "span"),
    ],
)
def test_dates_keep_the_precision_they_were_published_with(
    text: str, first: date, last: date, precision: str
) -> None:
    found = partial_date(text)

    assert found is not None
    assert (found.first, found.last, found.precision) == (first, last, precision)
    assert found.year == last.year


def test_a_date_nobody_can_read_is_refused() -> None:
    assert partial_date(None) is None
    with pytest.raises(Invalid):
        partial_date("last spring")
