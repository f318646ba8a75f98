"""Which law governs: successions, the lighter one, one fine for one act, split points."""

from datetime import date
from decimal import Decimal

import pytest

from core.errors import Invalid
from law.competence import shipped_competence
from law.criminal_signs import criminal_signs, signs_basis, signs_for
from law.office import OfficeLaw
from law.penalties import penalty_range
from law.provisions import get_provision
from law.ranges import DEFAULT_SPLIT, FineRange, Split, add_ranges, one_fine
from law.successions import changed_within, lighter, predecessor_of, successions, successor_of
from law.vocabularies import Domain, Link


def span(low: int, high: int, *, optional: bool = False) -> FineRange:
    return FineRange(min=Decimal(low), max=Decimal(high), optional=optional)


@pytest.mark.parametrize(("old", "new"), successions())
def test_each_succession_joins_on_the_day_the_old_text_ended(old: str, new: str) -> None:
    before, after = get_provision(old), get_provision(new)

    assert before.effective_to is not None
    assert (after.effective_from - before.effective_to).days == 1
    assert successor_of(before, on=after.effective_from) == after
    assert successor_of(before, on=before.effective_to) is None
    assert predecessor_of(after) == before


def test_a_law_that_did_not_change_has_no_other() -> None:
    provision = get_provision("drug_gxp_breach")

    assert successor_of(provision, on=date(2026, 6, 1)) is None
    assert changed_within(provision, date(2019, 1, 1), date(2026, 1, 1)) is None


@pytest.mark.parametrize(
    ("began", "ended", "spans"),
    [
        (date(2021, 5, 31), date(2021, 6, 1), True),
        (date(2021, 6, 1), date(2021, 7, 1), False),
        (date(2021, 1, 1), date(2021, 5, 31), False),
    ],
)
def test_an_act_spans_two_laws_only_across_the_day_of_change(
    began: date, ended: date, spans: bool
) -> None:
    newer = get_provision("device_unregistered_unlicensed")

    assert (changed_within(newer, began, ended) is not None) == spans


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        (span(10, 20), span(5, 15), "new"),
        (span(5, 10), span(5, 20), "old"),
        (span(5, 10), span(5, 10), ""),
        (span(5, 20), span(10, 15), ""),
        (span(5, 10), FineRange(min=None, max=None), "new"),
        (span(5, 10), span(5, 10, optional=True), "new"),
    ],
)
def test_the_lighter_law_is_the_one_whose_whole_range_lies_lower(
    old: FineRange, new: FineRange, found: str
) -> None:
    assert lighter(old, new) == found


def test_of_several_norms_the_higher_fine_counts() -> None:
    none = FineRange(min=None, max=None)

    assert one_fine([span(50, 100), none, span(10, 200)]) == span(10, 200)
    assert one_fine([span(10, 100), span(50, 100)]) == span(50, 100)
    with pytest.raises(Invalid):
        one_fine([])


def test_parts_keep_the_split_points_of_their_own_day() -> None:
    narrow = Split(Decimal("0.4"), Decimal("0.6"), "40/60", date(2026, 1, 1))
    parts = [
        FineRange(min=Decimal(0), max=Decimal(100)),
        FineRange(min=Decimal(0), max=Decimal(100), split=narrow),
    ]

    total = add_ranges(parts)

    assert (total.lenient_to, total.heavier_from) == (Decimal("70.00"), Decimal("130.00"))
    assert add_ranges([FineRange(min=None, max=None)]).lenient_to is None


def test_the_split_points_of_a_day_are_the_last_that_had_begun() -> None:
    first = Split(Decimal("0.2"), Decimal("0.8"), "20/80", date(2024, 8, 1))
    second = Split(Decimal("0.4"), Decimal("0.6"), "40/60", date(2026, 1, 1))
    office = OfficeLaw(split=second, splits=(first, second))

    assert office.split_on(date(2024, 7, 31)) == DEFAULT_SPLIT
    assert office.split_on(date(2025, 12, 31)) == first
    assert office.split_on(date(2026, 1, 1)) == second
    assert office.split_on(None) == second
    assert OfficeLaw().split_on(date(2026, 1, 1)) == DEFAULT_SPLIT


def test_a_range_is_computed_with_the_split_points_it_is_given() -> None:
    narrow = Split(Decimal("0.4"), Decimal("0.6"), "40/60", date(2026, 1, 1))
    found = penalty_range(
        get_provision("drug_inferior_production_sale"),
        base=Decimal(1260),
        activity="retail",
        split=narrow,
    )

    assert (found.lenient_to, found.heavier_from) == (Decimal(140_000), Decimal(160_000))


def test_every_sign_of_a_crime_has_its_article_and_every_domain_its_signs() -> None:
    assert all(sign.article.startswith("《中华人民共和国刑法》第") for sign in criminal_signs())
    assert "第二十七条" in signs_basis()
    for domain in Domain.values:
        assert len(signs_for(domain)) >= 5
    assert "device_standard" not in {sign.code for sign in signs_for("drug")}


def test_the_table_of_competence_answers_for_every_cell() -> None:
    table = shipped_competence()

    for domain in Domain.values:
        for link in Link.values:
            levels = [table[domain, link, one] for one in ("province", "city", "county")]
            assert any(cell.competent for cell in levels)
            assert all(cell.basis.startswith("《") for cell in levels)
    assert not table["drug", "production", "county"].competent
    assert table["drug", "retail", "county"].competent
