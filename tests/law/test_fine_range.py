"""The worked examples of the ranges, and what holds for every provision."""

from dataclasses import replace
from decimal import Decimal

import pytest

from core.errors import Invalid, LawUnavailable, NotFound
from law.penalties import PenaltyRange, penalty_range, range_over
from law.provisions import all_provisions, get_provision
from law.ranges import Split, add_ranges
from law.vocabularies import Level

D = Decimal


def fine(
    provision: str, base: str | None = None, activity: str | None = None, **facts: object
) -> PenaltyRange:
    return penalty_range(
        get_provision(provision),
        base=None if base is None else D(base),
        activity=activity,
        **facts,
    )


def amounts(found: PenaltyRange) -> tuple[Decimal | None, ...]:
    return found.min, found.max, found.lenient_to, found.heavier_from


@pytest.mark.parametrize(
    ("example", "provision", "base", "facts", "expected"),
    [
        (
            "1",
            "drug_unlicensed_production_sale",
            "17720",
            {},
            (1500000, 3000000, 1950000, 2550000),
        ),
        (
            "2",
            "drug_inferior_production_sale",
            "122900",
            {"activity": "manufacture"},
            (1229000, 2458000, 1597700, 2089300),
        ),
        (
            "3",
            "drug_inferior_production_sale",
            "800",
            {"activity": "retail"},
            (100000, 200000, 130000, 170000),
        ),
        (
            "4",
            "tcm_pieces_substandard_safe_effective",
            None,
            {},
            (100000, 500000, 220000, 380000),
        ),
        (
            "5b",
            "drug_gxp_breach",
            None,
            {"level": "refuses_to_correct"},
            (100000, 500000, 220000, 380000),
        ),
        (
            "5c",
            "drug_gxp_breach",
            None,
            {"level": "serious"},
            (500000, 2000000, 950000, 1550000),
        ),
        ("6", "drug_illegal_purchase_channel", "4950", {}, (100000, 500000, 220000, 380000)),
        (
            "7",
            "device_noncompliant_expired_etc",
            "54130",
            {},
            (270650, 1082600, 514235, 839015),
        ),
        ("8", "device_noncompliant_expired_etc", "3200", {}, (20000, 50000, 29000, 41000)),
        ("8 old", "hist_device2017_noncompliant", "3200", {}, (20000, 50000, 29000, 41000)),
        ("9", "cosmetics_nonstandard_gmp_expired", "7239.90", {}, (10000, 50000, 22000, 38000)),
        (
            "10 below",
            "cosmetics_unlicensed_unregistered_banned",
            "9999.99",
            {},
            (50000, 150000, 80000, 120000),
        ),
        (
            "10 from",
            "cosmetics_unlicensed_unregistered_banned",
            "10000.00",
            {},
            (150000, 300000, 195000, 255000),
        ),
        ("11", "impl_obstructing_inspection", None, {}, (0, 50000, 15000, 35000)),
        (
            "12",
            "drug_fake_or_serious_inferior_persons",
            "200000",
            {"person": True},
            (60000, 600000, 222000, 438000),
        ),
        (
            "13",
            "cosmetics_nonstandard_gmp_expired",
            "80000",
            {"person": True, "level": "serious"},
            (80000, 240000, 128000, 192000),
        ),
    ],
)
def test_worked_example(
    example: str,
    provision: str,
    base: str | None,
    facts: dict[str, object],
    expected: tuple[int, ...],
) -> None:
    assert amounts(fine(provision, base, **facts)) == tuple(map(D, expected)), example


def test_a_first_finding_with_warning_only_has_no_fine() -> None:
    found = fine("drug_gxp_breach")

    assert amounts(found) == (None, None, None, None)
    assert found.kinds == ("order_to_correct", "warning")


def test_an_optional_fine_says_so() -> None:
    assert fine("tcm_pieces_substandard_safe_effective").optional
    assert not fine("impl_obstructing_inspection").optional


def test_using_inferior_drugs_counts_as_retailing_them() -> None:
    used = fine("drug_inferior_production_sale", "800", activity="use")

    assert amounts(used) == amounts(fine("drug_inferior_production_sale", "800", "retail"))


def test_the_floor_is_applied_before_the_multiplier_and_equality_is_not_below() -> None:
    assert fine("drug_unlicensed_production_sale", "99999.99").min == D(1500000)
    assert fine("drug_unlicensed_production_sale", "100000").min == D(1500000)
    assert fine("drug_unlicensed_production_sale", "100000.01").min == D("1500000.15")


def test_a_level_may_repeat_another_levels_fine() -> None:
    facts = {"base": "50000", "activity": "retail"}

    assert amounts(fine("drug_inferior_production_sale", level="serious", **facts)) == (
        amounts(fine("drug_inferior_production_sale", **facts))
    )


