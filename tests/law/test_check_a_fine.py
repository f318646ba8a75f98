"""A proposed fine against its range: what is refused, and what must be added."""

from decimal import Decimal

import pytest

from law.fine_checks import FineCheck, Verdict, check_fine
from law.penalties import penalty_range
from law.provisions import get_provision
from law.ranges import DiscretionStep

D = Decimal
FIXED = penalty_range(get_provision("drug_gxp_breach"), level="serious")  # 500,000-2,000,000
NO_FINE = penalty_range(get_provision("drug_gxp_breach"))
OPTIONAL = penalty_range(get_provision("tcm_pieces_substandard_safe_effective"))
MAXIMUM_ONLY = penalty_range(get_provision("impl_obstructing_inspection"))


def codes(check: FineCheck) -> list[str]:
    return [problem.code for problem in check.problems]


@pytest.mark.parametrize(
    ("fine", "verdict"),
    [
        ("499999.99", Verdict.BELOW),
        ("500000", Verdict.INSIDE),
        ("2000000", Verdict.INSIDE),
        ("2000000.01", Verdict.ABOVE),
    ],
)
def test_both_ends_belong_to_the_range(fine: str, verdict: Verdict) -> None:
    assert check_fine(FIXED, D(fine)).verdict == verdict


def test_above_the_maximum_nothing_helps() -> None:
    check = check_fine(FIXED, D(2000001), step="heavier", ground="Art. 137")

    assert not check.is_lawful
    assert codes(check) == ["above_maximum"]
    assert check.band is None


def test_a_fine_where_none_is_allowed_is_refused() -> None:
    check = check_fine(NO_FINE, D(1000))

    assert check.verdict == Verdict.NO_FINE_ALLOWED
    assert not check.is_lawful
    assert check_fine(NO_FINE, D(0)).is_lawful


def test_below_the_minimum_needs_mitigation_and_its_ground() -> None:
    assert codes(check_fine(FIXED, D(200000))) == ["mitigation_missing"]
    assert codes(check_fine(FIXED, D(200000), step="mitigated", ground=" ")) == [
        "mitigation_missing"
    ]
    assert codes(check_fine(FIXED, D(200000), step="lenient", ground="Art. 32(1)")) == [
        "mitigation_missing"
    ]
    lawful = check_fine(FIXED, D(200000), step="mitigated", ground="Art. 32(1)")
    assert lawful.verdict == Verdict.BELOW
    assert lawful.is_lawful
    assert lawful.ratio_to_minimum == D("0.4")


def test_no_fine_at_all_needs_no_penalty_and_its_ground_unless_it_is_optional() -> None:
    assert codes(check_fine(FIXED, D(0))) == ["mitigation_missing"]
    assert codes(check_fine(FIXED, D(0), step="none")) == ["ground_missing"]
    assert check_fine(FIXED, D(0), step="none", ground="Art. 33(1)").is_lawful
    assert check_fine(OPTIONAL, D(0)).verdict == Verdict.INSIDE
    assert check_fine(OPTIONAL, D(0), step="none").is_lawful
    assert check_fine(MAXIMUM_ONLY, D(0)).verdict == Verdict.INSIDE


@pytest.mark.parametrize(
    ("fine", "band"),
    [
        (0, DiscretionStep.NONE),
        (1, DiscretionStep.MITIGATED),
        (500000, DiscretionStep.LENIENT),
        (950000, DiscretionStep.LENIENT),
        (950001, DiscretionStep.GENERAL),
        (1549999, DiscretionStep.GENERAL),
        (1550000, DiscretionStep.HEAVIER),
        (2000000, DiscretionStep.HEAVIER),
        (2000001, None),
    ],
)
def test_the_step_an_amount_falls_in(fine: int, band: DiscretionStep | None) -> None:
    assert FIXED.band(D(fine)) == band
    assert NO_FINE.band(D(fine)) is None


def test_an_amount_outside_the_chosen_steps_band_is_a_warning() -> None:
    check = check_fine(FIXED, D(1000000), step="lenient")

    assert codes(check) == ["step_differs"]
    assert check.is_lawful
    assert codes(check_fine(FIXED, D(600000), step="lenient")) == []


def test_what_is_not_known_gives_no_verdict() -> None:
    assert check_fine(None, D(1)).verdict == Verdict.CANNOT_COMPUTE
    assert check_fine(FIXED, None).verdict == Verdict.NO_FINE_GIVEN


def test_bounds_decide_where_both_lie_on_one_side() -> None:
    def verdict(low: int, high: int) -> Verdict:
        return check_fine(FIXED, None, bounds=(D(low), D(high))).verdict

    assert verdict(1, 499999) == Verdict.BELOW
    assert verdict(500000, 600000) == Verdict.INSIDE
    assert verdict(2000001, 2000002) == Verdict.ABOVE
    assert verdict(400000, 600000) == Verdict.CANNOT_COMPUTE