def test_two_periods_of_law_are_computed_apart_and_added() -> None:
    drug = add_ranges(
        [
            fine("hist_drug2015_inferior", "4955.87"),
            fine("drug_inferior_production_sale", "1", "manufacture"),
        ]
    )
    device = add_ranges(
        [
            fine("hist_device2017_unregistered", "63600"),
            fine("device_unregistered_unlicensed", "82800"),
        ]
    )

    assert (drug.min, drug.max) == (D("1004955.87"), D("2014867.61"))
    assert (device.min, device.max) == (D(1878000), D(3756000))
    assert drug.steps[-1].code == "fine.sum"


def test_parts_without_a_fine_add_nothing() -> None:
    none, some = fine("drug_gxp_breach"), fine("drug_gxp_breach", level="serious")

    assert add_ranges([none, some]).max == some.max
    assert add_ranges([none, none]).max is None


def test_persons_of_a_fake_drug_case_are_punished_under_their_own_article() -> None:
    found = fine("drug_fake_production_sale", "200000", person=True)

    assert amounts(found)[:2] == (D(60000), D(600000))
    assert "第一百一十八条" in found.basis
    assert "industry_ban" in found.kinds


def test_persons_are_punished_only_from_the_level_the_article_names() -> None:
    lighter = fine("device_noncompliant_expired_etc", "54130", person=True)

    assert lighter.max is None
    assert lighter.kinds == ()
    inferior = ("drug_inferior_production_sale", "200000")
    assert fine(*inferior, person=True).max is None
    assert fine(*inferior, person=True, level="serious").max == D(600000)
    assert fine(
        "device_noncompliant_expired_etc", "100000", person=True, level="serious"
    ).max == D(300000)


def test_a_provision_without_persons_answers_no_fine() -> None:
    assert fine("drug_unlicensed_production_sale", "1", person=True).max is None


@pytest.mark.parametrize(
    ("provision", "facts", "field"),
    [
        ("drug_unlicensed_production_sale", {}, "base"),
        ("drug_unlicensed_production_sale", {"base": "-0.01"}, "base"),
        ("drug_unlicensed_production_sale", {"base": "NaN"}, "base"),
        ("drug_unlicensed_production_sale", {"base": "1e30"}, "base"),
        ("drug_inferior_production_sale", {"base": "1"}, "activity"),
        ("drug_use_of_inferior", {"base": "1", "activity": "wholesale"}, "activity"),
        ("drug_gxp_breach", {"level": "grave_consequences"}, "level"),
        ("prod_gmp_serious_list", {}, "level"),
    ],
)
def test_what_is_missing_or_wrong_is_named(
    provision: str, facts: dict[str, str], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        fine(provision, **facts)
    assert field in refused.value.fields


def test_a_provision_governs_only_acts_of_its_time() -> None:
    provision = get_provision("hist_drug2015_inferior")

    assert penalty_range(provision, base=D(1), on=provision.effective_to).max == D(3)
    with pytest.raises(LawUnavailable):
        fine("drug_unlicensed_production_sale", "1", on=provision.effective_to)
    with pytest.raises(NotFound):
        get_provision("no_such_provision")


def test_provisions_from_memory_are_marked() -> None:
    marked = {one.id for one in all_provisions() if not one.enabled_default}

    assert marked == {
        "hist_drug2015_unlicensed",
        "hist_drug2015_fake",
        "hist_drug2015_purchase",
    }
    found = fine("hist_drug2015_fake", "1")
    assert not found.confirmed
    assert found.steps[-1].code == "fine.unconfirmed"


def test_split_points_must_be_in_order() -> None:
    with pytest.raises(Invalid):
        Split(D("0.7"), D("0.3"))
    with pytest.raises(Invalid):
        add_ranges([])


def test_a_base_known_only_between_two_amounts_may_still_fix_the_range() -> None:
    provision = get_provision("device_noncompliant_expired_etc")

    assert range_over(provision, bases=(D(0), D(9999))).max == D(50000)
    assert range_over(provision, bases=(D(0), D(20000))) is None


def test_a_multiple_without_numbers_gives_no_range() -> None:
    provision = get_provision("drug_unlicensed_production_sale")
    circumstance = provision.circumstances[0]
    assert circumstance.fine is not None
    broken = replace(circumstance, fine=replace(circumstance.fine, multiplier=None))

    with pytest.raises(Invalid):
        penalty_range(replace(provision, circumstances=(broken,)), base=D(1))


def test_levels_are_ranked_from_light_to_grave() -> None:
    assert Level.values[0] == "normal"
    assert Level.values[-1] == "grave_consequences"
